"""What a ticket's card and its pages tell the staff, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from triage.carried import Carried
from triage.model import Alike, Assessment, Burst, Declared, Learned, Priority, TicketId
from triage.model.meaning import Clause


@dataclass(frozen=True, slots=True)
class Asleep:
    """Put off until a moment, or (None) until the reporter writes."""

    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """The ticket for the team's room; at most 12 lines.

    `mentions`: ready-made pings (`<@id>`) of the people on duty, () mentions nobody. `state`: one
    line for what happened since (claimed, resolved ...). `would`: watch mode, what would have
    been done. `link`: URL of the reporter's thread, or `sender`: masked mail address, or the
    name of whoever writes to the bot alone (`direct`). `alike`:
    other tickets that look like it, the best first; `burst`: so many that it may be an incident,
    which `incident` says of it. `flag`: in English; `flagged` the same as facts, None where it was
    stored without.
    """

    number: TicketId
    subject: str
    words: str
    priority: Priority
    assessment: Assessment
    mentions: tuple[str, ...]
    affected: int
    answer_by: datetime | None
    news_by: datetime | None = None
    waiting_since: datetime | None = None
    next_step: tuple[str, datetime] | None = None
    claimed_by: str | None = None
    resolved: bool = False
    resolved_by: str | None = None
    asleep: Asleep | None = None
    moved_to: str | None = None
    merged_into: TicketId | None = None
    absorbed: tuple[TicketId, ...] = ()
    links: tuple[TicketId, ...] = ()
    learned: Learned | None = None
    alike: tuple[Alike, ...] = ()
    burst: Burst | None = None
    incident: Declared | None = None
    link: str | None = None
    sender: str | None = None
    direct: bool = False
    would: str | None = None
    flag: str | None = None
    flagged: Clause | None = None
    carried: Carried = field(default_factory=Carried)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """An escalation step: who is called, and that nobody has claimed it for how long (minutes)."""

    number: TicketId
    subject: str
    priority: Priority
    mentions: tuple[str, ...]
    unclaimed_minutes: int
    incident: Declared | None = None
    link: str | None = None
