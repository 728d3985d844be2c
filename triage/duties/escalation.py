"""Nobody has claimed it: take the policy's next step."""

from __future__ import annotations

from triage import escalation
from triage.apply import Clerk
from triage.model import Ticket, TicketStatus
from triage.ports.store import Timer


def escalate(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """Judged again when it fires: a claimed, resolved or restarted ticket is left in peace."""
    run, _, level = timer.occurrence.partition(".")
    if ticket.status is not TicketStatus.OPEN or int(run) != ticket.run:
        return
    due = escalation.next_step(
        clerk.desk.policy(ticket.priority),
        started=ticket.run_at or ticket.opened_at,
        level=int(level),
        hours=clerk.desk.hours,
    )
    if due is not None:
        clerk.page(ticket, due)
