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
    """Without a line of the engineer's own the reporter's notice still waits for one."""
    by = PersonId(timer.occurrence)
    actor = Actor(person=by, name=clerk.name(by), staff=True)
    closing = ticket.closing
    change = engineers.resolve(
        ticket,
        actor,
        line=None if closing is None else closing.line,
        now=clerk.now,
        wait_until=None if closing is None else closing.at + engineers.LINE_WAITS,
    )
    clerk.carry_out(change, before=ticket)


def tell(clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
    """Nobody wrote a line: the reporter hears what we believe."""
    del timer
    clerk.carry_out(engineers.tell_resolved(ticket, line=None, by=None), before=ticket)
