"""What staff do to tickets from the command line: the same decisions, written the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from triage import reception, routing
from triage.app.desk import OpenDesk
from triage.app.service import assessor
from triage.apply import Clerk
from triage.desk import Mode
from triage.errors import ConfigError, ConflictError, NotFoundError, TriageError
from triage.handling import engineers, reports
from triage.handling.change import Actor, Change
from triage.messages import Door, MessageArrived, Outgoing, Sender
from triage.model import (
    Author,
    ConversationRef,
    Event,
    PersonId,
    TeamId,
    Ticket,
    TicketId,
    TicketMessage,
    TicketStatus,
)
from triage.notices import reporter
from triage.ports.work import UnitOfWork
from triage.settings.sections.mail import MailboxSection
from triage.settings.values import address


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """All there is about a ticket. `people`: (part, who, address), "" where we write none."""

    ticket: Ticket
    people: tuple[tuple[str, str, str], ...]
    messages: tuple[TicketMessage, ...]
    events: tuple[Event, ...]
    undelivered: tuple[tuple[Outgoing, str, str], ...]


def claim(
    work: UnitOfWork, desk: OpenDesk, number: TicketId, actor: Actor, now: datetime
) -> Ticket:
    """Raises ConflictError when somebody has it, NotFoundError when there is no such ticket."""
    ticket = work.tickets.get(number)
    if ticket.status is TicketStatus.RESOLVED:
        raise ConflictError(f"ticket {number} is resolved; the reporter's answer opens it again")
    if ticket.status is TicketStatus.CLAIMED and ticket.assignee != actor.person:
        raise ConflictError(f"ticket {number} is {ticket.assignee_name}'s; ask for it first")
    if actor.person == ticket.reporter:
        raise ConflictError(
            f"ticket {number} was reported by {actor.name}; somebody else claims it"
        )
    return _carry(work, desk, engineers.claim(ticket, actor, now=now), ticket, now)


def release(
    work: UnitOfWork, desk: OpenDesk, number: TicketId, actor: Actor, now: datetime
) -> Ticket:
    """Raises ConflictError when it is not the actor's, or done already."""
    ticket = work.tickets.get(number)
    if ticket.status is TicketStatus.RESOLVED:
        raise ConflictError(f"ticket {number} is resolved; there is nothing to give back")
    if ticket.assignee != actor.person:
        raise ConflictError(f"ticket {number} is not {actor.name}'s to release")
    return _carry(work, desk, engineers.release(ticket, actor.person, now=now), ticket, now)


def resolve(
    work: UnitOfWork,
    desk: OpenDesk,
    number: TicketId,
    actor: Actor,
    *,
    line: str | None,
    now: datetime,
) -> Ticket:
    """At once, without the minute that a reaction waits; `line` is told to the reporter."""
    ticket = work.tickets.get(number)
    if ticket.status is TicketStatus.RESOLVED:
        raise ConflictError(f"ticket {number} is resolved already")
    change = engineers.resolve(ticket, actor.person, line=line, now=now)
    return _carry(work, desk, change, ticket, now)


def reply(
    work: UnitOfWork, desk: OpenDesk, number: TicketId, actor: Actor, *, text: str, now: datetime
) -> Ticket:
    """A person's own words, to where the reporter wrote. They stop the answer clock."""
    if desk.desk.mode is Mode.WATCH:
        raise ConfigError('mode: "watch", so reporters hear nothing; write mode = "live"')
    words = _words(text)
    ticket = work.tickets.get(number)
    clerk = Clerk(work=work, desk=desk.desk, now=now)
    said = reporter.reply(
        ticket,
        clerk.scene(ticket),
        text=words,
        name=actor.name or ticket.team,
        key=f"reply:{number}:{uuid4().hex}",
    )
    clerk.enqueue(said)
    answered = replace(ticket, answered_at=ticket.answered_at or now)
    change = Change(ticket=answered, kind="replied", by=actor.person, facts={"text": words})
    return clerk.carry_out(change, before=ticket)


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
    name, section = _mailbox(desk, mailbox)
    message = _by_hand(reporter, text, name=name, section=section, now=now)
    assessment = reception.judge(assessor(desk.settings), work, message, None, now=now)
    person = reception.person_of(work, message, desk.desk)
    change = reports.open_ticket(
        message,
        assessment,
        number=work.tickets.next_number(),
        team=routing.route(assessment, message, desk.desk),
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
        people=tuple(_people(ticket, events, desk)),
        messages=tuple(work.tickets.messages(number)),
        events=tuple(events),
        undelivered=tuple(work.outbox.undelivered(number)),
    )


# ---------------------------------------------------------------- parts


def _mailbox(desk: OpenDesk, name: str | None) -> tuple[str, MailboxSection]:
    known = desk.settings.mailboxes
    if not known:
        raise ConfigError("mailboxes: none, and the answers go by mail; add [mailboxes.NAME]")
    wanted = next(iter(known)) if name is None else name
    if wanted not in known:
        raise NotFoundError(f"no mailbox {wanted!r} to answer from; there is {', '.join(known)}")
    return wanted, known[wanted]


def _by_hand(
    reporter: str, text: str, *, name: str, section: MailboxSection, now: datetime
) -> MessageArrived:
    """What they told us, as if it had come by mail; no mail of that id was ever sent."""
    number = f"by-hand.{uuid4().hex}@firstline.invalid"
    words = _words(text)
    try:
        where = address(reporter)
    except ValueError as error:
        raise TriageError(f"--for: {error}; the answers go there") from error
    return MessageArrived(
        conversation=ConversationRef("email", name, number),
        place=None,
        external_id=number,
        sender=Sender(address=where, known=True),
        at=now,
        subject=None,
        text=words,
        reply=words,
        door=Door.ALWAYS,
        audience=section.audience,
        team=None if section.team is None else TeamId(section.team),
    )


def _words(text: str) -> str:
    if not text.strip():
        raise TriageError("there are no words in it; write what is to be said")
    return text


def _people(
    ticket: Ticket, events: Sequence[Event], desk: OpenDesk
) -> Iterator[tuple[str, str, str]]:
    yield "reporter", ticket.reporter_name or ticket.reporter, ticket.address
    if ticket.assignee is not None:
        yield "has it", ticket.assignee_name or ticket.assignee, ""
    lists = (event.facts.get("people") for event in events if event.kind == "called")
    called = (one for each in lists if isinstance(each, list) for one in each)
    for person in dict.fromkeys(called):
        yield "called", desk.name(PersonId(person)), ""


def _carry(
    work: UnitOfWork, desk: OpenDesk, change: Change, before: Ticket, now: datetime
) -> Ticket:
    return Clerk(work=work, desk=desk.desk, now=now).carry_out(change, before=before)
