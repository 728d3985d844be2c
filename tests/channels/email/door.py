"""The service's door as adapters see it, in memory: keeps the promises of triage.ports.Intake."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from triage.marks import Card, Cursor, Position
from triage.messages import RawArrival


class Door:
    """`arrivals`: what was new, in its order. `calls`: the size of every call of accept."""

    def __init__(self, *, now: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> None:
        self.arrivals: list[RawArrival] = []
        self.calls: list[int] = []
        self.positions: dict[tuple[str, str], Position] = {}
        self.fail_next = 0
        self.looks: list[tuple[str, str | None]] = []
        self._now = now
        self._change = asyncio.Condition()

    async def accept(self, *raws: RawArrival, cursor: Cursor | None = None) -> int:
        if self.fail_next:
            self.fail_next -= 1
            raise RuntimeError("the store is down")
        known = {(raw.account, raw.external_id) for raw in self.arrivals}
        new = [raw for raw in raws if (raw.account, raw.external_id) not in known]
        async with self._change:
            self.arrivals += new
            self.calls.append(len(raws))
            if cursor is not None:
                at = (cursor.account, cursor.place)
                first = self.positions[at].first_seen_at if at in self.positions else self._now
                self.positions[at] = Position(cursor.value, first)
            self._change.notify_all()
        return len(new)

    async def position(self, channel: str, account: str, place: str) -> Position | None:
        assert channel == "email"
        return self.positions.get((account, place))

    async def places(self, channel: str, account: str, prefix: str) -> list[str]:
        raise AssertionError(f"only a chat asks for places: {channel} {account} {prefix}")

    async def looked(self, channel: str, account: str, *, trouble: str | None = None) -> None:
        assert channel == "email"
        async with self._change:
            self.looks.append((account, trouble))
            self._change.notify_all()

    async def good_look(self, channel: str, account: str) -> datetime | None:
        raise AssertionError(f"only a chat asks when it last looked: {channel} {account}")

    async def said(self, channel: str, account: str, *, since: datetime) -> Sequence[RawArrival]:
        raise AssertionError(f"a mail never changes: {channel} {account} {since}")

    async def lacks(self, channel: str, account: str, ids: Sequence[str]) -> Sequence[str]:
        raise AssertionError(f"only files are asked for: {channel} {account} {ids}")

    async def cards(self, channel: str, account: str) -> Sequence[Card]:
        del channel, account
        return ()

    @property
    def bodies(self) -> list[bytes]:
        return [raw.raw.partition(b"\r\n\r\n")[2].strip() for raw in self.arrivals]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until it holds after some call of accept."""
        async with asyncio.timeout(20), self._change:
            await self._change.wait_for(holds)
