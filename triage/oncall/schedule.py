"""The words of a schedule: rotations, what people changed about them, and who is on duty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from triage.model import PersonId, TeamId

WEEK = 7
HOLIDAY = 7
"""A kind of day beside the seven `date.weekday()` numbers: a holiday is no Monday."""


class Layer(StrEnum):
    """ON_CALL is called first, BACKUP next; SHADOW is shown and learns, and is never called."""

    ON_CALL = "on-call"
    BACKUP = "backup"
    SHADOW = "shadow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Hours of some days, wall time of the rotation's zone.

    `days` as `date.weekday()` numbers, and HOLIDAY. An `end` that is not after `start` is on the
    next day: `00:00` is the end of the day.
    """

    days: frozenset[int]
    start: time = time(0)
    end: time = time(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """People take turns; a turn is `days` long and hands over at wall time in `zone` (IANA).

    `name` is what swaps are kept by, unique in the team. `seats`: on duty at once. `backup`:
    "next" (whoever is next in turn, where no rotation of that layer has somebody) or None.
    `starts` is the first turn's date; `handover_day` a `date.weekday()` number, which turns of
    whole weeks begin on. `hours`: the layer is covered inside these windows only; () always.
    """

    team: TeamId
    people: tuple[PersonId, ...]
    starts: date
    zone: str
    name: str = "on-call"
    layer: Layer = Layer.ON_CALL
    days: int = WEEK
    handover_day: int = 0
    handover_time: time = time(10)
    seats: int = 1
    backup: str | None = "next"
    hours: tuple[Window, ...] = ()
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A layer whose shifts stand in somebody else's calendar; `Listed` says what was read there."""

    team: TeamId
    name: str = "on-call"
    layer: Layer = Layer.ON_CALL


Schedule = Rotation | Calendar


# ---------------------------------------------------------------- what people changed


class Change(StrEnum):
    """REPLACE: in place of somebody. ADD: besides everybody. REMOVE: not this person."""

    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """`person` is on duty for `team` from `start` until before `end`; REMOVE: is not.

    `instead_of` None: in place of whoever holds the first seat. The newest override wins.
    """

    team: TeamId
    person: PersonId
    start: datetime
    end: datetime
    instead_of: PersonId | None = None
    change: Change = Change.REPLACE
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One turn that `giver` gave to `taker`, with consent.

    Kept against the rotation's slot: the turn of rotation `name` that `at` lies in, whenever an
    edited rotation begins and ends it. While the giver has no seat in it, it changes nobody.
    """

    team: TeamId
    name: str
    at: datetime
    giver: PersonId
    taker: PersonId
    swap: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A person whom nobody calls, for any team, from `start` until before `end`."""

    person: PersonId
    start: datetime
    end: datetime
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A shift that was read from a calendar, for the layer `name` of `team`."""

    team: TeamId
    name: str
    person: PersonId
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that rotations do not say; overrides and swaps oldest first."""

    overrides: tuple[Override, ...] = ()
    swaps: tuple[Given, ...] = ()
    absences: tuple[Absence, ...] = ()
    listed: tuple[Listed, ...] = ()


NO_CHANGES = Changes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Who changed what, and when. `by` None: the operator at a terminal. `kind` and `facts` as
    `triage oncall record` shows them; `team` None: it concerns all of them."""

    at: datetime
    kind: str
    by: PersonId | None
    team: TeamId | None
    facts: Mapping[str, object] = field(default_factory=dict)


# ---------------------------------------------------------------- the answer


class Cause(StrEnum):
    """Why a person has a seat. NEXT: next in turn, since whoever had it is away or relieved."""

    TURN = "turn"
    SWAP = "swap"
    OVERRIDE = "override"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Who has a seat, why, and whom the rotation has there; None where it has nobody."""

    person: PersonId
    cause: Cause
    scheduled: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """Who is on duty for a team at a moment; nothing changes before `until` (None: ever).

    `seats` says for each of `people` why; `vacant` seats have nobody, since everybody who could
    is absent. Nobody calls the `shadow`.
    """

    people: tuple[PersonId, ...]
    backup: tuple[PersonId, ...]
    until: datetime | None
    shadow: tuple[PersonId, ...] = ()
    seats: tuple[Seat, ...] = field(default=(), compare=False)
    vacant: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same answer from `start` until before `end`."""

    start: datetime
    end: datetime
    duty: OnDuty
