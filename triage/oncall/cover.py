"""Somebody takes over now. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from triage.model import PersonId, TeamId
from triage.oncall.refusal import Refusal, Unable
from triage.oncall.resolve import on_duty
from triage.oncall.schedule import Changes, Override, Rotation, Schedule
from triage.oncall.turns import slot_at


def take_over(
    rotations: Sequence[Schedule],
    changes: Changes,
    team: TeamId,
    person: PersonId,
    *,
    now: datetime,
    until: datetime | None = None,
    instead_of: PersonId | None = None,
) -> Override | Refusal:
    """In place of whoever has the (first) seat, from now until that turn ends."""
    duty = on_duty(rotations, changes, team, now)
    if person in duty.people:
        return Refusal(why=Unable.ON_DUTY, person=person)
    for one in changes.absences:
        if one.person == person and one.start <= now < one.end:
            return Refusal(why=Unable.AWAY, person=person, number=one.id)
    end = until or _end_of_turn(rotations, changes, team, now)
    if end is None:
        return Refusal(why=Unable.ENDLESS, person=person)
    held = instead_of or next(iter(duty.people), None)
    return Override(team=team, person=person, start=now, end=end, instead_of=held)


def _end_of_turn(
    rotations: Sequence[Schedule], changes: Changes, team: TeamId, now: datetime
) -> datetime | None:
    """When the first rotation that goes on hands over, or the first shift of a calendar ends."""
    ours = (one for one in rotations if one.team == team and isinstance(one, Rotation))
    ends = [slot.end for one in ours if (slot := slot_at(one, now)) is not None]
    listed = (one for one in changes.listed if one.team == team and one.start <= now < one.end)
    return min([*ends, *(one.end for one in listed)], default=None)
