"""Overrides, swaps, absences, and shifts that were read from calendars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    literal,
    null,
    or_,
    select,
    union_all,
    update,
)

from triage.model import PersonId, TeamId
from triage.oncall.schedule import Absence, Change, Changes, Listed, Override, Recorded
from triage.oncall.swaps import Swap, SwapState
from triage.oncall.turns import LONGEST_TURN
from triage.store.codec import dump_facts, load_facts
from triage.store.statements import table
from triage.store.tables import AbsenceRow, OverrideRow, RecordRow, ShiftRow, SwapRow

_OVERRIDE, _SWAP = table(OverrideRow), table(SwapRow)
_ABSENCE, _SHIFT = table(AbsenceRow), table(ShiftRow)
_RECORD = table(RecordRow)


_NOTHING = null().cast(String)
_WORDS: dict[Table, tuple[ColumnElement[Any], ...]] = {
    _OVERRIDE: (_OVERRIDE.c.team, _OVERRIDE.c.instead_of, _OVERRIDE.c.change),
    _SHIFT: (_SHIFT.c.team, _SHIFT.c.name, _NOTHING),
    _ABSENCE: (_NOTHING, _NOTHING, _NOTHING),
}
"""What each has beside person, start and end: team, name, word."""


def _spans(of: Table) -> Select[Any]:
    """Rows of one shape, so that one statement asks all tables."""
    team, name, word = _WORDS[of]
    return select(
        literal(of.name).label("kind"),
        of.c.id,
        team.label("team"),
        name.label("name"),
        word.label("word"),
        of.c.person,
        of.c.start,
        of.c.end,
    )


def _of_team(of: Table) -> tuple[ColumnElement[bool], ...]:
    """An absence counts for all teams."""
    return () if of is _ABSENCE else (of.c.team == bindparam("team"),)


def _going(of: Table) -> Select[Any]:
    """What goes on at `at`."""
    at: ColumnElement[Any] = bindparam("at")
    return _spans(of).where(of.c.start <= at, of.c.end > at, *_of_team(of))


def _coming(of: Table) -> Select[Any]:
    """What starts next after `at`: until then the answer holds."""
    later = (of.c.start > bindparam("at"), of.c.start < of.c.end)
    first = _spans(of).where(*later, *_of_team(of)).order_by(of.c.start).limit(1)
    return select(first.subquery(f"next_{of.name}"))


def _within(of: Table) -> Select[Any]:
    return _spans(of).where(of.c.start < bindparam("last"), of.c.end > bindparam("first"))


_TABLES = (_OVERRIDE, _SHIFT, _ABSENCE)
_AT = union_all(*(_going(of) for of in _TABLES), *(_coming(of) for of in _TABLES))
_BETWEEN = union_all(*(_within(of) for of in _TABLES))
_NEAR = or_(
    _SWAP.c.at.between(bindparam("first"), bindparam("last")),
    _SWAP.c.back.between(bindparam("first"), bindparam("last")),
)
_ACCEPTED = _SWAP.c.state == SwapState.ACCEPTED.value
_SWAPS_BETWEEN = select(_SWAP).where(_ACCEPTED, _NEAR).order_by(_SWAP.c.id)
_SWAPS_AT = _SWAPS_BETWEEN.where(_SWAP.c.team == bindparam("team"))
_SWAPS_AFTER = (
    select(_SWAP)
    .where(or_(_SWAP.c.at > bindparam("after"), _SWAP.c.back > bindparam("after")))
    .order_by(_SWAP.c.id)
)


class SqlRoster:
    """See `triage.ports.Roster`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def changes(self, team: TeamId, *, at: datetime, reach: timedelta = LONGEST_TURN) -> Changes:
        rows = self._connection.execute(_AT, {"team": team, "at": at})
        swaps = self._connection.execute(_SWAPS_AT, {"team": team, **_near(at, at, reach)})
        return _changes(rows, swaps)

    def changes_between(self, start: datetime, end: datetime) -> Changes:
        rows = self._connection.execute(_BETWEEN, {"first": start, "last": end})
        swaps = self._connection.execute(_SWAPS_BETWEEN, _near(start, end, LONGEST_TURN))
        return _changes(rows, swaps)

    def add_override(self, override: Override) -> int:
        return self._add(
            _OVERRIDE,
            {
                "team": override.team,
                "person": override.person,
                "instead_of": override.instead_of,
                "start": override.start,
                "end": override.end,
                "change": override.change.value,
            },
        )

    def drop_override(self, number: int) -> bool:
        return self._drop(_OVERRIDE, number)

    def ask_swap(self, swap: Swap) -> int:
        return self._add(
            _SWAP,
            {
                "team": swap.team,
                "name": swap.name,
                "at": swap.at,
                "asker": swap.asker,
                "other": swap.other,
                "back": swap.back,
                "state": swap.state.value,
            },
        )

    def swap(self, number: int) -> Swap | None:
        chosen = select(_SWAP).where(_SWAP.c.id == number)
        row = self._connection.execute(chosen).first()
        return None if row is None else _swap(row)

    def swaps(self, *, after: datetime) -> list[Swap]:
        return [_swap(row) for row in self._connection.execute(_SWAPS_AFTER, {"after": after})]

    def answer_swap(self, number: int, state: SwapState) -> bool:
        asked = and_(_SWAP.c.id == number, _SWAP.c.state == SwapState.ASKED.value)
        done = self._connection.execute(update(_SWAP).where(asked).values(state=state.value))
        return done.rowcount == 1

    def add_absence(self, absence: Absence) -> int:
        return self._add(
            _ABSENCE, {"person": absence.person, "start": absence.start, "end": absence.end}
        )

    def drop_absence(self, number: int) -> bool:
        return self._drop(_ABSENCE, number)

    def list_shifts(self, team: TeamId, name: str, shifts: Sequence[Listed]) -> None:
        ours = and_(_SHIFT.c.team == team, _SHIFT.c.name == name)
        self._connection.execute(delete(_SHIFT).where(ours))
        rows = [
            {"team": team, "name": name, "person": one.person, "start": one.start, "end": one.end}
            for one in shifts
        ]
        if rows:
            self._connection.execute(insert(_SHIFT), rows)

    def record(self, one: Recorded) -> None:
        row = {"at": one.at, "kind": one.kind, "by": one.by, "team": one.team}
        self._connection.execute(insert(_RECORD), row | {"facts": dump_facts(one.facts)})

    def recorded(self, *, after: datetime) -> list[Recorded]:
        chosen = select(_RECORD).where(_RECORD.c.at > after).order_by(_RECORD.c.id)
        return [
            Recorded(
                at=row.at,
                kind=row.kind,
                by=None if row.by is None else PersonId(row.by),
                team=None if row.team is None else TeamId(row.team),
                facts=load_facts(row.facts),
            )
            for row in self._connection.execute(chosen)
        ]

    # ------------------------------------------------------------ parts

    def _add(self, to: Table, row: dict[str, object]) -> int:
        done = self._connection.execute(insert(to).returning(to.c.id), row)
        return int(done.scalar_one())

    def _drop(self, of: Table, number: int) -> bool:
        return self._connection.execute(delete(of).where(of.c.id == number)).rowcount == 1


def _near(start: datetime, end: datetime, reach: timedelta) -> dict[str, datetime]:
    return {"first": start - reach, "last": end + reach}


def _changes(rows: Iterable[Any], swaps: Iterable[Any]) -> Changes:
    """Each row is taken apart once: a busy year has dozens of them at any moment."""
    overrides: list[Override] = []
    absences: list[Absence] = []
    listed: list[Listed] = []
    for kind, number, team, name, word, person, start, end in sorted(rows, key=_BY_NUMBER):
        if kind == _OVERRIDE.name:
            overrides.append(
                Override(
                    team=team,
                    person=person,
                    start=start,
                    end=end,
                    instead_of=name,
                    change=Change(word),
                    id=number,
                )
            )
        elif kind == _ABSENCE.name:
            absences.append(Absence(person=person, start=start, end=end, id=number))
        else:
            listed.append(Listed(team=team, name=name, person=person, start=start, end=end))
    return Changes(
        overrides=tuple(overrides),
        swaps=tuple(given for row in swaps for given in _swap(row).gives()),
        absences=tuple(absences),
        listed=tuple(listed),
    )


_BY_NUMBER = itemgetter(1)
"""The order in which they were made."""


def _swap(row: Any) -> Swap:
    return Swap(
        team=TeamId(row.team),
        name=row.name,
        at=row.at,
        asker=PersonId(row.asker),
        other=PersonId(row.other),
        back=row.back,
        state=SwapState(row.state),
        id=row.id,
    )
