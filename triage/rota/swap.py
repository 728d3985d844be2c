"""Swapping turns: asked by one, answered by the other, and told to both. In a unit of work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from triage.apply import Clerk
from triage.messages import Outgoing
from triage.model import PersonId
from triage.notices import roster
from triage.oncall import swaps
from triage.oncall.refusal import Refusal, Unable
from triage.oncall.schedule import Given, Recorded, Rotation
from triage.oncall.swaps import Swap, SwapState
from triage.oncall.turns import LONGEST_TURN
from triage.people import Means
from triage.rota.meant import rotation_of


def ask(
    clerk: Clerk,
    rotation: Rotation,
    *,
    asker: PersonId,
    other: PersonId,
    at: datetime | None = None,
    back: datetime | None = None,
) -> Swap | Refusal:
    """`asker` asks `other` to have the turn at that moment (None: the next), and to give `back`."""
    if asker == other:
        return Refusal(why=Unable.SAME_PERSON, person=asker)
    wanted = swaps.propose(
        rotation, _given(clerk), asker=asker, other=other, at=at, back=back, now=clerk.now
    )
    if isinstance(wanted, Refusal):
        return wanted
    asked = replace(wanted, id=clerk.work.roster.ask_swap(wanted))
    _tell(clerk, asked, by=asker, to=other)
    return asked


def answer(clerk: Clerk, number: int, *, person: PersonId, state: SwapState) -> Swap | Refusal:
    """Accept or decline as the one who was asked; withdraw as the one who asked."""
    swap = clerk.work.roster.swap(number)
    if swap is None:
        return Refusal(why=Unable.NO_SWAP, number=number)
    withdrawn = state is SwapState.WITHDRAWN
    whose, to = (swap.asker, swap.other) if withdrawn else (swap.other, swap.asker)
    if person != whose:
        return Refusal(why=Unable.NOT_THEIRS, others=(whose,))
    if swap.state is not SwapState.ASKED:
        return Refusal(why=Unable.ANSWERED, number=number, name=swap.state.value)
    lost = _lost(clerk, swap) if state is SwapState.ACCEPTED else None
    if lost is not None:
        return lost
    clerk.work.roster.answer_swap(number, state)
    for asked in roster.swap_asked(swap):
        clerk.answered(clerk.work.outbox.message(asked))
    answered = replace(swap, state=state)
    _tell(clerk, answered, by=person, to=to)
    return answered


def not_taken(clerk: Clerk, message: Outgoing) -> None:
    """A direct message about a swap was refused: the same by mail, while it is still so."""
    said = roster.swap_said(message)
    swap = None if said is None else clerk.work.roster.swap(said[0])
    if said is None or swap is None or swap.state is not said[1]:
        return
    letter = roster.swap_to(clerk.desk, swap, said[2], by=(Means.EMAIL,))
    if letter is not None:
        clerk.enqueue(letter)


def _lost(clerk: Clerk, swap: Swap) -> Refusal | None:
    """Why what was asked is no longer possible: the turn is over, or the rotation was edited."""
    rotation = rotation_of(clerk.desk, swap.team, swap.name)
    if isinstance(rotation, Refusal):
        return rotation
    found = swaps.standing(swap, rotation, _given(clerk), now=clerk.now)
    return found if isinstance(found, Refusal) else None


def _tell(clerk: Clerk, swap: Swap, *, by: PersonId, to: PersonId) -> None:
    """In the team's room, where both read it and nobody is mentioned; and to the other alone."""
    clerk.enqueue(roster.swap(clerk.desk, swap))
    message = roster.swap_to(clerk.desk, swap, to)
    if message is not None:
        clerk.enqueue(message)
    facts: dict[str, object] = {
        "number": swap.id,
        "rotation": swap.name,
        "asker": swap.asker,
        "other": swap.other,
        "turn": swap.at.isoformat(),
        "back": None if swap.back is None else swap.back.isoformat(),
    }
    kind = f"swap_{swap.state.value}"
    clerk.work.roster.record(Recorded(at=clerk.now, kind=kind, by=by, team=swap.team, facts=facts))


def _given(clerk: Clerk) -> tuple[Given, ...]:
    return clerk.work.roster.changes_between(clerk.now, clerk.now + LONGEST_TURN).swaps
