"""The reporter has been silent for a while: acknowledge, and ask what is still missing, once."""

from __future__ import annotations

from triage.apply import Clerk
from triage.handling import reports
from triage.model import Ticket, TicketStatus
from triage.ports.store import Timer


def acknowledge(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    del timer
    if ticket.status is not TicketStatus.RESOLVED:
        clerk.carry_out(reports.acknowledge(ticket, now=clerk.now), before=ticket)
