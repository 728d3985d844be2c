"""How often a broken client may come back."""

from __future__ import annotations

import asyncio

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.discord.supervise import DAY, LONGEST, IdentifyBudget, causes, keep_alive, pause
from triage.errors import ConfigError


@given(
    st.integers(min_value=1, max_value=10_000),
    st.floats(min_value=0.1, max_value=10),
    st.floats(min_value=0, max_value=1, exclude_max=True),
)
def test_a_pause_grows_to_five_minutes_and_is_never_nothing(
    failures: int, first: float, jitter: float
) -> None:
    wait = pause(failures, first=first, jitter=jitter)
    assert first / 2 <= wait <= LONGEST
    assert pause(failures + 1, first=first, jitter=jitter) >= wait


def test_sessions_are_free_until_the_days_budget_is_spent() -> None:
    budget = IdentifyBudget(limit=2)
    budget.spend(0.0)
    assert budget.wait(10.0) == 0.0
    budget.spend(100.0)
    assert budget.wait(150.0) == DAY - 150.0
    assert budget.wait(DAY) == 0.0
    budget.spend(DAY)
    assert budget.wait(DAY) == 100.0


async def test_a_life_that_ends_is_followed_by_another() -> None:
    lives: list[str] = []

    async def live() -> None:
        lives.append("lived")
        if len(lives) == 3:
            raise ConfigError("stop here")
        raise AttributeError("what a parser met")

    with pytest.raises(ConfigError, match="stop here"):
        await keep_alive(live, budget=IdentifyBudget(), first=0.001)
    assert len(lives) == 3


async def test_what_only_the_operator_can_mend_is_found_beside_other_failures() -> None:
    async def live() -> None:
        raise ExceptionGroup("both", [KeyError("x"), discord.LoginFailure("no")])

    with pytest.raises(ConfigError, match=r"discord\.token"):
        await keep_alive(live, budget=IdentifyBudget(), first=0.001)


async def test_a_spent_budget_holds_the_next_life_back() -> None:
    lives: list[str] = []
    budget = IdentifyBudget(limit=1)

    async def live() -> None:
        lives.append("lived")
        budget.spend(asyncio.get_running_loop().time())

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await keep_alive(live, budget=budget, first=0.001)
    assert lives == ["lived"]


def test_causes_are_found_inside_their_groups() -> None:
    cause = ValueError("x")
    other = KeyError("y")
    assert list(causes(ExceptionGroup("a", [ExceptionGroup("b", [cause]), other]))) == [
        cause,
        other,
    ]
    assert list(causes(None)) == []
