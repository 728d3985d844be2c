"""What was decided stays: the database itself refuses to rewrite it, whoever asks."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from tests.builders import NOON
from triage.model import Event, TicketId
from triage.oncall.schedule import Recorded
from triage.store.engine import open_engine
from triage.store.sql import SqlWork


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    with opened.begin() as connection:
        work = SqlWork(connection)
        work.tickets.record(Event(ticket=TicketId(1), at=NOON, kind="claimed"))
        work.roster.record(Recorded(at=NOON, kind="override", by=None, team=None))
    yield opened
    opened.dispose()


@pytest.mark.parametrize("table", ["event", "roster_record"])
@pytest.mark.parametrize("order", ["UPDATE {} SET kind = 'released'", "DELETE FROM {}"])
def test_what_was_decided_is_neither_changed_nor_dropped(
    engine: Engine, table: str, order: str
) -> None:
    with (
        pytest.raises(IntegrityError, match=f"{table} is append-only: what was decided is neither"),
        engine.begin() as connection,
    ):
        connection.execute(text(order.format(table)))

    assert _kinds(engine, table) in (["claimed"], ["override"])


def test_postgresql_does_not_empty_it_at_once_either(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with pytest.raises(IntegrityError, match="append-only"), engine.begin() as connection:
        connection.execute(text("TRUNCATE event"))
    engine.dispose()


def _kinds(engine: Engine, table: str) -> list[Any]:
    with engine.connect() as connection:
        return [row[0] for row in connection.execute(text(f"SELECT kind FROM {table}"))]  # noqa: S608
