"""Who is on call. Pure: rotations, overrides and a time in, people out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from triage.model import PersonId, TeamId
from triage.walltime import instant, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """`person` is on duty for `team` from `start` until `end`, in place of `instead_of`.

    `instead_of` None: in place of whoever holds the first seat. The newest override wins.
    """

    team: TeamId
    person: PersonId
    start: datetime
    end: datetime
    instead_of: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """People take turns; a turn is `weeks` long and hands over at wall time in `zone` (IANA).

    `seats`: on duty at once. `backup`: "next" (whoever is next in turn) or None.
    `handover_day` is a `date.weekday()` number; `starts` is the first turn's date.
    """

    team: TeamId
    people: tuple[PersonId, ...]
    starts: date
    zone: str
    weeks: int = 1
    handover_day: int = 0
    handover_time: time = time(10)
    seats: int = 1
    backup: str | None = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """Who is on duty for a team at a moment, and until when this answer holds."""

    people: tuple[PersonId, ...]
    backup: tuple[PersonId, ...]
    until: datetime | None


def on_duty(
    rotations: Sequence[Rotation], overrides: Sequence[Override], team: TeamId, when: datetime
) -> OnDuty:
    """The one resolver: paging, display, export and handover all ask here.

    At every covered instant exactly as many distinct people are on duty as there are seats (or
    as the rotation has people). Before a rotation starts nobody is, unless an override names
    somebody. The later an override stands in `overrides`, the newer it is.

    When the cover holds a seat already, the next in turn fills the gap; whom an override
    relieved is asked only when there is nobody else, and is never a backup.
    """
    turns = [_Turn.at(rotation, when) for rotation in rotations if rotation.team == team]
    ours = [override for override in overrides if override.team == team and override.end > when]
    covers = [override for override in ours if override.start <= when]
    people = _seated(turns, covers)
    relieved = {person for turn in turns for person in turn.seated} - set(people)
    edges = [turn.until for turn in turns]
    edges += [cover.end for cover in covers]
    edges += [override.start for override in ours if override.start > when]
    return OnDuty(
        people=tuple(people),
        backup=_backups(turns, taken={*people, *relieved}),
        until=min(edges, default=None),
    )


def next_handover(rotation: Rotation, when: datetime) -> datetime:
    """The first handover after `when`, in UTC; before the rotation starts, its start."""
    return _Turn.at(rotation, when).until


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """One rotation at a moment: who is scheduled, who is next in turn, and until when."""

    seated: tuple[PersonId, ...]
    queue: tuple[PersonId, ...]
    backup: bool
    until: datetime

    @classmethod
    def at(cls, rotation: Rotation, when: datetime) -> _Turn:
        start = instant(rotation.zone, rotation.starts, rotation.handover_time)
        backup = rotation.backup is not None
        if when < start:
            return cls(seated=(), queue=(), backup=backup, until=start)
        number = _number(rotation, when)
        seats = min(rotation.seats, len(rotation.people))
        first = number * seats % max(len(rotation.people), 1)
        order = rotation.people[first:] + rotation.people[:first]
        return cls(
            seated=order[:seats],
            queue=order[seats:],
            backup=backup,
            until=_handover(rotation, number + 1),
        )


def _number(rotation: Rotation, when: datetime) -> int:
    """Which turn it is, from 0. Wall dates tell it but for the hours around a handover."""
    first = _first_handover_day(rotation)
    number = (shown(rotation.zone, when).date() - first).days // (rotation.weeks * 7)
    if when < _handover(rotation, number):
        return number - 1
    if when >= _handover(rotation, number + 1):
        return number + 1
    return number


def _handover(rotation: Rotation, number: int) -> datetime:
    """When a turn begins. The first one does on the day itself, whatever weekday that is."""
    day = _first_handover_day(rotation) + timedelta(weeks=rotation.weeks * number)
    return instant(rotation.zone, day, rotation.handover_time)


def _first_handover_day(rotation: Rotation) -> date:
    """The handover day on or before the start: a start in mid-week shortens the first turn."""
    past = (rotation.starts.weekday() - rotation.handover_day) % 7
    return rotation.starts - timedelta(days=past)


def _seated(turns: Sequence[_Turn], covers: Sequence[Override]) -> list[PersonId]:
    scheduled = [person for turn in turns for person in turn.seated]
    current = list(scheduled)
    for cover in covers:
        seat = _seat(cover, scheduled=scheduled, current=current)
        if seat is not None:
            current[seat] = cover.person
        elif cover.instead_of is None:
            current = [cover.person]
    people = list(dict.fromkeys(current))
    relieved = [person for person in scheduled if person not in people]
    taken = {*people, *relieved}
    spare = [person for turn in turns for person in turn.queue if person not in taken]
    return people + list(dict.fromkeys([*spare, *relieved]))[: len(current) - len(people)]


def _seat(
    cover: Override, *, scheduled: Sequence[PersonId], current: Sequence[PersonId]
) -> int | None:
    """Which seat an override is about: the rotation's slot first, so that newer ones replace it."""
    if not current:
        return None
    if cover.instead_of is None:
        return 0
    for holders in (scheduled, current):
        if cover.instead_of in holders:
            return holders.index(cover.instead_of)
    return None


def _backups(turns: Sequence[_Turn], *, taken: set[PersonId]) -> tuple[PersonId, ...]:
    """For each rotation that has backups, whoever is next in turn and not on duty."""
    found: list[PersonId] = []
    for turn in turns:
        free = (person for person in turn.queue if person not in taken and person not in found)
        nearest = next(free, None) if turn.backup else None
        if nearest is not None:
            found.append(nearest)
    return tuple(found)
