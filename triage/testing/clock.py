"""A clock that stands still until a test moves it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta


class ManualClock:
    """`advance` moves time on and wakes who slept until then, in the order of their times."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._sleepers: list[tuple[datetime, asyncio.Event]] = []

    def now(self) -> datetime:
        return self._now

    async def sleep_until(self, when: datetime) -> None:
        if when <= self._now:
            await asyncio.sleep(0)
            return
        woken = asyncio.Event()
        self._sleepers.append((when, woken))
        await woken.wait()

    def advance(self, by: timedelta) -> datetime:
        self._now += by
        due = sorted((one for one in self._sleepers if one[0] <= self._now), key=lambda one: one[0])
        self._sleepers = [one for one in self._sleepers if one[0] > self._now]
        for _, woken in due:
            woken.set()
        return self._now
