"""Two people exchange turns: one asks, the other accepts, and only then it counts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from triage.model import PersonId, TeamId
from triage.oncall.refusal import Refusal, Unable
from triage.oncall.schedule import Given, Rotation
from triage.oncall.turns import Slot, holders, slot_at, slots


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


def propose(
    rotation: Rotation,
    swaps: Sequence[Given],
    *,
    asker: PersonId,
    other: PersonId,
    at: datetime | None,
    back: datetime | None,
    now: datetime,
) -> Swap | Refusal:
    """What `asker` asks `other`: to have the turn at that moment, and to give the one at `back`.

    `at` None: the asker's next turn. Refused where somebody has no such turn, or would sit on two
    seats.
    """
    if other not in rotation.people:
        others = tuple(one for one in rotation.people if one != asker)
        return Refusal(why=Unable.NO_TURNS, person=other, others=others, name=rotation.name)
    there = _handed(rotation, swaps, at, now, giver=asker, taker=other)
    if isinstance(there, Refusal):
        return there
    again = None if back is None else _handed(rotation, swaps, back, now, giver=other, taker=asker)
    if isinstance(again, Refusal):
        return again
    return Swap(
        team=rotation.team,
        name=rotation.name,
        at=there.middle,
        asker=asker,
        other=other,
        back=None if again is None else again.middle,
    )


def standing(
    swap: Swap, rotation: Rotation, swaps: Sequence[Given], *, now: datetime
) -> Swap | Refusal:
    """What was asked, if it is still possible."""
    return propose(
        rotation, swaps, asker=swap.asker, other=swap.other, at=swap.at, back=swap.back, now=now
    )


def next_turn(
    rotation: Rotation, swaps: Sequence[Given], person: PersonId, *, now: datetime
) -> Slot | None:
    """The turn that a person has, or has next, within one round of everybody."""
    for slot in slots(rotation, now, most=len(rotation.people) + 1):
        if person in holders(rotation, slot, swaps):
            return slot
    return None


def _handed(
    rotation: Rotation,
    swaps: Sequence[Given],
    at: datetime | None,
    now: datetime,
    *,
    giver: PersonId,
    taker: PersonId,
) -> Slot | Refusal:
    """The turn of `giver` that `taker` has room for."""
    slot = _turn(rotation, swaps, giver, at, now)
    if not isinstance(slot, Refusal) and taker in holders(rotation, slot, swaps):
        return Refusal(why=Unable.TWO_SEATS, person=taker)
    return slot


def _turn(
    rotation: Rotation,
    swaps: Sequence[Given],
    person: PersonId,
    at: datetime | None,
    now: datetime,
) -> Slot | Refusal:
    if at is None:
        following = next_turn(rotation, swaps, person, now=now)
        none = Refusal(why=Unable.NO_TURN, person=person, name=rotation.name)
        return following or none
    slot = slot_at(rotation, at)
    if slot is None or slot.end <= now:
        return Refusal(why=Unable.TURN_PAST, name=rotation.name)
    people = holders(rotation, slot, swaps)
    if person not in people:
        return Refusal(why=Unable.TURN_ELSE, person=person, others=people, name=rotation.name)
    return slot
