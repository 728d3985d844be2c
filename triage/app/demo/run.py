"""Play the demo's day and count it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

from triage.app.demo.day import Day, MissingError
from triage.app.demo.tally import Tally, tally
from triage.app.demo.world import running
from triage.app.run import root


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
