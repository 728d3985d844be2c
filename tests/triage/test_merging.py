"""Two tickets that are one: nothing is lost by merging, and nothing by taking them apart."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.builders import NOON, ticket
from triage.handling import merging
from triage.handling.change import Actor, Refused, TimerKind
from triage.messages import Notice
from triage.model import PersonId, Ticket, TicketId, TicketStatus
from triage.why import Why

GRACE = Actor(person=PersonId("grace"), name="Grace", staff=True)
OLD = ticket(1, reporter=PersonId("r_1"))
NEW = ticket(2, reporter=PersonId("r_2"), affected=3)
CLAIMED = replace(NEW, status=TicketStatus.CLAIMED, assignee=GRACE.person, assignee_name="Grace")


def merged(part: Ticket, whole: Ticket) -> tuple[Ticket, Ticket]:
    changes = merging.merge(part, whole, GRACE, now=NOON)
    assert not isinstance(changes, Refused), changes
    return changes[0].ticket, changes[1].ticket


def parted(part: Ticket, *above: Ticket) -> tuple[Ticket, ...]:
    changes = merging.unmerge(part, above, GRACE, now=NOON)
    assert not isinstance(changes, Refused), changes
    return tuple(one.ticket for one in changes)


def test_a_merged_ticket_calls_nobody_and_its_reporter_is_told_once() -> None:
    changes = merging.merge(NEW, OLD, GRACE, now=NOON)
    assert not isinstance(changes, Refused)
    part, whole = changes

    assert part.ticket.status is TicketStatus.RESOLVED
    assert (part.cancel, part.drop) == (tuple(TimerKind), (Notice.PAGE,))
    assert [one.notice for one in part.tell] == [Notice.MERGED, Notice.CARD]
    assert [one.notice for one in whole.tell] == [Notice.CARD]
    assert (whole.ticket.absorbed, whole.ticket.affected) == ((2,), 4)


def test_a_resolved_ticket_is_merged_without_a_word() -> None:
    changes = merging.merge(replace(NEW, status=TicketStatus.RESOLVED), OLD, GRACE, now=NOON)
    assert not isinstance(changes, Refused)

    assert [one.notice for one in changes[0].tell] == [Notice.CARD]


@pytest.mark.parametrize("before", [CLAIMED, replace(CLAIMED, status=TicketStatus.RESOLVED)])
def test_taken_apart_it_is_as_it_was(before: Ticket) -> None:
    own, whole = parted(*merged(before, OLD))

    assert (own, whole) == (before, OLD)


def test_taken_out_of_a_chain_its_people_are_counted_nowhere_above() -> None:
    middle, top = ticket(3, reporter=PersonId("r_3")), OLD
    part, middle = merged(NEW, middle)  # 3 of its own, and 1
    middle, top = merged(middle, top)
    assert (top.affected, top.absorbed) == (5, (3,))

    _, middle, top = parted(part, middle, top)

    assert (middle.absorbed, middle.affected) == ((), 1)
    assert middle.merged is not None
    assert middle.merged.affected == 1
    assert (top.affected, top.absorbed) == (2, (3,))


def test_taken_apart_what_nobody_has_calls_by_its_policy_anew() -> None:
    part, whole = merged(NEW, OLD)
    changes = merging.unmerge(part, (whole,), GRACE, now=NOON)
    assert not isinstance(changes, Refused)

    assert changes[0].ticket == replace(NEW, run=1, run_at=NOON)
    assert [one.occurrence for one in changes[0].arm] == ["1.0"]


def test_somebody_who_reported_both_is_one_affected_person() -> None:
    _, whole = merged(replace(NEW, reporter=OLD.reporter, affected=1), OLD)

    assert whole.affected == 1


RESOLVED = replace(OLD, status=TicketStatus.RESOLVED)
PART, WHOLE = merged(NEW, OLD)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (OLD, OLD, Refused(why=Why.ITSELF)),
        (PART, ticket(3), Refused(why=Why.MERGED, other=TicketId(1))),
        (WHOLE, PART, Refused(why=Why.RING, other=TicketId(1))),
        (NEW, RESOLVED, Refused(why=Why.SURVIVOR_RESOLVED, other=TicketId(1))),
    ],
)
def test_what_cannot_be_merged_is_refused(part: Ticket, whole: Ticket, expected: Refused) -> None:
    assert merging.merge(part, whole, GRACE, now=NOON) == expected


def test_only_staff_merge_and_only_what_is_merged_is_taken_apart() -> None:
    stranger = replace(GRACE, staff=False)
    refused = Refused(why=Why.NOT_STAFF)

    assert merging.merge(NEW, OLD, stranger, now=NOON) == refused
    assert merging.unmerge(PART, (WHOLE,), stranger, now=NOON) == refused
    assert merging.unmerge(NEW, (), GRACE, now=NOON) == Refused(why=Why.NOT_MERGED)
    assert merging.link(NEW, OLD, stranger) == merging.unlink(NEW, OLD, stranger) == refused


def test_links_are_named_on_both_sides_and_can_be_taken_back() -> None:
    changes = merging.link(NEW, OLD, GRACE)
    assert not isinstance(changes, Refused)
    new, old = (one.ticket for one in changes)
    assert (new.links, old.links) == ((1,), (2,))

    again = merging.link(new, old, GRACE)
    assert again == Refused(why=Why.LINKED, other=TicketId(1))
    back = merging.unlink(new, old, GRACE)
    assert not isinstance(back, Refused)
    assert [one.ticket for one in back] == [NEW, OLD]
    assert merging.unlink(NEW, OLD, GRACE) == Refused(why=Why.NOT_LINKED, other=TicketId(1))
    assert merging.link(NEW, NEW, GRACE) == Refused(why=Why.ITSELF)


NUMBERS = st.integers(1, 5)


class Forest(RuleBasedStateMachine):
    """Five tickets, merged and taken apart in any order."""

    def __init__(self) -> None:
        super().__init__()
        people = {number: PersonId(f"r_{number % 4}") for number in range(1, 6)}
        self.tickets = {
            number: ticket(number, reporter=person, affected=number, run=number)
            for number, person in people.items()
        }
        self.before = dict(self.tickets)

    def above(self, one: Ticket) -> list[Ticket]:
        found: list[Ticket] = []
        while one.merged is not None:
            one = self.tickets[one.merged.into]
            found.append(one)
        return found

    def root(self, number: int) -> Ticket:
        one = self.tickets[number]
        return (self.above(one) or [one])[-1]

    @rule(number=NUMBERS, into=NUMBERS)
    def merge(self, number: int, into: int) -> None:
        changes = merging.merge(self.tickets[number], self.root(into), GRACE, now=NOON)
        if not isinstance(changes, Refused):
            self.tickets |= {one.ticket.id: one.ticket for one in changes}

    @rule(number=NUMBERS)
    def unmerge(self, number: int) -> None:
        one = self.tickets[number]
        changes = merging.unmerge(one, self.above(one), GRACE, now=NOON)
        if not isinstance(changes, Refused):
            self.tickets |= {change.ticket.id: change.ticket for change in changes}

    @invariant()
    def both_ends_of_a_merge_know_each_other(self) -> None:
        for one in self.tickets.values():
            for part in one.absorbed:
                assert self.tickets[part].merged is not None
            if one.merged is not None:
                assert one.id in self.tickets[one.merged.into].absorbed
                assert one.status is TicketStatus.RESOLVED

    @invariant()
    def every_ticket_has_exactly_one_root(self) -> None:
        for one in self.tickets.values():
            assert len(self.above(one)) < len(self.tickets)
            assert self.root(one.id).merged is None

    @invariant()
    def nobody_is_counted_that_is_not_there(self) -> None:
        for one in self.tickets.values():
            assert one.affected >= self.before[one.id].affected
        whole = [one for one in self.tickets.values() if one.merged is None]
        most = sum(one.affected for one in self.before.values())
        assert sum(one.affected for one in whole) <= most

    @invariant()
    def what_is_apart_is_as_it_was(self) -> None:
        for one in self.tickets.values():
            if one.merged is None and not one.absorbed:
                was = self.before[one.id]
                assert replace(one, run=was.run, run_at=None) == was


TestForest = Forest.TestCase
TestForest.settings = settings(max_examples=200, stateful_step_count=30, deadline=None)
