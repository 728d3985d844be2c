"""What a policy does next, and when. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from triage.hours import Hours, Span
from triage.model import PersonId, Priority, TeamId, TicketId
from triage.people import Means


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
    """Steps in order; after the last one they `repeat`. `business`: only in business hours.

    `day`: never in quiet hours; time goes on meanwhile, the step comes at their end.
    """

    name: str
    steps: tuple[Step, ...]
    repeat: timedelta | None = None
    business: bool = False
    day: bool = False


class Bundle(StrEnum):
    """WAITS for the team's next summary; TOLD in one, or found to be no longer needed."""

    WAITS = "waits"
    TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Somebody was called: once for a level of a ticket, `level` as "run.level".

    `means`: by which it reached them, at `reached_at`; None while it is on its way or has failed.
    `bundle`: told in a summary with others, and how far that is; None: told alone.
    """

    ticket: TicketId
    level: str
    person: PersonId
    at: datetime
    team: TeamId
    priority: Priority
    means: Means | None = None
    reached_at: datetime | None = None
    bundle: Bundle | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The step to take at `at`. `level` counts from 0 and goes on through repeats."""

    level: int
    at: datetime
    step: Step


def next_step(policy: Policy, *, started: datetime, level: int, hours: Hours) -> Due | None:
    """The step of that level, or None when the policy has ended.

    A business policy counts open hours only: what starts on Saturday calls first on Monday, and
    its second step comes as long after the first as it would on any other day.
    """
    planned = _planned(policy, level)
    if planned is None:
        return None
    step, after = planned
    due = hours.add(started, Span(after)) if policy.business else started + after
    return Due(level=level, at=allowed(policy, due, hours=hours), step=step)


def allowed(policy: Policy, when: datetime, *, hours: Hours) -> datetime:
    """The first moment from then on at which that policy may call somebody."""
    if policy.business:
        return hours.next_open(when)
    return hours.quiet.over(when, hours.zone) if policy.day else when


def waits_until(
    ticket: TicketId, priority: Priority, earlier: Sequence[Page], *, window: timedelta
) -> datetime | None:
    """Until when a call waits for the team's summary; None: it goes out at once.

    `earlier`: that person's pages by the same team within the window, and one that waits. The
    first one goes out at once, the others are summed up; what is less urgent delays nothing. A
    ticket's own next step comes at once, unless others wait for its person already.
    """
    told = [one for one in earlier if one.bundle is not Bundle.WAITS]
    waiting = len(told) < len(earlier)
    if not waiting and any(one.ticket == ticket and one.bundle is None for one in told):
        return None
    ahead = [one for one in told if one.priority <= priority]
    return max((one.at + window for one in ahead), default=None)


def level_of(run: int, level: int) -> str:
    """A step's name on its ticket: levels count on within a run, and a run starts them anew."""
    return f"{run}.{level}"


def ladder(means: tuple[Means, ...], *, step: Step) -> tuple[Means, ...]:
    """The means that a step uses at once: all that a person has, or the first."""
    return means if step.by == "all" else means[:1]


def after(means: tuple[Means, ...], failed: Means) -> Means | None:
    """The means to try when one failed; None when there is none left.

    Whose means were changed since then, and do not hold that one any more, is called by the first.
    """
    left = means[means.index(failed) + 1 :] if failed in means else means
    return next(iter(left), None)


def _planned(policy: Policy, level: int) -> tuple[Step, timedelta] | None:
    if level < len(policy.steps):
        step = policy.steps[level]
        return step, step.after
    if not policy.steps or not policy.repeat:
        return None
    last = policy.steps[-1]
    return last, last.after + policy.repeat * (level - len(policy.steps) + 1)
