"""Whose turn it is by a rotation or a calendar, before anybody is replaced. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import assert_never

from triage.model import PersonId
from triage.oncall.schedule import WEEK, Calendar, Changes, Given, Layer, Rotation, Schedule
from triage.oncall.windows import covered
from triage.walltime import instant, shown

LONGEST_TURN = timedelta(weeks=53)
"""No rotation has longer turns (`triage.settings.values`), so no swap reaches further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One layer at a moment: who is scheduled, who sits there after swaps, who is next in turn.

    Outside of the layer's hours nobody is. `until`: when that may change; None: not known to.
    """

    layer: Layer
    scheduled: tuple[PersonId, ...] = ()
    seated: tuple[PersonId, ...] = ()
    queue: tuple[PersonId, ...] = ()
    backup: bool = False
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The turn of a rotation with this number, from 0: from `start` until before `end`, in UTC."""

    number: int
    start: datetime
    end: datetime

    @property
    def middle(self) -> datetime:
        """What a swap is kept by: it stays in the turn when a handover moves a little."""
        return self.start + (self.end - self.start) / 2


def turn_at(schedule: Schedule, changes: Changes, when: datetime) -> Turn:
    match schedule:
        case Rotation():
            return _rotated(schedule, changes.swaps, when)
        case Calendar():
            return _listed(schedule, changes, when)
        case _:
            assert_never(schedule)


def slot_at(rotation: Rotation, when: datetime) -> Slot | None:
    """The turn at an instant; None before the rotation starts."""
    return None if when < first_handover(rotation) else _slot(rotation, when)


def slots(rotation: Rotation, start: datetime, *, most: int) -> Iterator[Slot]:
    """The turns from an instant on: the one that goes on then first, at most so many."""
    when = max(start, first_handover(rotation))
    for _ in range(most):
        slot = _slot(rotation, when)
        yield slot
        when = slot.end


def holders(rotation: Rotation, slot: Slot, swaps: Sequence[Given] = ()) -> tuple[PersonId, ...]:
    """Who has the seats of a turn, after these swaps of it."""
    order = _order(rotation, slot.number)[: rotation.seats]
    seated = list(order)
    for given in swaps:
        if _concerns(given, rotation) and slot.start <= given.at < slot.end:
            for names in (order, tuple(seated)):
                if given.giver in names:
                    seated[names.index(given.giver)] = given.taker
                    break
    return tuple(seated)


def first_handover(rotation: Rotation) -> datetime:
    """When the first turn begins, in UTC."""
    return instant(rotation.zone, rotation.starts, rotation.handover_time)


# ---------------------------------------------------------------- parts


def _slot(rotation: Rotation, when: datetime) -> Slot:
    """The turn at an instant that is not before the rotation's start."""
    number = _number(rotation, when)
    start = max(_handover(rotation, number), first_handover(rotation))
    return Slot(number=number, start=start, end=_handover(rotation, number + 1))


def _rotated(rotation: Rotation, swaps: Sequence[Given], when: datetime) -> Turn:
    slot = slot_at(rotation, when)
    if slot is None:
        return Turn(layer=rotation.layer, until=first_handover(rotation))
    inside, edge = covered(rotation, when)
    until = slot.end if edge is None else min(edge, slot.end)
    if not inside:
        return Turn(layer=rotation.layer, until=until)
    order = _order(rotation, slot.number)
    return Turn(
        layer=rotation.layer,
        scheduled=order[: rotation.seats],
        seated=holders(rotation, slot, swaps),
        queue=order[rotation.seats :],
        backup=rotation.backup is not None,
        until=until,
    )


def _listed(calendar: Calendar, changes: Changes, when: datetime) -> Turn:
    ours = [one for one in changes.listed if (one.team, one.name) == (calendar.team, calendar.name)]
    now = [one for one in ours if one.start <= when < one.end]
    edges = [one.end for one in now] + [one.start for one in ours if one.start > when]
    people = tuple(dict.fromkeys(one.person for one in now))
    return Turn(
        layer=calendar.layer, scheduled=people, seated=people, until=min(edges, default=None)
    )


def _order(rotation: Rotation, number: int) -> tuple[PersonId, ...]:
    first = number * min(rotation.seats, len(rotation.people)) % max(len(rotation.people), 1)
    return rotation.people[first:] + rotation.people[:first]


def _concerns(given: Given, rotation: Rotation) -> bool:
    return given.name == rotation.name and given.team == rotation.team


def _number(rotation: Rotation, when: datetime) -> int:
    """Which turn it is, from 0. Wall dates tell it but for the hours around a handover."""
    first = _first_handover_day(rotation)
    number = (shown(rotation.zone, when).date() - first).days // rotation.days
    while when < _handover(rotation, number):
        number -= 1
    while when >= _handover(rotation, number + 1):
        number += 1
    return number


def _handover(rotation: Rotation, number: int) -> datetime:
    """When a turn begins. The first one does on the day itself, whatever weekday that is."""
    day = _first_handover_day(rotation) + timedelta(days=rotation.days * number)
    return instant(rotation.zone, day, rotation.handover_time)


def _first_handover_day(rotation: Rotation) -> date:
    """For turns of whole weeks, the handover day on or before the start: a start in mid-week
    shortens the first turn."""
    if rotation.days % WEEK:
        return rotation.starts
    past = (rotation.starts.weekday() - rotation.handover_day) % WEEK
    return rotation.starts - timedelta(days=past)
