"""Databases for a benchmark: made, filled, measured with the server's part, and dropped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


@dataclass(frozen=True, slots=True)
class Server:
    """What works for one database outside of this process; None: nothing does."""

    database: str | None = None

    def cpu_ns(self) -> int:
        """CPU nanoseconds of the server processes behind connections to it that are open now.

        PostgreSQL writes the database's name into the title of each; Linux counts their time in
        /proc/PID/schedstat.
        """
        if self.database is None:
            return 0
        return sum(_spent(process) for process in self._processes())

    def _processes(self) -> Iterator[Path]:
        name = self.database or ""
        for process in Path("/proc").iterdir():
            if process.name.isdigit():
                title = _read(process / "cmdline")
                if title.startswith("postgres:") and f" {name} " in title:
                    yield process


class Place(Protocol):
    """Where databases are made."""

    @property
    def name(self) -> str: ...

    def database(self, name: str) -> AbstractContextManager[tuple[str, Server]]:
        """The URL of an empty database, for a while."""
        ...


@dataclass(frozen=True, slots=True)
class OnSqlite:
    """Files in a folder."""

    folder: Path
    name: str = "sqlite"

    @contextmanager
    def database(self, name: str) -> Iterator[tuple[str, Server]]:
        yield f"sqlite:///{self.folder / name}.db", Server()


@dataclass(frozen=True, slots=True)
class OnPostgres:
    """A server on this machine. `url`: of a database from which others can be made."""

    url: str
    name: str = "postgresql"

    @contextmanager
    def database(self, name: str) -> Iterator[tuple[str, Server]]:
        own = f"firstline_bench_{os.getpid()}_{name}"
        self._administer(f"CREATE DATABASE {own} TEMPLATE template0")
        try:
            url = make_url(self.url).set(database=own).render_as_string(hide_password=False)
            yield url, Server(own)
        finally:
            self._administer(f"DROP DATABASE IF EXISTS {own} WITH (FORCE)")

    def _administer(self, statement: str) -> None:
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def _spent(process: Path) -> int:
    return int((_read(process / "schedstat") or "0").split()[0])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended
        return ""
