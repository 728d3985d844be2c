"""A ticket and what becomes of it: its fates, its messages, its timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from triage.carried import Carried
from triage.model.names import ConversationRef, MessageRef, PersonId, TeamId, TicketId
from triage.model.report import Assessment, Audience, Priority, Scope


class TicketStatus(StrEnum):
    """Where a ticket is in its life."""

    OPEN = "open"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Another ticket that looks like this one. The same sign does not mean the same cause.

    `score`: how much of what this one says the other says, too, 0 to 1. `words`: telling words
    that both have. `error`: the name of an error that both show, None when they do not. `service`:
    a tag that the rules gave to both.
    """

    ticket: TicketId
    opened_at: datetime
    score: float = 0.0
    words: tuple[str, ...] = ()
    error: str | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """Out of sight until a moment, or (None) until the reporter writes, which always ends it."""

    by: PersonId
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Somebody resolves it. Until `line`, one sentence to the reporter, is there or too late, the
    reporter hears nothing."""

    by: PersonId
    at: datetime
    line: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Treated as part of another ticket. `status`: what it was, and will be when taken apart.

    `affected`: how many people the survivor counts for it.
    """

    into: TicketId
    at: datetime
    by: PersonId
    status: TicketStatus
    affected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """Many who report alike things within a short time: it may be one incident. A person decides.

    `alike`: tickets besides the one that has this; `people`: distinct reporters, its own included.
    `separate`: who has said that these are no incident.
    """

    alike: int
    people: int
    minutes: int
    separate: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A person says that it is an incident. `priority`, `priority_by`: what they were before."""

    by: PersonId
    name: str | None
    at: datetime
    reason: str
    priority: Priority
    priority_by: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What changed when a ticket was assessed again; each pair is (before, after).

    `known`: keys of what is not missing any more ("steps"). `priority`: as the rules say it.
    """

    at: datetime
    priority: tuple[Priority, Priority] | None = None
    scope: tuple[Scope, Scope] | None = None
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One report and what became of it.

    `place`: the channel that the conversation hangs in (Discord), None by mail. `address`: where
    the reporter is reached in that conversation. `copies`: whom the reporter's last message was
    sent to as well; `participants`: whom the reporter has ever brought in; `added`: whom somebody
    else copied, not mailed until `confirmed`. `echo`: what the reporter's program wants back with
    every answer. `affected`: distinct people who report this. `priority_by`: the person whose word
    on the priority stays, None while the rules decide. `answer_by`, `news_by`: what we owe, and
    since when we wait for the reporter, as the timeline says (`triage.promises`); kept for lists.
    `known`: the channel vouched for the reporter as a customer or colleague. `others`: who said
    that they have it too. `private`: only the reporter and staff read along. `began`: where it was
    public before that. `moves`: how often it went to another team, each time with a new card.
    `run`: how often escalation has started anew (released, reopened, another priority), `run_at`
    when it last did. `merged`: it is part of another ticket, and RESOLVED so that it calls nobody;
    `absorbed`: the tickets that are part of this one; `links`: related ones. `asked`: the questions
    of its receipt, by key; `answers`: what the reporter answered. `learned`: what the reporter's
    last words changed. `alike`: tickets that look like it. `gathered`: the first of those that came
    within minutes, which counts the reporters of them all among its `others`.
    """

    id: TicketId
    team: TeamId
    conversation: ConversationRef
    place: str | None
    reporter: PersonId
    reporter_name: str | None
    address: str
    subject: str
    priority: Priority
    status: TicketStatus
    opened_at: datetime
    assessment: Assessment
    audience: Audience = Audience.USERS
    language: str = "en"
    copies: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    echo: Mapping[str, str] = field(default_factory=dict)
    affected: int = 1
    known: bool = False
    others: tuple[PersonId, ...] = ()
    private: bool = False
    began: ConversationRef | None = None
    assignee: PersonId | None = None
    assignee_name: str | None = None
    claimed_at: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: PersonId | None = None
    resolved_by_name: str | None = None
    carried: Carried = field(default_factory=Carried)
    closing: Closing | None = None
    snoozed: Snooze | None = None
    merged: Merged | None = None
    absorbed: tuple[TicketId, ...] = ()
    links: tuple[TicketId, ...] = ()
    answered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    priority_by: PersonId | None = None
    answer_by: datetime | None = None
    news_by: datetime | None = None
    waiting_since: datetime | None = None
    asked: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    learned: Learned | None = None
    alike: tuple[Alike, ...] = ()
    gathered: TicketId | None = None
    burst: Burst | None = None
    incident: Declared | None = None
    moves: int = 0
    run: int = 0
    run_at: datetime | None = None
    version: int = 0


class Author(StrEnum):
    """In which part somebody wrote: only the reporter's words answer our questions."""

    REPORTER = "reporter"
    STAFF = "staff"
    BYSTANDER = "bystander"
    MACHINE = "machine"
    US = "us"
    NOTE = "note"  # among staff: never goes to the reporter


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMessage:
    """One message that belongs to a ticket, inbound or ours."""

    ticket: TicketId
    ref: MessageRef
    author: Author
    person: PersonId | None
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a ticket's timeline; append-only. `facts` is plain JSON."""

    ticket: TicketId
    at: datetime
    kind: str
    by: PersonId | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
