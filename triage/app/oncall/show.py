"""Who is on duty, now and next, and over weeks, as the command line shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from triage.app.desk import OpenDesk
from triage.app.oncall.words import moment, team_of
from triage.model import PersonId, TeamId
from triage.oncall.schedule import Cause, Changes, Recorded, Seat, Stretch
from triage.oncall.stretches import stretches
from triage.oncall.swaps import Swap

SHOWN = "%a %Y-%m-%d %H:%M %Z"
AHEAD = timedelta(weeks=27)
"""How far the next shift is looked for: turns are at most a year, most are a week."""

FOREVER = timedelta(days=36525)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Who is on duty for a team for a while; names of people, times in the desk's zone.

    `notes` says for whom somebody is there; `until` None: nothing changes within half a year.
    """

    team: TeamId
    people: tuple[str, ...]
    backup: tuple[str, ...]
    shadow: tuple[str, ...]
    start: datetime
    until: datetime | None
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "team": self.team,
            "people": list(self.people),
            "backup": list(self.backup),
            "shadow": list(self.shadow),
            "from": self.start.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class NowAndNext:
    now: Shift
    next: Shift | None

    def as_json(self) -> dict[str, object]:
        following = None if self.next is None else self.next.as_json()
        return self.now.as_json() | {"next": following}


def now_and_next(
    desk: OpenDesk, *, team: str | None, at: str | None, now: datetime
) -> list[NowAndNext]:
    """Raises NotFoundError for an unknown team, RefusedError for a moment that is none."""
    when = now if at is None else moment(desk, at, now)
    teams = list(desk.desk.teams) if team is None else [team_of(desk, team)]
    changes = desk.look(lambda work: work.roster.changes_between(when, when + AHEAD))
    return [_two(desk, changes, one, when) for one in teams]


def planned(
    desk: OpenDesk, *, team: str | None, start: str | None, weeks: int, now: datetime
) -> list[Shift]:
    """Every shift of some weeks. Raises NotFoundError, RefusedError."""
    when = now if start is None else moment(desk, start, now)
    end = when + timedelta(weeks=weeks)
    changes = desk.look(lambda work: work.roster.changes_between(when, end))
    teams = list(desk.desk.teams) if team is None else [team_of(desk, team)]
    return [
        _shift(desk, one, each, last=end)
        for one in teams
        for each in stretches(desk.desk.rotations, changes, one, when, end)
    ]


def everything_changed(desk: OpenDesk, *, now: datetime) -> tuple[Changes, list[Swap]]:
    """Overrides, absences and swaps that are not over, with their numbers."""
    far = now + FOREVER
    return desk.look(
        lambda work: (work.roster.changes_between(now, far), work.roster.swaps(after=now))
    )


def changes_as_json(changes: Changes, swaps: Sequence[Swap]) -> dict[str, object]:
    """With short names and UTC, as programs want them."""
    return {
        "overrides": [
            {
                "id": one.id,
                "team": one.team,
                "person": one.person,
                "instead_of": one.instead_of,
                "change": one.change.value,
                "from": one.start.isoformat(),
                "until": one.end.isoformat(),
            }
            for one in changes.overrides
        ],
        "absences": [
            {
                "id": one.id,
                "person": one.person,
                "from": one.start.isoformat(),
                "until": one.end.isoformat(),
            }
            for one in changes.absences
        ],
        "swaps": [
            {
                "id": one.id,
                "team": one.team,
                "rotation": one.name,
                "state": one.state.value,
                "asker": one.asker,
                "other": one.other,
                "turn": one.at.isoformat(),
                "back": None if one.back is None else one.back.isoformat(),
            }
            for one in swaps
        ],
    }


def record_as_json(one: Recorded) -> dict[str, object]:
    """With short names and UTC; `by` null: the operator at a terminal."""
    head: dict[str, object] = {"at": one.at.isoformat(), "by": one.by, "what": one.kind}
    return head | {"team": one.team, **one.facts}


def _two(desk: OpenDesk, changes: Changes, team: TeamId, when: datetime) -> NowAndNext:
    """The shift that goes on, and the first one with other people."""
    end = when + AHEAD
    going: list[Stretch] = []
    for each in stretches(desk.desk.rotations, changes, team, when, end):
        if going and each.duty.people != going[0].duty.people:
            now = Stretch(when, each.start, going[0].duty)
            return NowAndNext(_shift(desk, team, now, last=end), _shift(desk, team, each, last=end))
        going.append(each)
    return NowAndNext(_shift(desk, team, Stretch(when, end, going[0].duty), last=end), None)


def _shift(desk: OpenDesk, team: TeamId, stretch: Stretch, *, last: datetime) -> Shift:
    zone, duty = ZoneInfo(desk.desk.zone), stretch.duty
    return Shift(
        team=team,
        people=_names(desk, duty.people),
        backup=_names(desk, duty.backup),
        shadow=_names(desk, duty.shadow),
        start=stretch.start.astimezone(zone),
        until=None if stretch.end >= last else stretch.end.astimezone(zone),
        notes=tuple(note for seat in duty.seats if (note := _note(desk, seat)) is not None),
    )


def _names(desk: OpenDesk, people: Sequence[PersonId]) -> tuple[str, ...]:
    return tuple(desk.name(person) for person in people)


def _note(desk: OpenDesk, seat: Seat) -> str | None:
    if seat.cause is Cause.TURN:
        return None
    who = desk.name(seat.person)
    instead = "besides" if seat.scheduled is None else f"for {desk.name(seat.scheduled)}"
    return f"{who} {instead} ({_CAUSES[seat.cause]})"


_CAUSES = {
    Cause.TURN: "turn",
    Cause.SWAP: "swap",
    Cause.OVERRIDE: "override",
    Cause.NEXT: "away, so the next in turn",
}
