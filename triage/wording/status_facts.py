"""How tickets stand, as their reporters are told, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from triage.model import TicketId


class How(StrEnum):
    """How a ticket stands. PART: handled together with an earlier report."""

    OPEN = "open"
    CLAIMED = "claimed"
    WAITING = "waiting"
    CLOSED = "closed"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One ticket. `who`: the first name of whoever has it, None where nobody is named.

    `answer_by`, `news_by`: what was promised and is still owed. `asked`: they wanted to know.
    """

    number: TicketId
    subject: str | None
    how: How
    team: str
    who: str | None = None
    answer_by: datetime | None = None
    news_by: datetime | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFacts:
    """How somebody's tickets are."""

    lines: tuple[Standing, ...]
