"""Two people exchange turns: one asks, the other accepts, and only then it counts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from triage.errors import ConflictError, NotFoundError
from triage.model import PersonId, TeamId
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
) -> Swap:
    """What `asker` asks `other`: to have the turn at that moment, and to give the one at `back`.

    `at` None: the asker's next turn. Raises NotFoundError where somebody has no such turn,
    ConflictError where somebody would sit on two seats.
    """
    if other not in rotation.people:
        known = ", ".join(one for one in rotation.people if one != asker)
        raise NotFoundError(f"{other} takes no turns in {rotation.name}; ask one of {known}")
    there = _turn(rotation, swaps, asker, at, now)
    _free(rotation, swaps, other, there)
    again = None
    if back is not None:
        again = _turn(rotation, swaps, other, back, now)
        _free(rotation, swaps, asker, again)
    return Swap(
        team=rotation.team,
        name=rotation.name,
        at=there.middle,
        asker=asker,
        other=other,
        back=None if again is None else again.middle,
    )


def standing(swap: Swap, rotation: Rotation, swaps: Sequence[Given], *, now: datetime) -> None:
    """Raises NotFoundError, ConflictError when what was asked is no longer possible."""
    propose(
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


def _turn(
    rotation: Rotation,
    swaps: Sequence[Given],
    person: PersonId,
    at: datetime | None,
    now: datetime,
) -> Slot:
    if at is None:
        slot = next_turn(rotation, swaps, person, now=now)
        if slot is None:
            raise NotFoundError(f"{person} has no turn in {rotation.name}")
        return slot
    slot = slot_at(rotation, at)
    if slot is None or slot.end <= now:
        raise NotFoundError(
            f"{rotation.name} has no turn to give away then; it is past or too early"
        )
    people = holders(rotation, slot, swaps)
    if person not in people:
        raise NotFoundError(
            f"{person} has no turn in {rotation.name} then; {', '.join(people)} has it"
        )
    return slot


def _free(rotation: Rotation, swaps: Sequence[Given], person: PersonId, slot: Slot) -> None:
    if person in holders(rotation, slot, swaps):
        raise ConflictError(f"{person} has a seat in that turn already")
