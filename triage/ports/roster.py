"""What people changed about who is on call: overrides, swaps, absences, calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from triage.model import TeamId
from triage.oncall.schedule import Absence, Changes, Listed, Override, Recorded
from triage.oncall.swaps import Swap, SwapState
from triage.oncall.turns import LONGEST_TURN


class Roster(Protocol):
    """Kept until long after it is over: who was on call is asked about later."""

    def changes(self, team: TeamId, *, at: datetime, reach: timedelta = LONGEST_TURN) -> Changes:
        """What decides who is on duty for a team at an instant, and until when: few of many.

        `reach`: the longest turn there is (`Desk.reach`); swaps further away concern other turns.
        """
        ...

    def changes_between(self, start: datetime, end: datetime) -> Changes:
        """Of all teams, everything that goes on at any instant from `start` until before `end`."""
        ...

    def add_override(self, override: Override) -> int:
        """Its number, by which it can be dropped."""
        ...

    def drop_override(self, number: int) -> bool: ...

    def ask_swap(self, swap: Swap) -> int: ...

    def swap(self, number: int) -> Swap | None: ...

    def swaps(self, *, after: datetime) -> list[Swap]:
        """Those with a turn around an instant after that, oldest first, whatever their state."""
        ...

    def answer_swap(self, number: int, state: SwapState) -> bool:
        """False when it was answered already; the first answer stands."""
        ...

    def add_absence(self, absence: Absence) -> int: ...

    def drop_absence(self, number: int) -> bool: ...

    def list_shifts(self, team: TeamId, name: str, shifts: Sequence[Listed]) -> None:
        """What that layer's calendar says now, in place of all that it said before."""
        ...

    def record(self, one: Recorded) -> None:
        """Kept for ever, beside what it is about."""
        ...

    def recorded(self, *, after: datetime) -> list[Recorded]:
        """Everything since an instant, oldest first."""
        ...
