"""Lines to the room about schedules. Silent: they ping nobody. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from triage.desk import Desk
from triage.lint import Finding
from triage.messages import Grade, Notice, Outgoing
from triage.model import TeamId
from triage.notices.lines import line
from triage.oncall.schedule import Override
from triage.oncall.swaps import Swap, SwapState
from triage.wording import roster_facts as say


def found(desk: Desk, findings: Sequence[Finding], *, now: datetime) -> Outgoing:
    """What the check of the schedules found."""
    names = {str(person): known.name for person, known in desk.people.items()}
    facts = say.Found(findings=tuple(findings), names=names)
    return _line(desk, desk.default_team, facts, key=f"roster:lint:{now.isoformat()}")


def swap(desk: Desk, one: Swap) -> Outgoing:
    """A swap is asked, or answered; both people read it."""
    asker, other = desk.name(one.asker), desk.name(one.other)
    number = one.id or 0
    facts: say.RosterFacts
    if one.state is SwapState.ASKED:
        facts = say.SwapAsked(number=number, asker=asker, other=other, at=one.at, back=one.back)
    else:
        facts = say.SwapAnswered(number=number, asker=asker, other=other, state=one.state.value)
    return _line(desk, one.team, facts, key=f"roster:swap:{number}:{one.state.value}")


def covered(desk: Desk, one: Override) -> Outgoing:
    """Somebody is on duty in place of another."""
    key = f"roster:override:{one.id}:{one.start.isoformat()}"
    return _line(desk, one.team, cover(desk, one), key=key)


def cover(desk: Desk, one: Override) -> say.Covered:
    """The same as values, for whoever asked for it."""
    return say.Covered(
        person=desk.name(one.person),
        team=one.team,
        start=one.start,
        end=one.end,
        instead_of=None if one.instead_of is None else desk.name(one.instead_of),
    )


def _line(desk: Desk, team: TeamId, facts: say.RosterFacts, *, key: str) -> Outgoing:
    lane = f"roster:{team}"
    return line(desk, Notice.ROSTER, facts, key=key, lane=lane, team=team, grade=Grade.UPDATE)
