"""Overrides, swaps, absences, and shifts that were read from calendars."""

from __future__ import annotations

from collections.abc import Sequence
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
    literal_column,
    null,
    or_,
    select,
    union_all,
    update,
)

from triage.model import PersonId, TeamId
from triage.oncall.schedule import Absence, Change, Changes, Given, Listed, Override, Recorded
from triage.oncall.swaps import Swap, SwapState
from triage.oncall.turns import LONGEST_TURN
from triage.store.bins import LEVELS, bin_of, bins_at
from triage.store.codec import dump_facts, load_facts
from triage.store.statements import Prepared, moment, table, unindexed
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
_BINS = tuple(f"bin_{number}" for number in range(LEVELS + 1))


def _kind(of: Table) -> ColumnElement[Any]:
    """Not bound: the values of a statement are dealt with one by one at every call."""
    return literal_column(f"'{of.name}'", String)


def _spans(of: Table) -> Select[Any]:
    """Rows of one shape, so that one statement asks all tables."""
    team, name, word = _WORDS[of]
    return select(
        _kind(of).label("kind"),
        of.c.id,
        team.label("team"),
        name.label("name"),
        word.label("word"),
        of.c.person,
        of.c.start,
        of.c.end,
    )


def _swaps() -> Select[Any]:
    """What was accepted, in the same shape, of which a turn given is near."""
    first: ColumnElement[Any] = bindparam("near_first")
    last: ColumnElement[Any] = bindparam("near_last")
    return select(
        _kind(_SWAP),
        _SWAP.c.id,
        _SWAP.c.team,
        _SWAP.c.name,
        _SWAP.c.other,
        _SWAP.c.asker,
        _SWAP.c.at,
        _SWAP.c.back,
    ).where(
        _SWAP.c.state == literal_column(f"'{SwapState.ACCEPTED.value}'"),
        or_(_SWAP.c.at.between(first, last), _SWAP.c.back.between(first, last)),
    )


def _of_team(of: Table) -> tuple[ColumnElement[bool], ...]:
    """An absence counts for all teams."""
    return () if of is _ABSENCE else (of.c.team == bindparam("team"),)


def _going(of: Table) -> Select[Any]:
    """What goes on at `at`. Searched by start it would be all of the past."""
    at: ColumnElement[Any] = bindparam("at")
    here = of.c.bin.in_([bindparam(name) for name in _BINS])
    return _spans(of).where(here, of.c.end > at, unindexed(of.c.start) <= at, *_of_team(of))


def _coming(of: Table) -> Select[Any]:
    """What starts next after `at`: until then the answer holds."""
    later = (of.c.start > bindparam("at"), of.c.start < of.c.end)
    first = _spans(of).where(*later, *_of_team(of)).order_by(of.c.start).limit(1)
    return select(first.subquery(f"next_{of.name}"))


def _within(of: Table) -> Select[Any]:
    return _spans(of).where(of.c.start < bindparam("last"), of.c.end > bindparam("first"))


_TABLES = (_OVERRIDE, _SHIFT, _ABSENCE)
_AT = Prepared(
    union_all(
        *(_going(of) for of in _TABLES),
        *(_coming(of) for of in _TABLES),
        _swaps().where(*_of_team(_SWAP)),
    )
)
_BETWEEN = Prepared(union_all(*(_within(of) for of in _TABLES), _swaps()))
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
        values = {"team": team, "at": at, **dict(zip(_BINS, bins_at(at), strict=True))}
        return _changes(_AT.rows(self._connection, values | _near(at, at, reach)))

    def changes_between(self, start: datetime, end: datetime) -> Changes:
        values = {"first": start, "last": end, **_near(start, end, LONGEST_TURN)}
        return _changes(_BETWEEN.rows(self._connection, values))

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
                "bin": bin_of(override.start, override.end),
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
        start, end = absence.start, absence.end
        row = {"person": absence.person, "start": start, "end": end, "bin": bin_of(start, end)}
        return self._add(_ABSENCE, row)

    def drop_absence(self, number: int) -> bool:
        return self._drop(_ABSENCE, number)

    def list_shifts(self, team: TeamId, name: str, shifts: Sequence[Listed]) -> None:
        ours = and_(_SHIFT.c.team == team, _SHIFT.c.name == name)
        self._connection.execute(delete(_SHIFT).where(ours))
        rows = [
            {
                "team": team,
                "name": name,
                "person": one.person,
                "start": one.start,
                "end": one.end,
                "bin": bin_of(one.start, one.end),
            }
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
    return {"near_first": start - reach, "near_last": end + reach}


def _changes(rows: Sequence[Any]) -> Changes:
    """Each row is taken apart once."""
    overrides: list[Override] = []
    absences: list[Absence] = []
    listed: list[Listed] = []
    swaps: list[Given] = []
    for kind, number, team, name, word, person, first, last in sorted(rows, key=_BY_NUMBER):
        start, end = moment(first), moment(last)
        if kind == _ABSENCE.name:
            absences.append(Absence(person=person, start=start, end=end, id=number))
        elif kind == _OVERRIDE.name:
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
        elif kind == _SWAP.name:
            swap = Swap(
                team=team,
                name=name,
                at=start,
                asker=person,
                other=word,
                back=end,
                state=SwapState.ACCEPTED,
                id=number,
            )
            swaps += swap.gives()
        else:
            listed.append(Listed(team=team, name=name, person=person, start=start, end=end))
    return Changes(
        overrides=tuple(overrides),
        swaps=tuple(swaps),
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
