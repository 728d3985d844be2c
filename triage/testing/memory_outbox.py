"""The outbox in memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from triage import breaker
from triage.marks import Card
from triage.messages import (
    Grade,
    Notice,
    Outgoing,
    Receipt,
    lane_of,
)
from triage.model import ConversationRef, MessageRef, TicketId, TicketStatus
from triage.ports.outbox import Delivery
from triage.testing.state import OutboxState, State

ACTIVE = ("due", "sending", "uncertain")
CARDS = (Notice.CARD, Notice.PAGE, Notice.HANDOVER, Notice.SPAM)


class MemoryOutbox:
    """See `triage.ports.Outbox`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def enqueue(
        self, message: Outgoing, *, now: datetime, due_at: datetime, held: bool = False
    ) -> bool:
        if self._by_key(message.key) is not None:
            return False
        self._state.outbox[len(self._state.outbox) + 1] = OutboxState(
            message=message, state="held" if held else "due", created_at=now, due_at=due_at
        )
        return True

    def take(
        self,
        channel: str,
        *,
        now: datetime,
        until: datetime,
        limit: int,
        lowest: Grade = Grade.BULK,
    ) -> list[Delivery]:
        heads: dict[str, int] = {}
        for number, one in self._state.outbox.items():
            if one.state in ACTIVE:
                heads.setdefault(one.message.lane, number)
        ready = [
            (number, one)
            for number, one in self._state.outbox.items()
            if heads.get(one.message.lane) == number
            and one.message.to.channel == channel
            and one.message.grade <= lowest
            and _ready(one, now)
        ]
        ready.sort(key=lambda pair: (pair[1].message.grade, pair[0]))
        return [self._claim(number, one, now, until) for number, one in ready[:limit]]

    def _claim(self, number: int, one: OutboxState, now: datetime, until: datetime) -> Delivery:
        message = one.message
        if message.target is not None:
            message = replace(message, remote_id=self.remote_id(message.target))
        tried = one.first_tried_at or message.first_tried_at
        message = replace(message, resend=one.state != "due", first_tried_at=tried)
        self._state.outbox[number] = replace(
            one,
            state="sending",
            attempts=one.attempts + 1,
            claimed_until=until,
            first_tried_at=one.first_tried_at or now,
        )
        return Delivery(id=number, message=message, attempts=one.attempts + 1)

    def sent(self, delivery: int, receipt: Receipt, *, rewritten: Outgoing | None = None) -> None:
        self._set(
            delivery, state="sent", remote_id=receipt.external_id, claimed_until=None, error=""
        )
        if rewritten is not None:
            self._set(delivery, message=rewritten)

    def retry(self, delivery: int, *, due_at: datetime, error: str, uncertain: bool) -> None:
        state = "uncertain" if uncertain else "due"
        self._set(delivery, state=state, due_at=due_at, claimed_until=None, error=error)

    def dead(self, delivery: int, *, error: str) -> None:
        self._set(delivery, state="dead", claimed_until=None, error=error)

    def call_off(self, delivery: int) -> None:
        self._set(delivery, state="cancelled", claimed_until=None)

    def _set(self, delivery: int, **values: Any) -> None:
        self._state.outbox[delivery] = replace(self._state.outbox[delivery], **values)

    def free(self) -> None:
        for number, one in list(self._state.outbox.items()):
            if one.state == "sending":
                self._set(number, state="uncertain", claimed_until=None)

    def cancel(self, ticket: TicketId, notices: Collection[Notice]) -> int:
        found = [
            number
            for number, one in self._state.outbox.items()
            if one.message.ticket == ticket
            and one.message.notice in notices
            and one.state in ("due", "held")
        ]
        for number in found:
            self._set(number, state="cancelled")
        return len(found)

    def count_since(self, notice: Notice, since: datetime) -> int:
        return sum(
            one.message.notice == notice and one.created_at > since
            for one in self._state.outbox.values()
        )

    def release_held(self, *, now: datetime) -> int:
        held = [number for number, one in self._state.outbox.items() if one.state == "held"]
        for number in held:
            self._set(number, state="due", due_at=now)
        return len(held)

    def message(self, key: str) -> Outgoing | None:
        one = self._by_key(key)
        return None if one is None else one.message

    def latest(self, ticket: TicketId, notice: Notice) -> Outgoing | None:
        found = [
            one.message
            for one in self._state.outbox.values()
            if (one.message.ticket, one.message.notice) == (ticket, notice)
            and one.state not in ("dead", "bounced", "cancelled")
        ]
        return found[-1] if found else None

    def drop(self, key: str, *, why: str) -> bool:
        for number, one in self._state.outbox.items():
            if one.message.key == key and one.state in {"due", "uncertain", "held"}:
                self._set(number, state="dead", claimed_until=None, error=why)
                return True
        return False

    def remote_id(self, key: str) -> str | None:
        one = self._by_key(key)
        return None if one is None else one.remote_id

    def _by_key(self, key: str) -> OutboxState | None:
        return next((one for one in self._state.outbox.values() if one.message.key == key), None)

    def _standing(self, card: Card, channel: str, account: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            sorted(
                (user, emoji)
                for (its, where, message, user, emoji), (present, _) in (
                    self._state.reactions.items()
                )
                if present and (its, where, message) == (channel, account, card.external_id)
            )
        )

    def cards(self, channel: str, account: str) -> list[Card]:
        cards = [
            Card(
                place=one.message.to.thread,
                external_id=one.remote_id,
                ticket=one.message.ticket,
                open=one.message.ticket is None
                or self._state.tickets[one.message.ticket].status is not TicketStatus.RESOLVED,
            )
            for one in reversed(self._state.outbox.values())
            if one.message.notice in CARDS
            and (one.message.to.channel, one.message.to.account) == (channel, account)
            and one.remote_id is not None
        ]
        return [
            replace(one, standing=self._standing(one, channel, account)) if one.open else one
            for one in cards
        ]

    def calls(self, start: datetime, end: datetime) -> list[tuple[Outgoing, datetime]]:
        return [
            (one.message, one.first_tried_at)
            for one in self._state.outbox.values()
            if one.state == "sent"
            and one.first_tried_at is not None
            and start <= one.first_tried_at < end
            and one.message.call is not None
        ]

    def key_of(self, message: MessageRef) -> str | None:
        return next(
            (
                one.message.key
                for one in self._state.outbox.values()
                if one.remote_id == message.external_id
                and (one.message.to.channel, one.message.to.account)
                == (message.channel, message.account)
            ),
            None,
        )

    def ticket_of_card(self, message: MessageRef) -> TicketId | None:
        for card in self.cards(message.channel, message.account):
            if card.external_id == message.external_id:
                return card.ticket
        return None

    def readdress(self, ticket: TicketId, before: ConversationRef, after: ConversationRef) -> int:
        found = [
            (number, one)
            for number, one in self._state.outbox.items()
            if one.message.ticket == ticket
            and one.message.lane == lane_of(before)
            and one.state in ("due", "held")
        ]
        for number, one in found:
            moved = replace(one.message, to=after, lane=lane_of(after))
            self._state.outbox[number] = replace(one, message=moved)
        return len(found)

    def answered(
        self, channel: str, account: str, address: str, *, since: datetime
    ) -> list[tuple[TicketId, Notice]]:
        return [
            (one.message.ticket, one.message.notice)
            for one in self._state.outbox.values()
            if breaker.counted(one.message) == address.casefold()
            and (one.message.to.channel, one.message.to.account) == (channel, account)
            and one.created_at > since
            and one.message.ticket is not None
        ]

    def bounced(self, channel: str, account: str, remote_ids: Sequence[str], *, why: str) -> int:
        found = [
            number
            for number, one in self._state.outbox.items()
            if one.remote_id in remote_ids
            and (one.message.to.channel, one.message.to.account) == (channel, account)
        ]
        for number in found:
            self._set(number, state="bounced", error=why)
        return len(found)

    def undelivered(self, ticket: TicketId | None = None) -> list[tuple[Outgoing, str, str]]:
        return [
            (one.message, one.state, one.error)
            for one in self._state.outbox.values()
            if one.state in (*ACTIVE, "held", "dead", "bounced")
            and (ticket is None or one.message.ticket == ticket)
        ]


def _ready(one: OutboxState, now: datetime) -> bool:
    if one.state == "sending":
        return one.claimed_until is not None and one.claimed_until <= now
    return one.due_at <= now
