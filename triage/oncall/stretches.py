"""Who is on duty over a span of time: the answers of the one resolver, edge by edge. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from triage.model import TeamId
from triage.oncall.resolve import on_duty
from triage.oncall.schedule import Absence, Changes, Listed, OnDuty, Override, Schedule, Stretch

Spanned = TypeVar("Spanned", Override, Absence, Listed)


def stretches(
    rotations: Sequence[Schedule], changes: Changes, team: TeamId, start: datetime, end: datetime
) -> Iterator[Stretch]:
    """From `start` to `end` without a hole; a new one begins when anybody, or a reason, changes.

    `changes` may hold many thousand: each moment is asked with those that matter to it.
    """
    ours = [one for one in rotations if one.team == team]
    near = _Near(changes, team)
    pending: Stretch | None = None
    when = start
    while when < end:
        duty = on_duty(ours, near.at(when), team, when)
        until = end if duty.until is None else min(duty.until, end)
        if pending is not None and _same(pending.duty, duty):
            pending = Stretch(pending.start, until, duty)
        else:
            if pending is not None:
                yield pending
            pending = Stretch(when, until, duty)
        when = until
    if pending is not None:
        yield pending


def _same(one: OnDuty, other: OnDuty) -> bool:
    return (one.people, one.seats, one.backup, one.shadow) == (
        other.people,
        other.seats,
        other.backup,
        other.shadow,
    )


class _Near:
    """Of many changes those that matter at a moment; moments are asked for in order of time."""

    def __init__(self, changes: Changes, team: TeamId) -> None:
        self._swaps = tuple(one for one in changes.swaps if one.team == team)
        self._overrides = _Sweep([one for one in changes.overrides if one.team == team])
        self._absences = _Sweep(list(changes.absences))
        self._listed = _Sweep([one for one in changes.listed if one.team == team])

    def at(self, when: datetime) -> Changes:
        return Changes(
            overrides=self._overrides.at(when),
            swaps=self._swaps,
            absences=self._absences.at(when),
            listed=self._listed.at(when),
        )


@dataclass(slots=True)
class _Sweep(Generic[Spanned]):
    """What goes on at a moment, and what starts next, in the order given."""

    items: list[Spanned]
    _open: dict[int, Spanned] = field(default_factory=dict)
    _order: list[int] = field(default_factory=list)
    _next: int = 0

    def __post_init__(self) -> None:
        self._order = sorted(range(len(self.items)), key=lambda n: self.items[n].start)

    def at(self, when: datetime) -> tuple[Spanned, ...]:
        while self._next < len(self._order):
            number = self._order[self._next]
            if self.items[number].start > when:
                break
            self._open[number] = self.items[number]
            self._next += 1
        self._open = {n: one for n, one in self._open.items() if one.end > when}
        going = tuple(self._open[n] for n in sorted(self._open))
        return going + tuple(self.items[n] for n in self._order[self._next : self._next + 1])
