"""A rehearsal by the real way: a P1 that nobody reported, marked as such, and how long it took."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from triage.app.desk import OpenDesk
from triage.apply import DRILL, Clerk
from triage.clock import SystemClock
from triage.desk import Mode
from triage.errors import ConfigError
from triage.handling import engineers, reports
from triage.handling.change import Actor
from triage.messages import MessageArrived, Opens, Sender
from triage.model import (
    Assessment,
    ConversationRef,
    PersonId,
    Priority,
    Reason,
    TeamId,
    TicketId,
    TicketStatus,
)
from triage.model.meaning import Own
from triage.ports.work import UnitOfWork
from triage.routing import Route
from triage.wording.speak import drill_subject

EVERY_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Somebody was called; `after`: seconds since the drill began, None while it is on its way."""

    person: str
    level: str
    means: str | None
    after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the drill is. `claimed`: who, and after how many seconds."""

    number: TicketId
    called: tuple[Reached, ...]
    failed: tuple[str, ...]
    claimed: tuple[str, float] | None

    def as_json(self) -> dict[str, object]:
        return {
            "ticket": self.number,
            "called": [
                {"person": one.person, "level": one.level, "means": one.means, "after": one.after}
                for one in self.called
            ],
            "failed": list(self.failed),
            "claimed": None
            if self.claimed is None
            else {"person": self.claimed[0], "after": self.claimed[1]},
        }


def start(desk: OpenDesk, team: TeamId) -> TicketId:
    """Open it, as a report would be. Raises ConfigError in watch mode, where nobody is called."""
    if desk.desk.mode is Mode.WATCH:
        raise ConfigError('mode: "watch", so nobody is called; write mode = "live"')
    now = SystemClock().now()

    def unit(work: UnitOfWork) -> TicketId:
        change = reports.open_ticket(
            _report(desk, now),
            Assessment(priority=Priority.P1, reasons=(Reason(Own.DRILL, ""),)),
            number=work.tickets.next_number(),
            route=Route(team, "drill"),
            reporter=work.tickets.person(DRILL, DRILL, DRILL, None),
            language=desk.desk.language,
            settle=None,
            now=now,
        )
        return Clerk(work=work, desk=desk.desk, now=now).carry_out(change, before=None).id

    return desk.write(unit)


def watch(
    desk: OpenDesk, number: TicketId, *, within: timedelta, tell: Callable[[Progress], None]
) -> Progress:
    """Until somebody claims it, or so long; `tell` hears of every change."""

    async def watching() -> Progress:
        told: Progress | None = None
        deadline = asyncio.get_running_loop().time() + within.total_seconds()
        while True:
            seen = await desk.store.look(lambda work: progress(work, desk, number))
            if seen != told:
                tell(seen)
                told = seen
            if seen.claimed is not None or asyncio.get_running_loop().time() > deadline:
                return seen
            await asyncio.sleep(EVERY_SECONDS)

    return asyncio.run(watching())


def end(desk: OpenDesk, number: TicketId) -> None:
    """Over: nobody is called any more."""
    now = SystemClock().now()
    nobody = Actor(person=PersonId(DRILL), name=None, staff=True)

    def unit(work: UnitOfWork) -> None:
        ticket = work.tickets.get(number)
        if ticket.status is TicketStatus.RESOLVED:
            return
        change = engineers.resolve(ticket, nobody, line=None, now=now)
        Clerk(work=work, desk=desk.desk, now=now).carry_out(change, before=ticket)

    desk.write(unit)


def progress(work: UnitOfWork, desk: OpenDesk, number: TicketId) -> Progress:
    """As the rows have it now."""
    ticket = work.tickets.get(number)
    events = work.tickets.events(number)
    began = ticket.opened_at
    pages = work.duty.of_ticket(number)
    claim = next((one for one in events if one.kind == "claimed"), None)
    return Progress(
        number=number,
        called=tuple(
            Reached(
                person=desk.name(one.person),
                level=one.level,
                means=None if one.means is None else one.means.value,
                after=None if one.reached_at is None else _seconds(began, one.reached_at),
            )
            for one in pages
        ),
        failed=tuple(
            f"{one.facts.get('means')}: {one.facts.get('why')}"
            for one in events
            if one.kind == "page_failed"
        ),
        claimed=None
        if claim is None or claim.by is None
        else (desk.name(claim.by), _seconds(began, claim.at)),
    )


def _report(desk: OpenDesk, now: datetime) -> MessageArrived:
    number = uuid4().hex
    subject = drill_subject(desk.desk.language)
    return MessageArrived(
        conversation=ConversationRef(DRILL, DRILL, number),
        place=None,
        external_id=number,
        sender=Sender(address=DRILL),
        at=now,
        subject=subject,
        text=subject,
        reply=subject,
        opens=Opens.ALWAYS,
        acknowledge=False,
    )


def _seconds(start: datetime, end: datetime) -> float:
    return round((end - start).total_seconds(), 1)
