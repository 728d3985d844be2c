"""Rules on trial decide nothing; after a week the room hears what they would have changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from triage.apply import Clerk
from triage.model import Reason, Ticket, TicketId
from triage.notices import room
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork
from triage.wording.facts import RuleTrial

KIND = "trial"
"""The timer's subject is the rule's id."""
WEEK = timedelta(days=7)
_ON_TRIAL = "rules on trial"


def watch(work: UnitOfWork, on_trial: Sequence[str], *, now: datetime) -> None:
    """Note which rules are on trial; the first report of each is due in a week."""
    work.switches.set(_ON_TRIAL, json.dumps(list(on_trial)))
    for rule in on_trial:
        if work.timers.armed(KIND, rule) is None:
            _arm(work, rule, now)


def report(clerk: Clerk, timer: Timer) -> None:
    """Tell the room, and again in a week, as long as the rule is on trial."""
    work, rule = clerk.work, timer.subject
    if rule not in json.loads(work.switches.get(_ON_TRIAL) or "[]"):
        return
    found = summed(rule, opened_since(work, clerk.now - WEEK), since=clerk.now - WEEK)
    clerk.enqueue(room.trial(clerk.desk, found, now=clerk.now))
    _arm(work, rule, clerk.now)


def opened_since(work: UnitOfWork, since: datetime) -> list[Ticket]:
    numbers = work.tickets.numbers(after=TicketId(0), since=since)
    return [work.tickets.get(number) for number in numbers]


def summed(rule: str, tickets: Iterable[Ticket], *, since: datetime) -> RuleTrial:
    """On how many tickets the rule held, and what it would have changed. Pure."""
    count = held = 0
    changes: Counter[Reason] = Counter()
    for ticket in tickets:
        count += 1
        for reason in ticket.assessment.shadow:
            if reason.rule == rule:
                held += 1
                changes[reason] += 1
    return RuleTrial(
        rule=rule, since=since, tickets=count, held=held, changes=tuple(changes.most_common())
    )


def _arm(work: UnitOfWork, rule: str, now: datetime) -> None:
    due_at = now + WEEK
    work.timers.arm(Timer(kind=KIND, subject=rule, occurrence=due_at.isoformat(), due_at=due_at))
