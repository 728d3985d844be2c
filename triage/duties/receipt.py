"""The reporter has been silent for a while: acknowledge, and ask what is still missing, once."""

from __future__ import annotations

from triage import handling
from triage.apply import Clerk
from triage.model import Ticket, TicketStatus
from triage.ports import Timer


def acknowledge(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    del timer
    if ticket.status is not TicketStatus.RESOLVED:
        clerk.carry_out(handling.acknowledge(ticket, now=clerk.now), before=ticket)
