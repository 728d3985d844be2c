"""Swapping turns: asked by one, answered by the other, and told to both in the team's room."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from triage.app.desk import OpenDesk
from triage.app.oncall.words import moment, rotation_of, team_of
from triage.errors import ConfigError, ConflictError, NotFoundError
from triage.model import PersonId
from triage.notices import roster
from triage.oncall import swaps
from triage.oncall.schedule import Given, Rotation
from triage.oncall.swaps import Swap, SwapState
from triage.oncall.turns import LONGEST_TURN
from triage.ports.work import UnitOfWork


def ask(
    desk: OpenDesk,
    *,
    team: str | None,
    rotation: str | None,
    who: str,
    other: str,
    turn: str | None,
    back: str | None,
    now: datetime,
) -> Swap:
    """Raises NotFoundError for names and turns that are none, ConflictError for a second seat."""
    asker, asked = desk.person(who).id, desk.person(other).id
    if asker == asked:
        raise ConfigError("--with: that is the same person; name whom you ask")
    zone, ours = ZoneInfo(desk.desk.zone), team_of(desk, team)
    whose = rotation_of(desk, ours, rotation, person=asker)
    at = None if turn is None else moment(turn, zone, "--turn")
    again = None if back is None else moment(back, zone, "--back")

    def unit(work: UnitOfWork) -> Swap:
        wanted = swaps.propose(
            whose, _given(work, now), asker=asker, other=asked, at=at, back=again, now=now
        )
        asked_swap = replace(wanted, id=work.roster.ask_swap(wanted))
        _tell(work, desk, asked_swap, now)
        return asked_swap

    return desk.write(unit)


def answer(desk: OpenDesk, number: int, *, who: str, state: SwapState, now: datetime) -> Swap:
    """Accept or decline as the one who was asked; withdraw as the one who asked.

    Raises NotFoundError, and ConflictError when it is not theirs to say, or was answered already.
    """
    person = desk.person(who).id

    def unit(work: UnitOfWork) -> Swap:
        swap = work.roster.swap(number)
        if swap is None:
            raise NotFoundError(f"no swap {number}; `triage oncall changes` lists what there is")
        _theirs(desk, swap, person, state)
        if state is SwapState.ACCEPTED:
            whose = _rotation(desk, swap)
            swaps.standing(swap, whose, _given(work, now), now=now)
        if not work.roster.answer_swap(number, state):
            raise ConflictError(f"swap {number} is {swap.state.value} already")
        answered = replace(swap, state=state)
        _tell(work, desk, answered, now)
        return answered

    return desk.write(unit)


def _tell(work: UnitOfWork, desk: OpenDesk, swap: Swap, now: datetime) -> None:
    """In the team's room, where both read it; nobody is mentioned: it is no emergency."""
    work.outbox.enqueue(roster.swap(desk.desk, swap), now=now, due_at=now)


def _theirs(desk: OpenDesk, swap: Swap, person: PersonId, state: SwapState) -> None:
    whose = swap.asker if state is SwapState.WITHDRAWN else swap.other
    if person != whose:
        verb = {
            SwapState.WITHDRAWN: "withdraw",
            SwapState.ACCEPTED: "accept",
            SwapState.DECLINED: "decline",
        }.get(state, state.value)
        raise ConflictError(f"swap {swap.id} is {desk.name(whose)}'s to {verb}")


def _rotation(desk: OpenDesk, swap: Swap) -> Rotation:
    return rotation_of(desk, swap.team, swap.name)


def _given(work: UnitOfWork, now: datetime) -> tuple[Given, ...]:
    return work.roster.changes_between(now, now + LONGEST_TURN).swaps
