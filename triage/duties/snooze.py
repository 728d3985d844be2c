"""The moment has come until which it was put off."""

from __future__ import annotations

from triage.apply import Clerk
from triage.handling import hands
from triage.handling.change import Change
from triage.model import Ticket, TicketStatus
from triage.ports.store import Timer


def wake(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """Once: what a person or the reporter woke meanwhile is left in peace."""
    del timer
    if ticket.status is TicketStatus.RESOLVED:
        return
    change = hands.wake(ticket)
    if isinstance(change, Change):
        clerk.carry_out(change, before=ticket)
