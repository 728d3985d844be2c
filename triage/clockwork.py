"""Wind a ticket's clocks: what its timeline promises becomes timers, inside a unit of work.

Each kind of clock has one timer at a time, for the next thing that is due on it. What is past is
not armed again: it was done when it was due.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from triage import promises
from triage.desk import Desk, Mode
from triage.handling.change import TimerKind
from triage.model import Event, Ticket
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork
from triage.promises import Clock, Clocks


class Stage(StrEnum):
    """SOON: whoever owes it is told. LATE: it has run out. CLOSE: the reporter stayed silent."""

    SOON = "soon"
    LATE = "late"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clockwork:
    """The clocks of tickets, as rows."""

    work: UnitOfWork
    desk: Desk
    now: datetime

    def wound(self, ticket: Ticket, event: Event, *, new: bool) -> Ticket:
        """The ticket with what its timeline promises after `event`; its timers are armed for that.

        In watch mode nobody was promised anything, so nothing comes due.
        """
        if not promises.touches(event):
            return ticket
        past = [] if new else self.work.tickets.events(ticket.id)
        before, after = self.read(past), self.read([*past, event])
        if self.desk.mode is Mode.LIVE:
            self._wind(ticket, before, after)
        return replace(
            ticket,
            answer_by=None if after.answer is None else after.answer.by,
            news_by=None if after.news is None else after.news.by,
            waiting_since=after.waiting_since,
        )

    def clocks(self, ticket: Ticket) -> Clocks:
        """As they stand now."""
        return self.read(self.work.tickets.events(ticket.id))

    def read(self, events: list[Event]) -> Clocks:
        return promises.clocks(events, self.desk)

    def rearm(self, ticket: Ticket, kind: TimerKind, stage: Stage, at: datetime) -> None:
        """The next stage of a clock whose last one has just been done."""
        self._arm(ticket, kind, (stage, at))

    def _wind(self, ticket: Ticket, before: Clocks, after: Clocks) -> None:
        was, wanted = dict(self._next(before)), dict(self._next(after))
        for kind in KINDS:
            if was.get(kind) == wanted.get(kind):
                continue
            if kind in was:
                self.work.timers.cancel(kind, str(ticket.id))
            if kind in wanted:
                self._arm(ticket, kind, wanted[kind])

    def _next(self, clocks: Clocks) -> Iterator[tuple[TimerKind, tuple[Stage, datetime]]]:
        """The next stage of each clock that runs."""
        running = ((TimerKind.ANSWER, clocks.answer), (TimerKind.NEWS, clocks.news))
        for kind, clock in (*running, (TimerKind.LEASE, clocks.lease)):
            stage = None if clock is None else self._stage(clock)
            if stage is not None:
                yield kind, stage
        if clocks.waiting_since is not None:
            yield TimerKind.REMIND, (Stage.SOON, self.remind_at(clocks.waiting_since))

    def _stage(self, clock: Clock) -> tuple[Stage, datetime] | None:
        if clock.soon > self.now:
            return Stage.SOON, clock.soon
        return (Stage.LATE, clock.by) if clock.by > self.now else None

    def remind_at(self, since: datetime) -> datetime:
        return self.desk.hours.add(since, self.desk.waiting.remind)

    def close_at(self, reminded: datetime) -> datetime:
        return self.desk.hours.add(reminded, self.desk.waiting.close)

    def _arm(self, ticket: Ticket, kind: TimerKind, stage: tuple[Stage, datetime]) -> None:
        name, at = stage
        self.work.timers.arm(
            Timer(
                kind=kind,
                subject=str(ticket.id),
                occurrence=f"{name.value}.{at.isoformat()}",
                due_at=at,
            )
        )


KINDS = (TimerKind.ANSWER, TimerKind.NEWS, TimerKind.LEASE, TimerKind.REMIND)


def stage_of(timer: Timer) -> Stage:
    return Stage(timer.occurrence.partition(".")[0])
