"""Messages, seen by the real client and by the people in the guild."""

from __future__ import annotations

import io

import discord
import pytest

from tests.channels.sandbox.discord.bot import Bot
from tests.channels.sandbox.discord.conftest import Guild


async def test_a_bot_hears_answers_opens_a_thread_and_sees_a_reaction(
    guild: Guild, bot: Bot
) -> None:
    sandbox = guild.sandbox
    posted = await sandbox.post(guild.room, guild.linus, "The export hangs")
    message = await bot.heard.get()
    reply = await message.reply("Noted", nonce="n1")
    await sandbox.react(guild.room, str(reply.id), guild.linus, "✅")
    reaction = await bot.raw.get()
    thread = await message.create_thread(name="Export hangs")
    assert (str(message.id), message.content) == (posted, "The export hangs")
    assert (str(reaction.user_id), str(reaction.emoji)) == (guild.linus, "✅")
    assert str(thread.id) == posted
    said = sandbox.messages(guild.room)[1]
    assert (said.content, said.reply_to, said.nonce) == ("Noted", posted, "n1")
    assert said.reactions == {"✅": (guild.linus,)}
    assert [one.name for one in sandbox.threads()] == ["Export hangs"]


async def test_the_same_nonce_makes_one_message(guild: Guild, bot: Bot) -> None:
    first = await bot.room(guild.room).send("Page", nonce="outbox-7")
    again = await bot.room(guild.room).send("Page", nonce="outbox-7")
    assert first.id == again.id
    assert guild.sandbox.deduplicated == 1
    assert len(guild.sandbox.messages(guild.room)) == 1


async def test_after_the_window_the_same_nonce_is_a_resend_and_no_duplicate(
    guild: Guild, bot: Bot
) -> None:
    guild.sandbox.set_nonce_window(0)
    await bot.room(guild.room).send("Page", nonce="outbox-7")
    await bot.room(guild.room).send("Page", nonce="outbox-7")
    assert len(guild.sandbox.messages(guild.room)) == 2
    assert guild.sandbox.duplicates() == []


async def test_the_same_words_under_two_nonces_are_seen_twice(guild: Guild, bot: Bot) -> None:
    await bot.room(guild.room).send("Page", nonce="outbox-7")
    await bot.room(guild.room).send("Page", nonce="outbox-8")
    ((first, second),) = guild.sandbox.duplicates()
    assert (first.nonce, second.nonce) == ("outbox-7", "outbox-8")


async def test_only_allowed_mentions_ping(guild: Guild, bot: Bot) -> None:
    sandbox = guild.sandbox
    role = sandbox.add_role("on-call")
    ada = sandbox.add_member("ada", [role])
    text = f"@everyone <@{guild.linus}> <@{ada}> <@&{role}>"
    room = bot.room(guild.room)
    await room.send(text, allowed_mentions=discord.AllowedMentions.none())
    only_ada = discord.AllowedMentions(
        users=[discord.Object(int(ada))], roles=False, everyone=False
    )
    await room.send(text, allowed_mentions=only_ada)
    by_role = discord.AllowedMentions(users=False, roles=True, everyone=False)
    await room.send(text, allowed_mentions=by_role)
    await room.send(text)
    pinged = [one.pinged for one in sandbox.messages(guild.room)]
    assert pinged == [frozenset(), {ada}, {ada}, {ada, guild.linus}]


async def test_a_reply_pings_its_author_only_if_allowed(guild: Guild, bot: Bot) -> None:
    await guild.sandbox.post(guild.room, guild.linus, "Hello")
    message = await bot.heard.get()
    await message.reply("quietly", mention_author=False)
    await message.reply("aloud", mention_author=True)
    said = guild.sandbox.messages(guild.room)[1:]
    assert [one.pinged for one in said] == [frozenset(), {guild.linus}]


async def test_two_thousand_and_one_characters_are_refused(guild: Guild, bot: Bot) -> None:
    await bot.room(guild.room).send("x" * 2000)
    with pytest.raises(discord.HTTPException) as caught:
        await bot.room(guild.room).send("x" * 2001)
    assert (caught.value.status, caught.value.code) == (400, 50035)


async def test_an_empty_message_is_refused(guild: Guild, bot: Bot) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await bot.room(guild.room).send("")
    assert caught.value.code == 50006


async def test_a_forbidden_channel_refuses_and_an_unknown_message_is_not_found(
    guild: Guild, bot: Bot
) -> None:
    with pytest.raises(discord.NotFound) as caught:
        await bot.room(guild.room).fetch_message(1)
    assert caught.value.code == 10008
    guild.sandbox.forbid(guild.room)
    with pytest.raises(discord.Forbidden) as refused:
        await bot.room(guild.room).send("hello")
    assert refused.value.code == 50013


async def test_history_after_an_id_comes_oldest_first_over_many_pages(
    guild: Guild, bot: Bot
) -> None:
    ids = [await guild.sandbox.post(guild.room, guild.linus, f"m{n}") for n in range(230)]
    after = discord.Object(int(ids[9]))
    room = bot.room(guild.room)
    seen = [m.content async for m in room.history(limit=None, after=after, oldest_first=True)]
    assert seen == [f"m{n}" for n in range(10, 230)]
    newest = [m.content async for m in room.history(limit=3)]
    assert newest == ["m229", "m228", "m227"]


async def test_files_travel_both_ways(guild: Guild, bot: Bot) -> None:
    await guild.sandbox.post(guild.room, guild.linus, "log", files=[("a.log", b"boom")])
    message = await bot.heard.get()
    assert await message.attachments[0].read() == b"boom"
    await message.reply("thanks", file=discord.File(io.BytesIO(b"long"), "full.txt"))
    assert guild.sandbox.messages(guild.room)[1].files == (("full.txt", 4),)


async def test_an_edit_keeps_the_earlier_words_and_a_delete_removes(guild: Guild, bot: Bot) -> None:
    message = await bot.room(guild.room).send("one")
    await message.edit(content="two")
    said = guild.sandbox.messages(guild.room)[0]
    assert (said.content, said.edits) == ("two", ("one",))
    await message.delete()
    assert guild.sandbox.messages(guild.room) == []


async def test_reactions_are_listed_removed_and_cleared(guild: Guild, bot: Bot) -> None:
    sandbox = guild.sandbox
    ada = sandbox.add_member("ada")
    message = await bot.room(guild.room).send("card")
    await message.add_reaction("✋")
    await sandbox.react(guild.room, str(message.id), ada, "✋")
    await sandbox.react(guild.room, str(message.id), guild.linus, "✋")
    fresh = await message.channel.fetch_message(message.id)
    users = {str(user.id) async for user in fresh.reactions[0].users()}
    assert users == {sandbox.bot_id, guild.linus, ada}
    await message.remove_reaction("✋", discord.Object(int(ada)))
    assert sandbox.messages(guild.room)[0].reactions == {"✋": (sandbox.bot_id, guild.linus)}
    await message.clear_reactions()
    assert sandbox.messages(guild.room)[0].reactions == {}


async def test_a_dm_arrives_unless_the_person_takes_none(guild: Guild, bot: Bot) -> None:
    user = await bot.fetch_user(int(guild.linus))
    await user.send("hello")
    assert [one.content for one in guild.sandbox.dm(guild.linus)] == ["hello"]
    guild.sandbox.close_dms(guild.linus)
    with pytest.raises(discord.Forbidden) as caught:
        await user.send("again")
    assert caught.value.code == 50007


async def test_a_route_the_sandbox_lacks_is_remembered(guild: Guild, bot: Bot) -> None:
    with pytest.raises(discord.NotFound):
        await bot.room(guild.room).webhooks()
    assert guild.sandbox.unknown_routes == [f"GET /channels/{guild.room}/webhooks"]
    guild.sandbox.unknown_routes.clear()


async def test_waiting_ends_with_the_change_it_waits_for(guild: Guild, bot: Bot) -> None:
    await bot.room(guild.room).send("there")
    said = await guild.sandbox.wait_for(guild.sandbox.sent_by_bot)
    assert [one.content for one in said] == ["there"]
    with pytest.raises(TimeoutError):
        await guild.sandbox.wait_for(lambda: False, timeout=0.01)


async def test_history_before_and_around(guild: Guild, bot: Bot) -> None:
    ids = [await guild.sandbox.post(guild.room, guild.linus, f"m{n}") for n in range(9)]
    room = bot.room(guild.room)
    middle = discord.Object(int(ids[4]))
    before = [m.content async for m in room.history(before=middle, limit=2)]
    around = [m.content async for m in room.history(around=middle, limit=3)]
    assert (before, around) == (["m3", "m2"], ["m5", "m4", "m3"])


async def test_somebody_elses_message_is_not_edited(guild: Guild, bot: Bot) -> None:
    await guild.sandbox.post(guild.room, guild.linus, "mine")
    message = await bot.heard.get()
    with pytest.raises(discord.Forbidden) as caught:
        await message.edit(content="yours")
    assert caught.value.code == 50005


async def test_a_forum_itself_takes_no_message(guild: Guild, bot: Bot) -> None:
    forum = guild.sandbox.add_channel("bugs", "forum")
    with pytest.raises(discord.HTTPException) as caught:
        await bot.http.request(
            discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=forum),
            json={"content": "hello"},
        )
    assert caught.value.code == 50008


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x", "nonce": "n" * 26},
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        {"content": "x", "message_reference": {"message_id": "1"}},
    ],
)
async def test_a_body_that_discord_refuses_is_refused(
    guild: Guild, bot: Bot, body: dict[str, object]
) -> None:
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=guild.room)
    with pytest.raises(discord.HTTPException) as caught:
        await bot.http.request(route, json=body)
    assert caught.value.code == 50035
    guild.sandbox.violations.clear()


async def test_reactions_of_one_emoji_are_cleared(guild: Guild, bot: Bot) -> None:
    message = await bot.room(guild.room).send("card")
    for emoji in ("✅", "✋"):
        await guild.sandbox.react(guild.room, str(message.id), guild.linus, emoji)
    await message.clear_reaction("✅")
    assert guild.sandbox.messages(guild.room)[0].reactions == {"✋": (guild.linus,)}


async def test_people_edit_delete_and_take_back(guild: Guild, bot: Bot) -> None:
    sandbox = guild.sandbox
    message = await sandbox.post(guild.room, guild.linus, "one")
    await sandbox.edit_message(guild.room, message, "two")
    await sandbox.react(guild.room, message, guild.linus, "✅")
    await sandbox.react(guild.room, message, guild.linus, "✅")
    await sandbox.unreact(guild.room, message, guild.linus, "✅")
    await sandbox.unreact(guild.room, message, guild.linus, "✅")
    assert [(await bot.raw.get()).event_type for _ in range(2)] == [
        "REACTION_ADD",
        "REACTION_REMOVE",
    ]
    await sandbox.delete_message(guild.room, message)
    with pytest.raises(discord.NotFound):
        await bot.room(guild.room).fetch_message(int(message))
    async with bot.room(guild.room).typing():
        assert sandbox.messages(guild.room) == []
