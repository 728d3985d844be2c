"""Keep a task alive: what fails is told, waits a little, and starts anew."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from triage.errors import ConfigError, Contained
from triage.log import Logger, get_logger

LONGEST_SECONDS = 60.0

log: Logger = get_logger()


async def supervise(name: str, task: Callable[[], Awaitable[None]], *, first: float = 1.0) -> None:
    """Run `task` for ever. A wrong configuration is not retried: ConfigError ends the service."""
    wait = first
    while True:
        started = asyncio.get_running_loop().time()
        with Contained() as contained:
            await task()
        if isinstance(contained.error, ConfigError):
            raise contained.error
        if asyncio.get_running_loop().time() - started > LONGEST_SECONDS:
            wait = first  # it ran well for a while: this is a new failure
        log.error("task ended, starting again", task=name, wait=wait, exc_info=contained.error)
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_SECONDS)
