"""Overrides, swaps, absences and listed shifts, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from triage.model import TeamId
from triage.oncall.schedule import Absence, Changes, Given, Listed, Override, Recorded
from triage.oncall.swaps import Swap, SwapState
from triage.oncall.turns import LONGEST_TURN
from triage.testing.state import State

Spanned = TypeVar("Spanned", Override, Absence, Listed)


class MemoryRoster:
    """See `triage.ports.roster.Roster`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def changes(self, team: TeamId, *, at: datetime, reach: timedelta = LONGEST_TURN) -> Changes:
        overrides = (one for one in self._state.overrides.values() if one.team == team)
        shifts = (one for one in self._state.shifts if one.team == team)
        return Changes(
            overrides=_near(overrides, at),
            swaps=tuple(
                one for one in self._given() if one.team == team and abs(one.at - at) <= reach
            ),
            absences=_near(self._state.absences.values(), at),
            listed=_near(shifts, at),
        )

    def changes_between(self, start: datetime, end: datetime) -> Changes:
        return Changes(
            overrides=_within(self._state.overrides.values(), start, end),
            swaps=self._given(),
            absences=_within(self._state.absences.values(), start, end),
            listed=_within(self._state.shifts, start, end),
        )

    def add_override(self, override: Override) -> int:
        number = self._number()
        self._state.overrides[number] = replace(override, id=number)
        return number

    def drop_override(self, number: int) -> bool:
        return self._state.overrides.pop(number, None) is not None

    def ask_swap(self, swap: Swap) -> int:
        number = self._number()
        self._state.swaps[number] = replace(swap, id=number)
        return number

    def swap(self, number: int) -> Swap | None:
        return self._state.swaps.get(number)

    def swaps(self, *, after: datetime) -> list[Swap]:
        return [
            one for one in self._state.swaps.values() if max(one.at, one.back or one.at) > after
        ]

    def answer_swap(self, number: int, state: SwapState) -> bool:
        swap = self._state.swaps.get(number)
        if swap is None or swap.state is not SwapState.ASKED:
            return False
        self._state.swaps[number] = replace(swap, state=state)
        return True

    def add_absence(self, absence: Absence) -> int:
        number = self._number()
        self._state.absences[number] = replace(absence, id=number)
        return number

    def drop_absence(self, number: int) -> bool:
        return self._state.absences.pop(number, None) is not None

    def list_shifts(self, team: TeamId, name: str, shifts: Sequence[Listed]) -> None:
        others = [one for one in self._state.shifts if (one.team, one.name) != (team, name)]
        self._state.shifts[:] = [*others, *(replace(one, team=team, name=name) for one in shifts)]

    def record(self, one: Recorded) -> None:
        self._state.recorded.append(one)

    def recorded(self, *, after: datetime) -> list[Recorded]:
        return [one for one in self._state.recorded if one.at > after]

    def _given(self) -> tuple[Given, ...]:
        swaps = self._state.swaps.values()
        accepted = (one for one in swaps if one.state is SwapState.ACCEPTED)
        return tuple(given for swap in accepted for given in swap.gives())

    def _number(self) -> int:
        """Never used again, even when what had it is dropped."""
        self._state.roster_numbers.append(len(self._state.roster_numbers) + 1)
        return self._state.roster_numbers[-1]


def _near(items: Iterable[Spanned], at: datetime) -> tuple[Spanned, ...]:
    known = list(items)
    following = min(
        (one for one in known if at < one.start < one.end), key=lambda one: one.start, default=None
    )
    return tuple(one for one in known if one.start <= at < one.end or one is following)


def _within(items: Iterable[Spanned], start: datetime, end: datetime) -> tuple[Spanned, ...]:
    return tuple(one for one in items if one.start < end and one.end > start)
