"""Who is on duty, as the command line shows and changes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from triage.app.desk import OpenDesk
from triage.clock import SystemClock
from triage.desk import Desk
from triage.errors import ConfigError, NotFoundError
from triage.model import TeamId
from triage.oncall.schedule import Changes, Override
from triage.oncall.stretches import stretches
from triage.ports.work import UnitOfWork
from triage.walltime import instant

SHOWN = "%a %Y-%m-%d %H:%M %Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Who is on duty for a team; names of people; `until` in the desk's zone."""

    team: TeamId
    people: tuple[str, ...]
    backup: tuple[str, ...]
    until: datetime | None

    def as_json(self) -> dict[str, object]:
        return {
            "team": self.team,
            "people": list(self.people),
            "backup": list(self.backup),
            "until": None if self.until is None else self.until.isoformat(),
        }

    def said(self) -> str:
        who = ", ".join(self.people) or "nobody"
        behind = f", then {', '.join(self.backup)}" if self.backup else ""
        until = "" if self.until is None else f", until {self.until:{SHOWN}}"
        return f"{self.team}: {who}{behind}{until}"


def shifts(desk: OpenDesk, *, team: str | None, at: str | None) -> list[Shift]:
    """Raises NotFoundError for an unknown team, ConfigError for a moment that is none."""
    zone = ZoneInfo(desk.desk.zone)
    when = SystemClock().now() if at is None else moment(at, zone, "--at")
    teams = list(desk.desk.teams) if team is None else [_team(desk, team)]
    changes = desk.look(lambda work: {one: work.roster.changes(one, at=when) for one in teams})
    found = []
    for one in teams:
        duty = desk.desk.on_duty(one, when, changes[one])
        until = None if duty.until is None else duty.until.astimezone(zone)
        found.append(
            Shift(
                team=one,
                people=tuple(desk.name(person) for person in duty.people),
                backup=tuple(desk.name(person) for person in duty.backup),
                until=until,
            )
        )
    return found


def override(
    desk: OpenDesk, *, team: str, person: str, start: str, until: str, instead_of: str | None
) -> tuple[Override, bool]:
    """What was stored, and whether it changes anything as the rotations stand.

    Raises NotFoundError for unknown names, ConfigError for times that make no sense.
    """
    zone, now = ZoneInfo(desk.desk.zone), SystemClock().now()
    made = Override(
        team=_team(desk, team),
        person=desk.person(person).id,
        start=moment(start, zone, "--from"),
        end=moment(until, zone, "--until"),
        instead_of=None if instead_of is None else desk.person(instead_of).id,
    )
    if made.end <= made.start:
        raise ConfigError(f"--until: {until} is not after {start}")
    if made.end <= now:
        raise ConfigError(f"--until: {until} is past; nobody would be called by it")
    if made.instead_of == made.person:
        raise ConfigError("--instead-of: that is the same person; name whose seat it is")

    def unit(work: UnitOfWork) -> bool:
        earlier = work.roster.changes_between(made.start, made.end)
        work.roster.add_override(made)
        return _changes(desk.desk, made, earlier)

    return made, desk.write(unit)


def moment(text: str, zone: ZoneInfo, option: str) -> datetime:
    """ISO 8601, in UTC; without an offset it is wall time in the desk's zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{option}: {text!r} is no moment; write 2026-03-02T10:00") from error
    if found.tzinfo is not None:
        return found.astimezone(UTC)
    return instant(zone.key, found.date(), found.time().replace(microsecond=0, fold=0))


def _changes(desk: Desk, made: Override, earlier: Changes) -> bool:
    """Whether anybody else is called at any moment of it."""
    later = replace(earlier, overrides=(*earlier.overrides, made))
    before, after = (
        [
            (one.start, one.duty.people)
            for one in stretches(desk.rotations, changes, made.team, made.start, made.end)
        ]
        for changes in (earlier, later)
    )
    return before != after


def _team(desk: OpenDesk, name: str) -> TeamId:
    if TeamId(name) not in desk.desk.teams:
        raise NotFoundError(f"no team {name!r}; there is {', '.join(desk.desk.teams)}")
    return TeamId(name)
