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
    """To whoever owes it. `who`: ready-made pings or names, () while nobody has the ticket.

    `off_duty`: the name of who has it and is not on duty, in whose place those are told.
    """

    owed: Owed
    number: TicketId
    subject: str
    who: tuple[str, ...]
    by: datetime
    off_duty: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A person asked, and the reporter has not answered. `close_by`: when we close the ticket."""

    number: TicketId
    subject: str | None
    close_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """Closed for want of an answer; the reporter's next words open it again, for `days`, or (None)
    however late."""

    number: TicketId
    subject: str | None
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Many tickets that call the same people. `tickets`: number, priority, subject.

    `missed`: they came due while the service was down.
    """

    mentions: tuple[str, ...]
    tickets: tuple[tuple[TicketId, Priority, str], ...]
    missed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A ticket on which words are owed. `note`: what was last noted among staff."""

    number: TicketId
    priority: Priority
    subject: str
    by: datetime | None
    holder: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Burning:
    """An incident that is not over. `by`: who has declared it; `holder`: who has the ticket."""

    number: TicketId
    subject: str
    since: datetime
    by: str
    holder: str | None


@dataclass(frozen=True, slots=True)
class Noisy:
    """A ticket that called often in the shift."""

    number: TicketId
    subject: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Baton:
    """The handover, read in two minutes. Names of people; `until`: when the new shift ends.

    `burning`: incidents that are not over. `held`: claims of whoever leaves, `keeping` what becomes
    of them ("return", "move", "keep").
    `tickets`, `pages`, `nights`: of the shift that ended. `note`: the leaver's own words.
    `ask`: whether pages were for nothing; at most once in a week and person. `take_by` None: the
    shift has not ended, and nobody is asked to take anything.
    """

    team: str
    leaving: tuple[str, ...]
    coming: tuple[str, ...]
    until: datetime | None
    burning: tuple[Burning, ...]
    owed: tuple[Due, ...]
    waiting: int
    oldest: datetime | None
    held: tuple[TicketId, ...]
    keeping: str
    tickets: int
    pages: int
    nights: int
    noisy: tuple[Noisy, ...]
    note: str | None
    backup: tuple[str, ...]
    take_by: datetime | None
    ask: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Somebody has taken the baton."""

    team: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """To the backup: those who are on duty have not taken it. `mentions`: ready-made pings."""

    team: str
    mentions: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSoon:
    """Your shift begins."""

    team: str
    mentions: tuple[str, ...]
    starts: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTest:
    """A page that is none. `mention`: a ready-made ping."""

    name: str
    mention: str | None = None


DutyFacts = Nudge | Reminded | Lapsed | Summary | Baton | Taken | NotTaken | ShiftSoon | PageTest
