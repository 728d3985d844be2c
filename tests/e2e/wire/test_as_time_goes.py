"""What time makes due, over the wire, and that a restart between forgets none of it."""

from __future__ import annotations

from datetime import timedelta

from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.test_hands import heard, in_room, shows
from tests.e2e.wire.test_menus import card, pressed
from tests.e2e.wire.test_reporter import REPORT
from tests.e2e.wire.test_status import HEAD, shown
from tests.e2e.wire.test_ways_in import receipt

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


async def test_a_claim_that_stays_silent_is_warned_of_and_returns_and_so_at_a_shifts_end(
    wire: Wire,
) -> None:
    """A P3: two working days. Tuesday 10:00 to Thursday; the shift ends on Monday, 10:00."""
    async with wire.running():
        thread = await wire.discord.post(wire.help, wire.people[0], REPORT)
        await receipt(wire, thread)
        await pressed(wire, await card(wire, 1), wire.grace, "f1:claim:1:")
        await shows(wire, 1, "Claimed by Grace Hall")
        wire.clock.advance(timedelta(days=1, hours=20))
        for owed in ("a person's first words are due", "your claim on ticket 1 "):
            assert (await in_room(wire, owed)).pinged == {wire.grace}
        wire.clock.advance(timedelta(hours=5))
        await in_room(wire, "the claim on ticket 1 ")
        offered = await card(wire, 1, offering="claim")
        wire.clock.advance(DAY)
        await pressed(wire, offered, wire.grace, "f1:claim:1:")
        await shows(wire, 1, "Claimed by Grace Hall")
    wire.clock.advance(3 * DAY)
    async with wire.running():
        await card(wire, 1, offering="claim")
        await in_room(wire, "Handover platform")


async def test_a_silent_reporter_is_reminded_once_then_it_closes_and_their_word_opens_it_again(
    wire: Wire,
) -> None:
    """Three working days, then five more; the service is down at both moments."""
    person = wire.people[0]
    async with wire.running():
        thread = await wire.discord.post(wire.help, person, REPORT)
        await receipt(wire, thread)
        await pressed(wire, await card(wire, 1), wire.grace, "f1:claim:1:")
        await wire.discord.post(thread, wire.grace, "Which version do you use?")
        await wire.until(lambda: "we wait for your answer" in shown(wire, thread)[0].content)
    wire.clock.advance(3 * DAY + MINUTE)
    async with wire.running():
        await heard(wire, thread, "We asked you something about ticket 1")
    async with wire.running():
        pass
    wire.clock.advance(7 * DAY + MINUTE)
    async with wire.running():
        await heard(wire, thread, "We have not heard from you, so ticket 1 is closed for now.")
        await wire.until(lambda: shown(wire, thread)[0].content == f"{HEAD}closed.")
        await shows(wire, 1, "Resolved")
        await wire.discord.post(thread, person, "It is 4.2.1, and it is still so")
        await heard(wire, thread, "Ticket 1 is open again, same number, same people.")
        await wire.until(lambda: "is looking at it" in shown(wire, thread)[0].content)
        await shows(wire, 1, "Claimed by Grace Hall · Answer due")
    said = "\n".join(wire.said_to(thread))
    assert said.count("We asked you") == said.count("We have not heard") == 1


def rung(wire: Wire) -> list[str]:
    return [person for person, _ in wire.discord.rang()]


async def test_escalations_go_on_where_they_were_after_a_restart(wire: Wire) -> None:
    """P1: five minutes to the backup, fifteen to the lead; the service is down from 1 to 16."""
    down = "Nobody of us can log in since 9:10, all our work is stopped, there is no way round"
    async with wire.running():
        thread = await wire.discord.post(wire.help, wire.people[0], down)
        await receipt(wire, thread)
        await wire.until(lambda: rung(wire) == [wire.grace])
    wire.clock.advance(16 * MINUTE)
    async with wire.running():
        everybody = sorted([wire.grace, wire.linus, wire.amara])
        await wire.until(lambda: rung(wire) == [wire.grace, *everybody])
        await wire.discord.react(wire.room, (await card(wire, 1)).id, wire.linus, "✋")
        await heard(wire, thread, "Linus from platform is now looking at")
        wire.clock.advance(16 * MINUTE)
        await wire.discord.post(thread, wire.people[0], "Thank you")
    async with wire.running():
        await wire.settled(tickets=1)
    assert rung(wire) == [wire.grace, *everybody]
