"""What is kept: arrivals, tickets, the outbox, timers, duty; each a noun of the unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from triage.escalation import Page
from triage.marks import Cursor, Position
from triage.messages import (
    Attachment,
    RawArrival,
)
from triage.model import (
    ConversationRef,
    Event,
    MessageRef,
    PersonId,
    Priority,
    TeamId,
    Ticket,
    TicketId,
    TicketMessage,
)
from triage.people import Contact, Means


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArrival:
    """A raw arrival on its way through the pipeline. `attempts`: earlier ones that failed.

    `released`: it was held, and a person said that it is a report.
    """

    id: int
    raw: RawArrival
    attempts: int
    released: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """Something due. `(kind, subject, occurrence)` is unique: arming twice is arming once."""

    kind: str
    subject: str
    occurrence: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that came along with a message of a ticket. `size`: bytes, None when not known.

    `digest`: SHA-256 of the content in hex, by which it is kept; None when only the original
    message has it.
    """

    ticket: TicketId
    ref: MessageRef
    name: str
    type: str
    size: int | None
    digest: str | None = None


def within(sized: Iterable[tuple[int, int]], most: int | None) -> list[int]:
    """The first of these (id, size) whose sizes together are no more than `most`; one at least."""
    found: list[int] = []
    total = 0
    for number, size in sized:
        total += size
        if found and most is not None and total > most:
            break
        found.append(number)
    return found


class Arrivals(Protocol):
    """What came in."""

    def accept(
        self, raws: Sequence[RawArrival], cursor: Cursor | None, *, now: datetime
    ) -> int: ...

    def position(self, channel: str, account: str, place: str) -> Position | None: ...

    def places(self, channel: str, account: str, prefix: str) -> list[str]:
        """Names of the places that have a position and begin so, in order."""
        ...

    def take(
        self, *, now: datetime, until: datetime, limit: int, most_bytes: int | None = None
    ) -> list[StoredArrival]:
        """The oldest new arrivals, ours until `until`; later they are free again.

        `limit` of them at most, and of no more than `most_bytes` together, the first one aside.
        """
        ...

    def done(self, arrival: int, *, disposition: str, ticket: TicketId | None) -> None: ...

    def failed(self, arrival: int, *, error: str, retry_at: datetime | None) -> None:
        """Count a failure; `retry_at` None: give up, keep the raw bytes, state failed."""
        ...

    def free(self) -> None:
        """Whoever held arrivals is dead: they can be taken at once."""
        ...

    def outcome(self, message: MessageRef) -> tuple[str, TicketId | None] | None:
        """(disposition, ticket) of an arrival that is done; None while it is not."""
        ...

    def note(self, arrival: int, text: str) -> None:
        """What it is shown as while it is held."""
        ...

    def tell_held(self, line: str) -> list[str]:
        """The notes of those that are held and not told yet; from now on `line` tells of them."""
        ...

    def release(self, line: str) -> int:
        """All that a line told of go through the pipeline again; return how many."""
        ...

    def twin(self, raw: RawArrival) -> TicketId | None:
        """The ticket of the very same message in another account of the channel, if it has one."""
        ...

    def of(self, ticket: TicketId) -> list[RawArrival]:
        """What became part of that ticket, byte for byte, in the order it came."""
        ...

    def lacks(self, channel: str, account: str, ids: Sequence[str]) -> list[str]:
        """Those of these external ids that never came in."""
        ...

    def said(self, channel: str, account: str, *, since: datetime, limit: int) -> list[RawArrival]:
        """Messages of tickets that are open, or whose reporter wrote since then, as they came in;
        newest first."""
        ...

    def raw(self, message: MessageRef) -> RawArrival | None:
        """The stored arrival of a channel message, to open a ticket from it later."""
        ...


class Files(Protocol):
    """What came along with messages; each content is kept once, by its SHA-256."""

    def add(self, ticket: TicketId, message: MessageRef, attachments: Sequence[Attachment]) -> None:
        """List them, and keep the content of those that bring one."""
        ...

    def keep(self, message: MessageRef, attachment: Attachment) -> None:
        """The content of the first file of that name that is listed without one."""
        ...

    def of(self, ticket: TicketId) -> list[StoredFile]:
        """In the order they came."""
        ...

    def content(self, digest: str) -> bytes | None:
        """None when it is not kept."""
        ...


class Tickets(Protocol):
    """Tickets, their messages, their timeline, and the people in them."""

    def next_number(self) -> TicketId: ...

    def add(self, ticket: Ticket) -> None: ...

    def get(self, ticket: TicketId) -> Ticket:
        """Raise NotFoundError when there is none."""
        ...

    def save(self, ticket: Ticket) -> None:
        """Store the next version. Raise ConflictError if this version was saved before."""
        ...

    def by_conversation(self, conversation: ConversationRef) -> Ticket | None: ...

    def by_message(self, channel: str, account: str, ids: Sequence[str]) -> Ticket | None:
        """The ticket of the first of these message ids that is known."""
        ...

    def recent_of(
        self, person: PersonId, *, channel: str, place: str | None, since: datetime
    ) -> Ticket | None:
        """The newest unresolved ticket of that reporter there, if they wrote in it since then."""
        ...

    def reported_by(self, person: PersonId, *, limit: int) -> list[Ticket]:
        """The newest tickets of that reporter, newest first."""
        ...

    def happened(self, kind: str, start: datetime, end: datetime) -> list[Event]:
        """Events of that kind on any ticket, from `start` until before `end`, oldest first."""
        ...

    def count_since(self, team: TeamId, since: datetime) -> int:
        """How many tickets that team has that opened since then."""
        ...

    def find(self, *, open_only: bool, limit: int) -> list[Ticket]:
        """Newest first."""
        ...

    def numbers(self, *, after: TicketId, since: datetime | None = None) -> list[TicketId]:
        """Tickets with a higher number, opened since then; the oldest first."""
        ...

    def search(self, words: Sequence[str], *, open_only: bool, limit: int) -> list[Ticket]:
        """Those in which each word occurs, newest first: in the subject, the reporter's name or
        address, or in what was said, notes included. Upper and lower case do not matter."""
        ...

    def add_message(self, message: TicketMessage) -> None: ...

    def messages(self, ticket: TicketId) -> list[TicketMessage]: ...

    def message(self, ref: MessageRef) -> TicketMessage | None:
        """A message of a ticket by its channel's id; None when no ticket has it."""
        ...

    def reword(self, ref: MessageRef, text: str) -> None:
        """Its writer has edited it: these are its words now."""
        ...

    def record(self, event: Event) -> None: ...

    def events(self, ticket: TicketId) -> list[Event]: ...

    def decided(
        self, *, after: int, since: datetime | None, ticket: TicketId | None, limit: int
    ) -> list[tuple[int, Event]]:
        """Of one ticket or of all, what was written down since then, the oldest first, each with
        its own number; `after`: beginning behind that number."""
        ...

    def person(self, channel: str, account: str, address: str, name: str | None) -> PersonId:
        """Whose address this is; a stranger gets the next `r_<n>`."""
        ...

    def name(self, person: PersonId) -> str | None:
        """What a channel calls somebody who is `r_<n>` to us; None for anybody else."""
        ...

    def contact(self, channel: str, account: str, address: str) -> Contact | None: ...

    def undeliverable(self, channel: str, account: str, address: str, why: str) -> bool:
        """Mark a contact whom our messages do not reach; False when there is no such contact."""
        ...


class Timers(Protocol):
    """What is due later; stored, so that a restart forgets nothing."""

    def arm(self, timer: Timer) -> None:
        """A timer of that kind, subject and occurrence that is armed already is moved."""
        ...

    def cancel(self, kind: str, subject: str) -> int: ...

    def due(self, now: datetime, *, limit: int) -> list[Timer]: ...

    def fired(self, timer: Timer) -> bool:
        """Mark it fired; False when somebody else did, or it was cancelled or moved."""
        ...

    def armed(self, kind: str, subject: str) -> Timer | None: ...

    def next_due(self) -> datetime | None: ...


class Duty(Protocol):
    """Who was paged."""

    def page(self, page: Page) -> bool:
        """Note a page; False when that person was paged at that level of that ticket already."""
        ...

    def pages(self, ticket: TicketId, *, level: str) -> list[Page]:
        """Who was called at that level of that ticket."""
        ...

    def of_ticket(self, ticket: TicketId) -> list[Page]:
        """Everybody who was called for it, oldest first."""
        ...

    def recent(
        self, team: TeamId, person: PersonId, *, since: datetime, priority: Priority
    ) -> list[Page]:
        """That team's pages of that person after `since` that were told alone, oldest first; then
        of those in summaries the last one that is at least as urgent as `priority`; then the first
        of those that wait. Summaries and waiting hold thousands in a burst, and one says it all."""
        ...

    def between(self, start: datetime, end: datetime, *, team: TeamId | None = None) -> list[Page]:
        """Pages made from `start` until before `end`, oldest first; those that wait are none."""
        ...

    def waiting(self, team: TeamId) -> list[Page]:
        """What waits for that team's summary, oldest first."""
        ...

    def told(self, pages: Sequence[Page], *, at: datetime) -> None:
        """They wait no longer: the summary has been written at that moment."""
        ...

    def reached(
        self, ticket: TicketId, *, level: str, person: PersonId, means: Means, at: datetime
    ) -> None:
        """A means took it. The first one that did is kept."""
        ...

    def unreached(self, ticket: TicketId, *, level: str, person: PersonId, means: Means) -> None:
        """What that means took came back: it reached nobody after all."""
        ...


class Switches(Protocol):
    """Small facts about the service itself: paused, braked."""

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, value: str | None) -> None: ...
