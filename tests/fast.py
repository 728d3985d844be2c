"""Time over the wire: an event loop whose seconds are short, and a clock that goes with it.

A story waits for what really waits: settling, backoffs, polls, rate limits, the pauses of
discord.py between two tries. None of these is shortened by itself, so they keep their order and
their proportions; all of them together go by `SPEED` times as fast.
"""

from __future__ import annotations

import asyncio
import selectors
from datetime import datetime, timedelta

from typing_extensions import override

from channels.sandbox.discord.server import DiscordSandbox

SPEED = 5.0
"""So much that little is left to wait for; not so much that a request which this machine needs half
a second for looks like one that hangs (`triage.outbox.PATIENCE_SECONDS`)."""


class FastLoop(asyncio.SelectorEventLoop):
    """All that is told in seconds to asyncio takes a fifth of them."""

    def __init__(self) -> None:
        super().__init__(_Impatient())

    @override
    def time(self) -> float:
        return super().time() * SPEED


def real(seconds: float) -> float:
    """So many seconds of this machine, in those of the running loop."""
    fast = isinstance(asyncio.get_running_loop(), FastLoop)
    return seconds * SPEED if fast else seconds


class _Impatient(selectors.DefaultSelector):
    @override
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(None if timeout is None else timeout / SPEED)


class LoopClock:
    """Satisfies triage.ports.core.Clock: wall time from `start` on, in the loop's seconds.

    `advance` moves it; who sleeps until then is woken by the polls.
    """

    def __init__(self, start: datetime) -> None:
        self._loop = asyncio.get_running_loop()
        self._started = start - timedelta(seconds=self._loop.time())

    def now(self) -> datetime:
        return self._started + timedelta(seconds=self._loop.time())

    def advance(self, by: timedelta) -> None:
        self._started += by

    async def sleep_until(self, when: datetime) -> None:
        await asyncio.sleep(max(0.0, (when - self.now()).total_seconds()))


def in_step(discord: DiscordSandbox) -> None:
    """What does not go by the loop: discord.py's heart beats in a thread, and this machine needs
    real time to answer whoever presses a button."""
    discord.gateway.heartbeat_ms = round(discord.gateway.heartbeat_ms / SPEED)
    discord.interactions.first_answer_seconds *= SPEED
