"""What people type about schedules: moments, teams, rotations. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from triage.desk import Desk
from triage.model import PersonId, TeamId
from triage.moments import moment_of
from triage.oncall.refusal import Refusal, Unable
from triage.oncall.schedule import Rotation

MIDNIGHT = time(0)
"""A day without a time: schedules count days from their beginning, not from the opening."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` until before `end`."""

    start: datetime
    end: datetime


def zone_of(desk: Desk, person: PersonId | None) -> str:
    """Whose clock somebody means when they type a time: their own."""
    known = None if person is None else desk.people.get(person)
    return desk.zone if known is None or known.zone is None else known.zone


def moment(text: str, desk: Desk, *, zone: str, now: datetime) -> datetime | Refusal:
    """In UTC; without an offset it is wall time in `zone`."""
    try:
        return moment_of(text, desk.hours, now, zone=zone, begins=MIDNIGHT)
    except ValueError:
        return Refusal(why=Unable.NO_MOMENT, given=text)


def span(start: str | None, until: str, desk: Desk, *, zone: str, now: datetime) -> Span | Refusal:
    """From (None: now) until before; "2h" and "fri" of the end count from the start."""
    first = now if start is None else moment(start, desk, zone=zone, now=now)
    if isinstance(first, Refusal):
        return first
    last = moment(until, desk, zone=zone, now=first)
    if isinstance(last, Refusal):
        return last
    if last <= first:
        return Refusal(why=Unable.NOT_AFTER, given=until)
    if last <= now:
        return Refusal(why=Unable.PAST, given=until)
    return Span(first, last)


def team_of(desk: Desk, name: str | None, *, near: Sequence[TeamId] = ()) -> TeamId | Refusal:
    """By its name; else the one of `near` (whose room it is), else the only one."""
    teams = tuple(desk.teams)
    if name is not None:
        known = TeamId(name)
        listed = ", ".join(teams)
        return known if known in teams else Refusal(why=Unable.NO_TEAM, name=listed, given=name)
    fit = tuple(near) or teams
    return fit[0] if len(fit) == 1 else Refusal(why=Unable.WHICH_TEAM, name=", ".join(fit))


def rotation_of(
    desk: Desk, team: TeamId, name: str | None, *, person: PersonId | None = None
) -> Rotation | Refusal:
    """By its name, or the one in which a person takes turns."""
    ours = [one for one in desk.rotations if one.team == team and isinstance(one, Rotation)]
    fit = [
        one
        for one in ours
        if (name is None or one.name == name) and (person is None or person in one.people)
    ]
    if not fit:
        known = ", ".join(one.name for one in ours)
        return Refusal(why=Unable.NO_ROTATION, person=person, name=known, given=name or team)
    if len(fit) > 1:
        return Refusal(why=Unable.WHICH_ROTATION, name=", ".join(one.name for one in fit))
    return fit[0]
