"""What staff do to tickets from the command line: the same decisions, written the same way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from triage import handling, notices, reception, routing
from triage.app.desk import OpenDesk
from triage.app.service import assessor
from triage.apply import Clerk
from triage.desk import Mode
from triage.errors import ConfigError, ConflictError, ReporterError
from triage.handling import Actor, Change
from triage.messages import Door, MessageArrived, Outgoing, Sender
from triage.model import (
    Audience,
    Author,
    ConversationRef,
    Event,
    Ticket,
    TicketId,
    TicketMessage,
    TicketStatus,
)
from triage.ports import UnitOfWork


def claim(
    work: UnitOfWork, desk: OpenDesk, number: TicketId, actor: Actor, now: datetime
) -> Ticket:
    """Raises ConflictError when somebody has it, NotFoundError when there is no such ticket."""
    ticket = work.tickets.get(number)
    if ticket.status is TicketStatus.RESOLVED:
        raise ConflictError(f"ticket {number} is resolved; the reporter's answer opens it again")
    if ticket.status is TicketStatus.CLAIMED and ticket.assignee != actor.person:
        raise ConflictError(f"ticket {number} is {ticket.assignee_name}'s; ask for it first")
    return _carry(work, desk, handling.claim(ticket, actor, now=now), ticket, now)


def release(
    work: UnitOfWork, desk: OpenDesk, number: TicketId, actor: Actor, now: datetime
) -> Ticket:
    ticket = work.tickets.get(number)
    if ticket.assignee != actor.person:
        raise ConflictError(f"ticket {number} is not {actor.name}'s to release")
    return _carry(work, desk, handling.release(ticket, actor.person, now=now), ticket, now)


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
    change = handling.resolve(ticket, actor.person, line=line, now=now)
    return _carry(work, desk, change, ticket, now)


def reply(
    work: UnitOfWork, desk: OpenDesk, number: TicketId, actor: Actor, *, text: str, now: datetime
) -> Ticket:
    """A person's own words, to where the reporter wrote. They stop the answer clock."""
    if desk.desk.mode is Mode.WATCH:
        raise ConflictError('mode is "watch": reporters hear nothing; say `live` in config.toml')
    ticket = work.tickets.get(number)
    clerk = Clerk(work=work, desk=desk.desk, now=now)
    said = notices.reply(
        ticket,
        clerk.scene(ticket),
        text=text,
        name=actor.name or ticket.team,
        key=f"reply:{number}:{uuid4().hex}",
    )
    clerk.enqueue(said)
    answered = replace(ticket, answered_at=ticket.answered_at or now)
    change = Change(ticket=answered, kind="replied", by=actor.person, facts={"text": text})
    return clerk.carry_out(change, before=ticket)


def open_for(
    work: UnitOfWork, desk: OpenDesk, *, reporter: str, mailbox: str, text: str, now: datetime
) -> Ticket:
    """A ticket for somebody who called or stopped by; answered by mail. Raises ConfigError."""
    if mailbox not in desk.settings.mailboxes:
        known = ", ".join(desk.settings.mailboxes) or "none"
        raise ConfigError(f"no mailbox {mailbox!r} to answer from; configured: {known}")
    if "@" not in reporter:
        raise ReporterError(f"{reporter!r} is no mail address; the answers go there")
    number = f"by-hand.{uuid4().hex}@firstline.invalid"
    message = MessageArrived(
        conversation=ConversationRef("email", mailbox, number),
        place=None,
        external_id=number,
        sender=Sender(address=reporter, known=True),
        at=now,
        subject=None,
        text=text,
        reply=text,
        door=Door.ALWAYS,
        audience=Audience(desk.settings.mailboxes[mailbox].audience),
    )
    assessment = reception.judge(assessor(desk.settings), work, message, None, now=now)
    person = reception.person_of(work, message, desk.desk)
    change = handling.open_ticket(
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


def everything(
    work: UnitOfWork, number: TicketId
) -> tuple[Ticket, list[TicketMessage], list[Event], list[tuple[Outgoing, str, str]]]:
    """A ticket, what was said, what was decided, what is not delivered."""
    return (
        work.tickets.get(number),
        work.tickets.messages(number),
        work.tickets.events(number),
        work.outbox.undelivered(number),
    )


def _carry(
    work: UnitOfWork, desk: OpenDesk, change: Change, before: Ticket, now: datetime
) -> Ticket:
    return Clerk(work=work, desk=desk.desk, now=now).carry_out(change, before=before)
