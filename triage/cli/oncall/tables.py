"""Who is on duty as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from triage.app.desk import OpenDesk
from triage.app.oncall.show import SHOWN, NowAndNext, Shift
from triage.cli.plain import plain
from triage.oncall.schedule import Change, Changes, Override, Recorded
from triage.oncall.swaps import Swap

NOBODY, OPERATOR = "nobody", "operator"


def now_and_next(found: Sequence[NowAndNext]) -> None:
    rows: list[Sequence[str]] = []
    for one in found:
        rows.append(_row(one.now, one.now.team))
        if one.next is not None:
            rows.append(_row(one.next, "  next"))
    head = ("team", "on duty", "backup", "from", "until", "notes")
    Console().print(_table(head, rows))


def planned(found: Sequence[Shift]) -> None:
    head = ("team", "on duty", "backup", "from", "until", "notes")
    Console().print(_table(head, (_row(one, one.team) for one in found)))


def changed(desk: OpenDesk, changes: Changes, swaps: Sequence[Swap]) -> None:
    """Overrides, absences and swaps that are not over; a sentence when there is none."""
    zone = ZoneInfo(desk.desk.zone)
    rows: list[tuple[str, ...]] = [
        (f"override {one.id}", one.team, _said(desk, one), _at(one.start, zone), _at(one.end, zone))
        for one in changes.overrides
    ]
    rows += [
        (f"absence {one.id}", "", desk.name(one.person), _at(one.start, zone), _at(one.end, zone))
        for one in changes.absences
    ]
    rows += [
        (
            f"swap {one.id} ({one.state.value})",
            one.team,
            f"{desk.name(one.asker)} with {desk.name(one.other)}",
            _at(one.at, zone),
            "" if one.back is None else _at(one.back, zone),
        )
        for one in swaps
    ]
    if not rows:
        Console().print("Nothing is changed: the rotations stand as they are.")
        return
    Console().print(
        _table(("change", "team", "who", "from / turn of", "until / for that of"), rows)
    )


def record(desk: OpenDesk, found: Sequence[Recorded]) -> None:
    """Who changed what; a sentence when nobody did."""
    if not found:
        Console().print("Nothing was changed.")
        return
    zone = ZoneInfo(desk.desk.zone)
    rows = (
        (
            _at(one.at, zone),
            OPERATOR if one.by is None else desk.name(one.by),
            one.kind.replace("_", " "),
            one.team or "",
            ", ".join(f"{key} {value}" for key, value in one.facts.items() if value is not None),
        )
        for one in found
    )
    Console().print(_table(("when", "who", "what", "team", "facts"), rows))


def _said(desk: OpenDesk, one: Override) -> str:
    who = desk.name(one.person)
    match one.change:
        case Change.ADD:
            return f"{who} besides"
        case Change.REMOVE:
            return f"not {who}"
        case Change.REPLACE:
            return who if one.instead_of is None else f"{who} for {desk.name(one.instead_of)}"


def _row(shift: Shift, label: str) -> Sequence[str]:
    notes = [*shift.notes, *(f"{one} shadows" for one in shift.shadow)]
    return (
        label,
        ", ".join(shift.people) or NOBODY,
        ", ".join(shift.backup) or "-",
        f"{shift.start:{SHOWN}}",
        "-" if shift.until is None else f"{shift.until:{SHOWN}}",
        "; ".join(notes),
    )


def _at(when: datetime, zone: ZoneInfo) -> str:
    return f"{when.astimezone(zone):{SHOWN}}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(*head)
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    return table
