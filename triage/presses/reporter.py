"""What reporters press: solved it."""

from __future__ import annotations

from triage.handling import reports
from triage.model import Action, Ticket, TicketStatus
from triage.presses.pressing import Pressing, Said, Table, whisper
from triage.wording.whisper import Whisper


def solved(pressing: Pressing) -> Said:
    """The reporter closes the own ticket; staff may do it for them."""
    ticket, actor = _named(pressing), pressing.actor
    if actor.person != ticket.reporter and not actor.staff:
        return whisper(Whisper.NOT_YOURS, ticket)
    if ticket.status is TicketStatus.RESOLVED:
        return whisper(Whisper.CLOSED_BEFORE, ticket)
    change = reports.solved(ticket, actor.person, name=actor.name, now=pressing.now)
    pressing.clerk.carry_out(change, before=ticket)
    return whisper(Whisper.CLOSED, ticket)


HANDLERS: Table = {Action.SOLVED: solved}


def _named(pressing: Pressing) -> Ticket:
    """The ticket on a button that always has one."""
    if pressing.ticket is None:
        raise ValueError(f"{pressing.press.action} names no ticket")
    return pressing.ticket
