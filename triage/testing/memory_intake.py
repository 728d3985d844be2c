"""Arrivals in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from triage.marks import Cursor, Position
from triage.messages import RawArrival
from triage.model import MessageRef, TicketId, TicketStatus
from triage.ports.store import StoredArrival, within
from triage.testing.state import ArrivalState, State


class MemoryArrivals:
    """See `triage.ports.Arrivals`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def accept(self, raws: Sequence[RawArrival], cursor: Cursor | None, *, now: datetime) -> int:
        new = sum(self._insert(raw) for raw in raws)
        if cursor is not None:
            place = (cursor.channel, cursor.account, cursor.place)
            seen = self._state.cursors.get(place)
            first = now if seen is None else seen.first_seen_at
            self._state.cursors[place] = Position(cursor.value, first)
        return new

    def _insert(self, raw: RawArrival) -> bool:
        if raw.reaction is not None:
            mark = raw.reaction
            key = (raw.channel, raw.account, mark.message, mark.user, mark.emoji)
            present, seq = self._state.reactions.get(key, (False, 0))
            if present == mark.present:
                return False
            self._state.reactions[key] = (mark.present, seq + 1)
            if not mark.effective:
                return False
            raw = replace(raw, external_id=f"{raw.external_id}:{seq + 1}", reaction=None)
        if self.raw(MessageRef(raw.channel, raw.account, raw.external_id)) is not None:
            return False
        self._state.arrivals[len(self._state.arrivals) + 1] = ArrivalState(raw=raw)
        return True

    def position(self, channel: str, account: str, place: str) -> Position | None:
        return self._state.cursors.get((channel, account, place))

    def places(self, channel: str, account: str, prefix: str) -> list[str]:
        return sorted(
            place
            for its, where, place in self._state.cursors
            if (its, where) == (channel, account) and place.startswith(prefix)
        )

    def take(
        self, *, now: datetime, until: datetime, limit: int, most_bytes: int | None = None
    ) -> list[StoredArrival]:
        free = [
            (number, one)
            for number, one in self._state.arrivals.items()
            if one.state == "new"
            and (one.claimed_until is None or one.claimed_until <= now)
            and (one.retry_at is None or one.retry_at <= now)
        ][:limit]
        wanted = within(((number, len(one.raw.raw)) for number, one in free), most_bytes)
        free = free[: len(wanted)]
        for number, one in free:
            self._change(number, replace(one, claimed_until=until))
        return [
            StoredArrival(
                id=number,
                raw=one.raw,
                attempts=one.attempts,
                released=one.disposition == "released",
            )
            for number, one in free
        ]

    def done(self, arrival: int, *, disposition: str, ticket: TicketId | None) -> None:
        one = self._state.arrivals[arrival]
        self._change(
            arrival,
            replace(one, state="done", claimed_until=None, disposition=disposition, ticket=ticket),
        )

    def failed(self, arrival: int, *, error: str, retry_at: datetime | None) -> None:
        del error
        one = self._state.arrivals[arrival]
        self._change(
            arrival,
            replace(
                one,
                state="failed" if retry_at is None else "new",
                attempts=one.attempts + 1,
                claimed_until=None,
                retry_at=retry_at,
            ),
        )

    def _change(self, arrival: int, one: ArrivalState) -> None:
        self._state.arrivals[arrival] = one

    def free(self) -> None:
        for number, one in list(self._state.arrivals.items()):
            if one.state == "new":
                self._change(number, replace(one, claimed_until=None))

    def outcome(self, message: MessageRef) -> tuple[str, TicketId | None] | None:
        for one in self._state.arrivals.values():
            ref = MessageRef(one.raw.channel, one.raw.account, one.raw.external_id)
            if ref == message and one.state == "done":
                return one.disposition or "", one.ticket
        return None

    def note(self, arrival: int, text: str) -> None:
        self._change(arrival, replace(self._state.arrivals[arrival], note=text))

    def tell_held(self, line: str) -> list[str]:
        held = [
            (number, one)
            for number, one in self._state.arrivals.items()
            if one.disposition == "held"
        ]
        for number, one in held:
            self._change(number, replace(one, disposition=f"held {line}"))
        return [one.note for _, one in held]

    def release(self, line: str) -> int:
        told = [
            (number, one)
            for number, one in self._state.arrivals.items()
            if one.disposition == f"held {line}"
        ]
        for number, one in told:
            self._change(number, replace(one, state="new", attempts=0, disposition="released"))
        return len(told)

    def twin(self, raw: RawArrival) -> TicketId | None:
        accounts = {place[:2] for place in self._state.cursors} - {(raw.channel, raw.account)}
        for one in self._state.arrivals.values():
            where = (one.raw.channel, one.raw.account)
            same = one.raw.external_id == raw.external_id and one.raw.channel == raw.channel
            if same and where in accounts and one.ticket is not None:
                return one.ticket
        return None

    def of(self, ticket: TicketId) -> list[RawArrival]:
        return [one.raw for one in self._state.arrivals.values() if one.ticket == ticket]

    def lacks(self, channel: str, account: str, ids: Sequence[str]) -> list[str]:
        return [one for one in ids if self.raw(MessageRef(channel, account, one)) is None]

    def said(self, channel: str, account: str, *, since: datetime, limit: int) -> list[RawArrival]:
        found = []
        for message in reversed(self._state.messages):
            ticket, raw = self._state.tickets[message.ticket], self.raw(message.ref)
            recent = self._state.heard[ticket.id] >= since
            its = (message.ref.channel, message.ref.account) == (channel, account)
            if its and raw is not None and (recent or ticket.status is not TicketStatus.RESOLVED):
                found.append(raw)
        return found[:limit]

    def raw(self, message: MessageRef) -> RawArrival | None:
        for one in self._state.arrivals.values():
            ref = MessageRef(one.raw.channel, one.raw.account, one.raw.external_id)
            if ref == message:
                return one.raw
        return None
