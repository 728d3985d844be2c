"""What each notice has to say, as values. The sentences are in the languages beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from triage.model import (
    Assessment,
    Audience,
    Reason,
    TicketId,
)
from triage.wording.arranged_facts import ArrangedFacts
from triage.wording.calls import DutyFacts
from triage.wording.hand_facts import HandLine
from triage.wording.ladder_facts import Knock, Proof, Rerouted, Unreached
from triage.wording.mail_facts import MailLine
from triage.wording.room_facts import CardFacts, PageFacts
from triage.wording.roster_facts import RosterFacts
from triage.wording.status_facts import Standing, StatusFacts
from triage.wording.whisper import Whisper


class Medium(StrEnum):
    """Where the words will stand: times are stamps in chat, written out with the zone in mail."""

    CHAT = "chat"
    MAIL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """In whose name, to which place, in which language we speak. `zone`: IANA, for mail."""

    product: str
    language: str
    medium: Medium
    zone: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent. `subject` only by mail."""

    text: str
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """The receipt. `late_since`: when the report was written, if our intake was down since.

    `public`: others can read the thread. `hidden`: we cannot read what is simply written there.
    `name`: the reporter's, for the greeting by mail. `why`: whether the reasons are told.
    """

    number: TicketId
    subject: str | None
    name: str | None
    team: str
    answer_by: datetime
    assessment: Assessment
    audience: Audience = Audience.USERS
    public: bool = False
    hidden: bool = False
    late_since: datetime | None = None
    why: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A person has it. `name`: the engineer's first name, or the team's where it speaks as one."""

    number: TicketId
    subject: str | None
    name: str
    team: str
    update_by: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Done. `line`: the engineer's own sentence; `name`: the reporter's; None when not known.

    `days`: so long an answer opens it again, None: it always does.
    """

    number: TicketId
    subject: str | None
    line: str | None
    name: str | None
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """The reporter answered after the end: same number, same people."""

    number: TicketId
    subject: str | None
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The reporter, or staff for them, says that it is solved. `name`: who. `days`: as above."""

    number: TicketId
    subject: str | None
    name: str
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """The first words in a private thread. `mention`: calls the reporter into it. `leaked`: where
    others could read it so far."""

    number: TicketId
    mention: str
    words: str
    leaked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Above the button that opens the form."""

    product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One neutral line where the conversation was public."""

    number: TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class StaysPublic:
    """To the room: a ticket could not be made private; `why`, in English."""

    number: TicketId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whispered:
    """A short answer to whoever pressed something. `values`: people's words for its variables."""

    line: Whisper
    number: TicketId | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """To the reporter: handled together with an earlier report, under their own number."""

    number: TicketId
    subject: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRace:
    """To the engineer who came second."""

    number: TicketId
    mention: str
    winner: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAllowed:
    """To somebody whose reaction has no power here."""

    number: TicketId
    mention: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A person's own words to the reporter, said unchanged."""

    number: TicketId
    subject: str | None
    text: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The brake was pulled: more than `count` receipts within `minutes`. A person lets go."""

    count: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadName:
    """The name of a conversation's thread: neutral words, Discord refuses some."""

    number: TicketId
    subject: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceUnseen:
    """To the room: an intake channel (its id) cannot be read; `why`, in English."""

    place: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSeen:
    """An intake channel is read again."""

    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTrial:
    """To the room: what a rule on trial would have changed. `changes`: (as a reason, how often).

    `tickets`: opened since then; `held`: on how many of them the rule held.
    """

    rule: str
    since: datetime
    tickets: int
    held: int
    changes: tuple[tuple[Reason, int], ...]


ChatLine = (
    Whispered
    | StatusFacts
    | Panel
    | Private
    | Moved
    | Unreached
    | StaysPublic
    | Knock
    | PlaceUnseen
    | PlaceSeen
    | RuleTrial
)
"""What is only said in chat."""

Facts = (
    Acknowledged
    | CardFacts
    | PageFacts
    | Claimed
    | Resolved
    | Reopened
    | Closed
    | Merged
    | Standing
    | Rerouted
    | Proof
    | ChatLine
    | HandLine
    | LostRace
    | NotAllowed
    | Reply
    | Held
    | ThreadName
    | MailLine
    | DutyFacts
    | RosterFacts
    | ArrangedFacts
)
"""`triage.wording.speak.write(facts, voice) -> Letter` finds the words for each of these."""
