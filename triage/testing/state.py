"""What the store in memory keeps."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime

from triage.escalation import Page
from triage.marks import Position
from triage.messages import (
    Outgoing,
    RawArrival,
)
from triage.model import Event, PersonId, Ticket, TicketId, TicketMessage
from triage.oncall.schedule import Absence, Listed, Override, Recorded
from triage.oncall.swaps import Swap
from triage.people import Contact
from triage.ports.store import StoredFile, Timer


@dataclass(slots=True, kw_only=True)
class ArrivalState:
    raw: RawArrival
    state: str = "new"
    attempts: int = 0
    retry_at: datetime | None = None
    claimed_until: datetime | None = None
    disposition: str | None = None
    note: str = ""
    ticket: TicketId | None = None


@dataclass(slots=True, kw_only=True)
class OutboxState:
    message: Outgoing
    state: str
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    claimed_until: datetime | None = None
    first_tried_at: datetime | None = None
    remote_id: str | None = None
    error: str = ""


@dataclass(slots=True)
class State:
    """Everything that is kept. A unit of work changes a copy, which replaces this at its end."""

    arrivals: dict[int, ArrivalState] = field(default_factory=dict)
    cursors: dict[tuple[str, str, str], Position] = field(default_factory=dict)
    reactions: dict[tuple[str, ...], tuple[bool, int]] = field(default_factory=dict)
    tickets: dict[TicketId, Ticket] = field(default_factory=dict)
    heard: dict[TicketId, datetime] = field(default_factory=dict)
    messages: list[TicketMessage] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    contacts: dict[tuple[str, str, str], Contact] = field(default_factory=dict)
    outbox: dict[int, OutboxState] = field(default_factory=dict)
    timers: dict[tuple[str, str, str], tuple[Timer, str]] = field(default_factory=dict)
    pages: dict[tuple[TicketId, str, PersonId], Page] = field(default_factory=dict)
    overrides: dict[int, Override] = field(default_factory=dict)
    swaps: dict[int, Swap] = field(default_factory=dict)
    absences: dict[int, Absence] = field(default_factory=dict)
    shifts: list[Listed] = field(default_factory=list)
    roster_numbers: list[int] = field(default_factory=list)
    recorded: list[Recorded] = field(default_factory=list)
    switches: dict[str, str] = field(default_factory=dict)
    numbers: list[TicketId] = field(default_factory=list)

    def copy(self) -> State:
        """One level deep: rows are replaced, never changed in place."""
        return State(*(getattr(self, one.name).copy() for one in fields(self)))
