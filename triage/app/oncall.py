"""Who is on duty, as the command line shows and changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from triage.app.desk import OpenDesk
from triage.clock import SystemClock
from triage.errors import ConfigError, NotFoundError
from triage.model import PersonId, TeamId
from triage.oncall import Override


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
        until = "" if self.until is None else f", until {self.until:%a %Y-%m-%d %H:%M %Z}"
        return f"{self.team}: {who}{behind}{until}"


def shifts(desk: OpenDesk, *, team: str | None, at: str | None) -> list[Shift]:
    """Raises NotFoundError for an unknown team, ConfigError for a moment that is none."""
    zone = ZoneInfo(desk.desk.zone)
    when = SystemClock().now() if at is None else moment(at, zone, "--at")
    teams = list(desk.desk.teams) if team is None else [_team(desk, team)]
    overrides = desk.look(lambda work: work.duty.overrides(after=when))
    found = []
    for one in teams:
        duty = desk.desk.on_duty(one, when, overrides)
        until = None if duty.until is None else duty.until.astimezone(zone)
        names = desk.desk.people
        found.append(
            Shift(
                team=one,
                people=tuple(names[person].name for person in duty.people),
                backup=tuple(names[person].name for person in duty.backup),
                until=until,
            )
        )
    return found


def override(
    desk: OpenDesk, *, team: str, person: str, start: str, until: str, instead_of: str | None
) -> Override:
    """Raises NotFoundError for unknown names, ConfigError for times that make no sense."""
    zone = ZoneInfo(desk.desk.zone)
    made = Override(
        team=_team(desk, team),
        person=desk.person(person).id,
        start=moment(start, zone, "--from"),
        end=moment(until, zone, "--until"),
        instead_of=None if instead_of is None else desk.person(instead_of).id,
    )
    if made.end <= made.start:
        raise ConfigError(f"--until: {until} is not after {start}")
    if made.instead_of == PersonId(person):
        raise ConfigError("--instead-of: that is the same person; name whose seat it is")
    desk.write(lambda work: work.duty.add_override(made))
    return made


def moment(text: str, zone: ZoneInfo, option: str) -> datetime:
    """ISO 8601; without an offset it is wall time in the desk's zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{option}: {text!r} is no moment; write 2026-03-02T10:00") from error
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def _team(desk: OpenDesk, name: str) -> TeamId:
    if TeamId(name) not in desk.desk.teams:
        raise NotFoundError(f"no team {name!r}; there is {', '.join(desk.desk.teams)}")
    return TeamId(name)
