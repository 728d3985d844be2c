"""Play the demo's day and count it, or let a person play."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from time import monotonic

from triage.app.demo.day import Day, MissingError
from triage.app.demo.hands import Hands
from triage.app.demo.tally import Tally, tally
from triage.app.demo.world import running
from triage.app.run import root

BY_HAND_SPEED = 10.0
"""Six seconds a minute: time to read, and still an escalation within half a minute."""


def play(tell: Callable[[str], None]) -> Tally:
    """The whole day, told line by line.

    Raises MissingError when something that had to arrive did not, ConfigError when the `demo`
    extra is not installed.
    """
    try:
        return asyncio.run(_play(tell))
    except BaseExceptionGroup as group:
        raise root(group) from group


async def _play(tell: Callable[[str], None]) -> Tally:
    started = monotonic()
    tell("Starting a Discord, a mail server and the service, all on this machine ...")
    async with running() as world:
        tell("The service listens on both channels.")
        day = Day(world=world, tell=tell)
        await day.play()
        if wrong := [*world.discord.unknown_routes, *world.discord.violations]:
            raise MissingError(f"requests that Discord does not know: {'; '.join(wrong)}")
        return tally(world, day.reports, seconds=monotonic() - started)


def play_by_hand(read: Callable[[], str], tell: Callable[[str], None]) -> None:
    """Keep the sandbox up for a person. `read` gives the next line, "" at the end.

    Raises ConfigError when the `demo` extra is not installed.
    """
    try:
        asyncio.run(_by_hand(read, tell))
    except BaseExceptionGroup as group:
        raise root(group) from group


async def _by_hand(read: Callable[[], str], tell: Callable[[str], None]) -> None:
    tell("Starting a Discord, a mail server and the service, all on this machine ...")
    async with running(BY_HAND_SPEED) as world:
        await Hands(world=world, tell=tell).play(_lines(read))


async def _lines(read: Callable[[], str]) -> AsyncIterator[str]:
    """Lines from a reader that blocks. Its thread is a daemon: Ctrl-C need not wait for Enter."""
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[str]()

    def pump() -> None:
        line = "more"
        while line:
            line = ""
            try:
                line = read()
            finally:  # whatever happened to the reader, nobody waits for it for ever
                loop.call_soon_threadsafe(lines.put_nowait, line)

    threading.Thread(target=pump, daemon=True).start()
    while line := await lines.get():
        yield line
