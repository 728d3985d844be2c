"""The questions asked for every message and every second find their answer by an index."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from tests.builders import NOON, outgoing, raw
from triage.messages import Notice
from triage.model import MessageRef, PersonId, TeamId, TicketId
from triage.ports.work import UnitOfWork
from triage.store.engine import open_engine
from triage.store.sql import SqlWork

HOT: dict[str, Callable[[UnitOfWork], object]] = {
    "take arrivals": lambda work: work.arrivals.take(now=NOON, until=NOON, limit=50),
    "raw arrival": lambda work: work.arrivals.raw(MessageRef("email", "support", "a1")),
    "take outbox": lambda work: work.outbox.take("email", now=NOON, until=NOON, limit=1),
    "card": lambda work: work.outbox.ticket_of_card(MessageRef("discord", "1", "5")),
    "cancel": lambda work: work.outbox.cancel(TicketId(1), (Notice.PAGE,)),
    "brake": lambda work: work.outbox.count_since(Notice.ACKNOWLEDGED, NOON),
    "who is on call": lambda work: work.roster.changes(TeamId("platform"), at=NOON),
    "due timers": lambda work: work.timers.due(NOON, limit=50),
    "next timer": lambda work: work.timers.next_due(),
    "thread": lambda work: work.tickets.messages(TicketId(1)),
    "by message": lambda work: work.tickets.by_message("email", "support", ["a", "b"]),
    "recent": lambda work: work.tickets.recent_of(
        PersonId("r_1"), channel="discord", place="5", since=NOON - timedelta(minutes=15)
    ),
}


_FINE = ("USING", "SCAN next_")


@pytest.mark.parametrize("question", HOT)
def test_a_hot_question_never_scans_a_table(question: str, sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    asked: list[tuple[str, Any]] = []
    with engine.connect() as connection, connection.begin():
        work = SqlWork(connection)
        work.arrivals.accept([raw()], None, now=NOON)
        work.outbox.enqueue(outgoing(), now=NOON, due_at=NOON)

        @event.listens_for(engine, "before_cursor_execute")
        def note(_c: object, _cursor: object, sql: str, values: Any, *_: object) -> None:
            asked.append((sql, values))

        HOT[question](work)
        event.remove(engine, "before_cursor_execute", note)
        selects = [one for one in asked if not one[0].startswith("INSERT")]
        plans = [
            str(row)
            for sql, values in selects
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", _one(values))
        ]
    engine.dispose()

    assert plans
    # A scan of a partial index is fine: it holds only what is waiting; so is one row.
    assert [one for one in plans if "SCAN" in one and not any(w in one for w in _FINE)] == []


def test_who_is_on_call_is_not_searched_for_in_all_of_the_past(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    asked: list[tuple[str, Any]] = []
    with engine.connect() as connection:

        @event.listens_for(engine, "before_cursor_execute")
        def note(_c: object, _cursor: object, sql: str, values: Any, *_: object) -> None:
            asked.append((sql, values))

        HOT["who is on call"](SqlWork(connection))
        event.remove(engine, "before_cursor_execute", note)
        [(sql, values)] = asked
        plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
    engine.dispose()

    assert [one for one in plan if "start<?" in one] == []
    assert len([one for one in plan if "_bin (" in one]) == 3


def _one(values: Any) -> Any:
    """The values of one execution, also where many were given."""
    return values[0] if isinstance(values, list) else values
