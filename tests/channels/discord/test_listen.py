"""What people write reaches the door, over the wire."""

from __future__ import annotations

from discord.utils import snowflake_time

from channels.discord.adapter import DiscordChannel
from channels.sandbox.discord.rest_threads import MANAGE_THREADS
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.controls import Action
from triage.messages import (
    Attachment,
    MessageArrived,
    MessageChanged,
    Opens,
    ReactionArrived,
    Sender,
)
from triage.model import (
    ConversationRef,
)
from triage.ports.channel import ChannelAdapter


def told(channel: DiscordChannel, door: Door) -> list[MessageArrived]:
    read = [channel.read(raw) for raw in door.stored]
    return [one for one in read if isinstance(one, MessageArrived)]


def test_it_is_a_channel_adapter(guild: Guild) -> None:
    adapter: ChannelAdapter = guild.adapter()
    assert adapter.name == "discord"


async def test_a_message_in_an_intake_channel_arrives_with_its_cursor(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door) as channel:
        said = await guild.server.post(guild.help, guild.ada, "The export hangs")
        await door.until(lambda: door.cursors[guild.help] == said)
        (heard,) = told(channel, door)
    assert heard == MessageArrived(
        conversation=ConversationRef("discord", guild.server.guild_id, said),
        place=guild.help,
        external_id=said,
        sender=Sender(address=guild.ada, name="ada", since=snowflake_time(int(guild.ada))),
        at=heard.at,
        subject=None,
        text="The export hangs",
        reply="The export hangs",
        opens=Opens.REPORT,
        joins=True,
    )


async def test_staff_is_known_by_the_roles_that_a_message_carries(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door) as channel:
        await guild.server.post(guild.help, guild.linus, "We look at it")
        await door.until(lambda: door.ids)
        (heard,) = told(channel, door)
    assert (heard.sender.name, heard.sender.staff, heard.sender.known) == ("linus", True, True)


async def test_a_reply_and_its_files_are_told(guild: Guild, listening: Listening) -> None:
    door = Door()
    async with listening(door) as channel:
        first = await guild.server.post(guild.help, guild.ada, "The export hangs")
        await guild.server.post(
            guild.help, guild.linus, "Here too", reply_to=first, files=[("log.txt", b"12345")]
        )
        await door.until(lambda: len(door.ids) == 2)
        heard = told(channel, door)[1]
    assert (heard.in_reply_to, heard.references) == (first, (first,))
    assert heard.attachments == (
        Attachment(name="log.txt", type="application/octet-stream", size=5),
    )


async def test_messages_of_a_thread_belong_to_it_and_move_its_own_cursor(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door) as channel:
        first = await guild.server.post(guild.help, guild.ada, "The export hangs")
        await guild.server.open_thread(guild.help, first, guild.linus, "Export")
        second = await guild.server.post(first, guild.ada, "On Linux")
        await door.until(lambda: door.cursors.get(first) == second)
        heard = told(channel, door)[1]
    assert door.ids == [first, second]
    assert (heard.conversation.thread, heard.place, heard.opens) == (first, guild.help, Opens.NEVER)


async def test_a_forum_post_is_one_arrival_on_its_thread(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door) as channel:
        post = await guild.server.post_in_forum(
            guild.forum, guild.ada, "It hangs at 99 %", title="Export hangs"
        )
        await door.until(lambda: post in door.cursors)
        (heard,) = told(channel, door)
    assert door.ids == [post]
    assert (heard.conversation.thread, heard.place) == (post, guild.forum)
    assert (heard.subject, heard.opens) == ("Export hangs", Opens.ALWAYS)


async def test_other_channels_and_our_own_words_are_not_taken_in(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    server = guild.server
    async with listening(door):
        await server.post(guild.room, guild.ada, "Not an intake")
        await server.post(guild.help, server.bot_id, "Ours")
        last = await server.post(guild.help, guild.ada, "A report")
        await door.until(lambda: last in door.ids)
    assert door.ids == [last]


async def test_an_event_that_comes_twice_is_one_arrival(guild: Guild, listening: Listening) -> None:
    door = Door()
    async with listening(door):
        guild.server.gateway.duplicate = 1
        first = await guild.server.post(guild.help, guild.ada, "Once")
        last = await guild.server.post(guild.help, guild.ada, "And again")
        await door.until(lambda: last in door.ids)
    assert door.ids == [first, last]


async def test_many_fast_messages_arrive_in_order_and_in_few_commits(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door):
        before = len(door.moves)
        said = [await guild.server.post(guild.help, guild.ada, f"{n}") for n in range(300)]
        await door.until(lambda: door.cursors[guild.help] == said[-1])
        commits = len(door.moves) - before
    assert door.ids == said
    assert commits < len(said)


async def test_the_ticket_reaction_brings_a_message_from_before_our_time(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    old = await guild.server.post(guild.help, guild.ada, "Long ago", files=[("a.log", b"x")])
    async with listening(door) as channel:
        await guild.server.react(guild.help, old, guild.linus, "🎫")
        await door.until(lambda: len(door.ids) == 3)
        read = [channel.read(raw) for raw in door.stored]
    assert isinstance(read[0], MessageArrived)
    assert (read[0].external_id, read[0].text) == (old, "Long ago")
    assert isinstance(read[2], MessageChanged)
    assert read[2].files[0].content == b"x"
    assert isinstance(read[1], ReactionArrived)
    assert (read[1].action, read[1].message.external_id) == (Action.OPEN, old)


async def test_a_thread_that_wakes_up_brings_what_was_missed_in_it(
    guild: Guild, listening: Listening
) -> None:
    """It was archived and private when we came, and we were not in it."""
    door = Door()
    server = guild.server
    server.take_rights(MANAGE_THREADS, guild.help)
    async with listening(door):
        first = await server.open_private(guild.help, guild.linus, "Export")
    missed = await server.post(first, guild.ada, "Missed")
    await server.archive(first)
    async with listening(door):
        unread = missed in door.ids
        woke = await server.post(first, guild.ada, "Awake")
        await door.until(lambda: {missed, woke} <= set(door.ids))
        await door.until(lambda: door.cursors.get(first) == woke)
    assert not unread
