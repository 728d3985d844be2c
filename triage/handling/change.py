"""What a decision comes to: the ticket as it will be, who hears of it, what is due. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from triage.messages import Notice
from triage.model import (
    PersonId,
    Priority,
    Ticket,
    TicketId,
    TicketStatus,
)
from triage.why import Why


class TimerKind(StrEnum):
    """What can be due for a ticket."""

    SETTLE = "settle"  # the reporter has been silent: acknowledge, with what is still missing
    ESCALATE = "escalate"  # nobody has claimed it: the policy's next step
    RELEASE = "release"  # the claim's reaction was taken back, and was not set again
    RESOLVE = "resolve"  # the resolve reaction was set, and was not taken back
    TELL = "tell"  # it is resolved, and nobody wrote a line to the reporter
    BOARD = "board"  # a team's board shows what has changed; its subject is the team
    WAKE = "wake"  # it was put off until now
    ANSWER = "answer"  # a person's first words are owed
    NEWS = "news"  # the next words are owed
    LEASE = "lease"  # the claim lasts so long without visible work
    REMIND = "remind"  # the reporter, whom somebody asked, is silent
    RESTED = "rested"  # the quiet hours of somebody whom a step named are over
    COMPARE = "compare"  # it is new: look for tickets that are alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Somebody hears of it. `person`: whom it is about or to; `line`: a person's own words.

    `by`: the name of who did it.
    """

    notice: Notice
    person: PersonId | None = None
    line: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """A timer of this ticket. `due_at` None: when the ticket's escalation policy says."""

    kind: TimerKind
    occurrence: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a decision came to. `kind` and `facts` go on the timeline; `drop`: unsent notices."""

    ticket: Ticket
    kind: str
    by: PersonId | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    tell: tuple[Tell, ...] = ()
    arm: tuple[Arm, ...] = ()
    cancel: tuple[TimerKind, ...] = ()
    drop: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It cannot be done, and nothing has changed. `who`: the holder; `other`: the ticket meant."""

    why: Why
    who: str | None = None
    other: TicketId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts. `name`: as others see them."""

    person: PersonId
    name: str | None
    staff: bool


CARD = Tell(notice=Notice.CARD)
NO_TIME = timedelta()
ESCALATION_ENDS = (TimerKind.ESCALATE,)
PAGES = (Notice.PAGE,)


def nothing(ticket: Ticket, by: PersonId | None) -> Change:
    """It changes nothing, and tells nobody."""
    return Change(ticket=ticket, kind="nothing", by=by)


def settling(due_at: datetime) -> Arm:
    return Arm(kind=TimerKind.SETTLE, occurrence="0", due_at=due_at)


def comparing(now: datetime) -> Arm:
    """At once, but after the report is stored: so that of two at the same moment one sees both."""
    return Arm(kind=TimerKind.COMPARE, occurrence="0", due_at=now)


def escalating(ticket: Ticket) -> Arm:
    """The policy from its start; `apply` finds the time of its first step."""
    return Arm(kind=TimerKind.ESCALATE, occurrence=f"{ticket.run}.0")


def reprioritised(ticket: Ticket, priority: Priority, now: datetime) -> Change:
    """Another priority has another policy: while nobody has it, that one starts now."""
    if priority is ticket.priority:
        return Change(ticket=ticket, kind="nothing")
    if ticket.status is not TicketStatus.OPEN:
        return Change(ticket=replace(ticket, priority=priority), kind="", tell=(CARD,))
    changed = replace(anew(ticket, now), priority=priority)
    return Change(
        ticket=changed,
        kind="",
        tell=(CARD,),
        cancel=ESCALATION_ENDS,
        arm=(escalating(changed),),
        drop=PAGES,
    )


def anew(ticket: Ticket, now: datetime) -> Ticket:
    return replace(ticket, run=ticket.run + 1, run_at=now)


def freed(ticket: Ticket, now: datetime) -> Ticket:
    """In nobody's hands: open, awake, and its policy from the start."""
    return replace(
        anew(ticket, now),
        status=TicketStatus.OPEN,
        assignee=None,
        assignee_name=None,
        claimed_at=None,
        snoozed=None,
    )
