"""What reporters press, send in and call."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from triage import reception
from triage.controls import Action
from triage.handling import privacy, reports
from triage.messages import MessageArrived, Opens, PressArrived, Sender
from triage.model import (
    ConversationRef,
    MessageRef,
    Ticket,
    TicketId,
    TicketStatus,
)
from triage.notices import standing
from triage.notices.reporter import FORM
from triage.reception import known
from triage.settling import direct
from triage.settling.presses.meant import by_hand, chosen
from triage.settling.presses.pressing import OnTicket, Pressing, Said, Table, whisper
from triage.wording.controls import NUMBER, WHAT, spoken, told
from triage.wording.form import given
from triage.wording.status_facts import Standing, StatusFacts
from triage.wording.whisper import Whisper

_MAY_BE_LET_IN = (None, Whisper.YOUNG)
"""What does not end it: a new account's report is held, and comes this way again if staff let it
in."""

MOST_TICKETS = 10
"""Tickets in an answer to /status."""


def report(pressing: Pressing) -> Said:
    """A form has been sent: a ticket in a private thread of its own."""
    press = pressing.press
    where = press.conversation
    place = ConversationRef(where.channel, where.account, f"{FORM}{press.external_id}")
    why = direct.why_not(pressing.clerk, press.conversation, press.sender)
    if why not in _MAY_BE_LET_IN:
        return whisper(why)
    number = pressing.take(_message(press, place, private=True))
    if number is None:
        return whisper(why or Whisper.NOT_HERE)
    return replace(whisper(Whisper.REPORTED, number), done=True)


def answer(pressing: Pressing, ticket: Ticket) -> Said:
    """Our questions, answered in a form: words of the ticket like any others."""
    press, said = pressing.press, whisper(Whisper.THANKED, ticket)
    if not press.fields and not press.attachments:
        return said
    taken = pressing.take(_message(press, ticket.conversation, ticket=ticket.id))
    return replace(said, done=taken is not None)


def solved(pressing: Pressing, ticket: Ticket) -> Said:
    """The reporter closes the own ticket; staff may do it for them."""
    actor = pressing.actor
    if not _may(pressing, ticket):
        return whisper(Whisper.NOT_YOURS, ticket)
    if ticket.status is TicketStatus.RESOLVED:
        return whisper(Whisper.CLOSED_BEFORE, ticket)
    change = reports.solved(ticket, actor.person, name=actor.name, now=pressing.now)
    pressing.clerk.carry_out(change, before=ticket)
    return whisper(Whisper.CLOSED, ticket)


def mark(pressing: Pressing) -> Said:
    """This message answered it: said by the reporter, by staff, or by a helper."""
    press, actor = pressing.press, pressing.actor
    ticket = pressing.work.tickets.by_conversation(press.conversation)
    if ticket is None:
        return whisper(Whisper.NO_ANSWER)
    if not press.sender.helper and not _may(pressing, ticket):
        return whisper(Whisper.NOT_YOURS, ticket)
    if ticket.status is TicketStatus.RESOLVED:
        return whisper(Whisper.CLOSED_BEFORE, ticket)
    change = reports.solved(
        ticket, actor.person, name=actor.name, now=pressing.now, answer=press.argument
    )
    pressing.clerk.carry_out(change, before=ticket)
    return whisper(Whisper.CLOSED, ticket)


def make_private(pressing: Pressing, ticket: Ticket) -> Said:
    """The reporter, or staff, wants nobody else to read along."""
    if not _may(pressing, ticket):
        return whisper(Whisper.NOT_YOURS, ticket)
    change = privacy.make_private(ticket, pressing.actor.person)
    if change.kind == "nothing":
        return whisper(Whisper.PRIVATE_BEFORE, ticket)
    pressing.clerk.carry_out(change, before=ticket)
    return whisper(Whisper.PRIVATE, ticket)


def open_from(pressing: Pressing) -> Said:
    """A ticket from a message that opened none: a person says that it is a report."""
    message = chosen(pressing)
    if message is None:
        return whisper(Whisper.NOT_HERE)
    before = _ticket_of(pressing, message)
    if before is not None:
        return whisper(Whisper.OPEN_BEFORE, before)
    why = None if pressing.actor.staff else direct.why_not(pressing.clerk, *_who(message))
    if why not in _MAY_BE_LET_IN:
        return whisper(why)
    first, *more = _written_with(pressing, message)
    number = pressing.take(by_hand(pressing, first))
    if number is None:
        return whisper(why or Whisper.NOT_HERE)
    for one in more:
        pressing.take(by_hand(pressing, one))
    direct.forget(pressing.work, message.conversation)
    return replace(whisper(Whisper.OPENED, number), done=True)


def dismiss(pressing: Pressing) -> Said:
    """No ticket from what was written directly."""
    direct.forget(pressing.work, pressing.press.conversation)
    return replace(whisper(Whisper.DISMISSED), done=True)


def add(pressing: Pressing) -> Said:
    """A message belongs to a ticket that it does not stand in."""
    message, given = chosen(pressing), pressing.press.fields.get(NUMBER, "").strip().lstrip("#")
    ticket = known(pressing.work, TicketId(int(given))) if _is_number(given) else None
    if ticket is None:
        return whisper(Whisper.NO_NUMBER, given=given)
    if message is None:
        return whisper(Whisper.NOT_HERE)
    if not _may(pressing, ticket):
        return whisper(Whisper.NOT_YOURS, ticket)
    before = _ticket_of(pressing, message)
    if before is not None:
        return whisper(Whisper.OPEN_BEFORE, before)
    pressing.take(by_hand(pressing, message, ticket.id))
    return whisper(Whisper.ADDED, ticket)


def status(pressing: Pressing) -> Said:
    """How the tickets are of whoever asks: open ones first, then what was closed lately."""
    mine = pressing.work.tickets.reported_by(pressing.actor.person, limit=MOST_TICKETS)
    if not mine:
        return whisper(Whisper.NO_TICKETS)
    ordered = sorted(mine, key=lambda one: one.status is TicketStatus.RESOLVED)
    return Said(facts=StatusFacts(lines=tuple(_standing(pressing, one) for one in ordered)))


def _standing(pressing: Pressing, ticket: Ticket) -> Standing:
    whole = reception.whole(pressing.work, ticket)
    return standing.facts(whole, pressing.desk, now=pressing.now, part=ticket)


def on_ticket(handler: OnTicket, pressing: Pressing) -> Said:
    """What a button does that always names a ticket; no button of ours comes without."""
    if pressing.ticket is None:
        return whisper(Whisper.UNKNOWN)
    return handler(pressing, pressing.ticket)


HANDLERS: Table = {
    Action.REPORT: report,
    Action.ANSWER: partial(on_ticket, answer),
    Action.SOLVED: partial(on_ticket, solved),
    Action.MARK: mark,
    Action.PRIVATE: partial(on_ticket, make_private),
    Action.OPEN: open_from,
    Action.DISMISS: dismiss,
    Action.ADD: add,
    Action.STATUS: status,
}


def _may(pressing: Pressing, ticket: Ticket) -> bool:
    return pressing.actor.staff or pressing.actor.person == ticket.reporter


def _message(
    press: PressArrived,
    conversation: ConversationRef,
    *,
    ticket: TicketId | None = None,
    private: bool = False,
) -> MessageArrived:
    """What a form says, as a message."""
    language = press.language or ""
    text = told(press.fields, language)
    return MessageArrived(
        conversation=conversation,
        place=press.place,
        external_id=press.external_id,
        sender=press.sender,
        at=press.at,
        subject=press.fields.get(WHAT),
        text=text,
        reply=text,
        opens=Opens.ALWAYS,
        ticket=ticket,
        private=private,
        attachments=press.attachments,
        answers=given(spoken(press.fields, language)),
        audience=press.audience,
        team=press.team,
    )


def _who(message: MessageArrived) -> tuple[ConversationRef, Sender]:
    return message.conversation, message.sender


def _written_with(pressing: Pressing, message: MessageArrived) -> list[MessageArrived]:
    """What somebody says is a report, with all else that was written directly before; in the order
    it was written, which is not always the order it came in."""
    if message.opens is not Opens.ASK:
        return [message]
    where = message.conversation
    waiting = direct.waiting(pressing.work, where)
    refs = [MessageRef(where.channel, where.account, one) for one in waiting]
    read = [pressing.read(one) for one in refs if one.external_id != message.external_id]
    found = [message, *(one for one in read if one is not None)]
    return sorted(found, key=lambda one: one.at)


def _ticket_of(pressing: Pressing, message: MessageArrived) -> Ticket | None:
    where = message.conversation
    return pressing.work.tickets.by_message(where.channel, where.account, (message.external_id,))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18  # noqa: PLR2004 - 64 bits
