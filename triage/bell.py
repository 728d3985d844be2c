"""Wake who waits for work, at once; a poll is the net for what other processes do."""

from __future__ import annotations

import asyncio


class Bell:
    """Rings for everybody who listens. Listen *before* looking for work, then nothing is missed.

    heard = bell.listen()
    ... look for work ...
    await bell.wait(heard, within=1.0)
    """

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def ring(self) -> None:
        self._next.set()
        self._next = asyncio.Event()

    def listen(self) -> asyncio.Event:
        return self._next

    async def wait(self, heard: asyncio.Event, *, within: float) -> None:
        """Return when it rang after `listen`, or after `within` seconds of real time."""
        try:
            async with asyncio.timeout(within):
                await heard.wait()
        except TimeoutError:
            return
