"""Open a database, with the settings that make its promises true."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.util import LRUCache

from triage.errors import ConfigError

BUSY_MS = 10_000
COMPILED_MOST = 500
"""Statements that are kept compiled, as many as SQLAlchemy keeps."""


def open_engine(url: str, *, reading: bool = False) -> Engine:
    """An engine for writing, or one of short transactions that only read.

    Each has connections of its own. What was compiled for one serves all of that database, as long
    as the process lives: to compile a statement costs more than most of them do.

    Raises ConfigError for a URL that is no SQLite file and no PostgreSQL database.
    """
    first = _first(url, reading=reading)
    options = first.get_execution_options()
    return Engine(first.pool.recreate(), first.dialect, first.url, execution_options=options)


@lru_cache(maxsize=8)
def _first(url: str, *, reading: bool) -> Engine:
    """Never connects: how to connect, and what was compiled."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() not in ("sqlite", "postgresql"):
            raise ConfigError(f"database: {parsed.drivername!r} is not supported; " + _USE)
        engine = create_engine(
            parsed,
            pool_pre_ping=parsed.get_backend_name() == "postgresql",
            execution_options={"compiled_cache": LRUCache(COMPILED_MOST)},
        )
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigError(f"database: {error}; " + _USE) from error
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"database: {error.name} is not installed; pip install 'firstline[postgres]'"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        # Not an event: one listener on an engine makes SQLAlchemy run its event hooks around every
        # statement.
        begin = _begin_reading if reading else _begin_writing
        engine.dialect.do_begin = begin  # type: ignore[assignment,method-assign]
    else:
        event.listen(engine, "connect", _prepare_postgresql)
    return engine


_USE = "write sqlite:////path/firstline.db or postgresql+psycopg://user@host/name"


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """WAL so that readers never wait; FULL so that a power cut loses nothing acknowledged."""
    connection.isolation_level = None  # we begin ourselves: BEGIN IMMEDIATE
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_postgresql(connection: Any, _record: object) -> None:
    """Moments come in UTC, whatever the server's zone is: read by any other, each costs twice."""
    connection.execute("SET TIME ZONE 'UTC'")
    connection.commit()


def _begin_writing(connection: Any) -> None:
    connection.execute("BEGIN IMMEDIATE")


def _begin_reading(connection: Any) -> None:
    connection.execute("BEGIN")
