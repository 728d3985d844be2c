"""Who is on duty as entries of a calendar: a team's, or one person's. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from triage.desk import Desk
from triage.model import PersonId, TeamId
from triage.oncall.schedule import Changes, OnDuty, Stretch
from triage.oncall.stretches import stretches
from triage.wording.languages import language_of
from triage.wording.roster import Roster


class Part(StrEnum):
    ON_CALL = "on-call"
    BACKUP = "backup"
    SHADOW = "shadow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event. `key` stays the same for the same part, people and start: clients update it."""

    key: str
    start: datetime
    end: datetime
    title: str
    notes: str = ""


def of_team(
    desk: Desk, changes: Changes, team: TeamId, start: datetime, end: datetime
) -> list[Entry]:
    """One entry for each shift, also for those that nobody has."""
    said = language_of(desk.language).roster
    whole = stretches(desk.rotations, changes, team, start, end)
    found = []
    for one in _merged((each, each.duty.people) for each in whole):
        people, duty = one.people, one.duty
        title = said.on_call if people else said.nobody
        backup = said.backup.format(team=team, people=_names(desk, duty.backup))
        notes = [backup] if duty.backup else []
        notes += _instead(desk, duty, said)
        found.append(
            Entry(
                key=_key("team", team, *people, one.start.isoformat()),
                start=one.start,
                end=one.end,
                title=title.format(team=team, people=_names(desk, people)),
                notes="\n".join(notes),
            )
        )
    return found


def of_person(
    desk: Desk, changes: Changes, person: PersonId, start: datetime, end: datetime
) -> list[Entry]:
    """Everything that one person has to do with, of every team, in order of time."""
    found = [
        entry
        for team in desk.teams
        for entry in _parts(desk, changes, team, person, start=start, end=end)
    ]
    return sorted(found, key=lambda one: (one.start, one.title))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shift:
    start: datetime
    end: datetime
    people: tuple[PersonId, ...]
    duty: OnDuty


def _parts(
    desk: Desk,
    changes: Changes,
    team: TeamId,
    person: PersonId,
    *,
    start: datetime,
    end: datetime,
) -> Iterator[Entry]:
    said = language_of(desk.language).roster
    titles = {
        Part.ON_CALL: said.on_call,
        Part.BACKUP: said.backup,
        Part.SHADOW: said.shadow,
    }
    whole = list(stretches(desk.rotations, changes, team, start, end))
    for part, title in titles.items():
        mine = ((each, _only(person, _people(each.duty, part))) for each in whole)
        for one in _merged(mine):
            if one.people:
                yield Entry(
                    key=_key(part, team, person, one.start.isoformat()),
                    start=one.start,
                    end=one.end,
                    title=title.format(team=team, people=_names(desk, one.people)),
                    notes="\n".join(_instead(desk, one.duty, said, person)),
                )


def _people(duty: OnDuty, part: Part) -> tuple[PersonId, ...]:
    match part:
        case Part.ON_CALL:
            return duty.people
        case Part.BACKUP:
            return duty.backup
        case Part.SHADOW:
            return duty.shadow


def _only(person: PersonId, people: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
    return (person,) if person in people else ()


def _merged(shifts: Iterable[tuple[Stretch, tuple[PersonId, ...]]]) -> Iterator[_Shift]:
    """What follows on each other with the same people is one."""
    pending: _Shift | None = None
    for stretch, people in shifts:
        if pending is not None and pending.people == people:
            pending = replace(pending, end=stretch.end)
            continue
        if pending is not None:
            yield pending
        pending = _Shift(start=stretch.start, end=stretch.end, people=people, duty=stretch.duty)
    if pending is not None:
        yield pending


def _instead(desk: Desk, duty: OnDuty, said: Roster, person: PersonId | None = None) -> list[str]:
    return [
        said.instead.format(
            person=_names(desk, (seat.person,)), scheduled=_names(desk, (seat.scheduled,))
        )
        for seat in duty.seats
        if seat.scheduled is not None and seat.scheduled != seat.person
        if person in {None, seat.person}
    ]


def _names(desk: Desk, people: Iterable[PersonId]) -> str:
    known = desk.people
    return ", ".join(known[one].name if one in known else one for one in people)


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:32]
