"""Pages sent, and the service's own switches."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from triage.model import PersonId, TicketId
from triage.store.statements import put, table, upsert
from triage.store.tables import PageRow, SwitchRow

_SWITCH = table(SwitchRow)

_VALUE = select(_SWITCH.c.value).where(_SWITCH.c.name == bindparam("switch"))


class SqlDuty:
    """See `triage.ports.Duty`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, ticket: TicketId, *, level: str, person: PersonId, at: datetime) -> bool:
        row = {"ticket": ticket, "level": level, "person": person, "at": at}
        return put(self._connection, PageRow, [row]) == 1


class SqlSwitches:
    """See `triage.ports.Switches`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        return self._connection.execute(_VALUE, {"switch": name}).scalar()

    def set(self, name: str, value: str | None) -> None:
        if value is None:
            self._connection.execute(delete(_SWITCH).where(_SWITCH.c.name == name))
            return
        self._connection.execute(
            upsert(self._connection.dialect.name, SwitchRow, ("name",), ("value",)),
            {"name": name, "value": value},
        )
