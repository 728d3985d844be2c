"""What staff may do to one ticket, and what each order comes to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON, ticket
from triage.handling import hands, reports
from triage.handling.change import Actor, Change, Refused, TimerKind
from triage.handling.orders import (
    Alone,
    Claim,
    Escalate,
    Lower,
    Note,
    Raise,
    Release,
    Reopen,
    Reply,
    Resolve,
    SnoozeOrder,
    Steal,
    Transfer,
    Wake,
)
from triage.messages import Notice
from triage.model import (
    Author,
    Merged,
    PersonId,
    Priority,
    Snooze,
    Ticket,
    TicketId,
    TicketStatus,
)
from triage.why import Why

GRACE = Actor(person=PersonId("grace"), name="Grace", staff=True)
LINUS = Actor(person=PersonId("linus"), name="Linus", staff=True)
LATER = NOON + timedelta(hours=20)
OPEN = ticket()
CLAIMED = replace(OPEN, status=TicketStatus.CLAIMED, assignee=GRACE.person, assignee_name="Grace")
ASLEEP = replace(CLAIMED, snoozed=Snooze(by=GRACE.person, until=LATER))
RESOLVED = replace(CLAIMED, status=TicketStatus.RESOLVED, resolved_by_name="Grace")
PART = replace(
    RESOLVED,
    merged=Merged(into=TicketId(7), at=NOON, by=GRACE.person, status=TicketStatus.OPEN, affected=1),
)
ORDERS: tuple[Alone, ...] = (
    Claim(), Release(), Steal("why"), Transfer(LINUS, "why"), SnoozeOrder(LATER), Wake(),
    Escalate("why"), Resolve(None), Reopen(), Raise(), Lower(), Note("words"), Reply("words"),
)  # fmt: skip


def done(before: Ticket, order: Alone, actor: Actor = GRACE) -> Change:
    change = hands.decide(before, order, actor, now=NOON)
    assert isinstance(change, Change), change
    return change


def why(before: Ticket, order: Alone, actor: Actor = GRACE) -> Why:
    refused = hands.decide(before, order, actor, now=NOON)
    assert isinstance(refused, Refused), refused
    return refused.why


def told(change: Change) -> list[Notice]:
    return [one.notice for one in change.tell]


@pytest.mark.parametrize("order", ORDERS)
def test_who_is_no_staff_has_no_hand(order: Alone) -> None:
    assert why(CLAIMED, order, replace(GRACE, staff=False)) is Why.NOT_STAFF


@pytest.mark.parametrize("order", ORDERS)
def test_a_part_of_another_ticket_sends_people_there(order: Alone) -> None:
    refused = hands.decide(PART, order, GRACE, now=NOON)
    assert refused == Refused(why=Why.MERGED, other=TicketId(7))


@pytest.mark.parametrize("order", [one for one in ORDERS if not isinstance(one, Note | Reply)])
def test_nobody_handles_their_own_report(order: Alone) -> None:
    mine = replace(CLAIMED, reporter=GRACE.person)
    assert why(mine, order) is Why.OWN_REPORT


@pytest.mark.parametrize(
    "order", [one for one in ORDERS if not isinstance(one, Note | Reply | Reopen)]
)
def test_what_is_resolved_stays_so_and_says_by_whom(order: Alone) -> None:
    assert hands.decide(RESOLVED, order, GRACE, now=NOON) == Refused(why=Why.RESOLVED, who="Grace")


@pytest.mark.parametrize(
    ("before", "order", "expected"),
    [
        (CLAIMED, Claim(), Why.HELD),
        (OPEN, Release(), Why.NOT_HELD),
        (CLAIMED, Release(), Why.HELD),
        (OPEN, Steal("why"), Why.NOT_HELD),
        (CLAIMED, Steal("  "), Why.NO_REASON),
        (CLAIMED, Transfer(LINUS, "why"), Why.HELD),
        (OPEN, Transfer(GRACE, ""), Why.NO_REASON),
        (OPEN, SnoozeOrder(LATER), Why.NOT_HELD),
        (CLAIMED, SnoozeOrder(LATER), Why.HELD),
        (CLAIMED, Wake(), Why.AWAKE),
        (CLAIMED, Escalate("why"), Why.HELD),
        (OPEN, Escalate(""), Why.NO_REASON),
        (OPEN, Reopen(), Why.NOT_RESOLVED),
        (OPEN, Note(" \n"), Why.NO_WORDS),
        (OPEN, Reply(""), Why.NO_WORDS),
    ],
)
def test_an_order_that_makes_no_sense_for_linus_is_refused(
    before: Ticket, order: Alone, expected: Why
) -> None:
    assert why(before, order, LINUS) is expected


def test_the_holder_is_told_what_only_the_holder_can_get_wrong() -> None:
    assert why(CLAIMED, Steal("why")) is Why.HELD_ALREADY
    assert why(CLAIMED, Transfer(GRACE, "why")) is Why.HELD_ALREADY
    assert why(CLAIMED, SnoozeOrder(NOON)) is Why.PAST
    assert why(replace(CLAIMED, reporter=LINUS.person), Transfer(LINUS, "x")) is Why.OWN_REPORT


def test_a_ticket_is_taken_over_with_a_reason_that_stays() -> None:
    change = done(CLAIMED, Steal(" Grace is away "), LINUS)

    assert (change.ticket.assignee, change.ticket.assignee_name) == ("linus", "Linus")
    assert change.facts == {"from": "grace", "to": "linus", "reason": "Grace is away"}
    assert told(change) == [Notice.HANDED, Notice.CLAIMED, Notice.CARD]


def test_a_transfer_keeps_the_history_and_calls_nobody() -> None:
    change = done(
        replace(ASLEEP, claimed_at=NOON - timedelta(hours=9)), Transfer(LINUS, "database")
    )

    assert (change.ticket.assignee, change.ticket.claimed_at) == ("linus", NOON)
    assert (change.ticket.snoozed, change.arm) == (None, ())
    assert (change.kind, change.by) == ("transferred", "grace")
    assert TimerKind.WAKE in change.cancel


def test_what_nobody_has_can_be_given_to_somebody() -> None:
    change = done(OPEN, Transfer(LINUS, "knows it"))

    assert change.ticket.status is TicketStatus.CLAIMED
    assert TimerKind.ESCALATE in change.cancel
    assert change.drop == (Notice.PAGE,)


@pytest.mark.parametrize("until", [LATER, None])
def test_a_snooze_lasts_until_its_moment_or_a_reply(until: object) -> None:
    change = done(CLAIMED, SnoozeOrder(until))  # type: ignore[arg-type]

    assert change.ticket.snoozed == Snooze(by=GRACE.person, until=until)  # type: ignore[arg-type]
    assert [(one.kind, one.due_at) for one in change.arm] == (
        [] if until is None else [(TimerKind.WAKE, LATER)]
    )


def test_the_reporters_words_end_a_snooze_and_the_holder_hears_of_it() -> None:
    change = reports.follow_up(ASLEEP, Author.REPORTER, OPEN.reporter, OPEN.assessment, NOON)

    assert change.ticket.snoozed is None
    assert told(change) == [Notice.WOKEN, Notice.CARD]
    assert TimerKind.WAKE in change.cancel


@pytest.mark.parametrize("author", [Author.BYSTANDER, Author.STAFF, Author.MACHINE])
def test_others_words_end_no_snooze(author: Author) -> None:
    change = reports.follow_up(ASLEEP, author, PersonId("r_9"), None, NOON)

    assert change.ticket.snoozed == ASLEEP.snoozed


def test_waking_and_releasing_and_resolving_end_a_snooze() -> None:
    for order in (Wake(), Release(), Resolve(None)):
        change = done(ASLEEP, order)
        assert change.ticket.snoozed is None
        assert TimerKind.WAKE in change.cancel


def test_an_escalation_gives_it_back_and_calls_the_second_step_now() -> None:
    change = done(CLAIMED, Escalate("beyond me"))

    assert (change.ticket.status, change.ticket.assignee) == (TicketStatus.OPEN, None)
    [step] = change.arm
    assert (step.kind, step.occurrence, step.due_at) == (TimerKind.ESCALATE, "1.1", NOON)


def test_a_resolve_names_who_did_it_and_a_reopen_forgets_it() -> None:
    resolved = done(CLAIMED, Resolve("Works again."), LINUS).ticket
    opened = done(resolved, Reopen()).ticket

    assert (resolved.resolved_by, resolved.resolved_by_name) == ("linus", "Linus")
    assert (opened.status, opened.assignee) == (TicketStatus.CLAIMED, "grace")
    assert (opened.resolved_by, opened.resolved_by_name) == (None, None)


@pytest.mark.parametrize(("order", "after"), [(Raise(), Priority.P2), (Lower(), Priority.P4)])
def test_a_persons_word_on_the_priority_stays(order: Alone, after: Priority) -> None:
    change = done(CLAIMED, order)

    assert (change.ticket.priority, change.ticket.priority_by) == (after, "grace")


def test_a_reply_stops_the_answer_clock_and_a_note_does_not() -> None:
    replied, noted = done(RESOLVED, Reply("Hello")), done(OPEN, Note("ask Kim"))

    assert replied.ticket.answered_at == NOON
    assert (noted.ticket, told(noted)) == (OPEN, [])
