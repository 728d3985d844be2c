"""The desk as the configuration describes it: people, teams, promises, policies. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from triage.canned import Canned
from triage.escalation import Policy
from triage.hours import Hours, Quiet, Span
from triage.model import (
    Audience,
    ConversationRef,
    PersonId,
    Priority,
    TeamId,
    Ticket,
    TicketStatus,
)
from triage.oncall.resolve import on_duty
from triage.oncall.schedule import Changes, OnDuty, Rotation, Schedule
from triage.people import Means, Person, Team


class Mode(StrEnum):
    """WATCH: staff see everything, reporters hear nothing, nobody is paged."""

    WATCH = "watch"
    LIVE = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a priority promises. `answer`: first words of a person. `always`: round the clock.

    `lease`: how long a claim lasts without visible work; None: for ever.
    """

    means: str
    answer: Span
    update: Span | None = None
    lease: Span | None = None
    always: bool = False
    escalation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """Questions wait for this much silence after the last message, and never longer than `most`."""

    silence: timedelta = timedelta(seconds=60)
    most: timedelta = timedelta(minutes=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A reporter whom somebody asked is reminded once, and `close` later the ticket is closed.

    `reopen`: so long after the end an answer by mail, or written to us alone, opens a ticket again;
    later it is a new one. In a thread it always does.
    """

    remind: Span = field(default_factory=lambda: Span(working_days=3))
    close: Span = field(default_factory=lambda: Span(working_days=5))
    reopen: timedelta = timedelta(days=14)

    def is_over(self, ticket: Ticket, now: datetime) -> bool:
        """Whether it was solved so long ago that such an answer no longer opens it."""
        solved = ticket.resolved_at if ticket.status is TicketStatus.RESOLVED else None
        return solved is not None and now - solved > self.reopen


@dataclass(frozen=True, slots=True, kw_only=True)
class BrakeLimit:
    """More than `count` automatic receipts within `window` are held for a person."""

    count: int = 60
    window: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one person may do in chat: so many `open` tickets, `burst` new ones in a `window`.

    `blocked`: addresses that open none. Reports of younger accounts than `account_age` are held.
    """

    open: int = 10
    burst: int = 5
    window: timedelta = timedelta(minutes=10)
    blocked: frozenset[str] = frozenset()
    account_age: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """A mailbox that reports come to and answers go from."""

    name: str
    audience: Audience = Audience.USERS
    team: TeamId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything a decision may know about this installation.

    `tells_why`: receipts quote the reporter's words that decided.
    `quiet`: hours of people's own in which no step of a policy with `day` calls them.
    `tracker`: "owner/name" of the repository whose issues tickets become; None: there is none.
    `canned`: prepared answers by their names.
    `inboxes`: the first one answers whoever called or stopped by.
    `reads_all`: whether our bot may read what people write in chat.
    `roles_decide`: only who holds a staff role has a hand; without roles, who is in [people] has.
    `bundle`: after a page, the next ones of that team for that person wait this long and come in
    one message. `mailbox`: the one that mail to the staff is sent from; None: there is none.
    `entrance`: the first channel that reports come to; None: there is none.
    """

    product: str
    mode: Mode
    language: str
    zone: str
    hours: Hours
    people: Mapping[PersonId, Person]
    teams: Mapping[TeamId, Team]
    default_team: TeamId
    rotations: tuple[Schedule, ...]
    promises: Mapping[Priority, Promise]
    policies: Mapping[str, Policy]
    settle: Settle = field(default_factory=Settle)
    tells_why: bool = False
    brake: BrakeLimit = field(default_factory=BrakeLimit)
    undo: timedelta = timedelta(seconds=60)
    waiting: Waiting = field(default_factory=Waiting)
    bundle: timedelta = timedelta(minutes=10)
    roles_decide: bool = True
    reads_all: bool = True
    limits: Limits = field(default_factory=Limits)
    mailbox: str | None = None
    entrance: ConversationRef | None = None
    inboxes: tuple[Inbox, ...] = ()
    tracker: str | None = None
    canned: Mapping[str, Canned] = field(default_factory=dict)
    quiet: Mapping[PersonId, Quiet] = field(default_factory=dict)

    def on_duty(self, team: TeamId, when: datetime, changes: Changes) -> OnDuty:
        return on_duty(self.rotations, changes, team, when)

    def belongs(self, team: TeamId, person: PersonId) -> bool:
        """Whether somebody takes turns in a team, leads it, or is a member."""
        known = self.teams[team]
        ours = (one for one in self.rotations if one.team == team and isinstance(one, Rotation))
        takes_turns = any(person in one.people for one in ours)
        return takes_turns or person in known.members or person == known.lead

    def serves(self, team: TeamId, person: PersonId, duty: OnDuty) -> bool:
        """Whether somebody may speak for a team: they belong to it, or are on duty for it now."""
        return person in (*duty.people, *duty.backup) or self.belongs(team, person)

    def rostered(self, team: TeamId) -> bool:
        """Whether a schedule says who is on duty for that team."""
        return any(one.team == team for one in self.rotations)

    @property
    def reach(self) -> timedelta:
        """The longest turn of any rotation: swaps further away than that concern other turns."""
        turns = (one.days for one in self.rotations if isinstance(one, Rotation))
        return timedelta(days=max(turns, default=0) + 1)

    def name(self, person: PersonId) -> str:
        """As colleagues see them; whoever has left the staff, by their slug."""
        return self.people[person].name if person in self.people else person

    def means(self, person: PersonId) -> tuple[Means, ...]:
        """How somebody is called. Whoever has left, which rows of ours may still name: by none."""
        return self.people[person].means if person in self.people else ()

    def rested(self, person: PersonId, when: datetime) -> datetime:
        """`when` itself outside of somebody's own quiet hours, else their end."""
        quiet = self.quiet.get(person)
        return when if quiet is None else quiet.over(when, self.people[person].zone or self.zone)

    def room(self, team: TeamId) -> ConversationRef:
        """Where that team reads. What a team left that is there no more, the default team reads."""
        return self.teams.get(team, self.teams[self.default_team]).room

    def speaker(self, team: TeamId, name: str | None) -> str:
        """Who speaks to a reporter: a person of that name, or the team where it speaks as one."""
        known = self.teams.get(team)
        as_team = known is not None and known.speaks_as_team
        return team if as_team or name is None else name

    def policy(self, priority: Priority, team: TeamId | None = None) -> Policy:
        """Whom that priority calls, and when; a first line only in business hours."""
        policy = self.policies[self.promises[priority].escalation]
        known = None if team is None else self.teams.get(team)
        return replace(policy, business=True) if known is not None and known.first_line else policy

    def answer_by(self, priority: Priority, start: datetime) -> datetime:
        """When a person's first words are due, in UTC."""
        return self.count(priority, self.promises[priority].answer, start)

    def update_by(self, priority: Priority, start: datetime) -> datetime | None:
        """When the next words are due, in UTC; None when that priority promises no updates."""
        update = self.promises[priority].update
        return None if update is None else self.count(priority, update, start)

    def _first_line(self, team: TeamId) -> tuple[PersonId, ...]:
        """Without a rotation everybody of a first line is there, in business hours."""
        known = self.teams.get(team)
        there = known is not None and known.first_line and not self.rostered(team)
        return known.members if known is not None and there else ()

    def count(self, priority: Priority, span: Span, start: datetime) -> datetime:
        """When `span` has passed on that priority's clock, in UTC.

        On a clock that always runs, a working day is a day like any other.
        """
        if self.promises[priority].always:
            return start.astimezone(UTC) + span.time + timedelta(days=span.working_days)
        return self.hours.add(start, span)

    def worked(self, priority: Priority, start: datetime, end: datetime) -> timedelta:
        """How much of that priority's time lies between the two."""
        if self.promises[priority].always:
            return max(end - start, timedelta())
        return self.hours.worked(start, end)

    def staff_at(self, channel: str, address: str) -> PersonId | None:
        """Whose address this is; upper and lower case do not matter, in mail they are one box."""
        wanted = address.casefold()
        for person in self.people.values():
            known = person.addresses.get(channel)
            if known is not None and known.casefold() == wanted:
                return person.id
        return None

    def named(self, target: str, team: TeamId, duty: OnDuty) -> tuple[PersonId, ...]:
        """The people that a policy step's word means; "room" means nobody in particular."""
        match target:
            case "on-call":
                return duty.people or self._first_line(team)
            case "backup":
                return duty.backup
            case "room":
                return ()
            case "lead":
                lead = self.teams[team].lead if team in self.teams else None
                return () if lead is None else (lead,)
            case _:
                return (PersonId(target),) if target in self.people else ()
