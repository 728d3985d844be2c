"""Pages sent, and the service's own switches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select, text, update

from triage.escalation import Bundle, Page
from triage.model import PersonId, Priority, TeamId, TicketId
from triage.people import Means
from triage.store.statements import put, table, upsert
from triage.store.tables import PageRow, SwitchRow

_PAGE = table(PageRow)
_SWITCH = table(SwitchRow)

_VALUE = select(_SWITCH.c.value).where(_SWITCH.c.name == bindparam("switch"))

_PAGES = (
    select(_PAGE)
    .where(_PAGE.c.ticket == bindparam("ticket_"), _PAGE.c.level == bindparam("level_"))
    .order_by(_PAGE.c.person)
)
# Literal, word for word as in the partial index: a bound value would make SQLite scan the table.
_WAITS = text("page.bundle = 'waits'")
_TOLD_ALONE = _PAGE.c.bundle.is_(None)
_WAS_TOLD = _PAGE.c.bundle == Bundle.TOLD.value
_OLDEST = (_PAGE.c.at, _PAGE.c.ticket, _PAGE.c.level, _PAGE.c.person)
_RECENT = (
    select(_PAGE)
    .where(
        _PAGE.c.team == bindparam("team_"),
        _PAGE.c.person == bindparam("who"),
        _PAGE.c.at > bindparam("since"),
        _TOLD_ALONE,
    )
    .order_by(*_OLDEST)
)
_LAST_TOLD = (
    select(_PAGE)
    .where(
        _PAGE.c.team == bindparam("team_"),
        _PAGE.c.person == bindparam("who"),
        _PAGE.c.at > bindparam("since"),
        _PAGE.c.priority <= bindparam("least"),
        _WAS_TOLD,
    )
    .order_by(_PAGE.c.at.desc())
    .limit(1)
)
_FIRST_WAITING = (
    select(_PAGE)
    .where(_PAGE.c.team == bindparam("team_"), _PAGE.c.person == bindparam("who"), _WAITS)
    .order_by(*_OLDEST)
    .limit(1)
)
_WAITING = select(_PAGE).where(_PAGE.c.team == bindparam("team_"), _WAITS).order_by(*_OLDEST)
_TOLD = (
    update(_PAGE)
    .where(
        _PAGE.c.ticket == bindparam("ticket_"),
        _PAGE.c.level == bindparam("level_"),
        _PAGE.c.person == bindparam("who"),
    )
    .values(bundle=Bundle.TOLD.value, at=bindparam("now"))
)
_REACHED = (
    update(_PAGE)
    .where(
        _PAGE.c.ticket == bindparam("ticket_"),
        _PAGE.c.level == bindparam("level_"),
        _PAGE.c.person == bindparam("who"),
        _PAGE.c.reached_at.is_(None),
    )
    .values(means=bindparam("means_"), reached_at=bindparam("now"))
)

_UNREACHED = (
    update(_PAGE)
    .where(
        _PAGE.c.ticket == bindparam("ticket_"),
        _PAGE.c.level == bindparam("level_"),
        _PAGE.c.person == bindparam("who"),
        _PAGE.c.means == bindparam("means_"),
    )
    .values(means=None, reached_at=None)
)


class SqlDuty:
    """See `triage.ports.Duty`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, page: Page) -> bool:
        row = {
            "ticket": page.ticket,
            "level": page.level,
            "person": page.person,
            "at": page.at,
            "team": page.team,
            "priority": int(page.priority),
            "means": page.means,
            "reached_at": page.reached_at,
            "bundle": page.bundle,
        }
        return put(self._connection, PageRow, [row]) == 1

    def pages(self, ticket: TicketId, *, level: str) -> list[Page]:
        rows = self._connection.execute(_PAGES, {"ticket_": ticket, "level_": level})
        return [_page(row) for row in rows]

    def of_ticket(self, ticket: TicketId) -> list[Page]:
        query = select(_PAGE).where(_PAGE.c.ticket == ticket).order_by(*_OLDEST)
        return [_page(row) for row in self._connection.execute(query)]

    def recent(
        self, team: TeamId, person: PersonId, *, since: datetime, priority: Priority
    ) -> list[Page]:
        asked = {"team_": team, "who": person}
        alone = self._connection.execute(_RECENT, {**asked, "since": since})
        told = self._connection.execute(
            _LAST_TOLD, {**asked, "since": since, "least": int(priority)}
        )
        waiting = self._connection.execute(_FIRST_WAITING, asked)
        return [_page(row) for row in (*alone, *told, *waiting)]

    def between(self, start: datetime, end: datetime, *, team: TeamId | None = None) -> list[Page]:
        query = select(_PAGE).where(
            _PAGE.c.at >= start, _PAGE.c.at < end, or_(_TOLD_ALONE, _WAS_TOLD)
        )
        if team is not None:
            query = query.where(_PAGE.c.team == team)
        return [_page(row) for row in self._connection.execute(query.order_by(*_OLDEST))]

    def waiting(self, team: TeamId) -> list[Page]:
        return [_page(row) for row in self._connection.execute(_WAITING, {"team_": team})]

    def told(self, pages: Sequence[Page], *, at: datetime) -> None:
        rows = [
            {"ticket_": one.ticket, "level_": one.level, "who": one.person, "now": at}
            for one in pages
        ]
        if rows:
            self._connection.execute(_TOLD, rows)

    def reached(
        self, ticket: TicketId, *, level: str, person: PersonId, means: Means, at: datetime
    ) -> None:
        self._connection.execute(
            _REACHED,
            {"ticket_": ticket, "level_": level, "who": person, "means_": means, "now": at},
        )

    def unreached(self, ticket: TicketId, *, level: str, person: PersonId, means: Means) -> None:
        self._connection.execute(
            _UNREACHED, {"ticket_": ticket, "level_": level, "who": person, "means_": means}
        )


def _page(row: Any) -> Page:
    return Page(
        ticket=TicketId(row.ticket),
        level=row.level,
        person=PersonId(row.person),
        at=row.at,
        team=TeamId(row.team),
        priority=Priority(row.priority),
        means=None if row.means is None else Means(row.means),
        reached_at=row.reached_at,
        bundle=None if row.bundle is None else Bundle(row.bundle),
    )


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
