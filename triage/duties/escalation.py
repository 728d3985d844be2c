"""Nobody has claimed it: take the policy's next step."""

from __future__ import annotations

from triage.apply import Clerk
from triage.model import Ticket, TicketStatus
from triage.ports.store import Timer


def escalate(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """Judged again when it fires: a claimed, resolved or restarted ticket is left in peace."""
    run, _, level = timer.occurrence.partition(".")
    if ticket.status is not TicketStatus.OPEN or int(run) != ticket.run:
        return
    due = clerk.pager.step(ticket, level=int(level))
    if due is not None:
        clerk.pager.take(ticket, due)


def move_on(clerk: Clerk, timer: Timer) -> None:
    """A message to the staff did not get through: their next means, at once."""
    clerk.pager.move_on(timer.subject)
