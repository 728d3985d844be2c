"""Run the service on a configuration file, until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from triage.app.owners import refuse_foreign_owners
from triage.app.panels import post_panels
from triage.app.proved import plus_proved
from triage.app.reload import Reloading
from triage.app.service import Adapters, Service, adapters, reclaim
from triage.apply import BRAKE
from triage.clock import SystemClock
from triage.desk import Mode
from triage.duties import trials
from triage.log import Logger, get_logger
from triage.outbox import PAUSED
from triage.ports.core import Clock
from triage.settings.load import load
from triage.settings.whole import Settings
from triage.store.migrate import migrate
from triage.store.sql import SqlStore

log: Logger = get_logger()


def run(config: Path) -> None:
    """Start, say so, and work until SIGTERM or SIGINT.

    Raises ConfigError (the operator must act) and ServiceRunningError (another one runs).
    """
    refuse_foreign_owners()
    settings = load(config, os.environ)
    asyncio.run(until_stopped(partial(serve, settings, config, SystemClock())))
    log.info("stopped")


async def serve(
    settings: Settings, config: Path, clock: Clock, *, channels: Adapters = adapters
) -> None:
    """The service on its database, from migration to the last commit. `config`: where its rules are
    read again from. `channels` makes its adapters."""
    migrate(settings.database)
    with SqlStore(settings.database, service=True) as store:
        if store.exclusive:  # the lock is ours: who held anything is dead
            await store.transact(reclaim)
        plus = await store.look(lambda work: plus_proved(work, settings))
        service = Service.build(
            settings, store, clock, channels=channels(settings, clock, plus=plus)
        )
        panels = partial(post_panels, settings=settings, desk=service.desk, now=clock.now())
        await store.transact(panels)
        log.info(
            "started",
            mode=settings.mode,
            channels=sorted(service.channels),
            database=store.shown,
        )
        await say_what_is_held(settings, store)

        async def taken() -> None:
            live = service.rules
            await store.transact(lambda work: trials.watch(work, live.on_trial, now=clock.now()))

        await taken()
        reloading = Reloading(
            config=config, live=service.rules, taken=taken, environment=os.environ
        )
        await service.run(reloading.run)


async def say_what_is_held(settings: Settings, store: SqlStore) -> None:
    """Whoever starts a service and hears nothing from it finds the reason in its first lines."""
    if settings.mode is Mode.WATCH:
        log.warning(
            "watch mode: staff see everything, reporters hear nothing, nobody is paged",
            fix='write mode = "live" when you trust it',
        )
    paused, braked = await store.look(
        lambda work: (work.switches.get(PAUSED), work.switches.get(BRAKE))
    )
    if paused is not None:
        log.warning("paused: nothing is sent", by=paused, fix="triage resume")
    if braked is not None:
        log.warning("the brake holds receipts", since=braked, fix="triage resume")


async def until_stopped(work: Callable[[], Awaitable[None]]) -> None:
    """Await `work`; SIGTERM and SIGINT end it in order. Raises the ConfigError that ended it."""
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(work())
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    try:
        await asyncio.wait([task])
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
    if task.cancelled():
        return
    error = task.exception()
    if error is not None:
        raise root(error)


def root(error: BaseException) -> BaseException:
    """The first error inside a TaskGroup's group of groups."""
    return root(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error
