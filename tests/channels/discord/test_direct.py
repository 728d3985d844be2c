"""Direct messages over the wire: heard, answered, and read after a downtime."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from channels.discord.adapter import DiscordChannel
from channels.sandbox.discord.faults import Fault, FaultKind
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.controls import Action, Button
from triage.errors import DeliveryRefusedError
from triage.messages import Act, Grade, MessageArrived, Notice, Opens, Outgoing, PressArrived
from triage.model import ConversationRef


def read(channel: DiscordChannel, door: Door) -> list[MessageArrived]:
    found = [channel.read(raw) for raw in door.stored]
    return [one for one in found if isinstance(one, MessageArrived)]


def question(guild: Guild) -> Outgoing:
    dm = guild.server.dm_of(guild.ada)
    return Outgoing(
        key="confirm:1",
        ticket=None,
        notice=Notice.CONFIRM,
        to=ConversationRef("discord", guild.server.guild_id, dm),
        lane="dm",
        grade=Grade.UPDATE,
        text="Shall this become a ticket?",
        buttons=(Button(action=Action.OPEN, label="Open a ticket", argument="77"),),
    )


async def test_a_direct_message_is_read_as_one_that_asks_first(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        said = await server.write_to_bot(guild.ada, "The export hangs")
        await door.until(lambda: door.ids)
        [message] = read(channel, door)
    assert (message.external_id, message.text, message.opens) == (
        said,
        "The export hangs",
        Opens.ASK,
    )
    assert (message.place, message.private, message.conversation.thread) == (
        None,
        True,
        server.dm_of(guild.ada),
    )


async def test_the_question_is_asked_there_and_its_button_comes_back(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        await server.write_to_bot(guild.ada, "The export hangs")
        posted = (await channel.send(question(guild))).external_id
        dm = server.dm_of(guild.ada)
        await server.interactions.press(dm, posted, guild.ada, "f1:open:-:77")
        await door.until(lambda: len(door.ids) == 2)
        press = channel.read(door.stored[-1])
    assert isinstance(press, PressArrived)
    assert (press.action, press.argument, press.conversation.thread) == (Action.OPEN, "77", dm)


async def test_what_was_written_while_nobody_listened_is_read_later(
    guild: Guild, listening: Listening
) -> None:
    """Of people who have written before: Discord gives bots no list of their conversations."""
    door, server = Door(), guild.server
    async with listening(door):
        first = await server.write_to_bot(guild.ada, "One")
        await door.until(lambda: door.ids)
    second = await server.write_to_bot(guild.ada, "Two")
    async with listening(door) as channel:
        third = await server.write_to_bot(guild.ada, "Three")
        await door.until(lambda: len(door.ids) == 3)
        doors = {one.opens for one in read(channel, door)}
    assert set(door.ids) == {first, second, third}
    assert doors == {Opens.ASK}


async def test_whoever_writes_first_in_a_downtime_is_heard_when_they_write_again(
    guild: Guild, listening: Listening
) -> None:
    """But nothing is dug up from before the service came to the server."""
    door, server = Door(), guild.server
    await server.write_to_bot(guild.ada, "Years ago")
    await asyncio.sleep(0.01)
    async with listening(door):
        pass
    await asyncio.sleep(0.01)
    missed = await server.write_to_bot(guild.ada, "The export hangs")
    async with listening(door):
        again = await server.write_to_bot(guild.ada, "Anybody there?")
        place = f"dm:{server.dm_of(guild.ada)}"
        await door.until(lambda: door.cursors.get(place) == again)
        last = await server.write_to_bot(guild.ada, "Hello?")
        await door.until(lambda: door.cursors[place] == last)
    assert sorted(door.ids) == [missed, again, last]


async def test_what_is_answered_in_a_downtime_to_words_of_ours_is_read(
    guild: Guild, listening: Listening
) -> None:
    """Whoever never wrote to us, but has been written to: a page, for one."""
    door, server = Door(), guild.server
    async with listening(door) as channel:
        page = replace(question(guild), act=Act.DIRECT, address=guild.ada, key="page:1")
        await channel.send(page)
        await door.until(lambda: f"dm:{server.dm_of(guild.ada)}" in door.cursors)
    answered = await server.write_to_bot(guild.ada, "On my way")
    async with listening(door):
        await door.until(lambda: door.ids)
    assert door.ids == [answered]


async def test_a_new_conversation_that_cannot_be_read_at_once_is_read_at_the_next_catch_up(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        pass
    await asyncio.sleep(0.01)
    missed = await server.write_to_bot(guild.ada, "The export hangs")
    path = f"/channels/{server.dm_of(guild.ada)}/messages"
    async with listening(door):
        server.fail_next(Fault(kind=FaultKind.UNAVAILABLE, path=path))
        again = await server.write_to_bot(guild.ada, "Anybody there?")
        await server.wait_for(lambda: not server.faults.coming)
        await asyncio.sleep(0.05)
        more = await server.write_to_bot(guild.ada, "Hello?")
        await door.until(lambda: {again, more} <= set(door.ids))
        unread = missed in door.ids
    async with listening(door):
        await door.until(lambda: missed in door.ids)
    assert not unread


async def test_who_takes_no_direct_messages_refuses_them(
    guild: Guild, listening: Listening
) -> None:
    async with listening(Door()) as channel:
        await guild.server.write_to_bot(guild.ada, "One")
        guild.server.close_dms(guild.ada)
        with pytest.raises(DeliveryRefusedError, match="50007"):
            await channel.send(replace(question(guild), key="confirm:2"))


async def test_a_direct_message_is_edited_and_that_is_heard(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        said = await server.write_to_bot(guild.ada, "One")
        await door.until(lambda: door.ids)
        await server.edit_message(server.dm_of(guild.ada), said, "Two")
        await door.until(lambda: len(door.ids) == 2)
