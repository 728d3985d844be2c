"""What duty has to say, as values: what is owed, to whom a shift goes, what was overslept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from triage.model import Priority, TicketId


class Owed(StrEnum):
    """What is owed, or what became of it. EXPIRED: a claim has run out; LATE: a promise has."""

    LEASE = "lease"
    EXPIRED = "expired"
    ANSWER = "answer"
    NEWS = "news"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """To whoever owes it. `who`: a ready-made ping or a name, None while nobody has the ticket."""

    owed: Owed
    number: TicketId
    subject: str
    who: str | None
    by: datetime
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A person asked, and the reporter has not answered. `close_by`: when we close the ticket."""

    number: TicketId
    subject: str | None
    close_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """Closed for want of an answer; the reporter's next words open it again."""

    number: TicketId
    subject: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Many tickets that call the same people. `tickets`: number, priority, subject.

    `missed`: they came due while the service was down.
    """

    mentions: tuple[str, ...]
    tickets: tuple[tuple[TicketId, Priority, str], ...]
    missed: bool = False


DutyFacts = Nudge | Reminded | Lapsed | Summary
