"""Swapping turns from a terminal: `triage.rota.swap` decides."""

from __future__ import annotations

from datetime import datetime

from triage.app.desk import OpenDesk
from triage.app.oncall.change import decided
from triage.app.oncall.words import granted, moment, team_of
from triage.oncall.swaps import Swap, SwapState
from triage.rota import swap as rota
from triage.rota.meant import rotation_of


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
    """Raises NotFoundError for unknown names, RefusedError for turns that are none."""
    asker, asked = desk.person(who).id, desk.person(other).id
    whose = granted(desk, rotation_of(desk.desk, team_of(desk, team), rotation, person=asker))
    at = None if turn is None else moment(desk, turn, now)
    again = None if back is None else moment(desk, back, now)
    return decided(
        desk,
        lambda clerk: rota.ask(clerk, whose, asker=asker, other=asked, at=at, back=again),
        now,
    )


def answer(desk: OpenDesk, number: int, *, who: str, state: SwapState, now: datetime) -> Swap:
    """Accept or decline as the one who was asked; withdraw as the one who asked.

    Raises NotFoundError, and RefusedError when it is not theirs to say, or was answered already.
    """
    person = desk.person(who).id
    return decided(desk, lambda clerk: rota.answer(clerk, number, person=person, state=state), now)
