"""What engineers at work are told, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from triage.model import Priority, Reason, TicketId
from triage.why import Why
from triage.wording.deed import Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """To staff: `by` gave it to `to` (or took it: the same person), with a reason."""

    number: TicketId
    to: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAsked:
    """To the engineer who resolved it: one line to the reporter, please. `seconds`: until then."""

    number: TicketId
    who: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A short answer to an engineer. `values`: people's words for its variables, quoted;
    `moment`: for `{when}`."""

    deed: Deed
    number: TicketId | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    moment: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDone:
    """To an engineer: why nothing has changed."""

    why: Why
    number: TicketId | None
    who: str | None = None
    other: TicketId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """All the reasons of a priority. `ruled`: what the rules say; `by`: whose word it is now."""

    number: TicketId
    priority: Priority
    ruled: Priority
    reasons: tuple[Reason, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A page of a report as it was written, for staff only; the lines are not changed."""

    number: TicketId
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One ticket of a list. `incident`: it is one; `of_incident`: the one that it belongs to.
    `part_of`: the ticket that it is part of; `parts`: how many are part of it."""

    number: TicketId
    priority: Priority
    subject: str
    incident: bool = False
    of_incident: TicketId | None = None
    parts: int = 0
    who: str | None = None
    snoozed: bool = False
    resolved: bool = False
    part_of: TicketId | None = None
    link: str | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFacts:
    """A ticket for developers: how to see it happen, never who reported it. `by`: who files it."""

    number: TicketId
    product: str
    by: str | None
    steps: tuple[str, ...]
    expected: str | None
    actual: str | None
    environment: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueShut:
    """To staff: the issue of a ticket was closed by `by`."""

    number: TicketId
    url: str
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A team's tickets by who has to do something next; the most urgent first."""

    team: str
    incidents: tuple[Row, ...]
    unclaimed: tuple[Row, ...]
    owed: tuple[Row, ...]
    waiting: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Tickets, a line each; `more`: how many there are besides."""

    rows: tuple[Row, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """To staff: `who` answered `seconds` after `other`, who said that."""

    number: TicketId
    who: str
    other: str
    seconds: int
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Woken:
    """To staff: what `who` had put off is due again."""

    number: TicketId
    subject: str
    who: str | None


Seen = Told | NotDone | Reasons | Whole | Listing
HandLine = Seen | Handed | Collision | Woken | LineAsked | Board | IssueFacts | IssueShut
