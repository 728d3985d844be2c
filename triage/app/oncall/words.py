"""What the on-call commands are given, read as everywhere; what cannot be becomes an error."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from triage.app.desk import OpenDesk
from triage.errors import NotFoundError, RefusedError
from triage.model import TeamId
from triage.notices import roster
from triage.oncall.refusal import Refusal, Unable
from triage.rota import meant
from triage.rota.meant import Span
from triage.wording.facts import Medium, Voice
from triage.wording.speak import write

T = TypeVar("T")
UNKNOWN = frozenset(
    {
        Unable.NO_TEAM,
        Unable.NO_ROTATION,
        Unable.NO_SWAP,
        Unable.NO_OVERRIDE,
        Unable.NO_ABSENCE,
        Unable.NO_BATON,
    }
)


def granted(desk: OpenDesk, outcome: T | Refusal) -> T:
    """Raises NotFoundError for what is not there, RefusedError for what cannot be; both say why."""
    if not isinstance(outcome, Refusal):
        return outcome
    known = desk.desk
    voice = Voice(product=known.product, language="en", medium=Medium.MAIL, zone=known.zone)
    why = write(roster.undone(known, outcome), voice).text
    raise NotFoundError(why) if outcome.why in UNKNOWN else RefusedError(why)


def moment(desk: OpenDesk, text: str, now: datetime) -> datetime:
    """In UTC; wall time in the desk's zone. Raises RefusedError for what is none."""
    return granted(desk, meant.moment(text, desk.desk, zone=desk.desk.zone, now=now))


def span(desk: OpenDesk, start: str | None, until: str, now: datetime) -> Span:
    """From (None: now) until before. Raises RefusedError for a span that is none, or is past."""
    return granted(desk, meant.span(start, until, desk.desk, zone=desk.desk.zone, now=now))


def team_of(desk: OpenDesk, name: str | None) -> TeamId:
    """Raises NotFoundError that says which there are; None: the only one."""
    return granted(desk, meant.team_of(desk.desk, name))
