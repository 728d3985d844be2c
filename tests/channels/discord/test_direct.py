"""Direct messages over the wire: heard, answered, and read after a downtime."""

from __future__ import annotations

from dataclasses import replace

import pytest

from channels.discord.adapter import DiscordChannel
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.controls import Action, Button
from triage.errors import DeliveryRefusedError
from triage.messages import Grade, MessageArrived, Notice, Opens, Outgoing, PressArrived
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
