"""What the delivery loop notes of a message to the staff: whom it reached, and that it did not get
through. Inside a unit of work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from triage.errors import NotFoundError
from triage.messages import Call, Outgoing
from triage.model import Event, Ticket, TicketId, TicketStatus
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork

FAILED = "means_failed"
"""The kind of timer that says: this message to the staff did not get through at once. Its subject
is the message's key."""
LOST = "means_lost"
"""The same, of a message that will not come through in time: refused, or tried for a while."""


def sent(work: UnitOfWork, message: Outgoing, at: datetime) -> None:
    """A means took it: whom it calls has been reached."""
    call = message.call
    if call is None:
        return
    for ticket, level in call.steps:
        for person in call.people:
            work.duty.reached(ticket, level=level, person=person, means=call.means, at=at)


def lost(work: UnitOfWork, message: Outgoing, at: datetime) -> None:
    """It will not get through in time: whoever has no other means is given up on."""
    if message.call is not None and message.call.steps:
        work.timers.arm(Timer(kind=LOST, subject=message.key, occurrence="0", due_at=at))


def failed(work: UnitOfWork, message: Outgoing, at: datetime, *, why: str) -> None:
    """It did not get through: seen on the timeline, and the next means is tried at once."""
    if message.call is not None and message.call.steps:
        note(work, message.call, at, why=why)
        try_next(work, message, at)


def came_back(work: UnitOfWork, call: Call) -> None:
    """A means had taken it, and it reached nobody after all."""
    for ticket, level in call.steps:
        for person in call.people:
            work.duty.unreached(ticket, level=level, person=person, means=call.means)


def note(work: UnitOfWork, call: Call, at: datetime, *, why: str) -> None:
    """On the timelines of its tickets: that means did not get through."""
    for ticket, level in call.steps:
        facts = {
            "level": level_in(level),
            "people": list(call.people),
            "means": call.means.value,
            "why": why,
        }
        work.tickets.record(Event(ticket=ticket, at=at, kind="page_failed", facts=facts))


def try_next(work: UnitOfWork, message: Outgoing, at: datetime) -> None:
    """Whom it calls is called by their next means then (`triage.duties.escalation.move_on`)."""
    work.timers.arm(Timer(kind=FAILED, subject=message.key, occurrence="0", due_at=at))


def standing_of(
    work: UnitOfWork, steps: Iterable[tuple[TicketId, str]]
) -> list[tuple[Ticket, str]]:
    """Those of the steps whose tickets still wait for somebody, in the same run."""
    found = []
    for number, level in steps:
        try:
            ticket = work.tickets.get(number)
        except NotFoundError:
            continue
        if ticket.status is TicketStatus.OPEN and level.partition(".")[0] == str(ticket.run):
            found.append((ticket, level))
    return found


def level_in(occurrence: str) -> int:
    """The level of a step by its name on the ticket, "run.level"."""
    return int(occurrence.rpartition(".")[2])
