"""The few statements that SQLite and PostgreSQL spell alike but SQLAlchemy does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.ext.compiler import compiles
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


class unindexed(ColumnElement[Any]):  # noqa: N801  reads as a function of SQL, as SQLAlchemy's own
    """A column by which SQLite does not search, though it has an index that begins with it."""

    inherit_cache = False

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.column, self.type = column, column.type


@compiles(unindexed)
def _as_it_is(element: unindexed, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(element.column, **kw))


@compiles(unindexed, "sqlite")
def _signed(element: unindexed, compiler: Any, **kw: Any) -> str:
    return f"+{compiler.process(element.column, **kw)}"


class Prepared:
    """A question that is asked all the time: compiled once, and answered in the driver's values.

    From a statement to rows SQLAlchemy takes as long as both databases do for a small answer.
    `moment` reads what a row has for one; None stays None.
    """

    def __init__(self, statement: CompoundSelect[Any]) -> None:
        self._compiled = {
            name: statement.compile(dialect=make_url(f"{driver}://").get_dialect()())
            for name, driver in (("sqlite", "sqlite"), ("postgresql", "postgresql+psycopg"))
        }
        self._words = {name: str(one) for name, one in self._compiled.items()}

    def rows(self, connection: Connection, values: Mapping[str, object]) -> Sequence[Any]:
        name = connection.dialect.name
        compiled = self._compiled[name]
        given: Any = {**compiled.params, **values}
        if compiled.positiontup is not None:
            written = {key: _value(value) for key, value in given.items()}
            given = tuple(written[one] for one in compiled.positiontup)
        return connection.exec_driver_sql(self._words[name], given).all()


def moment(value: Any) -> Any:
    """SQLite has the words of a moment in UTC, PostgreSQL answers in the zone of its session."""
    if isinstance(value, str):
        return datetime.fromisoformat(f"{value}+00:00")
    return None if value is None else value.astimezone(UTC)


def _value(value: object) -> object:
    """As SQLAlchemy writes it down for SQLite."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return value


def _insert(dialect: str, row: type[SQLModel]) -> Insert:
    return sqlite.insert(table(row)) if dialect == "sqlite" else postgresql.insert(table(row))
