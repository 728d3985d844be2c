"""Ticket, claim, timers, policy and outbox under any interleaving: nobody is called wrongly.

The parts of the service (pipeline, duties, a deliverer each) are moved one at a time, in an order
that hypothesis chooses, with failing channels, restarts and people in between.
"""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text
from typing_extensions import override

from tests.e2e.test_paging import by
from tests.story import AMARA, GRACE, LINUS, PLATFORM, Story, minutes
from tests.triage.test_promises import PROMISED
from triage.errors import ChannelUnavailableError, DeliveryRefusedError, DeliveryUncertainError
from triage.handling import engineers, reports
from triage.handling.change import Actor, Change
from triage.messages import Call, Notice, Outgoing, Receipt
from triage.model import Author, PersonId, Priority, Ticket, TicketId, TicketStatus
from triage.oncall.schedule import Absence, Changes, OnDuty, Override
from triage.people import Means
from triage.store.sql import SqlStore
from triage.testing.channel import FakeChannel
from triage.testing.memory import MemoryStore

ACTOR = Actor(person=LINUS, name="Linus Berg", staff=True)
LADDERS = {
    "grace": (Means.DISCORD, Means.PUSH),
    "linus": (Means.PUSH, Means.EMAIL, Means.DISCORD),
    "amara": (Means.DM,),
}
STAFF = (GRACE, LINUS, AMARA)
STATES = by(PROMISED, **LADDERS)
FAILURES = (
    ChannelUnavailableError("503"),
    DeliveryUncertainError("no answer"),
    DeliveryRefusedError("gone"),
)
LONGEST = timedelta(minutes=40)
"""Until a P1 that nobody has calls somebody: its last step repeats every 15 minutes, and a summary
waits 10; the rest is for steps of the machine's own clock."""


class Watched(FakeChannel):
    """A channel that looks, whenever it delivers, whether that ticket still wanted somebody."""

    machine: Any = None

    @override
    async def send(self, message: Outgoing) -> Receipt:
        before = len(self.sent)
        receipt = await super().send(message)
        if len(self.sent) > before and message.call is not None:
            await self.machine.sees(message, message.call)
        return receipt


class Paging(RuleBasedStateMachine):
    """What people and time do; the service moves only when its rule is drawn."""

    store: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.opened = type(self).store()
        self.wrong: list[str] = []
        self.told: Counter[tuple[TicketId, str, PersonId, Means]] = Counter()

    @override
    def teardown(self) -> None:
        self.opened.close()
        self.runner.close()

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    @initialize()
    def start(self) -> None:
        self.story = Story(self.opened, desk=STATES, by_hand=True)
        for name in ("discord", "email", "push"):
            watched = Watched(name, self.story.read)
            watched.machine = self
            setattr(self.story, name, watched)
        self.story.start()
        self.count = 0

    async def sees(self, message: Outgoing, call: Call) -> None:
        """Judged at the moment of sending, by the stored state."""
        tickets = [(await self.story.ticket(number), level) for number, level in call.steps]
        known = await (self.may_be_called() if call.steps else self.on_duty())
        strangers = set(call.people) - known
        if strangers:
            self.wrong.append(f"{message.key} called {strangers}, who are not on duty")
        if (
            call.steps
            and call.people
            and not any(_waits(ticket, level) for ticket, level in tickets)
        ):
            self.wrong.append(f"{message.key} called for what nobody waits for")
        if not call.every:
            for number, level in call.steps:
                meant = await self.meant(message, number, level)
                people = meant.intersection(call.people)
                self.told.update((number, level, person, call.means) for person in people)

    async def meant(self, message: Outgoing, number: TicketId, level: str) -> set[PersonId]:
        """Whom a message calls for that step. A summary lists it also to those who know of it."""
        noted = await self.opened.look(lambda work: work.duty.pages(number, level=level))
        summed = message.notice is Notice.SUMMARY
        return {one.person for one in noted if one.bundle is not None or not summed}

    async def on_duty(self) -> set[PersonId]:
        """Whom a reminder of what is owed may call."""
        _, duty = await self.roster()
        return set(duty.people)

    async def may_be_called(self) -> set[PersonId]:
        """Who is on duty or backup now, and the lead whom a step names; nobody who is away."""
        changes, duty = await self.roster()
        now = self.story.clock.now()
        away = {one.person for one in changes.absences if one.start <= now < one.end}
        return {*duty.people, *duty.backup, AMARA} - away

    async def roster(self) -> tuple[Changes, OnDuty]:
        now = self.story.clock.now()
        changes = await self.opened.look(lambda work: work.roster.changes(PLATFORM, at=now))
        return changes, self.story.desk.on_duty(PLATFORM, now, changes)

    # ------------------------------------------------------------ people

    @rule(who=st.sampled_from(STAFF), hours=st.sampled_from([1, 12]))
    def is_away(self, who: PersonId, hours: int) -> None:
        start = self.story.clock.now()
        away = Absence(person=who, start=start, end=start + timedelta(hours=hours))
        self.do(self.opened.transact(lambda work: work.roster.add_absence(away)))

    @rule(who=st.sampled_from(STAFF), hours=st.sampled_from([1, 12]))
    def takes_over(self, who: PersonId, hours: int) -> None:
        start = self.story.clock.now()
        end = start + timedelta(hours=hours)
        cover = Override(team=PLATFORM, person=who, start=start, end=end)
        self.do(self.opened.transact(lambda work: work.roster.add_override(cover)))

    @rule(why=st.sampled_from(["by amara", None]))
    def pause(self, why: str | None) -> None:
        self.do(self.opened.transact(lambda work: work.switches.set("paused", why)))

    @precondition(lambda self: self.count < 4)
    @rule(priority=st.sampled_from(["P1", "P1", "P2", "P3"]))
    def report(self, priority: str) -> None:
        self.count += 1
        self.do(self.story.mail(f"It broke {priority}"))

    def decide(self, number: int, decision: Any) -> None:
        tickets = self.do(self.story.tickets())
        if tickets:
            self.do(self.story.decide(decision, tickets[number % len(tickets)].id))

    @rule(number=st.integers(0, 3))
    def claim(self, number: int) -> None:
        now = self.story.clock.now()
        self.decide(number, lambda ticket: engineers.claim(ticket, ACTOR, now=now))

    @rule(number=st.integers(0, 3))
    def release(self, number: int) -> None:
        now = self.story.clock.now()
        self.decide(number, lambda ticket: engineers.release(ticket, LINUS, now=now))

    @rule(number=st.integers(0, 3))
    def resolve(self, number: int) -> None:
        now = self.story.clock.now()
        self.decide(number, lambda ticket: engineers.resolve(ticket, ACTOR, line=None, now=now))

    @rule(number=st.integers(0, 3))
    def answer(self, number: int) -> None:
        """The reporter writes again: a resolved ticket opens."""
        now = self.story.clock.now()

        def words(ticket: Ticket) -> Change:
            return reports.follow_up(
                ticket, Author.REPORTER, ticket.reporter, ticket.assessment, now
            )

        self.decide(number, words)

    @rule(number=st.integers(0, 3), priority=st.sampled_from(list(Priority)))
    def prioritise(self, number: int, priority: Priority) -> None:
        now = self.story.clock.now()
        self.decide(number, lambda ticket: engineers.set_priority(ticket, priority, LINUS, now=now))

    # ------------------------------------------------------------ the service and the world

    @rule()
    def pipeline(self) -> None:
        self.do(self.story.pipeline.work_off())

    @rule()
    def duties(self) -> None:
        self.do(self.story.duties.fire_due())

    @rule(which=st.integers(0, 2))
    def deliver(self, which: int) -> None:
        self.do(self.story.deliverers[which].deliver_due())

    @rule()
    def settle(self) -> None:
        self.do(self.story.work())

    @rule(by=st.sampled_from([1, 2, 4, 7, 16, 45]))
    def time(self, by: int) -> None:
        self.story.clock.advance(minutes(by))

    @rule(channel=st.sampled_from(["discord", "push"]), failure=st.sampled_from(FAILURES))
    def fails(self, channel: str, failure: Any) -> None:
        getattr(self.story, channel).failures.append(failure)

    @rule()
    def restart(self) -> None:
        self.story.start()

    # ------------------------------------------------------------ what never happens

    @invariant()
    def nobody_is_called_after_a_claim(self) -> None:
        assert self.wrong == []

    @invariant()
    def nobody_is_called_twice_for_a_step_by_one_means(self) -> None:
        assert [one for one, times in self.told.items() if times > 1] == []

    def all_is_well(self) -> None:
        """All channels are up, nothing is paused, and what was due is done."""
        for channel in (self.story.discord, self.story.push, self.story.email):
            channel.failures.clear()
        self.pause(None)
        self.do(self.story.work())

    @precondition(lambda self: self.count < 4)
    @rule(minute=st.integers(1, 10))
    def a_new_p1_calls_within_the_summary(self, minute: int) -> None:
        """Ten minutes at most, however many went before, and though we are started again."""
        self.all_is_well()
        self.report("P1")
        self.do(self.story.work())
        anybody = bool(self.do(self.may_be_called()))
        for number in range(1, 12):
            self.story.clock.advance(minutes(1))
            if number == minute:
                self.story.start()
            self.do(self.story.work())
            anybody = anybody and bool(self.do(self.may_be_called()))
        newest = max(self.do(self.story.tickets()), key=lambda ticket: ticket.id)
        assert newest.status is not TicketStatus.OPEN or not anybody or self.calls()[newest.id]

    @rule(number=st.integers(0, 3))
    def a_silent_claim_is_called_for_again(self, number: int) -> None:
        """Claim, be silent for 42 minutes, be called: the lease of a P1 is 30, a summary's wait 10.

        Until the lease is over nobody is; then the policy starts anew.
        """
        self.all_is_well()
        tickets = self.unsolved()
        if not tickets and self.count < 4:
            self.report("P1")
            self.do(self.story.pipeline.work_off())
            tickets = self.unsolved()
        if not tickets:
            return
        number, now = tickets[number % len(tickets)].id, self.story.clock.now()
        for decision in (
            lambda ticket: engineers.set_priority(ticket, Priority.P1, LINUS, now=now),
            lambda ticket: engineers.release(ticket, LINUS, now=now),
            lambda ticket: engineers.claim(ticket, ACTOR, now=now),
        ):
            self.do(self.story.decide(decision, number))
        self.do(self.story.work())
        ticket = self.do(self.story.ticket(number))
        called, anybody = self.calls()[ticket.id], True
        for minute in (23, 29):
            self.until(ticket.claimed_at, minute)
            assert self.calls()[ticket.id] == called, f"{ticket.id} calls in spite of its claim"
        for minute in (30, 36, 42):
            self.until(ticket.claimed_at, minute)
            anybody = anybody and bool(self.do(self.may_be_called()))
        free = self.do(self.story.ticket(ticket.id))
        assert (free.status, free.run) == (TicketStatus.OPEN, ticket.run + 1)
        assert not anybody or self.calls()[ticket.id] > called, f"{ticket.id} calls nobody anew"

    def unsolved(self) -> list[Ticket]:
        tickets = self.do(self.story.tickets())
        return [one for one in tickets if one.status is not TicketStatus.RESOLVED]

    def until(self, start: Any, minute: int) -> None:
        """That many minutes after `start`, with everything done that is due."""
        self.story.clock.advance(start + minutes(minute) - self.story.clock.now())
        self.do(self.story.work())

    @rule()
    def whoever_waits_is_called(self) -> None:
        """With all channels up, a P1 that nobody has calls somebody, also after a lease expired."""
        self.all_is_well()
        called, anybody = self.calls(), bool(self.do(self.may_be_called()))
        for _ in range(8):
            self.story.clock.advance(LONGEST / 8)
            self.do(self.story.work())
            anybody = anybody and bool(self.do(self.may_be_called()))
        for ticket in self.do(self.story.tickets()):
            waits = ticket.status is TicketStatus.OPEN and ticket.priority is Priority.P1
            if not anybody:
                continue  # everybody is or was away
            if waits and self.story.clock.now() - (ticket.run_at or ticket.opened_at) > LONGEST:
                assert self.calls()[ticket.id] > called[ticket.id], f"{ticket.id} calls nobody"

    def calls(self) -> Counter[TicketId]:
        sent = (
            one
            for channel in (self.story.discord, self.story.push, self.story.email)
            for one in channel.sent
        )
        return Counter(
            number
            for one in sent
            if one.call is not None and one.call.people
            for number in {number for number, _ in one.call.steps}
        )


def _waits(ticket: Ticket, level: str) -> bool:
    return ticket.status is TicketStatus.OPEN and level.startswith(f"{ticket.run}.")


def _run(make_store: Any, *, examples: int, steps: int) -> None:
    machine = type("Machine", (Paging,), {"store": staticmethod(make_store)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.timeout(240)
def test_nobody_is_called_wrongly_in_memory() -> None:
    _run(MemoryStore, examples=60, steps=40)


@pytest.mark.timeout(240)
def test_nobody_is_called_wrongly_on_sqlite(sqlite_template: Path) -> None:
    with TemporaryDirectory() as folder:
        numbers = iter(range(10_000))

        def store() -> SqlStore:
            path = Path(folder) / f"{next(numbers)}.db"
            shutil.copy(sqlite_template, path)
            return SqlStore(f"sqlite:///{path}")

        _run(store, examples=12, steps=30)


@pytest.mark.timeout(240)
def test_nobody_is_called_wrongly_on_postgresql(postgres_url: str) -> None:
    def store() -> SqlStore:
        opened = SqlStore(postgres_url)
        asyncio.run(_emptied(opened))
        return opened

    _run(store, examples=8, steps=30)


async def _emptied(store: SqlStore) -> None:
    await store.transact(_empty)


EMPTIED = (
    "ticket",
    "timer",
    "page",
    "outbox",
    "event",
    "message",
    "arrival",
    "switch",
    "absence",
    "override",
)


def _empty(work: Any) -> None:
    """Rows of the example before; numbers go on."""
    connection = work.tickets._connection  # noqa: SLF001
    # Of this transaction alone: no trigger keeps what is append-only.
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    for table in EMPTIED:
        connection.execute(text(f'DELETE FROM "{table}"'))  # noqa: S608


def test_whoever_comes_on_duty_in_the_moment_of_a_summary_is_called() -> None:
    """Two summaries of one moment, to whoever was on duty and to whoever is, are two messages."""

    class Once(Paging):
        store = MemoryStore

    state = Once()
    state.start()
    state.takes_over(hours=1, who="amara")
    state.whoever_waits_is_called()
    state.a_new_p1_calls_within_the_summary(minute=1)
    state.claim(number=0)
    state.release(number=0)
    state.is_away(hours=1, who="linus")
    state.a_new_p1_calls_within_the_summary(minute=1)
    state.teardown()
