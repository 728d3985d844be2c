"""What arrived, in order, on its way to the service's door; and how far each place was read.

Events come faster than commits. They wait here, and everything that waits goes through the door
in as few commits as there are places. A place's cursor moves with its messages only while nothing
can be missing before them: from a lost connection until its catch-up it does not move.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from channels.discord.snapshot import CHANNEL
from triage.marks import Cursor
from triage.messages import RawArrival
from triage.ports.channel import Intake

MOST = 200
"""Arrivals in one commit: bounds what one transaction holds, and how long it holds others up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One arrival. `place` and `position` when it is a message: its channel and its id. `stored`
    is set when it is kept."""

    raw: RawArrival
    place: str | None = None
    position: int = 0
    stored: asyncio.Event | None = None


class Feed:
    """The one way to the door for what is live. `era` counts connections: what began in an
    earlier one may not vouch for a later one."""

    def __init__(self, intake: Intake, account: str) -> None:
        self.era = 0
        self.met: asyncio.Queue[str] = asyncio.Queue()
        """Conversations with one person that nobody knew of: what they wrote before is unread."""
        self._intake = intake
        self._account = account
        self._queue: asyncio.Queue[Waiting] = asyncio.Queue()
        self._reached: dict[str, int] = {}
        self._known: set[str] = set()

    def put(self, arrived: Waiting) -> None:
        self._queue.put_nowait(arrived)

    def know(self, places: Iterable[str]) -> None:
        """Conversations with one person that were read before."""
        self._known.update(places)

    def meet(self, place: str) -> None:
        """Somebody writes to us, or we to them: the first time, that is news."""
        if place not in self._known:
            self._known.add(place)
            self.met.put_nowait(place)

    def interrupted(self) -> None:
        """The connection is gone or new: something may be missing everywhere."""
        self.era += 1
        self._reached.clear()

    def follows(self, place: str) -> bool:
        """Whether nothing is missing in that place."""
        return place in self._reached

    def reached(self, place: str, position: int, *, era: int) -> None:
        """Everything in `place` up to `position` is stored; from here its cursor moves live."""
        if era == self.era:
            self._reached[place] = position

    async def run(self) -> None:
        """Hand over until cancelled. An error of the door itself ends it: nobody would listen."""
        while True:
            await self._hand_over(await self._batch())

    async def _batch(self) -> list[Waiting]:
        batch = [await self._queue.get()]
        while len(batch) < MOST and not self._queue.empty():
            batch.append(self._queue.get_nowait())
        return batch

    async def _hand_over(self, batch: list[Waiting]) -> None:
        groups: dict[str | None, list[Waiting]] = {}
        for each in batch:
            place = each.place if each.place in self._reached else None
            groups.setdefault(place, []).append(each)
        for place, arrived in groups.items():
            cursor = None if place is None else self._cursor(place, arrived)
            await self._intake.accept(*(each.raw for each in arrived), cursor=cursor)
            for each in arrived:
                if each.stored is not None:
                    each.stored.set()

    def _cursor(self, place: str, arrived: list[Waiting]) -> Cursor | None:
        """Forward only: what waited while its place caught up is behind the cursor by now."""
        last = max(each.position for each in arrived)
        if last <= self._reached.get(place, last):
            return None
        self._reached[place] = last
        return Cursor(channel=CHANNEL, account=self._account, place=place, value=str(last))
