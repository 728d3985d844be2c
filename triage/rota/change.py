"""Overrides, taking over now, absences: decided and stored, and told to whom they concern.

Inside a unit of work. `by` is whoever orders it; None: the operator at a terminal, who may all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triage.apply import Clerk
from triage.desk import Desk
from triage.model import PersonId, TeamId
from triage.notices import roster
from triage.oncall import cover
from triage.oncall.refusal import Refusal, Unable
from triage.oncall.schedule import Absence, Change, Changes, Override, Recorded, Stretch
from triage.oncall.stretches import stretches

FAR = timedelta(days=36525)
"""A century: everything that is not over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An override that was stored; `changes`: whether anybody else is called by it."""

    override: Override
    changes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """An absence that was stored, and the stretches in which a team has too few people now."""

    absence: Absence
    holes: tuple[tuple[TeamId, Stretch], ...]


def serves(clerk: Clerk, team: TeamId, person: PersonId) -> bool:
    """The one rule for who may change a team's schedule and take its handover."""
    changes = clerk.work.roster.changes(team, at=clerk.now, reach=clerk.desk.reach)
    return clerk.desk.serves(team, person, clerk.desk.on_duty(team, clerk.now, changes))


def stranger(clerk: Clerk, team: TeamId, person: PersonId | None) -> Refusal | None:
    """The refusal for somebody whom that rule does not know."""
    if person is None or serves(clerk, team, person):
        return None
    return Refusal(why=Unable.STRANGER, person=person, name=team)


def override(clerk: Clerk, wanted: Override, *, by: PersonId | None) -> Made | Refusal:
    """One person in place of another for a while, besides everybody, or not this person."""
    refused = stranger(clerk, wanted.team, by) or _senseless(wanted)
    return refused or _store(clerk, wanted, by=by, kind="override")


def take_over(
    clerk: Clerk,
    team: TeamId,
    person: PersonId,
    *,
    until: datetime | None = None,
    instead_of: PersonId | None = None,
) -> Made | Refusal:
    """Now, in place of whoever has the seat, until that turn ends."""
    refused = stranger(clerk, team, person)
    made = refused or cover.take_over(
        clerk.desk.rotations,
        clerk.work.roster.changes(team, at=clerk.now, reach=clerk.desk.reach),
        team,
        person,
        now=clerk.now,
        until=until,
        instead_of=instead_of,
    )
    return made if isinstance(made, Refusal) else _store(clerk, made, by=person, kind="take_over")


def away(clerk: Clerk, wanted: Absence, *, by: PersonId | None) -> Away:
    """Nobody calls them for any team; the next in turn has their seat."""
    desk = clerk.desk
    before = clerk.work.roster.changes_between(wanted.start, wanted.end)
    stored = replace(wanted, id=clerk.work.roster.add_absence(wanted))
    after = replace(before, absences=(*before.absences, stored))
    holes: list[tuple[TeamId, Stretch]] = []
    for team in (one for one in desk.teams if desk.belongs(one, stored.person)):
        empty = [one for one in _stretches(desk, team, stored, after) if one.duty.vacant]
        holes.extend((team, one) for one in empty)
        if _people(_stretches(desk, team, stored, before)) != _people(
            _stretches(desk, team, stored, after)
        ):
            clerk.enqueue(roster.away(desk, team, stored, empty))
    _record(clerk, "absence", by, stored)
    return Away(absence=stored, holes=tuple(holes))


def drop_override(clerk: Clerk, number: int, *, by: PersonId | None) -> Override | Refusal:
    """Take one back that is not over."""
    known = clerk.work.roster.changes_between(clerk.now, clerk.now + FAR).overrides
    found = next((one for one in known if one.id == number), None)
    if found is None:
        return Refusal(why=Unable.NO_OVERRIDE, number=number)
    refused = stranger(clerk, found.team, by)
    if refused is not None:
        return refused
    clerk.work.roster.drop_override(number)
    clerk.enqueue(roster.taken_back(clerk.desk, found))
    _tell_concerned(clerk, found, by, taken_back=True)
    _record(clerk, "override_dropped", by, found)
    return found


def drop_absence(clerk: Clerk, number: int, *, by: PersonId | None) -> Absence | Refusal:
    """Take one back that is not over; whoever is away says so themselves."""
    found = next((one for one in absences(clerk, None) if one.id == number), None)
    if found is None:
        return Refusal(why=Unable.NO_ABSENCE, number=number)
    if by not in (None, found.person):
        return Refusal(why=Unable.NOT_THEIRS, others=(found.person,))
    clerk.work.roster.drop_absence(number)
    _record(clerk, "absence_dropped", by, found)
    return found


def absences(clerk: Clerk, person: PersonId | None) -> tuple[Absence, ...]:
    """Those of a person (None: of everybody) that are not over."""
    known = clerk.work.roster.changes_between(clerk.now, clerk.now + FAR).absences
    return tuple(one for one in known if person in (None, one.person))


def _senseless(wanted: Override) -> Refusal | None:
    if wanted.instead_of is not None and wanted.change is not Change.REPLACE:
        return Refusal(why=Unable.NO_SEAT_NEEDED)
    if wanted.instead_of == wanted.person:
        return Refusal(why=Unable.SAME_PERSON, person=wanted.person)
    return None


def _store(clerk: Clerk, made: Override, *, by: PersonId | None, kind: str) -> Made | Refusal:
    earlier = clerk.work.roster.changes_between(made.start, made.end)
    absent = [one for one in earlier.absences if one.person == made.person]
    if absent and made.change is not Change.REMOVE:
        return Refusal(why=Unable.AWAY, person=made.person, number=absent[0].id)
    stored = replace(made, id=clerk.work.roster.add_override(made))
    clerk.enqueue(roster.covered(clerk.desk, stored))
    _tell_concerned(clerk, stored, by)
    _record(clerk, kind, by, stored)
    later = replace(earlier, overrides=(*earlier.overrides, stored))
    before, after = (
        _people(_stretches(clerk.desk, stored.team, stored, one)) for one in (earlier, later)
    )
    return Made(override=stored, changes=before != after)


def _tell_concerned(
    clerk: Clerk, one: Override, by: PersonId | None, *, taken_back: bool = False
) -> None:
    """Who is put on duty, or taken off, by somebody else has it said to them alone as well."""
    for person in dict.fromkeys(filter(None, (one.person, one.instead_of))):
        message = roster.concerned(clerk.desk, one, person, taken_back=taken_back)
        if person != by and message is not None:
            clerk.enqueue(message)


def _record(clerk: Clerk, kind: str, by: PersonId | None, one: Override | Absence) -> None:
    facts: dict[str, object] = {
        "number": one.id,
        "person": one.person,
        "from": one.start.isoformat(),
        "until": one.end.isoformat(),
    }
    team = None
    if isinstance(one, Override):
        team = one.team
        facts |= {"change": one.change.value, "instead_of": one.instead_of}
    clerk.work.roster.record(Recorded(at=clerk.now, kind=kind, by=by, team=team, facts=facts))


def _stretches(
    desk: Desk, team: TeamId, of: Override | Absence, changes: Changes
) -> Iterator[Stretch]:
    return stretches(desk.rotations, changes, team, of.start, of.end)


def _people(whole: Iterable[Stretch]) -> list[tuple[datetime, tuple[PersonId, ...]]]:
    """Who is on duty from when on."""
    found: list[tuple[datetime, tuple[PersonId, ...]]] = []
    for one in whole:
        if not found or found[-1][1] != one.duty.people:
            found.append((one.start, one.duty.people))
    return found
