"""What is wrong with the schedules, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from triage.app.desk import OpenDesk
from triage.desk import Desk
from triage.duties.lint import known
from triage.lint import Finding, findings
from triage.wording.facts import Medium, Voice
from triage.wording.languages import language_of
from triage.wording.pen import Pen
from triage.wording.rota import finding


def found(desk: OpenDesk, *, now: datetime) -> tuple[Finding, ...]:
    """Gaps, empty seats, people whom nothing calls, policies that end nowhere, and more."""
    return desk.look(lambda work: findings(desk.desk, known(work, desk.desk, now), now=now))


def lines(desk: Desk, found: Sequence[Finding]) -> list[str]:
    """In English, with times written out in the desk's zone."""
    voice = Voice(product=desk.product, language="en", medium=Medium.MAIL, zone=desk.zone)
    names = {str(person): known.name for person, known in desk.people.items()}
    pen = Pen(voice, language_of("en"))
    return [finding(one, names, pen) for one in found]


def as_json(one: Finding) -> dict[str, object]:
    return {
        "wrong": one.wrong.value,
        "team": one.team,
        "person": one.person,
        "from": None if one.start is None else one.start.isoformat(),
        "until": None if one.end is None else one.end.isoformat(),
        "name": one.name or None,
        "number": one.number,
        "more": one.more,
    }
