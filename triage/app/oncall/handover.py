"""Handovers from a terminal: leave a line for the next person, and say that you have it."""

from __future__ import annotations

from datetime import datetime

from triage import batons
from triage.app.desk import OpenDesk
from triage.app.oncall.change import decided
from triage.app.oncall.words import team_of
from triage.apply import Clerk
from triage.model import TeamId
from triage.wording.facts import Letter, Medium, Voice
from triage.wording.speak import write


def note(desk: OpenDesk, *, team: str | None, line: str, now: datetime) -> TeamId:
    """Kept until the shift ends, and told in its handover; the last one counts."""
    ours = team_of(desk, team)
    decided(desk, lambda clerk: batons.note(clerk, ours, line, by=None), now)
    return ours


def preview(desk: OpenDesk, *, team: str | None, now: datetime) -> Letter:
    """The handover as it would be now, in English. Raises NotFoundError for an unknown team."""
    ours, known = team_of(desk, team), desk.desk
    facts = desk.look(lambda work: batons.preview(Clerk(work=work, desk=known, now=now), ours))
    voice = Voice(product=known.product, language="en", medium=Medium.MAIL, zone=known.zone)
    return write(facts, voice)


def taken(desk: OpenDesk, *, team: str | None, who: str, now: datetime) -> TeamId:
    """Raises NotFoundError where no handover waits, RefusedError for somebody of no such team."""
    ours, person = team_of(desk, team), desk.person(who).id
    decided(desk, lambda clerk: batons.taken(clerk, ours, person), now)
    return ours
