"""Which ticket somebody means: by the button, by a number, or by the thread they stand in."""

from __future__ import annotations

from dataclasses import replace

from triage import reception
from triage.controls import Action
from triage.messages import MessageArrived, Nature, Opens, PressArrived
from triage.model import MessageRef, Ticket, TicketId
from triage.ports.work import UnitOfWork
from triage.settling.presses.pressing import Pressing
from triage.wording.hand_forms import TICKET

FROM_MENU = (Action.DECLARE, Action.MERGE)
"""Chosen in the menu of a message, whose id is the argument."""


def meant(pressing: Pressing) -> Ticket | None:
    """None when nothing says so, or there is no such ticket."""
    press, work = pressing.press, pressing.work
    if pressing.ticket is not None:
        return pressing.ticket
    if press.argument and press.action in FROM_MENU:
        return _of_message(work, press) or _here(work, press)
    given = press.fields.get(TICKET)
    if given is not None:
        number = number_of(given)
        return None if number is None else reception.known(work, number)
    return _here(work, press)


def chosen(pressing: Pressing) -> MessageArrived | None:
    """The message that the press is about, where one may become a ticket."""
    where = pressing.press.conversation
    message = pressing.read(MessageRef(where.channel, where.account, pressing.press.argument))
    return message if message is not None and message.nature is Nature.PERSON else None


def by_hand(
    pressing: Pressing, message: MessageArrived, ticket: TicketId | None = None
) -> MessageArrived:
    """The same, now that a person says that it is a report, or belongs to `ticket`."""
    return replace(
        message,
        opens=Opens.ALWAYS,
        joins=True,
        ticket=ticket or message.ticket,
        vouched=pressing.actor.staff,
    )


def number_of(given: str) -> TicketId | None:
    """ "12" or "#12"; None for anything else."""
    digits = given.strip().lstrip("#")
    return TicketId(int(digits)) if digits.isascii() and digits.isdigit() else None


def _of_message(work: UnitOfWork, press: PressArrived) -> Ticket | None:
    """The ticket that a message is a part of, or the card of."""
    where = press.conversation
    ref = MessageRef(where.channel, where.account, press.argument)
    number = work.outbox.ticket_of_card(ref)
    if number is not None:
        return work.tickets.get(number)
    return work.tickets.by_message(where.channel, where.account, (press.argument,))


def _here(work: UnitOfWork, press: PressArrived) -> Ticket | None:
    """A thread made from a card has the card's id; else it is the reporter's own place."""
    where = press.conversation
    card = MessageRef(where.channel, where.account, where.thread)
    number = work.outbox.ticket_of_card(card)
    if number is not None:
        return work.tickets.get(number)
    return work.tickets.by_conversation(where)
