"""A timer fires twice, for what has changed meanwhile, or is not there: nothing comes of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from tests.builders import NOON, ticket
from tests.e2e.test_handover import watched
from tests.story import AMARA, DESK, ROOM, Story, minutes
from tests.triage.test_promises import PROMISED
from triage.clockwork import Stage
from triage.controls import Action
from triage.duties import roster, trials
from triage.duties.run import DUTIES
from triage.handling.change import TimerKind
from triage.handling.orders import Claim, Merge, Resolve
from triage.messages import Notice, Sender
from triage.model import Reason, TeamId
from triage.people import Team
from triage.ports.store import Timer
from triage.testing.memory import MemoryStore

SOON, LATE = f"{Stage.SOON.value}.x", f"{Stage.LATE.value}.x"
OCCURRENCES = {
    TimerKind.ESCALATE: "0.1",
    TimerKind.RESTED: "0.1.grace",
    TimerKind.RELEASE: "grace",
    TimerKind.RESOLVE: "grace",
    TimerKind.ANSWER: SOON,
    TimerKind.NEWS: LATE,
    TimerKind.LEASE: SOON,
    TimerKind.REMIND: SOON,
}


@pytest.fixture
def story() -> Story:
    return Story(MemoryStore(), desk=PROMISED)


async def fire(story: Story, kind: str, occurrence: str = "0", subject: str = "1") -> None:
    timer = Timer(kind=kind, subject=subject, occurrence=occurrence, due_at=story.clock.now())
    await story.store.transact(lambda work: work.timers.arm(timer))
    await story.settle()


async def nothing_comes_of(
    story: Story, kind: str, occurrence: str = "0", subject: str = "1"
) -> None:
    """The ticket is as it was, and nobody hears anything."""
    before, events = await story.ticket(), await story.timeline()
    sent = len(story.discord.sent), len(story.email.sent)
    await fire(story, kind, occurrence, subject)

    assert (await story.ticket(), await story.timeline()) == (before, events)
    assert (len(story.discord.sent), len(story.email.sent)) == sent
    now = story.clock.now()
    assert await story.store.look(lambda work: work.timers.due(now, limit=9)) == []


# ---------------------------------------------------------------- what has changed meanwhile


@pytest.mark.parametrize("kind", [*DUTIES, TimerKind.COMPARE])
async def test_nothing_is_due_any_more_on_what_is_resolved(story: Story, kind: TimerKind) -> None:
    await story.mail("P1")
    await story.order(Claim())
    await story.order(Resolve(line="Fixed."))

    await nothing_comes_of(story, kind, OCCURRENCES.get(kind, "0"))


async def test_nothing_is_due_on_a_part_of_another_ticket(story: Story) -> None:
    await story.mail("P1")
    await story.mail("P1 too", sender=Sender(address="bob@example.org", name="Bob"))
    assert await story.order(Merge(into=(await story.ticket(2)).id)) is None

    await nothing_comes_of(story, TimerKind.COMPARE)
    await nothing_comes_of(story, TimerKind.ESCALATE, "0.1")


@pytest.mark.parametrize("kind", [TimerKind.ANSWER, TimerKind.NEWS, TimerKind.LEASE])
async def test_a_clock_that_does_not_run_is_not_late(story: Story, kind: TimerKind) -> None:
    """The reporter owes us an answer, since a moment ago."""
    staff = Sender(address="201", name="Grace", staff=True)
    report = await story.post("The export is broken P1")
    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.post("Which browser?", by="201", thread=report, sender=staff)

    await nothing_comes_of(story, kind, LATE)


async def test_a_lease_that_was_renewed_has_not_run_out(story: Story) -> None:
    await story.mail("P1")
    await story.order(Claim())

    await nothing_comes_of(story, TimerKind.LEASE, LATE)


async def test_a_reporter_who_has_answered_is_not_reminded(story: Story) -> None:
    await story.mail("P3")

    await nothing_comes_of(story, TimerKind.REMIND, SOON)


async def test_a_step_of_an_earlier_run_or_behind_the_last_one_calls_nobody(story: Story) -> None:
    """A P2 has two steps and no repeat."""
    await story.mail("P2")

    await nothing_comes_of(story, TimerKind.ESCALATE, "7.1")
    await nothing_comes_of(story, TimerKind.ESCALATE, "0.5")


async def test_what_somebody_else_took_over_is_not_given_back(story: Story) -> None:
    await story.mail("P3")
    await story.order(Claim())

    await nothing_comes_of(story, TimerKind.RELEASE, "linus")


async def test_what_is_awake_is_not_woken(story: Story) -> None:
    await story.mail("P3")

    await nothing_comes_of(story, TimerKind.WAKE)


async def test_a_means_that_failed_for_a_message_that_is_gone_is_not_followed(
    story: Story,
) -> None:
    await story.mail("P3")

    await nothing_comes_of(story, "means_failed", subject="page:9:0.0:grace:push")


# ---------------------------------------------------------------- what is not there


async def test_a_timer_of_a_ticket_that_is_not_there_is_dropped(story: Story) -> None:
    await story.mail("P3")

    await nothing_comes_of(story, TimerKind.SETTLE, subject="99")


async def test_a_team_that_is_gone_has_no_board_and_hands_nothing_over(story: Story) -> None:
    await story.mail("P3")
    await story.store.transact(lambda work: work.switches.set("baton:gone", "handover:gone:x"))

    await nothing_comes_of(story, TimerKind.BOARD, subject="gone")
    await nothing_comes_of(story, "untaken", "gone", subject="handover:gone:x")


async def test_a_team_that_takes_no_turns_is_looked_at_in_vain() -> None:
    support = Team(id=TeamId("support"), room=ROOM, lead=AMARA)
    story = await watched(
        MemoryStore(), replace(DESK, teams={**DESK.teams, support.id: support}, rotations=())
    )
    due = await story.store.look(lambda work: work.timers.armed(roster.LOOK, "desk"))

    assert due is not None
    assert due.due_at == story.clock.now() + roster.EVERY
    assert story.discord.sent == []


# ---------------------------------------------------------------- twice, and failing


async def test_two_that_fire_at_once_do_it_once(story: Story) -> None:
    """The command line and the service, for a moment, on one database."""
    story.by_hand = True
    await story.mail("P1")
    await story.work()
    story.clock.advance(minutes(5))
    await asyncio.gather(story.duties.fire_due(), story.duties.fire_due())
    await story.work()

    assert len([one for one in story.in_room(Notice.PAGE) if one.key == "page:1:0.1"]) == 1


async def test_a_duty_that_fails_is_tried_again_and_the_others_go_on(story: Story) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a bug in comparing")

    whole = story.duties
    story.duties = replace(whole, compare=broken)
    await story.mail("P1")
    await story.advance(minutes(5))
    armed = await story.store.look(lambda work: work.timers.armed(TimerKind.COMPARE, "1"))
    assert armed is not None
    assert len(story.in_room(Notice.PAGE)) == 1

    story.duties = whole
    await story.settle()
    assert await story.store.look(lambda work: work.timers.armed(TimerKind.COMPARE, "1")) is None


def test_a_trial_counts_its_own_rule_only() -> None:
    shadow = (Reason("mine", "P2 -> P1"), Reason("other", "P2 -> P4"))
    one = ticket()
    seen = replace(one, assessment=replace(one.assessment, shadow=shadow))
    found = trials.summed("mine", [seen, one], since=NOON)

    assert (found.tickets, found.held, found.changes) == (2, 1, ((shadow[0], 1),))
