"""Look who is on duty, from stored rows: hand over when it has changed, remind before a shift.

What was seen last is a switch for each team, so a shift that changed while the service was down, or
by somebody who took over at once, is handed over like any other. Seen for the first time, nobody
hands over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from triage import batons
from triage.apply import Clerk
from triage.batons import BATON, Seen, Shift, told
from triage.desk import Mode
from triage.model import PersonId, TeamId
from triage.notices import batons as say
from triage.oncall.schedule import OnDuty
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork

LOOK = "roster"
"""The kind of the timer that looks; there is one, and each look arms the next."""
EVERY = timedelta(minutes=5)
AHEAD = timedelta(hours=24)
"""How long before a shift whoever has it is reminded."""


def watch(work: UnitOfWork, now: datetime) -> None:
    """Look from now on; a service that starts looks at once."""
    work.timers.arm(Timer(kind=LOOK, subject="desk", occurrence="next", due_at=now))


def look(clerk: Clerk, timer: Timer) -> None:
    """All teams; then again soon, and at the next moment at which somebody's shift ends."""
    del timer
    soonest = clerk.now + EVERY
    for team in clerk.desk.teams:
        duty = on_duty(clerk, team, clerk.now)
        if clerk.desk.mode is Mode.LIVE:
            _look(clerk, team, duty)
        if duty.until is not None and duty.until > clerk.now:
            soonest = min(soonest, duty.until)
    watch(clerk.work, soonest)


def on_duty(clerk: Clerk, team: TeamId, when: datetime) -> OnDuty:
    return clerk.desk.on_duty(
        team, when, clerk.work.roster.changes(team, at=when, reach=clerk.desk.reach)
    )


def _look(clerk: Clerk, team: TeamId, duty: OnDuty) -> None:
    seen = batons.seen(clerk.work, team)
    if seen is None or set(seen.people) != set(duty.people):
        if seen is not None and seen.people and duty.people:
            shift = Shift(team=team, before=seen.people, since=seen.since, duty=duty)
            told(clerk, shift)
        batons.see(clerk.work, team, Seen(duty.people, clerk.now))
    for person in _coming(clerk, team, duty):
        for message in say.reminders(clerk.desk, team, person, starts=duty.until or clerk.now):
            clerk.enqueue(message)


def _coming(clerk: Clerk, team: TeamId, duty: OnDuty) -> Iterator[PersonId]:
    """Whose shift begins within a day. The message's key says it once."""
    if duty.until is None or duty.until - clerk.now > AHEAD:
        return
    following = on_duty(clerk, team, duty.until)
    yield from (person for person in following.people if person not in duty.people)


def untaken(clerk: Clerk, timer: Timer) -> None:
    """Nobody has taken the baton: the backup is asked."""
    team = TeamId(timer.occurrence)
    waits = clerk.work.switches.get(f"{BATON}:{team}") == timer.subject
    if not waits or team not in clerk.desk.teams:
        return
    duty = on_duty(clerk, team, clerk.now)
    asked = say.not_taken(clerk.desk, team, timer.subject, duty)
    clerk.enqueue(asked)
