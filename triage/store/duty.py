"""Overrides of the rotation, pages sent, and the service's own switches."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from triage.model import PersonId, TeamId, TicketId
from triage.oncall import Override
from triage.store.statements import put, table, upsert
from triage.store.tables import OverrideRow, PageRow, SwitchRow

_OVERRIDE = table(OverrideRow)
_SWITCH = table(SwitchRow)

_AFTER = select(_OVERRIDE).where(_OVERRIDE.c.end > bindparam("after")).order_by(_OVERRIDE.c.id)
_VALUE = select(_SWITCH.c.value).where(_SWITCH.c.name == bindparam("switch"))


class SqlDuty:
    """See `triage.ports.Duty`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def overrides(self, *, after: datetime) -> list[Override]:
        rows = self._connection.execute(_AFTER, {"after": after})
        return [
            Override(
                team=TeamId(row.team),
                person=PersonId(row.person),
                start=row.start,
                end=row.end,
                instead_of=None if row.instead_of is None else PersonId(row.instead_of),
            )
            for row in rows
        ]

    def add_override(self, override: Override) -> None:
        self._connection.execute(
            insert(_OVERRIDE),
            {
                "team": override.team,
                "person": override.person,
                "instead_of": override.instead_of,
                "start": override.start,
                "end": override.end,
            },
        )

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
