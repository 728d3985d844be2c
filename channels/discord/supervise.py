"""Keeping a client alive: a fresh one with backoff when one ends, without burning the token.

discord.py reconnects by itself, but a failed first connect and an exception in one of its payload
parsers end the client for good (measured with 2.7.1; Rapptz/discord.py#10520).
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from typing import NoReturn

from channels.discord.faults import final

log = logging.getLogger(__name__)

LONGEST = 300.0
"""Seconds between two lives at most: 288 a day, far from Discord's 1000 IDENTIFYs."""

HEALTHY = 600.0
"""Seconds of life after which the next failure counts as a first one."""

DAY = 86400.0

IDENTIFIES = 900
"""New sessions a day that we allow ourselves. At 1000 Discord resets the token (vendor's gateway
page, "session start limit")."""


def pause(failures: int, *, first: float, jitter: float) -> float:
    """Seconds to wait after that many failures in a row (from 1); `jitter` in [0, 1)."""
    whole: float = min(LONGEST, first * 2.0 ** min(failures - 1, 30))
    return whole * (0.5 + jitter / 2)


class IdentifyBudget:
    """New sessions in the last day. Times are seconds of one monotonic clock."""

    def __init__(self, limit: int = IDENTIFIES) -> None:
        self._limit = limit
        self._at: deque[float] = deque()

    def spend(self, now: float) -> None:
        self._at.append(now)

    def wait(self, now: float) -> float:
        """Seconds until another session may be opened; 0 when one may be now."""
        while self._at and now - self._at[0] >= DAY:
            self._at.popleft()
        if len(self._at) < self._limit:
            return 0.0
        return DAY - (now - self._at[len(self._at) - self._limit])


async def keep_alive(
    live: Callable[[], Awaitable[None]], *, budget: IdentifyBudget, first: float
) -> NoReturn:
    """Run one life after the other until cancelled.

    Raises ConfigError when only the operator can help: token refused, intent missing.
    """
    now = asyncio.get_running_loop().time
    chance = random.SystemRandom().random
    failures = 0
    while True:
        began = now()
        # The library ends a life with whatever its parser met: taken as a value, not caught here.
        (ended,) = await asyncio.gather(live(), return_exceptions=True)
        for cause in causes(ended):
            hopeless = final(cause)
            if hopeless is not None:
                raise hopeless from cause
        failures = 1 if now() - began > HEALTHY else failures + 1
        wait = max(pause(failures, first=first, jitter=chance()), budget.wait(now()))
        log.warning("the Discord client ended (%s); a fresh one in %.1f s", _said(ended), wait)
        await asyncio.sleep(wait)


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """The real causes inside the groups that task groups wrap around them."""
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from causes(each)
    elif error is not None:
        yield error


def _said(error: BaseException | None) -> str:
    return ", ".join(map(repr, causes(error))) or "without an error"
