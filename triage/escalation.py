"""What a policy does next, and when. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from triage.hours import Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`after` the start, notify each of: "on-call", "backup", "lead", "room", or a person's slug.

    `by`: "first" tries a person's means in order, "all" uses all of them at once.
    """

    after: timedelta
    notify: tuple[str, ...]
    by: str = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Steps in order; after the last one they `repeat`. `business`: only in business hours."""

    name: str
    steps: tuple[Step, ...]
    repeat: timedelta | None = None
    business: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The step to take at `at`. `level` counts from 0 and goes on through repeats."""

    level: int
    at: datetime
    step: Step


def next_step(policy: Policy, *, started: datetime, level: int, hours: Hours) -> Due | None:
    """The step of that level, or None when the policy has ended."""
