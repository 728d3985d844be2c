"""Who presses, fills in or commands while the line is cut: done once, or seen to fail, and again.

Discord tells whoever pressed that it failed when no answer comes within three seconds; then they do
the same once more. What they did first may still reach us, with what is replayed on the new line.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.test_faults import Trouble, impatient
from tests.e2e.wire.test_hands import heard, reported_by
from tests.e2e.wire.test_reporter import answered, form
from triage.model import TicketStatus

Act = Callable[[], Awaitable[str]]
WORDS = "Please clear the cache."


def replayed(wire: Wire) -> None:
    """The line breaks before what came on it was acknowledged: all of it comes a second time."""
    wire.discord.gateway.duplicate_next(3)
    wire.discord.gateway.drop()


TROUBLES: dict[str, Trouble] = {
    "op7 reconnect": lambda wire: wire.discord.gateway.ask_reconnect(),
    "op9 invalid session": lambda wire: wire.discord.gateway.invalidate(),
    "zombie connection": lambda wire: wire.discord.gateway.freeze(),
    "replayed twice": replayed,
}


async def fails(wire: Wire, made: str) -> bool:
    """Whether Discord tells the person so, because no answer came in time."""
    interactions, now = wire.discord.interactions, asyncio.get_running_loop().time
    over = now() + interactions.first_answer_seconds
    await wire.until(lambda: interactions.seen(made).answer is not None or now() > over)
    return interactions.seen(made).answer is None


async def insistent(wire: Wire, act: Act) -> str:
    """What a person is told in the end who does it again whenever it fails.

    Each time Discord waits a little longer, so that a slow machine comes to an end as well.
    """
    made = await act()
    while await fails(wire, made):
        wire.discord.interactions.first_answer_seconds *= 1.2
        made = await act()
    return await answered(wire, made)


@pytest.mark.parametrize("name", TROUBLES)
async def test_what_is_pressed_while_the_line_is_cut_is_done_once_and_answered(
    wire: Wire, name: str
) -> None:
    wire.channels = impatient
    interactions, person = wire.discord.interactions, wire.people[0]
    async with wire.running():
        thread, shown = await reported_by(wire, person)
        opened = await interactions.press(wire.room, shown.id, wire.grace, "f1:reply:1:")
        await form(wire, opened)
        interactions.first_answer_seconds = 2.5
        TROUBLES[name](wire)
        told = await asyncio.gather(
            insistent(wire, lambda: interactions.submit(opened, {"text": WORDS})),
            insistent(
                wire, lambda: interactions.press(wire.room, shown.id, wire.linus, "f1:claim:1:")
            ),
            insistent(wire, lambda: interactions.command(wire.help, person, "status")),
        )
        await heard(wire, thread, WORDS)
        await heard(wire, thread, "is now looking at ticket 1")
        assert told[0] == "On its way to the reporter of ticket 1."
        assert told[1] in ("Ticket 1 is yours.", "Ticket 1 is yours already.")
        assert told[2].startswith("**1** The export stops")
        ticket = await wire.ticket()
        assert (ticket.status, ticket.assignee) == (TicketStatus.CLAIMED, "linus")
        kinds = [one.kind for one in await wire.events(1)]
        assert [kinds.count(one) for one in ("claimed", "replied")] == [1, 1], kinds
    said = "\n".join(wire.said_to(thread))
    assert said.count(WORDS) == said.count("is now looking at ticket 1") == 1
