"""Whatever orders staff give in whatever order: somebody has it or nobody has; nothing is lost."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.builders import NOON, ticket
from triage.handling import hands, merging, reports
from triage.handling.change import Actor, Change, Refused, TimerKind
from triage.handling.orders import (
    Alone,
    Claim,
    Escalate,
    Lower,
    Raise,
    Release,
    Reopen,
    Resolve,
    SnoozeOrder,
    Steal,
    Transfer,
    Wake,
)
from triage.model import Author, PersonId, TicketStatus

PEOPLE = {
    slug: Actor(person=PersonId(slug), name=slug.title(), staff=True)
    for slug in ("grace", "linus", "amara")
}
ACTORS = st.sampled_from(list(PEOPLE.values()))
ORDERS = st.one_of(
    st.sampled_from(
        [Claim(), Release(), Steal("x"), Wake(), Escalate("x"), Resolve(None), Reopen(), Raise(),
         Lower()]
    ),
    st.builds(Transfer, to=ACTORS, reason=st.just("x")),
    st.builds(
        SnoozeOrder, until=st.one_of(st.none(), st.just(NOON + timedelta(days=9)))
    ),
)  # fmt: skip


class Life(RuleBasedStateMachine):
    """One ticket, three engineers, its reporter, and a second ticket that it can be part of."""

    def __init__(self) -> None:
        super().__init__()
        self.ticket = ticket(1)
        self.other = ticket(2)
        self.armed: set[TimerKind] = set()
        self.now = NOON

    def apply(self, change: Change) -> None:
        self.armed -= set(change.cancel)
        self.armed |= {one.kind for one in change.arm}
        self.ticket = change.ticket

    @rule(order=ORDERS, by=ACTORS)
    def order(self, order: Alone, by: Actor) -> None:
        change = hands.decide(self.ticket, order, by, now=self.now)
        if isinstance(change, Change):
            self.apply(change)

    @rule()
    def the_reporter_writes(self) -> None:
        if self.ticket.merged is None:
            said = reports.follow_up(
                self.ticket, Author.REPORTER, self.ticket.reporter, self.ticket.assessment, self.now
            )
            self.apply(said)
            assert self.ticket.snoozed is None

    @rule()
    def the_moment_comes(self) -> None:
        if TimerKind.WAKE in self.armed:
            self.armed.discard(TimerKind.WAKE)
            change = hands.wake(self.ticket)
            assert isinstance(change, Change)  # what is armed is asleep
            self.apply(change)

    @rule(by=ACTORS)
    def merge(self, by: Actor) -> None:
        changes = merging.merge(self.ticket, self.other, by, now=self.now)
        if not isinstance(changes, Refused):
            self.apply(changes[0])
            self.other = changes[1].ticket

    @rule(by=ACTORS)
    def unmerge(self, by: Actor) -> None:
        changes = merging.unmerge(self.ticket, (self.other,), by, now=self.now)
        if not isinstance(changes, Refused):
            self.apply(changes[0])
            self.other = changes[1].ticket
            assert self.ticket.status is not TicketStatus.CLAIMED or self.ticket.assignee

    @invariant()
    def claimed_means_that_somebody_has_it(self) -> None:
        if self.ticket.status is TicketStatus.CLAIMED:
            assert self.ticket.assignee in PEOPLE
        if self.ticket.status is TicketStatus.OPEN:
            assert self.ticket.assignee is None

    @invariant()
    def only_what_somebody_has_is_put_off(self) -> None:
        if self.ticket.snoozed is not None:
            assert self.ticket.status is TicketStatus.CLAIMED
        until = None if self.ticket.snoozed is None else self.ticket.snoozed.until
        assert (TimerKind.WAKE in self.armed) == (until is not None)

    @invariant()
    def nobody_is_called_for_what_somebody_has_or_is_done(self) -> None:
        if self.ticket.status is not TicketStatus.OPEN:
            assert TimerKind.ESCALATE not in self.armed

    @invariant()
    def nobody_is_called_in_vain_and_nothing_lies_forgotten(self) -> None:
        opened = self.ticket.status is TicketStatus.OPEN
        untouched = replace(self.ticket, priority_by=None).run == 0
        assert not opened or untouched or TimerKind.ESCALATE in self.armed


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
