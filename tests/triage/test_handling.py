"""Every decision of a ticket's life, as values."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON, message, ticket
from triage.controls import Action
from triage.handling import engineers, privacy, reports
from triage.handling.change import Actor, Change, TimerKind, nothing
from triage.messages import Notice
from triage.model import (
    Assessment,
    Author,
    Closing,
    ConversationRef,
    PersonId,
    Priority,
    Reason,
    Ticket,
    TicketStatus,
)

GRACE = Actor(person=PersonId("grace"), name="Grace", staff=True)
LINUS = Actor(person=PersonId("linus"), name="Linus", staff=True)
UNDO = timedelta(seconds=60)
OPEN = ticket()
CLAIMED = replace(OPEN, status=TicketStatus.CLAIMED, assignee=GRACE.person, assignee_name="Grace")
RESOLVED = replace(CLAIMED, status=TicketStatus.RESOLVED, resolved_at=NOON)


def told(change: Change) -> list[Notice]:
    return [one.notice for one in change.tell]


def act(before: Ticket, action: Action, actor: Actor = GRACE) -> Change:
    return engineers.act(before, action, actor, undo=UNDO, now=NOON)


@pytest.mark.parametrize("action", [Action.OPEN, Action.RELEASE, Action.REOPEN])
def test_a_reaction_without_meaning_on_a_card_changes_nothing(action: Action) -> None:
    assert act(OPEN, action) == nothing(OPEN, GRACE.person)


@pytest.mark.parametrize("action", [Action.CLAIM, Action.RESOLVE, Action.RAISE, Action.LOWER])
def test_on_a_resolved_ticket_reactions_change_nothing(action: Action) -> None:
    assert act(RESOLVED, action) == nothing(RESOLVED, GRACE.person)


@pytest.mark.parametrize("action", list(Action))
def test_who_is_no_staff_has_no_power(action: Action) -> None:
    change = act(OPEN, action, replace(GRACE, staff=False))

    assert (change.ticket, change.kind, told(change)) == (OPEN, "refused", [Notice.NOT_ALLOWED])


def test_a_claim_ends_the_calls_and_takes_unsent_pages_back() -> None:
    change = act(OPEN, Action.CLAIM)

    assert (change.ticket.assignee, change.ticket.claimed_at) == (GRACE.person, NOON)
    assert set(change.cancel) == {TimerKind.ESCALATE, TimerKind.RELEASE}
    assert change.drop == (Notice.PAGE,)
    assert told(change) == [Notice.CLAIMED, Notice.CARD]


def test_the_holders_claim_again_keeps_it() -> None:
    change = act(CLAIMED, Action.CLAIM)

    assert (change.ticket, change.cancel, change.tell) == (CLAIMED, (TimerKind.RELEASE,), ())


def test_the_second_claim_is_told_and_changes_nothing() -> None:
    change = act(CLAIMED, Action.CLAIM, LINUS)

    assert (change.ticket, told(change)) == (CLAIMED, [Notice.LOST_RACE])


@pytest.mark.parametrize(
    ("before", "action", "actor", "timer"),
    [
        (CLAIMED, Action.CLAIM, GRACE, TimerKind.RELEASE),
        (CLAIMED, Action.CLAIM, LINUS, None),
        (OPEN, Action.CLAIM, GRACE, None),
        (OPEN, Action.RAISE, GRACE, None),
        (RESOLVED, Action.CLAIM, GRACE, None),
    ],
)
def test_only_the_holder_taking_back_a_claim_arms_a_release(
    before: Ticket, action: Action, actor: Actor, timer: TimerKind | None
) -> None:
    change = engineers.take_back(before, action, actor, due_at=NOON + UNDO)

    assert [one.kind for one in change.arm] == ([] if timer is None else [timer])
    assert change.ticket == before


def test_a_resolve_taken_back_is_undone() -> None:
    change = engineers.take_back(OPEN, Action.RESOLVE, GRACE, due_at=NOON)

    assert (change.kind, change.cancel) == ("undone", (TimerKind.RESOLVE,))


def test_a_resolve_that_is_done_cannot_be_undone_any_more() -> None:
    assert engineers.undo_resolve(RESOLVED, GRACE) == nothing(RESOLVED, GRACE.person)


def test_the_reporter_is_told_of_a_resolve_once() -> None:
    waiting = replace(RESOLVED, closing=Closing(by=GRACE.person, at=NOON))
    change = engineers.tell_resolved(waiting, line="Fixed.", by=GRACE.person)

    assert told(change) == [Notice.RESOLVED]
    assert engineers.tell_resolved(change.ticket, line="Fixed.", by=GRACE.person) == nothing(
        change.ticket, GRACE.person
    )
    reopened = replace(waiting, status=TicketStatus.OPEN)
    assert told(engineers.tell_resolved(reopened, line=None, by=None)) == []


def test_a_release_starts_the_policy_anew() -> None:
    change = engineers.release(CLAIMED, GRACE.person, now=NOON)

    assert (change.ticket.status, change.ticket.assignee) == (TicketStatus.OPEN, None)
    assert (change.ticket.run, change.ticket.run_at) == (1, NOON)
    assert [(one.kind, one.occurrence) for one in change.arm] == [(TimerKind.ESCALATE, "1.0")]


@pytest.mark.parametrize("before", [OPEN, RESOLVED])
def test_what_nobody_holds_cannot_be_released(before: Ticket) -> None:
    change = engineers.release(before, GRACE.person, now=NOON)
    assert change == nothing(before, GRACE.person)


def test_a_resolve_tells_the_engineers_line_and_ends_every_timer() -> None:
    change = engineers.resolve(CLAIMED, GRACE, line="Works again.", now=NOON)

    assert (change.ticket.status, change.ticket.resolved_at) == (TicketStatus.RESOLVED, NOON)
    assert (change.ticket.resolved_by, change.ticket.resolved_by_name) == ("grace", "Grace")
    assert change.cancel == tuple(TimerKind)
    assert [one.line for one in change.tell] == ["Works again.", None]
    again = engineers.resolve(RESOLVED, GRACE, line=None, now=NOON)
    assert again == nothing(RESOLVED, GRACE.person)


def test_a_conversation_moves_once_and_keeps_where_it_began() -> None:
    """The private thread is announced by every try to open it."""
    public = ticket(conversation=ConversationRef("discord", "1", "100"), place="50")
    change = privacy.moved(public, "200", left=False)

    assert (change.kind, told(change)) == ("moved", [Notice.CARD])
    assert change.ticket.conversation == ConversationRef("discord", "1", "200")
    assert (change.ticket.began, change.ticket.private) == (public.conversation, True)
    assert privacy.moved(change.ticket, "200", left=True) == nothing(change.ticket, None)


def test_what_was_passed_on_is_its_authors_and_whoever_passed_it_on_reads_along() -> None:
    before = ticket(copies=("kim@acme.example",), added=("bob@example.org",), known=True)
    change = reports.passed_to(
        before, PersonId("r_2"), name="Bob", address="Bob@example.org", by=GRACE.person
    )
    after = change.ticket

    assert (after.reporter, after.reporter_name, after.address) == ("r_2", "Bob", "Bob@example.org")
    assert after.copies == ("kim@acme.example", "ada@example.org")
    assert after.participants == ("ada@example.org",)
    assert (after.added, after.known) == ((), False)
    assert (change.kind, told(change)) == ("passed_to", [Notice.CARD])


def test_a_receipt_is_sent_once_in_a_tickets_life() -> None:
    first = reports.acknowledge(OPEN, now=NOON)

    assert (first.ticket.acknowledged_at, told(first)) == (NOON, [Notice.ACKNOWLEDGED])
    assert reports.acknowledge(first.ticket, now=NOON) == nothing(first.ticket, None)


@pytest.mark.parametrize(
    ("before", "action", "after"),
    [
        (Priority.P1, Action.RAISE, Priority.P1),
        (Priority.P3, Action.RAISE, Priority.P2),
        (Priority.P3, Action.LOWER, Priority.P4),
        (Priority.P4, Action.LOWER, Priority.P4),
    ],
)
def test_raising_and_lowering_stop_at_the_ends_and_stay_a_persons_word(
    before: Priority, action: Action, after: Priority
) -> None:
    change = act(replace(OPEN, priority=before), action)

    assert (change.ticket.priority, change.ticket.priority_by) == (after, GRACE.person)
    assert change.kind == "priority_set"


def test_a_claimed_ticket_is_raised_without_calling_anybody() -> None:
    change = act(CLAIMED, Action.RAISE)

    assert change.ticket.priority is Priority.P2
    assert (change.arm, told(change)) == ((), [Notice.CARD])


def test_the_same_priority_again_does_not_start_the_policy_anew() -> None:
    change = reports.reassess(OPEN, Assessment(priority=Priority.P3, tags=("x",)), None, now=NOON)

    assert (change.arm, told(change), change.ticket.run) == ((), [Notice.CARD], 0)


def test_an_unchanged_assessment_tells_nobody() -> None:
    change = reports.reassess(OPEN, OPEN.assessment, None, now=NOON)

    assert change.tell == ()


@pytest.mark.parametrize("author", [Author.BYSTANDER, Author.MACHINE])
def test_others_words_reopen_nothing_and_answer_nothing(author: Author) -> None:
    worse = Assessment(priority=Priority.P1)
    change = reports.follow_up(RESOLVED, author, PersonId("r_9"), worse, NOON)

    assert (change.ticket, change.tell) == (RESOLVED, ())


def test_only_the_first_words_of_staff_stop_the_answer_clock() -> None:
    first = reports.follow_up(OPEN, Author.STAFF, GRACE.person, None, NOON)
    later = NOON + UNDO
    second = reports.follow_up(first.ticket, Author.STAFF, GRACE.person, None, later)

    assert first.ticket.answered_at == NOON
    assert second.ticket == first.ticket


def test_a_reopened_ticket_that_nobody_had_calls_by_its_policy() -> None:
    nobodys = replace(RESOLVED, assignee=None)
    change = reports.reopen(nobodys, PersonId("r_1"), now=NOON)

    assert change.ticket.status is TicketStatus.OPEN
    assert [one.occurrence for one in change.arm] == ["1.0"]
    assert told(change) == [Notice.REOPENED, Notice.CARD]


@pytest.mark.parametrize(
    ("subject", "reply", "expected"),
    [
        ("Help", "words", "Help"),
        (None, "\n  first line \nsecond", "first line"),
        (None, "", ""),
        ("word " * 100, "x", ("word " * 40)[:-1].rsplit(" ", 1)[0] + "…"),
    ],
)
def test_a_subject_is_the_mails_or_the_first_line(
    subject: str | None, reply: str, expected: str
) -> None:
    assert reports.subject_of(message(subject=subject, reply=reply, text=reply)) == expected


def test_what_could_not_be_read_stays_marked_when_the_ticket_is_judged_again() -> None:
    unread = Assessment(
        priority=Priority.P3, reasons=(Reason("unreadable", "no boundary"),), flag="not read"
    )
    again = Assessment(priority=Priority.P2)
    first = reports.reassess(replace(OPEN, assessment=unread), again, None, now=NOON)
    second = reports.reassess(first.ticket, again, None, now=NOON)

    assert second.ticket.assessment.flag == "not read"
    assert second.ticket.priority is Priority.P2


def test_a_rule_that_failed_once_is_no_mark_for_ever() -> None:
    failed = Assessment(
        priority=Priority.P3, reasons=(Reason("rules-failed", "x"),), flag="a rule failed"
    )
    change = reports.reassess(
        replace(OPEN, assessment=failed), Assessment(priority=Priority.P3), None, now=NOON
    )

    assert change.ticket.assessment.flag is None
