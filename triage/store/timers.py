"""What is due later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text, update

from triage.ports.store import Timer
from triage.store.statements import table, upsert
from triage.store.tables import TimerRow

_TIMER = table(TimerRow)
# Literal, word for word as in the partial index: a bound value would make SQLite scan the table.
_ARMED = text("timer.state = 'armed'")

_DUE = (
    select(_TIMER)
    .where(_ARMED, _TIMER.c.due_at <= bindparam("now"))
    .order_by(_TIMER.c.due_at)
    .limit(bindparam("most"))
)
_NEXT_DUE = select(func.min(_TIMER.c.due_at)).where(_ARMED)
_ARMED_OF = select(_TIMER).where(
    _TIMER.c.kind == bindparam("kind_"), _TIMER.c.subject == bindparam("subject_"), _ARMED
)
_CANCEL = (
    update(_TIMER)
    .where(_TIMER.c.kind == bindparam("kind_"), _TIMER.c.subject == bindparam("subject_"), _ARMED)
    .values(state="cancelled")
)
_FIRED = (
    update(_TIMER)
    .where(
        _TIMER.c.kind == bindparam("kind_"),
        _TIMER.c.subject == bindparam("subject_"),
        _TIMER.c.occurrence == bindparam("occurrence_"),
        _TIMER.c.due_at == bindparam("due"),
        _ARMED,
    )
    .values(state="fired")
)


class SqlTimers:
    """See `triage.ports.Timers`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def arm(self, timer: Timer) -> None:
        self._connection.execute(
            upsert(
                self._connection.dialect.name,
                TimerRow,
                ("kind", "subject", "occurrence"),
                ("due_at", "state"),
            ),
            {
                "kind": timer.kind,
                "subject": timer.subject,
                "occurrence": timer.occurrence,
                "due_at": timer.due_at,
                "state": "armed",
            },
        )

    def cancel(self, kind: str, subject: str) -> int:
        done = self._connection.execute(_CANCEL, {"kind_": kind, "subject_": subject})
        return done.rowcount

    def due(self, now: datetime, *, limit: int) -> list[Timer]:
        rows = self._connection.execute(_DUE, {"now": now, "most": limit})
        return [_timer(row) for row in rows]

    def fired(self, timer: Timer) -> bool:
        done = self._connection.execute(
            _FIRED,
            {
                "kind_": timer.kind,
                "subject_": timer.subject,
                "occurrence_": timer.occurrence,
                "due": timer.due_at,
            },
        )
        return done.rowcount == 1

    def armed(self, kind: str, subject: str) -> Timer | None:
        row = self._connection.execute(_ARMED_OF, {"kind_": kind, "subject_": subject}).first()
        return None if row is None else _timer(row)

    def next_due(self) -> datetime | None:
        return self._connection.execute(_NEXT_DUE).scalar()


def _timer(row: Any) -> Timer:
    return Timer(
        kind=row.kind,
        subject=row.subject,
        occurrence=row.occurrence,
        due_at=row.due_at,
    )
