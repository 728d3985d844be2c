"""The time to change one's mind is over: release and resolve take effect."""

from __future__ import annotations

from triage.apply import Clerk
from triage.handling import engineers
from triage.handling.change import Actor
from triage.model import PersonId, Ticket
from triage.ports.store import Timer


def release(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """The holder took the claim back and did not set it again."""
    if ticket.assignee != timer.occurrence:
        return
    change = engineers.release(ticket, PersonId(timer.occurrence), now=clerk.now)
    clerk.carry_out(change, before=ticket)


def resolve(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """Resolved by reaction: no line of a person's own, so the notice says what we believe."""
    by = PersonId(timer.occurrence)
    actor = Actor(person=by, name=clerk.name(by), staff=True)
    change = engineers.resolve(ticket, actor, line=None, now=clerk.now)
    clerk.carry_out(change, before=ticket)
