"""The desk as the configuration describes it: people, teams, promises, policies. Pure values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from triage.escalation import Policy
from triage.hours import Hours, Span
from triage.model import Person, PersonId, Priority, Team, TeamId
from triage.oncall import OnDuty, Override, Rotation


class Mode(StrEnum):
    """WATCH: staff see everything, reporters hear nothing, nobody is paged."""

    WATCH = "watch"
    LIVE = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a priority promises. `answer`: first words of a person. `always`: round the clock."""

    means: str
    answer: Span
    update: Span | None = None
    always: bool = False
    escalation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """Questions wait for this much silence after the last message, and never longer than `most`."""

    silence: timedelta = timedelta(seconds=60)
    most: timedelta = timedelta(minutes=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrakeLimit:
    """More than `count` automatic receipts within `window` are held for a person."""

    count: int = 60
    window: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything a decision may know about this installation."""

    product: str
    mode: Mode
    language: str
    zone: str
    hours: Hours
    people: Mapping[PersonId, Person]
    teams: Mapping[TeamId, Team]
    default_team: TeamId
    rotations: tuple[Rotation, ...]
    promises: Mapping[Priority, Promise]
    policies: Mapping[str, Policy]
    settle: Settle = field(default_factory=Settle)
    brake: BrakeLimit = field(default_factory=BrakeLimit)
    undo: timedelta = timedelta(seconds=60)

    def on_duty(self, team: TeamId, when: datetime, overrides: Sequence[Override]) -> OnDuty: ...

    def policy(self, priority: Priority) -> Policy: ...

    def answer_by(self, priority: Priority, start: datetime) -> datetime: ...

    def update_by(self, priority: Priority, start: datetime) -> datetime | None: ...

    def staff_at(self, channel: str, address: str) -> PersonId | None: ...

    def named(self, target: str, team: TeamId, duty: OnDuty) -> tuple[PersonId, ...]:
        """The people that a policy step's word means; "room" means nobody in particular."""
