"""What the delivery loop asks about a message to the staff: whether it is still wanted, whom it
reached, and that it did not get through. Inside a unit of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from triage.errors import NotFoundError
from triage.messages import Call, Notice, Outgoing
from triage.model import Event, PersonId, Ticket, TicketId, TicketStatus
from triage.people import Means
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork

FAILED = "means_failed"
"""The kind of timer that says: this message to the staff did not get through. Its subject is the
message's key."""


def judged(work: UnitOfWork, message: Outgoing) -> Outgoing | None:
    """A message to the staff as it should be now that it is sent; None: not at all.

    Nobody is called for what somebody has claimed or resolved meanwhile, and nobody a second time
    for a step when another means reached them. A card is posted all the same, and calls nobody.
    """
    call = message.call
    if call is None or not call.steps:
        return message
    standing = standing_of(work, call.steps)
    if not standing:
        return replace(message, mentions=(), call=None) if message.notice is Notice.CARD else None
    if call.every or call.means is not Means.DISCORD:
        return message
    return _without(message, call, _reached(work, call))


def sent(work: UnitOfWork, message: Outgoing, at: datetime) -> None:
    """A means took it: whom it calls has been reached."""
    call = message.call
    if call is None:
        return
    for ticket, level in call.steps:
        for person in call.people:
            work.duty.reached(ticket, level=level, person=person, means=call.means, at=at)


def failed(work: UnitOfWork, message: Outgoing, at: datetime, *, why: str) -> None:
    """It did not get through: seen on the timeline, and the next means is tried at once."""
    if message.call is None or not message.call.steps:
        return
    for ticket, level in message.call.steps:
        facts = {
            "level": level_in(level),
            "people": list(message.call.people),
            "means": message.call.means.value,
            "why": why,
        }
        work.tickets.record(Event(ticket=ticket, at=at, kind="page_failed", facts=facts))
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


def _reached(work: UnitOfWork, call: Call) -> set[PersonId]:
    """Whom another means reached, for every step of the call."""
    noted = [work.duty.pages(ticket, level=level) for ticket, level in call.steps]
    by_others = [
        {one.person for one in found if one.means not in {None, call.means}} for found in noted
    ]
    return set.intersection(*by_others) if by_others else set()


def level_in(occurrence: str) -> int:
    """The level of a step by its name on the ticket, "run.level"."""
    return int(occurrence.rpartition(".")[2])


def _without(message: Outgoing, call: Call, people: Iterable[PersonId]) -> Outgoing:
    gone = set(people)
    if not gone:
        return message
    kept = [
        (person, mention)
        for person, mention in zip(call.people, message.mentions, strict=True)
        if person not in gone
    ]
    return replace(
        message,
        mentions=tuple(mention for _, mention in kept),
        call=replace(call, people=tuple(person for person, _ in kept)),
    )
