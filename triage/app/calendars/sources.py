"""Read the calendars that schedules stand in, now and then, and keep what they said."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp

from triage.app.calendars.read import Read, read
from triage.desk import Desk
from triage.duties.lint import calendar_switch
from triage.errors import ConfigError
from triage.log import Logger, get_logger
from triage.oncall.schedule import Calendar
from triage.ports.core import Clock
from triage.ports.work import Store, UnitOfWork

PAST, AHEAD = timedelta(weeks=4), timedelta(weeks=53)
EVERY_SECONDS = 900.0
MOST_BYTES = 2_000_000
PATIENCE = aiohttp.ClientTimeout(total=30)

log: Logger = get_logger()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a layer's calendar is: `https://...`, or a file's path."""

    layer: Calendar
    where: str


@dataclass(frozen=True, kw_only=True)
class Sources:
    """A calendar that cannot be read leaves what it said before: better old than nobody."""

    store: Store
    clock: Clock
    desk: Desk
    sources: Sequence[Source]
    every: float = EVERY_SECONDS

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            for source in self.sources:
                try:
                    found = await self.refresh(source)
                except ConfigError as error:
                    log.warning(
                        "a calendar is not read; what it said before stands",
                        team=source.layer.team,
                        rotation=source.layer.name,
                        why=str(error),
                    )
                else:
                    _told(source, found)
            await asyncio.sleep(self.every)

    async def refresh(self, source: Source) -> Read:
        """Read one calendar and keep its shifts. Raises ConfigError when it cannot be read."""
        now = self.clock.now()
        found = await understood(source, self.desk, now=now)
        await self.store.transact(lambda work: _keep(work, source.layer, found, now))
        return found


async def understood(source: Source, desk: Desk, *, now: datetime) -> Read:
    """What a calendar says now. Raises ConfigError when it cannot be read."""
    body = await fetch(source.where)
    return await asyncio.to_thread(
        read,
        body,
        source.layer,
        tuple(desk.people.values()),
        zone=desk.zone,
        start=now - PAST,
        end=now + AHEAD,
    )


def _keep(work: UnitOfWork, layer: Calendar, found: Read, now: datetime) -> None:
    work.roster.list_shifts(layer.team, layer.name, found.shifts)
    work.switches.set(calendar_switch(layer.team, layer.name), now.isoformat())


async def fetch(where: str) -> bytes:
    """Raises ConfigError, which never repeats the address: it may be secret."""
    if where.startswith("env:"):
        name = where.removeprefix("env:")
        raise ConfigError(f"{name} is not set; export {name}")
    if "://" not in where:
        return await asyncio.to_thread(_file, Path(where))
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(where, max_redirects=5) as response,
        ):
            if response.status != 200:  # noqa: PLR2004  HTTP's OK
                raise ConfigError(f"the server answered {response.status}; open the address once")
            body = await response.content.read(MOST_BYTES + 1)
            while len(body) <= MOST_BYTES and not response.content.at_eof():
                body += await response.content.read(MOST_BYTES + 1 - len(body))
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise ConfigError(f"the server cannot be reached: {type(error).__name__}") from error
    return _fit(body)


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return _fit(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error


def _fit(body: bytes) -> bytes:
    if len(body) > MOST_BYTES:
        raise ConfigError(f"it has more than {MOST_BYTES:,} bytes; make a calendar of shifts only")
    return body


def _told(source: Source, found: Read) -> None:
    if found.unknown:
        log.warning(
            "a calendar has events for nobody we know",
            team=source.layer.team,
            rotation=source.layer.name,
            titles=found.unknown[:5],
            fix="invite people by their mail address of [people], or write their names",
        )
