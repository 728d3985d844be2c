"""The status of a ticket in its thread, and who asks for it, with the whole service on the wire."""

from __future__ import annotations

from datetime import timedelta

from channels.sandbox.discord.seen import SeenMessage
from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.test_reporter import answered, reported

HEAD = "**Ticket 1:** "


def shown(wire: Wire, thread: str) -> list[SeenMessage]:
    return [one for one in wire.discord.messages(thread) if one.content.startswith(HEAD)]


async def test_one_message_shows_how_it_stands_and_survives_a_restart(wire: Wire) -> None:
    person = wire.people[0]
    async with wire.running():
        ticket, _ = await reported(wire)
        thread = ticket.conversation.thread
        await wire.until(lambda: shown(wire, thread))
        [first] = shown(wire, thread)
        assert "nobody has it yet" in first.content
        [card] = [one for one in wire.cards() if "·" in one.content][:1]
        await wire.discord.react(wire.room, card.id, wire.grace, "✋")
        await wire.until(lambda: "is looking at it" in shown(wire, thread)[0].content)
    async with wire.running():
        await wire.discord.post(thread, wire.grace, "Which version do you use?")
        await wire.until(lambda: "we wait for your answer" in shown(wire, thread)[0].content)
        await wire.discord.post(thread, person, "It is 4.2.1")
        await wire.until(lambda: "is looking at it" in shown(wire, thread)[0].content)
    [last] = shown(wire, thread)
    assert last.id == first.id
    assert "Grace" not in last.content


async def test_when_somebody_deletes_it_the_next_change_brings_it_back(wire: Wire) -> None:
    async with wire.running():
        ticket, receipt = await reported(wire)
        thread = ticket.conversation.thread
        await wire.until(lambda: shown(wire, thread))
        await wire.discord.delete_message(thread, shown(wire, thread)[0].id)
        made = await wire.discord.interactions.press(
            thread, receipt, wire.people[0], "f1:solved:1:"
        )
        await answered(wire, made)
        await wire.until(lambda: shown(wire, thread))
        assert [one.content for one in shown(wire, thread)] == [f"{HEAD}closed."]


async def test_who_asks_in_the_thread_is_answered(wire: Wire) -> None:
    async with wire.running():
        ticket, _ = await reported(wire)
        thread = ticket.conversation.thread
        await wire.until(lambda: shown(wire, thread))
        await wire.discord.post(thread, wire.people[0], "any news?")
        await wire.until(lambda: len(shown(wire, thread)) == 2)
        answer = shown(wire, thread)[1].content
        assert "a person answers by" in answer
        assert answer.endswith("You hear from us here as soon as that changes.")


async def test_when_the_promised_moment_is_over_it_says_that_we_are_late(wire: Wire) -> None:
    """A P3 is answered within two working days: by Thursday, 10:00."""
    async with wire.running():
        ticket, _ = await reported(wire)
        thread = ticket.conversation.thread
        await wire.until(lambda: shown(wire, thread))
        wire.clock.advance(timedelta(days=2, minutes=1))
        late = "nobody has it yet; we are late, and sorry: a person was to answer by <t:"
        await wire.until(lambda: late in shown(wire, thread)[0].content)
        asked = await wire.discord.interactions.command(wire.help, wire.people[0], "status")
        assert late in await answered(wire, asked)
        assert len(shown(wire, thread)) == 1
