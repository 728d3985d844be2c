"""Who is on call. Pure: rotations, overrides and a time in, people out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from triage.model import PersonId, TeamId


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
    """The one resolver: paging, display, export and handover all ask here."""
