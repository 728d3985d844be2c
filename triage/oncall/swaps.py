"""Two people exchange turns: one asks, the other accepts, and only then it counts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from triage.model import PersonId, TeamId
from triage.oncall.schedule import Given


class SwapState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """`asker` gives the turn that `at` lies in to `other`, and takes the one that `back` lies in.

    `back` None: a present. `name`: the rotation of the team whose turns these are.
    """

    team: TeamId
    name: str
    at: datetime
    asker: PersonId
    other: PersonId
    back: datetime | None = None
    state: SwapState = SwapState.ASKED
    id: int | None = None

    def gives(self) -> tuple[Given, ...]:
        """The turns that change hands once it is accepted; each stands for itself."""
        there = self._given(self.at, self.asker, self.other)
        if self.back is None:
            return (there,)
        return (there, self._given(self.back, self.other, self.asker))

    def _given(self, at: datetime, giver: PersonId, taker: PersonId) -> Given:
        return Given(team=self.team, name=self.name, at=at, giver=giver, taker=taker, swap=self.id)
