"""The service's door for tests: keeps what triage.ports.Intake promises, in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from tests.fast import real
from triage.marks import Card, Cursor, Position
from triage.messages import RawArrival

T = TypeVar("T")


class Door:
    """Unique by key, cursors overwritten as told, reactions numbered when they really change."""

    def __init__(self) -> None:
        self.stored: list[RawArrival] = []
        self.offered: list[str] = []
        self.cursors: dict[str, str] = {}
        self.seen_at: dict[str, datetime] = {}
        self.posted: list[Card] = []
        self.moves: list[Cursor] = []
        self.card_readings = 0
        self.troubles: dict[str, str | None] = {}
        self.good_looks: dict[str, datetime] = {}
        self.asked_since: list[datetime] = []
        self._keys: set[tuple[str, str, str]] = set()
        self._reactions: dict[tuple[str, str, str], tuple[bool, int]] = {}
        self._changed = asyncio.Condition()

    def twin(self) -> Door:
        """Another one that knows what this one knows now."""
        other = Door()
        for name in ("stored", "cursors", "seen_at", "good_looks", "_keys", "_reactions"):
            setattr(other, name, getattr(self, name).copy())
        return other

    def lose(self, external_id: str) -> None:
        """As if a crash had come before it was stored."""
        self.stored = [raw for raw in self.stored if raw.external_id != external_id]
        self._keys = {key for key in self._keys if key[2] != external_id}

    async def accept(self, *raws: RawArrival, cursor: Cursor | None = None) -> int:
        self.offered += [raw.external_id for raw in raws]
        new = sum(1 for raw in raws if self._keep(raw))
        if cursor is not None:
            self.moves.append(cursor)
            self.cursors[cursor.place] = cursor.value
            self.seen_at.setdefault(cursor.place, datetime.now(UTC))  # noqa: TID251
        async with self._changed:
            self._changed.notify_all()
        return new

    async def position(self, channel: str, account: str, place: str) -> Position | None:
        assert (channel, account) == ("discord", account)
        value = self.cursors.get(place)
        return None if value is None else Position(value, self.seen_at[place])

    async def places(self, channel: str, account: str, prefix: str) -> list[str]:
        assert (channel, account) == ("discord", account)
        return sorted(place for place in self.cursors if place.startswith(prefix))

    async def looked(self, channel: str, account: str, *, trouble: str | None = None) -> None:
        """Which places were read, and which could not be."""
        assert channel == "discord"
        self.troubles[account] = trouble
        if trouble is None:
            self.good_looks[account] = datetime.now(UTC)  # noqa: TID251
        async with self._changed:
            self._changed.notify_all()

    async def good_look(self, channel: str, account: str) -> datetime | None:
        assert channel == "discord"
        return self.good_looks.get(account)

    async def said(self, channel: str, account: str, *, since: datetime) -> list[RawArrival]:
        """As if each message were a ticket's; `since` is kept."""
        assert (channel, account) == ("discord", account)
        self.asked_since.append(since)
        async with self._changed:
            self._changed.notify_all()
        said = [raw for raw in self.stored if ":" not in raw.external_id]
        return sorted(said, key=lambda raw: -int(raw.external_id))

    async def lacks(self, channel: str, account: str, ids: Sequence[str]) -> list[str]:
        return [one for one in ids if (channel, account, one) not in self._keys]

    async def cards(self, channel: str, account: str) -> list[Card]:
        assert (channel, account) == ("discord", account)
        self.card_readings += 1
        async with self._changed:
            self._changed.notify_all()
        return [replace(one, standing=self._standing(one)) for one in reversed(self.posted)]

    def _standing(self, card: Card) -> tuple[tuple[str, str], ...]:
        """As the real store: of open cards only."""
        return tuple(
            (user, emoji)
            for (message, user, emoji), (present, _) in self._reactions.items()
            if present and card.open and message == card.external_id
        )

    async def until(self, told: Callable[[], T], timeout: float | None = None) -> T:
        """The first true answer, asked again after every accept. `timeout`: else ten seconds of a
        machine that may have much to do, however fast its loop is."""
        async with asyncio.timeout(timeout or real(10.0)), self._changed:
            while not (answer := told()):
                await self._changed.wait()
            return answer

    @property
    def ids(self) -> list[str]:
        return [raw.external_id for raw in self.stored]

    def _keep(self, raw: RawArrival) -> bool:
        external_id = raw.external_id
        if raw.reaction is not None:
            before, number = self._reactions.get(_of(raw), (False, 0))
            if before == raw.reaction.present:
                return False
            self._reactions[_of(raw)] = (raw.reaction.present, number + 1)
            if not raw.reaction.effective:
                return False
            external_id = f"{external_id}:{number + 1}"
        key = (raw.channel, raw.account, external_id)
        if key in self._keys:
            return False
        self._keys.add(key)
        self.stored.append(replace(raw, external_id=external_id))
        return True


class SandboxClock:
    """Wall time: the loopback Discord keeps its own, and the two are compared."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251

    async def sleep_until(self, when: datetime) -> None:
        await asyncio.sleep(max((when - self.now()) / timedelta(seconds=1), 0))


def _of(raw: RawArrival) -> tuple[str, str, str]:
    assert raw.reaction is not None
    return raw.reaction.message, raw.reaction.user, raw.reaction.emoji
