"""What staff do to tickets from the command line: the same decisions, written the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from triage import judging, reception, routing
from triage.app import originals
from triage.app.desk import OpenDesk
from triage.app.service import assessor
from triage.apply import Clerk
from triage.belonging import incidents
from triage.clock import SystemClock
from triage.desk import Inbox
from triage.errors import ConfigError, NotFoundError, RefusedError, TriageError
from triage.handling import copying, reports
from triage.handling.change import Actor
from triage.handling.orders import Line, Order, Reply, Resolve
from triage.messages import Outgoing
from triage.model import (
    Author,
    Event,
    PersonId,
    Ticket,
    TicketId,
    TicketMessage,
)
from triage.moments import moment_of
from triage.ports.store import StoredFile
from triage.ports.work import UnitOfWork
from triage.settings.values import address
from triage.settling import collision
from triage.settling.staff import obey
from triage.why import Why
from triage.wording.speak import refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """All there is about a ticket. `of_incident`: the one that it belongs to. `people`: (part, who,
    address), "" where we write none."""

    ticket: Ticket
    of_incident: TicketId | None
    people: tuple[tuple[str, str, str], ...]
    messages: tuple[TicketMessage, ...]
    events: tuple[Event, ...]
    files: tuple[StoredFile, ...]
    undelivered: tuple[tuple[Outgoing, str, str], ...]


def order(
    work: UnitOfWork,
    desk: OpenDesk,
    number: TicketId,
    what: Order,
    actor: Actor,
    *,
    now: datetime,
) -> Ticket:
    """Carry it out at once, without the minute that a reaction waits.

    Raises ConflictError with the reason when it cannot be done, NotFoundError when there is no
    such ticket, ConfigError for words to a reporter in watch mode.
    """
    clerk = Clerk(work=work, desk=desk.desk, now=now)
    done = obey(clerk, number, what, actor, key=uuid4().hex)
    if isinstance(done, Ticket):
        if isinstance(what, Reply | Line) or (isinstance(what, Resolve) and what.line):
            collision.noticed(clerk, done, actor.person)
        return done
    why = refusal(done.why, language="en", number=number, who=done.who, other=done.other)
    raise ConfigError(f"mode: {why}") if done.why is Why.WATCHING else RefusedError(why)


def until_of(text: str, desk: OpenDesk) -> datetime:
    """When a snooze ends, as typed. Raises ConfigError that says how to write it."""
    try:
        return moment_of(text, desk.desk.hours, SystemClock().now())
    except ValueError as error:
        raise ConfigError(f"--until: {error}") from error


def open_for(
    work: UnitOfWork,
    desk: OpenDesk,
    *,
    reporter: str,
    mailbox: str | None,
    text: str,
    now: datetime,
) -> Ticket:
    """A ticket for somebody who called or stopped by; answered by mail.

    `mailbox` None: the first one of the configuration. Raises ConfigError without a mailbox,
    NotFoundError for an unknown one, TriageError for words or an address that are none.
    """
    inbox = _inbox(desk, mailbox)
    message = reception.by_hand(
        _address(reporter), _words(text), inbox=inbox, key=uuid4().hex, now=now
    )
    assessment = judging.judge(assessor(desk.settings), work, message, None, now=now)
    person = reception.person_of(work, message, desk.desk)
    change = reports.open_ticket(
        message,
        assessment,
        number=work.tickets.next_number(),
        route=routing.route(assessment, message, desk.desk),
        reporter=person,
        language=assessment.language or desk.desk.language,
        settle=timedelta(),
        now=now,
    )
    said = reception.said(message, change.ticket.id, Author.REPORTER, person)
    clerk = Clerk(work=work, desk=desk.desk, now=now)
    return clerk.carry_out(change, before=None, said=said)


def everything(work: UnitOfWork, desk: OpenDesk, number: TicketId) -> Everything:
    """What was said, by whom, what was decided, what is not delivered."""
    ticket, events = work.tickets.get(number), work.tickets.events(number)
    return Everything(
        ticket=ticket,
        of_incident=incidents(work, (ticket,)).get(number),
        people=tuple(_people(work, ticket, events, desk)),
        messages=tuple(judging.conversation(work, ticket)),
        events=tuple(events),
        files=tuple(originals.files(work, number)),
        undelivered=tuple(work.outbox.undelivered(number)),
    )


# ---------------------------------------------------------------- parts


def _inbox(desk: OpenDesk, name: str | None) -> Inbox:
    known = {one.name: one for one in desk.desk.inboxes}
    if not known:
        raise ConfigError("mailboxes: none, and the answers go by mail; add [mailboxes.NAME]")
    wanted = next(iter(known)) if name is None else name
    if wanted not in known:
        raise NotFoundError(f"no mailbox {wanted!r} to answer from; there is {', '.join(known)}")
    return known[wanted]


def _address(text: str) -> str:
    try:
        return address(text)
    except ValueError as error:
        raise TriageError(f"--for: {error}; the answers go there") from error


def _words(text: str) -> str:
    if not text.strip():
        raise TriageError("there are no words in it; write what is to be said")
    return text


def _people(
    work: UnitOfWork, ticket: Ticket, events: Sequence[Event], desk: OpenDesk
) -> Iterator[tuple[str, str, str]]:
    where, address = ticket.conversation, ticket.address
    contact = work.tickets.contact(where.channel, where.account, address)
    if contact is not None and contact.undeliverable is not None:
        address = f"{address} (not reached: {contact.undeliverable})"
    yield "reporter", ticket.reporter_name or ticket.reporter, address
    for copied in copying.copied(ticket):
        yield "copied", "", copied
    for added in ticket.added:
        yield "added, not mailed until confirmed", "", added
    if ticket.assignee is not None:
        yield "has it", ticket.assignee_name or ticket.assignee, ""
    lists = (event.facts.get("people") for event in events if event.kind == "called")
    called = (one for each in lists if isinstance(each, list) for one in each)
    for person in dict.fromkeys(called):
        yield "called", desk.name(PersonId(person)), ""
