"""People's own quiet hours: what a step by day does not call them for waits for their end.

Inside a unit of work.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from triage.desk import Desk
from triage.escalation import Bundle, Page, allowed, level_of
from triage.handling.change import TimerKind
from triage.model import PersonId, Ticket
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork


def put_off(
    work: UnitOfWork, desk: Desk, ticket: Ticket, level: int, person: PersonId, *, when: datetime
) -> bool:
    """Whether a call at that moment would fall into their quiet hours; at the end of these, or of
    the desk's that follow on them, the step is judged again."""
    if awake(desk, ticket, (person,), when):
        return False
    policy = desk.policy(ticket.priority, ticket.team)
    # Once is enough: if the desk's hours ended in theirs again, the two would be all of the day.
    end = allowed(policy, desk.rested(person, when), hours=desk.hours)
    name = f"{level_of(ticket.run, level)}.{person}"
    work.timers.arm(
        Timer(kind=TimerKind.RESTED, subject=str(ticket.id), occurrence=name, due_at=end)
    )
    return True


def awake(
    desk: Desk, ticket: Ticket, people: Iterable[PersonId], when: datetime
) -> tuple[PersonId, ...]:
    """Those whom that ticket's policy may call then."""
    by_day = desk.policy(ticket.priority, ticket.team).day
    return tuple(one for one in people if not by_day or desk.rested(one, when) <= when)


def unheard(page: Page) -> bool:
    """A summary was to tell it, and put it off."""
    return page.reached_at is None and page.bundle is Bundle.TOLD
