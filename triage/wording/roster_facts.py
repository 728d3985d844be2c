"""What is said about schedules, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage.lint import Finding
from triage.oncall.cover import Unable


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
    """`person` is on duty for a while; `instead_of` None: besides, or where nobody was."""

    person: str
    team: str
    start: datetime
    end: datetime
    instead_of: str | None = None


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


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Somebody wanted to take over, and cannot."""

    why: Unable


@dataclass(frozen=True, slots=True, kw_only=True)
class BatonTaken:
    """Somebody says that they have the handover; `waited`: whether one waited to be taken."""

    team: str
    waited: bool


RosterFacts = Who | NotTaken | BatonTaken | Found | SwapAsked | SwapAnswered | Covered
