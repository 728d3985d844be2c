"""What the on-call commands are given: moments, teams, rotations. One way to read each."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from triage.app.desk import OpenDesk
from triage.errors import ConfigError, NotFoundError
from triage.model import PersonId, TeamId
from triage.oncall.schedule import Rotation
from triage.walltime import instant


def moment(text: str, zone: ZoneInfo, option: str) -> datetime:
    """ISO 8601, in UTC; without an offset it is wall time in the desk's zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{option}: {text!r} is no moment; write 2026-03-02T10:00") from error
    if found.tzinfo is not None:
        return found.astimezone(UTC)
    return instant(zone.key, found.date(), found.time().replace(microsecond=0, fold=0))


def span(desk: OpenDesk, start: str | None, until: str, now: datetime) -> tuple[datetime, datetime]:
    """From (None: now) until before. Raises ConfigError for a span that is none, or is past."""
    zone = ZoneInfo(desk.desk.zone)
    first = now if start is None else moment(start, zone, "--from")
    last = moment(until, zone, "--until")
    if last <= first:
        raise ConfigError(f"--until: {until} is not after {start or 'now'}")
    if last <= now:
        raise ConfigError(f"--until: {until} is past; nobody would be called by it")
    return first, last


def team_of(desk: OpenDesk, name: str | None) -> TeamId:
    """Raises NotFoundError that says which there are; None: the only one."""
    teams = desk.desk.teams
    if name is None and len(teams) == 1:
        return next(iter(teams))
    if name is None or TeamId(name) not in teams:
        wrong = "which team?" if name is None else f"no team {name!r};"
        raise NotFoundError(f"{wrong} there is {', '.join(teams)}")
    return TeamId(name)


def rotation_of(
    desk: OpenDesk, team: TeamId, name: str | None, *, person: PersonId | None = None
) -> Rotation:
    """By its name, or the one in which a person takes turns. Raises NotFoundError."""
    ours = [one for one in desk.desk.rotations if one.team == team and isinstance(one, Rotation)]
    fit = [
        one
        for one in ours
        if (name is None or one.name == name) and (person is None or person in one.people)
    ]
    if not fit:
        known = ", ".join(one.name for one in ours) or "none"
        who = f" with {person}" if person is not None else ""
        raise NotFoundError(f"no rotation {name or ''}{who} in {team}; there is {known}")
    if len(fit) > 1:
        names = ", ".join(one.name for one in fit)
        raise NotFoundError(f"which rotation? name one with --rotation: {names}")
    return fit[0]
