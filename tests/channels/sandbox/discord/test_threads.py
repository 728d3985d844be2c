"""Threads of messages, private threads, forum posts, archives."""

from __future__ import annotations

import discord
import pytest

from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.discord.rest_threads import MANAGE_THREADS
from tests.channels.sandbox.discord.bot import Bot, logged_in
from tests.channels.sandbox.discord.conftest import Guild


async def test_a_second_thread_on_a_message_is_refused(guild: Guild, bot: Bot) -> None:
    await guild.sandbox.post(guild.room, guild.linus, "Broken")
    message = await bot.heard.get()
    thread = await message.create_thread(name="one")
    with pytest.raises(discord.HTTPException) as caught:
        await message.create_thread(name="two")
    assert (thread.id, caught.value.code) == (message.id, 160004)


async def test_the_starter_of_a_thread_is_a_system_line_nobody_reads(
    guild: Guild, bot: Bot
) -> None:
    await guild.sandbox.post(guild.room, guild.linus, "Broken")
    message = await bot.heard.get()
    thread = await message.create_thread(name="one")
    starter = await bot.heard.get()
    assert starter.type is discord.MessageType.thread_starter_message
    assert guild.sandbox.messages(str(thread.id)) == []


async def test_an_answer_in_a_thread_is_heard_with_its_parent(guild: Guild, bot: Bot) -> None:
    posted = await guild.sandbox.post(guild.room, guild.linus, "Broken")
    await guild.sandbox.open_thread(guild.room, posted, guild.linus, "broken")
    await guild.sandbox.post(posted, guild.linus, "since noon")
    heard = [await bot.heard.get() for _ in range(3)][-1]
    assert isinstance(heard.channel, discord.Thread)
    assert (heard.content, str(heard.channel.parent_id)) == ("since noon", guild.room)


async def test_active_and_archived_threads_are_listed(guild: Guild, bot: Bot) -> None:
    sandbox = guild.sandbox
    ids = [await sandbox.post(guild.room, guild.linus, f"m{n}") for n in range(4)]
    for one in ids:
        await sandbox.open_thread(guild.room, one, guild.linus, f"t{one}")
    for one in ids[:3]:
        await sandbox.archive(one)
    active = await (await bot.fetch_guild(int(sandbox.guild_id))).active_threads()
    archived = [str(t.id) async for t in bot.room(guild.room).archived_threads(limit=2)]
    assert [str(one.id) for one in active] == [ids[3]]
    assert archived == [ids[2], ids[1]]


async def test_sending_into_an_archived_thread_opens_it_unless_it_is_locked(
    guild: Guild, bot: Bot
) -> None:
    sandbox = guild.sandbox
    posted = await sandbox.post(guild.room, guild.linus, "Broken")
    await sandbox.open_thread(guild.room, posted, guild.linus, "broken")
    thread = await bot.fetch_channel(int(posted))
    assert isinstance(thread, discord.Thread)
    said = await thread.send("first")
    await sandbox.archive(posted)
    with pytest.raises(discord.HTTPException) as caught:
        await said.add_reaction("✅")
    assert caught.value.code == 50083
    await thread.send("second")
    assert sandbox.threads()[0].archived is False
    await sandbox.archive(posted, locked=True)
    with pytest.raises(discord.HTTPException) as refused:
        await thread.send("third")
    assert refused.value.code == 50083


async def test_a_private_thread_takes_in_whom_the_bot_adds(guild: Guild, bot: Bot) -> None:
    thread = await bot.room(guild.room).create_thread(
        name="sensitive", type=discord.ChannelType.private_thread
    )
    await thread.add_user(discord.Object(int(guild.linus)))
    (seen,) = guild.sandbox.threads(guild.room)
    assert (seen.private, seen.members) == (True, frozenset({guild.sandbox.bot_id, guild.linus}))


async def test_a_forum_post_is_a_thread_and_its_first_message(guild: Guild, bot: Bot) -> None:
    forum = guild.sandbox.add_channel("bugs", "forum")
    post = await guild.sandbox.post_in_forum(forum, guild.linus, "It burns", title="Fire")
    thread, message = await bot.opened.get(), await bot.heard.get()
    assert (str(thread.id), str(message.id)) == (post, post)
    assert (thread.name, message.content) == ("Fire", "It burns")


async def test_the_bot_renames_archives_and_opens_a_thread(guild: Guild, bot: Bot) -> None:
    await guild.sandbox.post(guild.room, guild.linus, "Broken")
    thread = await (await bot.heard.get()).create_thread(name="one")
    await thread.edit(name="two", archived=True)
    (seen,) = guild.sandbox.threads()
    assert (seen.name, seen.archived) == ("two", True)
    await thread.edit(archived=False)
    assert guild.sandbox.threads()[0].archived is False


async def test_whom_a_message_mentions_joins_its_thread(guild: Guild, bot: Bot) -> None:
    thread = await bot.room(guild.room).create_thread(name="sensitive")
    await thread.send(f"<@{guild.linus}>", allowed_mentions=discord.AllowedMentions.none())
    assert guild.sandbox.threads()[0].members == {guild.sandbox.bot_id}
    await thread.send(f"<@{guild.linus}>")
    members = {str(one.id) for one in await thread.fetch_members()}
    assert members == {guild.sandbox.bot_id, guild.linus}
    await thread.remove_user(discord.Object(int(guild.linus)))
    assert guild.sandbox.threads()[0].members == {guild.sandbox.bot_id}


async def test_the_bot_posts_in_a_forum(guild: Guild) -> None:
    forum = guild.sandbox.add_channel("bugs", "forum")
    async with logged_in(guild.sandbox) as bot:
        channel = bot.get_channel(int(forum))
        assert isinstance(channel, discord.ForumChannel)
        made = await channel.create_thread(name="Fire", content="It burns")
    assert made.thread.id == made.message.id
    assert [one.content for one in guild.sandbox.messages(str(made.thread.id))] == ["It burns"]


async def test_archived_threads_before_one_and_private_ones_are_listed(
    guild: Guild, bot: Bot
) -> None:
    sandbox = guild.sandbox
    room = bot.room(guild.room)
    ids = [await sandbox.post(guild.room, guild.linus, f"m{n}") for n in range(3)]
    for one in ids:
        await sandbox.open_thread(guild.room, one, guild.linus, "t")
        await sandbox.archive(one)
    private = [await sandbox.open_private(guild.room, sandbox.bot_id, "p") for _ in range(3)]
    theirs = await sandbox.open_private(guild.room, guild.linus, "theirs")
    for one in (*private[::-1], theirs):
        await sandbox.archive(one)
    public = [str(one.id) async for one in room.archived_threads(limit=None)]
    hidden = [str(one.id) async for one in room.archived_threads(private=True)]
    joined = room.archived_threads(private=True, joined=True, limit=2)
    older = discord.Object(int(private[1]))
    assert (public, hidden) == (ids[::-1], [theirs, *private])
    assert [str(one.id) async for one in joined] == [private[2], private[1]]
    joined = room.archived_threads(private=True, joined=True, before=older)
    assert [str(one.id) async for one in joined] == [private[0]]
    sandbox.take_rights(MANAGE_THREADS, guild.room)
    with pytest.raises(discord.Forbidden):
        await anext(room.archived_threads(private=True))


async def test_a_thread_name_has_one_to_a_hundred_characters(guild: Guild, bot: Bot) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await bot.room(guild.room).create_thread(name="x" * 101)
    assert caught.value.code == 50035
    guild.sandbox.violations.clear()


async def test_an_archived_thread_is_not_renamed_and_can_be_deleted(guild: Guild, bot: Bot) -> None:
    thread = await bot.room(guild.room).create_thread(name="one")
    await guild.sandbox.archive(str(thread.id))
    with pytest.raises(discord.HTTPException) as caught:
        await thread.edit(name="two")
    assert caught.value.code == 50083
    await thread.delete()
    assert guild.sandbox.threads() == []


async def test_the_limit_of_threads_is_played(guild: Guild, bot: Bot) -> None:
    guild.sandbox.fail_next(Fault(kind=FaultKind.REFUSED, path="/threads$", code=160006))
    with pytest.raises(discord.HTTPException) as caught:
        await bot.room(guild.room).create_thread(name="one too many")
    assert caught.value.code == 160006
