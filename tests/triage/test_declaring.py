"""A person declares an incident: P1 with a name and a reason, and back again as it was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON, ticket
from triage.handling import gathering, hands, merging
from triage.handling.change import Actor, Change, Refused, TimerKind
from triage.handling.orders import Alone, Declare, HandOn, Raise, Separate, Withdraw
from triage.messages import Notice
from triage.model import (
    Assessment,
    Burst,
    PersonId,
    Priority,
    Snooze,
    TeamId,
    Ticket,
    TicketId,
    TicketStatus,
)
from triage.why import Why

GRACE = Actor(person=PersonId("grace"), name="Grace", staff=True)
LINUS = Actor(person=PersonId("linus"), name="Linus", staff=True)
ADA = Actor(person=PersonId("r_1"), name="Ada", staff=False)
BURST = Burst(alike=4, people=5, minutes=15)
OPEN = ticket(1, burst=BURST)
HELD = replace(OPEN, status=TicketStatus.CLAIMED, assignee=GRACE.person, assignee_name="Grace")


def done(one: Ticket, order: Alone, by: Actor = GRACE) -> Change:
    change = hands.decide(one, order, by, now=NOON)
    assert isinstance(change, Change), change
    return change


def refused(one: Ticket, order: Alone, by: Actor = GRACE) -> Why:
    change = hands.decide(one, order, by, now=NOON)
    assert isinstance(change, Refused), change
    return change.why


def test_a_declared_incident_is_p1_by_that_persons_word_and_its_policy_starts() -> None:
    change = done(OPEN, Declare(" nobody can pay "))

    assert (change.kind, change.by) == ("incident_declared", GRACE.person)
    assert change.facts == {
        "reason": "nobody can pay",
        "from": "P3",
        "to": "P1",
        "ruled": "P3",
        "rules": "",
    }
    after = change.ticket
    assert (after.priority, after.priority_by) == (Priority.P1, GRACE.person)
    assert after.incident is not None
    assert (after.incident.name, after.incident.reason) == ("Grace", "nobody can pay")
    assert [one.kind for one in change.arm] == [TimerKind.ESCALATE]
    assert [one.notice for one in change.tell] == [Notice.CARD]


def test_what_is_p1_already_calls_nobody_again() -> None:
    change = done(replace(OPEN, priority=Priority.P1), Declare("all of them"))

    assert (change.arm, change.drop) == ((), ())
    assert change.ticket.incident is not None


def test_an_incident_does_not_sleep() -> None:
    asleep = replace(HELD, snoozed=Snooze(by=GRACE.person, until=NOON + timedelta(days=1)))
    change = done(asleep, Declare("all of them"))

    assert change.ticket.snoozed is None
    assert TimerKind.WAKE in change.cancel


@pytest.mark.parametrize(
    ("one", "order", "by", "why"),
    [
        (OPEN, Declare("x"), ADA, Why.NOT_STAFF),
        (OPEN, Declare("  "), GRACE, Why.NO_REASON),
        (replace(OPEN, reporter=GRACE.person), Declare("x"), GRACE, Why.OWN_REPORT),
        (replace(OPEN, status=TicketStatus.RESOLVED), Declare("x"), GRACE, Why.RESOLVED),
        (OPEN, Withdraw("x"), GRACE, Why.NOT_DECLARED),
        (replace(OPEN, burst=None), Separate(), GRACE, Why.NO_BURST),
        (OPEN, HandOn(TeamId("database"), " "), GRACE, Why.NO_REASON),
        (OPEN, HandOn(TeamId("platform"), "x"), GRACE, Why.SAME_TEAM),
        (HELD, HandOn(TeamId("database"), "x"), LINUS, Why.HELD),
    ],
)
def test_what_cannot_be_done_says_why(one: Ticket, order: Alone, by: Actor, why: Why) -> None:
    assert refused(one, order, by) is why


def test_it_is_declared_once_and_the_second_hears_who_did() -> None:
    declared = done(OPEN, Declare("x")).ticket
    again = hands.decide(declared, Declare("y"), LINUS, now=NOON)

    assert again == Refused(why=Why.DECLARED, who="Grace")


@pytest.mark.parametrize("by", [None, LINUS.person])
def test_taken_back_it_is_as_it_was(by: PersonId | None) -> None:
    before = replace(OPEN, priority_by=by)
    change = done(done(before, Declare("x")).ticket, Withdraw("a test alarm"), LINUS)

    assert (change.kind, change.facts["reason"]) == ("incident_withdrawn", "a test alarm")
    assert replace(change.ticket, run=0, run_at=None) == before


def test_an_incident_is_taken_back_only_with_a_reason() -> None:
    declared = done(OPEN, Declare("all is down")).ticket

    assert refused(declared, Withdraw("  ")) is Why.NO_REASON
    assert done(declared, Withdraw("a test")).ticket.incident is None


def test_taken_back_after_resolving_calls_nobody() -> None:
    over = replace(done(HELD, Declare("x")).ticket, status=TicketStatus.RESOLVED)
    change = done(over, Withdraw("a test alarm"))

    assert (change.ticket.incident, change.ticket.priority) == (None, Priority.P3)
    assert change.arm == ()


def test_the_rules_say_the_priority_again_as_they_see_it_now() -> None:
    declared = done(OPEN, Declare("x")).ticket
    worse = replace(declared, assessment=Assessment(priority=Priority.P2))

    assert done(worse, Withdraw("no")).ticket.priority is Priority.P2


def test_a_priority_that_somebody_set_since_stays() -> None:
    declared = done(OPEN, Declare("x")).ticket
    lowered = replace(declared, priority=Priority.P2, priority_by=LINUS.person)
    after = done(lowered, Withdraw("no")).ticket

    assert (after.priority, after.priority_by) == (Priority.P2, LINUS.person)
    assert done(lowered, Raise()).ticket.incident is not None


def test_no_separate_ends_the_proposal_of_that_burst_however_it_grows() -> None:
    assert gathering.incident(OPEN) == BURST
    change = done(OPEN, Separate())
    assert (change.kind, change.facts) == ("kept_separate", {"alike": 4, "people": 5})

    _, first = gathering.joined(ticket(9, reporter=PersonId("r_9")), change.ticket, [])
    assert first.burst is not None
    assert (first.burst.alike, gathering.incident(first)) == (5, None)
    assert done(first, Declare("it is one")).ticket.incident is not None


def test_what_came_alike_can_be_linked_with_the_first_and_with_a_later_one() -> None:
    second, third = ticket(2, gathered=TicketId(1)), ticket(3, gathered=TicketId(1))
    other = ticket(4)

    assert gathering.together(OPEN, second)
    assert gathering.together(second, OPEN)
    assert gathering.together(second, third)
    assert not gathering.together(OPEN, OPEN)
    assert not gathering.together(OPEN, other)
    assert not gathering.together(OPEN, replace(second, status=TicketStatus.RESOLVED))
    assert not gathering.together(replace(OPEN, links=(TicketId(2),)), second)

    changes = merging.link_alike(OPEN, [second, third], GRACE)
    assert not isinstance(changes, Refused)
    assert [one.ticket.links for one in changes] == [(2, 3), (1,), (1,)]
    assert merging.link_alike(OPEN, [], GRACE) == Refused(why=Why.NO_ALIKE)
    assert merging.link_alike(OPEN, [second], ADA) == Refused(why=Why.NOT_STAFF)


def test_handed_on_the_claim_ends_and_the_other_teams_policy_starts() -> None:
    change = done(HELD, HandOn(TeamId("database"), "the disk is full"))

    after = change.ticket
    assert (after.team, after.moves, after.assignee) == ("database", 1, None)
    assert after.status is TicketStatus.OPEN
    assert [one.kind for one in change.arm] == [TimerKind.ESCALATE]
    assert change.drop == (Notice.PAGE,)
    assert change.facts == {"from": "platform", "to": "database", "reason": "the disk is full"}
