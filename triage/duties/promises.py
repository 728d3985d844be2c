"""What we owe comes due: a claim, a person's words, an answer that we wait for."""

from __future__ import annotations

from triage import standing
from triage.apply import Clerk
from triage.clockwork import Clockwork, Stage, stage_of
from triage.handling import engineers, reports
from triage.handling.change import TimerKind
from triage.model import Event, Ticket, TicketStatus
from triage.notices import nudges
from triage.paging.owing import owing
from triage.ports.store import Timer
from triage.promises import Clock
from triage.wording.calls import Owed

OWED = {TimerKind.ANSWER: Owed.ANSWER, TimerKind.NEWS: Owed.NEWS}


def lease(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """The holder is warned; then the ticket goes back to the pool, and the policy calls anew."""
    clockwork = _clockwork(clerk)
    clock = clockwork.clocks(ticket).lease
    if clock is None or ticket.status is not TicketStatus.CLAIMED:
        return
    if stage_of(timer) is Stage.SOON:
        _nudge(clerk, ticket, Owed.LEASE, clock)
        clockwork.rearm(ticket, TimerKind.LEASE, Stage.LATE, clock.by)
    elif clock.by <= clerk.now:
        _nudge(clerk, ticket, Owed.EXPIRED, clock)
        clerk.carry_out(engineers.expire(ticket, now=clerk.now), before=ticket)


def words(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """Whoever owes the reporter words is told. A promise that is broken stands on the timeline, and
    the reporter reads that we are late."""
    kind, clockwork = TimerKind(timer.kind), _clockwork(clerk)
    clocks = clockwork.clocks(ticket)
    clock = clocks.answer if kind is TimerKind.ANSWER else clocks.news
    if clock is None or ticket.status is TicketStatus.RESOLVED:
        return
    if stage_of(timer) is Stage.SOON:
        _nudge(clerk, ticket, OWED[kind], clock)
        clockwork.rearm(ticket, kind, Stage.LATE, clock.by)
        return
    _nudge(clerk, ticket, Owed.LATE, clock)
    for shown in standing.late(
        clerk.work, clerk.desk, (ticket, *clerk.parts(ticket)), now=clerk.now
    ):
        clerk.enqueue(shown)
    facts = {"promise": kind.value, "by": clock.by.isoformat()}
    clerk.work.tickets.record(
        Event(ticket=ticket.id, at=clerk.now, kind="promise_broken", facts=facts)
    )


def silent(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """One reminder to a reporter who does not answer; then the end, until they write again."""
    clockwork = _clockwork(clerk)
    if ticket.status is TicketStatus.RESOLVED or ticket.waiting_since is None:
        return
    if stage_of(timer) is Stage.SOON:
        clerk.carry_out(reports.remind(ticket), before=ticket)
        closing = clockwork.close_at(clerk.now)
        clockwork.rearm(ticket, TimerKind.REMIND, Stage.CLOSE, closing)
    else:
        clerk.carry_out(reports.lapse(ticket, now=clerk.now), before=ticket)


def _clockwork(clerk: Clerk) -> Clockwork:
    return Clockwork(work=clerk.work, desk=clerk.desk, now=clerk.now)


def _nudge(clerk: Clerk, ticket: Ticket, owed: Owed, clock: Clock) -> None:
    people = owing(clerk.pager, ticket)
    clerk.enqueue(nudges.nudge(ticket, clerk.desk, owed, by=clock.by, owing=people))
