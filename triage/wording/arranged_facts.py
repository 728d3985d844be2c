"""What whoever changes a schedule, hands over or pages somebody is told, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage.model import TicketId
from triage.wording.roster_facts import Away, Covered


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What was typed as times, by the clock of whoever typed them (`zone`, IANA)."""

    start: datetime
    end: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """An override was stored; `changes`: whether anybody else is called by it."""

    covered: Covered
    understood: Understood
    changes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayNoted:
    """An absence was stored."""

    away: Away
    understood: Understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """One absence of a list."""

    number: int
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Absences:
    """When whoever asked is away; those that are not over."""

    rows: tuple[Gone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackAgain:
    """An absence was taken back."""

    person: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapSent:
    """`other` was asked for the turn around `at`, and gives the one around `back`, by the clock of
    whoever asked (`zone`, IANA). `alone`: by direct message too, not only in the room."""

    number: int
    other: str
    at: datetime
    back: datetime | None
    zone: str
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLeft:
    """A line for whoever is next; `before`: the one whose place it takes. `line` None: none."""

    team: str
    line: str | None
    before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAsked:
    """Before somebody is woken: who, each with the zone they live in, and what it is there."""

    team: str
    people: tuple[tuple[str, str], ...]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """Somebody is called; `at`: only then, for the team is not called before."""

    number: TicketId
    team: str
    people: tuple[str, ...]
    at: datetime | None = None


ArrangedFacts = (
    Arranged | AwayNoted | Absences | BackAgain | SwapSent | NoteLeft | PageAsked | Paged
)
