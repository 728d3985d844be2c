"""Handovers from a terminal: leave a line for the next person, and say that you have it."""

from __future__ import annotations

from datetime import datetime

from triage import batons
from triage.app.desk import OpenDesk
from triage.app.oncall.change import decided
from triage.app.oncall.words import team_of
from triage.model import TeamId


def note(desk: OpenDesk, *, team: str | None, line: str, now: datetime) -> TeamId:
    """Kept until the shift ends, and told in its handover; the last one counts."""
    ours = team_of(desk, team)
    decided(desk, lambda clerk: batons.note(clerk, ours, line, by=None), now)
    return ours


def taken(desk: OpenDesk, *, team: str | None, who: str, now: datetime) -> TeamId:
    """Raises NotFoundError where no handover waits, RefusedError for somebody of no such team."""
    ours, person = team_of(desk, team), desk.person(who).id
    decided(desk, lambda clerk: batons.taken(clerk, ours, person), now)
    return ours
