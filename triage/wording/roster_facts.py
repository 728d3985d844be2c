"""What is said about schedules, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from triage.lint import Finding
from triage.oncall.refusal import Refusal
from triage.oncall.schedule import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the check of the schedules found. `names`: of people, by their short names."""

    findings: tuple[Finding, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapAsked:
    """`asker` asks `other` to have the turn around `at`, and to give the one around `back`."""

    number: int
    asker: str
    other: str
    at: datetime
    back: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapAnswered:
    """`state`: accepted, declined or withdrawn."""

    number: int
    asker: str
    other: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """`person` is on duty for a while, or (REMOVE) is not; `instead_of` None: besides, or where
    nobody was. `taken_back`: it was to be so, and no longer is."""

    person: str
    team: str
    start: datetime
    end: datetime
    instead_of: str | None = None
    change: Change = Change.REPLACE
    taken_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A team has too few people for a while."""

    team: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """`person` is called by nobody for a while; the next in turn are, where there are some."""

    person: str
    start: datetime
    end: datetime
    holes: tuple[Hole, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Who is on duty for a team, until when, and who follows; names of people."""

    team: str
    people: tuple[str, ...]
    backup: tuple[str, ...]
    until: datetime | None
    following: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who is on call, team by team, for whoever asked."""

    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """Why nothing has changed. `names`: of people, by their short names."""

    refusal: Refusal
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatonTaken:
    """Somebody has the handover now."""

    team: str


Line = Found | SwapAsked | SwapAnswered | Covered | Away
"""What the room reads."""
RosterFacts = Line | Who | Undone | BatonTaken
