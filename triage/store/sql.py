"""The store on SQL: SQLite by default, PostgreSQL when one machine is not enough.

The same Core statements run on both. Writes go through the writer's thread, reads through a
thread of their own on connections of their own, so neither waits for the other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Self, TypeVar

from sqlalchemy import Connection

from triage.ports.work import Transact, UnitOfWork
from triage.store.arrivals import SqlArrivals
from triage.store.duty import SqlDuty, SqlSwitches
from triage.store.engine import open_engine
from triage.store.files import SqlFiles
from triage.store.lock import ServiceLock
from triage.store.outbox import SqlOutbox
from triage.store.roster import SqlRoster
from triage.store.tickets import SqlTickets
from triage.store.timers import SqlTimers
from triage.store.writer import Writer

T = TypeVar("T")


class SqlWork:
    """One transaction on one connection; the nouns are made when they are asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def arrivals(self) -> SqlArrivals:
        return SqlArrivals(self._connection)

    @cached_property
    def tickets(self) -> SqlTickets:
        return SqlTickets(self._connection)

    @cached_property
    def files(self) -> SqlFiles:
        return SqlFiles(self._connection)

    @cached_property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self._connection)

    @cached_property
    def timers(self) -> SqlTimers:
        return SqlTimers(self._connection)

    @cached_property
    def duty(self) -> SqlDuty:
        return SqlDuty(self._connection)

    @cached_property
    def roster(self) -> SqlRoster:
        return SqlRoster(self._connection)

    @cached_property
    def switches(self) -> SqlSwitches:
        return SqlSwitches(self._connection)


class SqlStore:
    """A database, open. `service=True` also refuses a second service on the same SQLite file."""

    def __init__(self, url: str, *, service: bool = False) -> None:
        self._lock = ServiceLock(url) if service else None
        self._engine = open_engine(url)
        self._read_engine = open_engine(url, reading=True)
        self._writer = Writer(self._engine, SqlWork)
        self._readers = ThreadPoolExecutor(1, "reader")

    @property
    def transact(self) -> Transact:
        return self._writer.transact

    @property
    def exclusive(self) -> bool:
        """Whether no other service can work on this database while we do."""
        return self._lock is not None and self._lock.held

    @property
    def shown(self) -> str:
        """The database's address without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    def look(self, unit: Callable[[UnitOfWork], T], /) -> Awaitable[T]:
        return asyncio.get_running_loop().run_in_executor(self._readers, self._look, unit)

    def _look(self, unit: Callable[[UnitOfWork], T]) -> T:
        with self._read_engine.connect() as connection, connection.begin():
            return unit(SqlWork(connection))

    def close(self) -> None:
        self._writer.close()
        self._readers.shutdown()
        self._engine.dispose()
        self._read_engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()
