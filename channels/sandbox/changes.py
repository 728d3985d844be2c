"""Waiting for something to change, without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """A counter that wakes whoever waits. `version` grows by one with every change."""

    def __init__(self) -> None:
        self.version = 0
        self._changed = asyncio.Event()

    def tell(self) -> None:
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def after(self, version: int) -> int:
        """Return the version as soon as it is greater than `version`."""
        while self.version <= version:
            await self._changed.wait()
        return self.version

    async def wait_for(self, predicate: Callable[[], T], timeout: float) -> T:
        """Ask `predicate` now and after every change; return its first true answer.

        `timeout` in seconds; raises TimeoutError.
        """
        async with asyncio.timeout(timeout):
            while not (answer := predicate()):
                await self.after(self.version)
            return answer
