"""Handovers from a terminal: leave a line for the next person, and say that you have it."""

from __future__ import annotations

from datetime import datetime

from triage import batons
from triage.app.desk import OpenDesk
from triage.app.oncall.words import team_of
from triage.errors import NotFoundError
from triage.model import TeamId


def note(desk: OpenDesk, *, team: str | None, line: str) -> TeamId:
    """Kept until the shift ends, and told in its handover; the last one counts."""
    ours = team_of(desk, team)
    name = f"{batons.NOTE}:{ours}"
    desk.write(lambda work: work.switches.set(name, line.strip() or None))
    return ours


def taken(desk: OpenDesk, *, team: str | None, who: str, now: datetime) -> TeamId:
    """Raises NotFoundError where no handover waits for somebody."""
    ours, person = team_of(desk, team), desk.person(who).id
    if not desk.write(lambda work: batons.taken(work, desk.desk, ours, person, now=now)):
        raise NotFoundError(f"no handover of {ours} waits to be taken")
    return ours
