"""The outbox as a noun of the unit of work: what is to be sent, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from triage.marks import Card
from triage.messages import Grade, Notice, Outgoing, Receipt
from triage.model import ConversationRef, MessageRef, TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An outbox row taken for sending. `attempts` counts this one. `rewritten`: who is called was
    judged again, and `message` is not what was written down."""

    id: int
    message: Outgoing
    attempts: int
    rewritten: bool = False


class Outbox(Protocol):
    """What is to be sent, written down with the fact that caused it."""

    def enqueue(
        self, message: Outgoing, *, now: datetime, due_at: datetime, held: bool = False
    ) -> bool:
        """False when that key is there already: nothing is sent twice."""
        ...

    def take(
        self,
        channel: str,
        *,
        now: datetime,
        until: datetime,
        limit: int,
        lowest: Grade = Grade.BULK,
    ) -> list[Delivery]:
        """Heads of lanes that are due, the highest grade first and none below `lowest`, marked
        `sending` until `until`.

        A `sending` row whose time ran out is taken again as a resend.
        """
        ...

    def sent(self, delivery: int, receipt: Receipt, *, rewritten: Outgoing | None = None) -> None:
        """`rewritten`: what was sent in place of what was written down; only that is kept."""
        ...

    def retry(self, delivery: int, *, due_at: datetime, error: str, uncertain: bool) -> None: ...

    def dead(self, delivery: int, *, error: str) -> None:
        """Given up for good; stays visible on the ticket, and frees its lane."""
        ...

    def call_off(self, delivery: int) -> None:
        """Taken for sending, and found to be no longer wanted."""
        ...

    def free(self) -> None:
        """Whoever was sending is dead: what was on its way is uncertain."""
        ...

    def cancel(self, ticket: TicketId, notices: Collection[Notice]) -> int:
        """Drop what is not sent yet; return how many."""
        ...

    def count_since(self, notice: Notice, since: datetime) -> int: ...

    def release_held(self, *, now: datetime) -> int: ...

    def message(self, key: str) -> Outgoing | None:
        """What is to be sent, or was, under that key."""
        ...

    def latest(self, ticket: TicketId, notice: Notice) -> Outgoing | None:
        """The last one of that kind about a ticket that was sent, or will be."""
        ...

    def drop(self, key: str, *, why: str) -> bool:
        """Send it no more, if it is not sent; False when it is, or is on its way."""
        ...

    def remote_id(self, key: str) -> str | None: ...

    def cards(self, channel: str, account: str) -> list[Card]: ...

    def calls(self, start: datetime, end: datetime) -> list[tuple[Outgoing, datetime]]:
        """What was sent to call somebody of the staff, as it was sent, and when that was first
        tried, oldest first."""
        ...

    def key_of(self, message: MessageRef) -> str | None:
        """The key under which we sent that message; None when it is not ours."""
        ...

    def ticket_of_card(self, message: MessageRef) -> TicketId | None: ...

    def readdress(self, ticket: TicketId, before: ConversationRef, after: ConversationRef) -> int:
        """What waits to be said in `before` of this ticket is said in `after`; return how many.

        Only what stands in that conversation's own lane moves, and what is not on its way.
        """
        ...

    def answered(
        self, channel: str, account: str, address: str, *, since: datetime
    ) -> list[tuple[TicketId, Notice]]:
        """What the service sent by itself to an address in answer to something, oldest first."""
        ...

    def bounced(self, channel: str, account: str, remote_ids: Sequence[str], *, why: str) -> int:
        """What was taken came back: it is undelivered after all; return how many that were."""
        ...

    def undelivered(self, ticket: TicketId | None = None) -> list[tuple[Outgoing, str, str]]:
        """What is not sent: (message, state, last error)."""
        ...
