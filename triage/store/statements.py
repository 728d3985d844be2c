"""The few statements that SQLite and PostgreSQL spell alike but SQLAlchemy does not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

Insert = postgresql.Insert | sqlite.Insert


def table(row: type[SQLModel]) -> Table:
    found: Table = row.__table__  # type: ignore[attr-defined]
    return found


@lru_cache
def insert_new(dialect: str, row: type[SQLModel]) -> Executable:
    """INSERT that leaves a row alone which is there already; returns a key for each new one."""
    return (
        _insert(dialect, row).on_conflict_do_nothing().returning(next(iter(table(row).primary_key)))
    )


@lru_cache
def upsert(
    dialect: str, row: type[SQLModel], key: tuple[str, ...], change: tuple[str, ...]
) -> Insert:
    """INSERT, or change these columns of the row that has that key."""
    statement = _insert(dialect, row)
    excluded = {name: statement.excluded[name] for name in change}
    return statement.on_conflict_do_update(index_elements=list(key), set_=excluded)


def put(connection: Connection, row: type[SQLModel], values: Sequence[dict[str, object]]) -> int:
    """Insert what is new; return how many were. Counts what comes back: psycopg knows no number."""
    if not values:
        return 0
    statement = insert_new(connection.dialect.name, row)
    return len(connection.execute(statement, list(values)).all())


def _insert(dialect: str, row: type[SQLModel]) -> Insert:
    return sqlite.insert(table(row)) if dialect == "sqlite" else postgresql.insert(table(row))
