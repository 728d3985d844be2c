"""A message that discord.py cannot read: its words are, and it costs no other message."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.messages import MessageArrived, MessageChanged, StaffWrote

ODD = [{"timestamp": "soon"}]
"""An embed whose time discord.py 2.7.1 cannot read: it raises ValueError."""


@pytest.mark.parametrize("before", [0, 1, 120])
async def test_among_what_was_missed_it_comes_in_its_place(
    before: int, guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        pass
    missed = [await server.post(guild.help, guild.ada, f"Report {n}") for n in range(before)]
    words = "It hangs\nsince noon"
    missed.append(await server.post(guild.help, guild.ada, words, embeds=ODD))
    missed += [await server.post(guild.help, guild.ada, f"And {n}") for n in range(3)]
    async with listening(door) as channel:
        await door.until(lambda: door.cursors[guild.help] == missed[-1])
        read = [channel.read(raw) for raw in door.stored]
    assert door.ids == missed
    arrived = [one for one in read if isinstance(one, MessageArrived)]
    odd, kept = arrived[before], json.loads(door.stored[before].raw)
    assert len(arrived) == len(missed)
    assert (odd.text, odd.place) == (words, guild.help)
    assert odd == replace(
        arrived[-1],
        conversation=odd.conversation,
        external_id=missed[before],
        at=odd.at,
        text=words,
        reply=words,
    )
    assert kept["payload"]["embeds"] == ODD


async def test_said_while_we_listen_it_costs_a_client_once(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        odd = await server.post(guild.help, guild.ada, "It hangs", embeds=ODD)
        await door.until(lambda: odd in door.ids, timeout=15)
        after = await server.post(guild.help, guild.ada, "And later")
        await door.until(lambda: after in door.ids)
    assert (door.ids, server.gateway.counts.identifies) == ([odd, after], 2)


async def test_a_channel_whose_newest_it_is_begins_behind_it(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    odd = await guild.server.post(guild.help, guild.ada, "Long ago", embeds=ODD)
    async with listening(door):
        assert (door.cursors[guild.help], door.stored) == (odd, [])


async def test_in_a_staff_thread_it_is_a_note_like_any_other(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    card = await server.post(guild.room, guild.linus, "A card")
    async with listening(door):
        thread = await server.open_thread(guild.room, card, guild.linus, "Notes")
        first = await server.post(thread, guild.linus, "A note")
        await door.until(lambda: first in door.ids)
    odd = await server.post(thread, guild.linus, "Another", embeds=ODD)
    async with listening(door) as channel:
        await door.until(lambda: odd in door.ids)
        note = channel.read(door.stored[-1])
    assert isinstance(note, StaffWrote)
    assert note.text == "Another"


async def test_what_was_edited_beside_it_is_still_compared(
    guild: Guild, listening: Listening
) -> None:
    """The page cannot be read; the messages that matter are asked for one by one."""
    door, server = Door(), guild.server
    async with listening(door):
        await server.post(guild.help, guild.ada, "Odd", embeds=ODD)
        said = await server.post(guild.help, guild.ada, "It hangs")
        await door.until(lambda: said in door.ids, timeout=15)
    await server.edit_message(guild.help, said, "It hangs no more")
    async with listening(door) as channel:
        await door.until(lambda: len(door.stored) > 2)
        changed = channel.read(door.stored[-1])
    assert isinstance(changed, MessageChanged)
    assert changed.text == "It hangs no more"


async def test_what_can_no_longer_be_read_is_not_taken_for_deleted(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        said = await server.post(guild.help, guild.ada, "It hangs")
        other = await server.post(guild.help, guild.ada, "And this")
        await door.until(lambda: other in door.ids)
    server.spoil(guild.help, other, embeds=ODD)
    await server.edit_message(guild.help, said, "It hangs no more")
    async with listening(door) as channel:
        await door.until(lambda: len(door.stored) > 2)
        changed = [channel.read(raw) for raw in door.stored[2:]]
    assert [one.text for one in changed if isinstance(one, MessageChanged)] == ["It hangs no more"]


async def test_the_ticket_reaction_on_it_breaks_nothing(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    odd = await server.post(guild.help, guild.ada, "Long ago", embeds=ODD)
    async with listening(door):
        await server.react(guild.help, odd, guild.linus, "🎫")
        after = await server.post(guild.help, guild.ada, "And later")
        await door.until(lambda: after in door.ids)
    assert server.gateway.counts.identifies == 1


@pytest.mark.parametrize("author", [None, "ada", {}, {"id": None}, {"id": "no number"}])
async def test_whatever_is_odd_in_it_the_next_message_is_read(
    author: object, guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        pass
    odd = await server.post(guild.help, guild.ada, "It hangs", embeds=ODD)
    after = await server.post(guild.help, guild.ada, "And later")
    server.spoil(guild.help, odd, author=author, message_reference=3, type="new")
    async with listening(door) as channel:
        await door.until(lambda: after in door.ids)
        assert channel.read(door.stored[0]) is None
    assert door.ids == [odd, after]
