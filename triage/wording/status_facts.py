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

    `answer_by`, `news_by`: what was promised and is still owed. `late`: what is told of it is over.
    `asked`: they wanted to know.
    """

    number: TicketId
    subject: str | None
    how: How
    team: str
    who: str | None = None
    answer_by: datetime | None = None
    news_by: datetime | None = None
    late: bool = False
    asked: bool = False

    @property
    def answers(self) -> bool:
        """Whether it is a person's first words that are owed next, as far as the reporter knows."""
        return self.how is How.OPEN and self.answer_by is not None

    @property
    def owed_by(self) -> datetime | None:
        """Until when we owe the words that are told of."""
        return self.answer_by if self.answers else self.news_by


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFacts:
    """How somebody's tickets are."""

    lines: tuple[Standing, ...]
