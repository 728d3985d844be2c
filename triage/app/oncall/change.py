"""Changing who is on duty: overrides, take-over, absences. The database keeps them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from triage.app.desk import OpenDesk
from triage.app.oncall.words import span, team_of
from triage.desk import Desk
from triage.errors import ConfigError, ConflictError, NotFoundError
from triage.model import TeamId
from triage.notices import roster
from triage.oncall.cover import Unable
from triage.oncall.cover import take_over as take
from triage.oncall.schedule import Absence, Change, Changes, Override, Stretch
from triage.oncall.stretches import stretches
from triage.ports.work import UnitOfWork


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


def override(
    desk: OpenDesk,
    *,
    team: str,
    person: str,
    start: str | None,
    until: str,
    instead_of: str | None = None,
    change: Change = Change.REPLACE,
    now: datetime,
) -> Made:
    """Raises NotFoundError for unknown names, ConfigError for what makes no sense."""
    first, last = span(desk, start, until, now)
    made = Override(
        team=team_of(desk, team),
        person=desk.person(person).id,
        start=first,
        end=last,
        instead_of=None if instead_of is None else desk.person(instead_of).id,
        change=change,
    )
    if made.instead_of is not None and change is not Change.REPLACE:
        raise ConfigError(f"--instead-of: has no effect with --change {change.value}; leave it out")
    if made.instead_of == made.person:
        raise ConfigError("--instead-of: that is the same person; name whose seat it is")
    return desk.write(lambda work: _store(work, desk.desk, made, now))


def take_over(
    desk: OpenDesk,
    *,
    team: str | None,
    who: str,
    until: str | None,
    instead_of: str | None,
    now: datetime,
) -> Made:
    """Now, in place of whoever has the seat, until that turn ends. Whoever belongs to the team may.

    Raises NotFoundError, ConfigError; ConflictError when they are on duty already.
    """
    ours, person = team_of(desk, team), desk.person(who)
    if not desk.desk.belongs(ours, person.id):
        raise NotFoundError(f"{who} is not in {ours}; add them to its members or a rotation")
    seat = None if instead_of is None else desk.person(instead_of).id
    end = None if until is None else span(desk, None, until, now)[1]

    def unit(work: UnitOfWork) -> Made:
        made = take(
            desk.desk.rotations,
            work.roster.changes(ours, at=now, reach=desk.desk.reach),
            ours,
            person.id,
            now=now,
            until=end,
            instead_of=seat,
        )
        if isinstance(made, Unable):
            raise ConflictError(_UNABLE[made].format(name=person.name))
        return _store(work, desk.desk, made, now)

    return desk.write(unit)


def away(desk: OpenDesk, *, who: str, start: str | None, until: str, now: datetime) -> Away:
    """Nobody calls them for any team; the next in turn has their seat. Raises ConfigError."""
    first, last = span(desk, start, until, now)
    absence = Absence(person=desk.person(who).id, start=first, end=last)

    def unit(work: UnitOfWork) -> Away:
        before = work.roster.changes_between(first, last)
        stored = replace(absence, id=work.roster.add_absence(absence))
        after = replace(before, absences=(*before.absences, stored))
        holes = [
            (team, hole)
            for team in desk.desk.teams
            if desk.desk.belongs(team, absence.person)
            for hole in stretches(desk.desk.rotations, after, team, first, last)
            if hole.duty.vacant
        ]
        return Away(absence=stored, holes=tuple(holes))

    return desk.write(unit)


def drop(desk: OpenDesk, *, kind: str, number: int) -> None:
    """Raises NotFoundError when there is no such override or absence."""

    def unit(work: UnitOfWork) -> bool:
        roster = work.roster
        return roster.drop_override(number) if kind == "override" else roster.drop_absence(number)

    if not desk.write(unit):
        raise NotFoundError(f"no {kind} {number}; `triage oncall changes` lists what there is")


def _store(work: UnitOfWork, desk: Desk, made: Override, now: datetime) -> Made:
    earlier = work.roster.changes_between(made.start, made.end)
    absent = [one for one in earlier.absences if one.person == made.person]
    if absent and made.change is not Change.REMOVE:
        raise ConflictError(
            f"{made.person} is away then (absence {absent[0].id}); drop it first: "
            f"triage oncall drop absence {absent[0].id}"
        )
    stored = replace(made, id=work.roster.add_override(made))
    if made.change is not Change.REMOVE:
        work.outbox.enqueue(roster.covered(desk, stored), now=now, due_at=now)
    return Made(override=stored, changes=_changes(desk, stored, earlier))


def _changes(desk: Desk, made: Override, earlier: Changes) -> bool:
    """Whether anybody else is called at any moment of it."""
    later = replace(earlier, overrides=(*earlier.overrides, made))
    return _people(desk, made, earlier) != _people(desk, made, later)


def _people(desk: Desk, made: Override, changes: Changes) -> list[tuple[datetime, tuple[str, ...]]]:
    """Who is on duty from when on, while the override lasts."""
    found: list[tuple[datetime, tuple[str, ...]]] = []
    for one in stretches(desk.rotations, changes, made.team, made.start, made.end):
        if not found or found[-1][1] != one.duty.people:
            found.append((one.start, one.duty.people))
    return found


_UNABLE = {
    Unable.ON_DUTY: "{name} is on duty already",
    Unable.AWAY: "{name} is away; drop the absence first: triage oncall changes",
    Unable.ENDLESS: "no turn ends by itself; say until when: --until",
}
