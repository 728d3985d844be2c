"""Too many refusals, and we rest before Discord bans our address."""

from __future__ import annotations

from channels.discord.budget import WINDOW, RefusalBudget


def test_there_is_room_until_it_is_spent_and_again_when_it_is_old() -> None:
    budget = RefusalBudget(most=2)
    budget.spend(0.0)
    assert budget.wait(1.0) == 0
    budget.spend(100.0)
    assert budget.wait(101.0) == WINDOW - 101.0
    assert budget.wait(WINDOW) == 0
