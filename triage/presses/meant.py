"""Which ticket somebody means: by the button, by a number, or by the thread they stand in."""

from __future__ import annotations

from triage import reception
from triage.messages import PressArrived
from triage.model import MessageRef, Ticket, TicketId
from triage.ports.work import UnitOfWork
from triage.presses.pressing import Pressing
from triage.wording.hand_forms import TICKET


def meant(pressing: Pressing) -> Ticket | None:
    """None when nothing says so, or there is no such ticket."""
    press, work = pressing.press, pressing.work
    if pressing.ticket is not None:
        return pressing.ticket
    given = press.fields.get(TICKET)
    if given is not None:
        number = number_of(given)
        return None if number is None else reception.known(work, number)
    return _here(work, press)


def number_of(given: str) -> TicketId | None:
    """ "12" or "#12"; None for anything else."""
    digits = given.strip().lstrip("#")
    return TicketId(int(digits)) if digits.isascii() and digits.isdigit() else None


def _here(work: UnitOfWork, press: PressArrived) -> Ticket | None:
    """A thread made from a card has the card's id; else it is the reporter's own place."""
    where = press.conversation
    card = MessageRef(where.channel, where.account, where.thread)
    number = work.outbox.ticket_of_card(card)
    if number is not None:
        return work.tickets.get(number)
    return work.tickets.by_conversation(where)
