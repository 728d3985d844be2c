"""What may be asked of whom, and what is no longer possible when it is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from triage.model import PersonId, TeamId
from triage.oncall.refusal import Refusal, Unable
from triage.oncall.schedule import Rotation
from triage.oncall.swaps import Swap, next_turn, propose, standing
from triage.oncall.turns import Slot, slots

A, B, C, D = (PersonId(name) for name in ("amara", "grace", "linus", "mia"))
WEEK = timedelta(weeks=1)
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
TURNS = Rotation(
    team=TeamId("platform"), people=(A, B, C), starts=date(2026, 1, 5), zone="Europe/Berlin"
)


def ask(
    asker: PersonId = A,
    other: PersonId = B,
    *,
    at: datetime | None = None,
    back: datetime | None = None,
    of: Rotation = TURNS,
    now: datetime = START,
) -> Swap | Refusal:
    return propose(of, (), asker=asker, other=other, at=at, back=back, now=now)


def asked(
    asker: PersonId,
    other: PersonId,
    *,
    at: datetime | None = None,
    back: datetime | None = None,
    now: datetime = START,
) -> Swap:
    swap = ask(asker, other, at=at, back=back, now=now)
    assert isinstance(swap, Swap)
    return swap


def test_without_a_moment_it_is_the_askers_next_turn_and_a_present() -> None:
    assert ask(B, C) == Swap(
        team=TURNS.team, name="on-call", at=START + WEEK * 1.5, asker=B, other=C
    )
    assert len(asked(B, C).gives()) == 1


def test_both_turns_are_kept_by_their_middles() -> None:
    swap = asked(A, B, at=START + timedelta(days=1), back=START + timedelta(days=8))

    assert (swap.at, swap.back) == (START + WEEK / 2, START + WEEK * 1.5)
    assert [(one.giver, one.taker) for one in swap.gives()] == [(A, B), (B, A)]


def test_before_a_rotation_starts_its_first_turns_can_be_swapped() -> None:
    before = START - WEEK

    assert asked(A, B, now=before).at == START + WEEK / 2
    assert list(slots(TURNS, before, most=1)) == [Slot(number=0, start=START, end=START + WEEK)]


def test_only_who_takes_turns_can_be_asked() -> None:
    assert ask(A, D) == Refusal(why=Unable.NO_TURNS, person=D, others=(B, C), name="on-call")


def test_who_has_no_turn_has_none_to_give() -> None:
    assert next_turn(TURNS, (), D, now=START) is None
    assert ask(D, B) == Refusal(why=Unable.NO_TURN, person=D, name="on-call")
    else_s = Refusal(why=Unable.TURN_ELSE, person=B, others=(A,), name="on-call")
    assert ask(B, C, at=START) == else_s


@pytest.mark.parametrize("at", [START - WEEK, START - WEEK * 9])
def test_what_is_past_or_too_early_is_no_turn(at: datetime) -> None:
    past = Refusal(why=Unable.TURN_PAST, name="on-call")

    assert ask(A, B, at=at) == past
    assert ask(A, B, at=START, now=START + WEEK) == past


def test_nobody_sits_on_two_seats() -> None:
    pairs = replace(TURNS, seats=2)

    assert ask(A, B, of=pairs) == Refusal(why=Unable.TWO_SEATS, person=B)
    crowd = replace(TURNS, people=(A, B, C, D), seats=3)  # A B C, D A B, C D A
    assert ask(A, D, of=crowd, back=START + WEEK) == Refusal(why=Unable.TWO_SEATS, person=A)


def test_an_answer_is_held_against_the_rotation_as_it_is_then() -> None:
    swap = asked(A, B)

    assert standing(swap, TURNS, (), now=START) == swap
    edited = replace(TURNS, people=(C, A, B))
    else_s = Refusal(why=Unable.TURN_ELSE, person=A, others=(C,), name="on-call")
    assert standing(swap, edited, (), now=START) == else_s
    past = Refusal(why=Unable.TURN_PAST, name="on-call")
    assert standing(swap, TURNS, (), now=START + WEEK) == past
