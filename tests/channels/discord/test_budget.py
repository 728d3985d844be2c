"""Too many refusals, and we rest before Discord bans our address: whatever was refused."""

from __future__ import annotations

import asyncio

import pytest

from channels.discord.budget import REFUSALS, WINDOW, RefusalBudget, counts
from channels.sandbox.discord.faults import Fault, FaultKind
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from tests.channels.discord.test_send import words
from triage.controls import Action
from triage.errors import ChannelUnavailableError, DeliveryRefusedError
from triage.messages import Act


def test_there_is_room_until_it_is_spent_and_again_when_it_is_old() -> None:
    budget = RefusalBudget(most=2)
    budget.spend(0.0)
    assert budget.wait(1.0) == 0
    budget.spend(100.0)
    assert budget.wait(101.0) == WINDOW - 101.0
    assert budget.wait(WINDOW) == 0


@pytest.mark.parametrize(
    ("status", "scope"), [(401, None), (403, None), (429, None), (429, "user"), (429, "global")]
)
def test_a_refusal_is_held_against_us(status: int, scope: str | None) -> None:
    assert counts(status, scope=scope)


@pytest.mark.parametrize(
    ("status", "scope"), [(429, "shared"), (404, None), (502, None), (200, "user")]
)
def test_no_other_answer_is(status: int, scope: str | None) -> None:
    assert not counts(status, scope=scope)


async def test_every_refusal_counts_whoever_asked_and_at_the_limit_nothing_more_goes_out(
    guild: Guild, listening: Listening
) -> None:
    server, budget = guild.server, RefusalBudget(most=5)
    for method, path, kind in (
        ("GET", f"/channels/{guild.help}/messages$", FaultKind.MISSING_ACCESS),
        ("POST", "/messages$", FaultKind.RATE_LIMITED),  # which discord.py waits out by itself
        ("PUT", "/reactions/", FaultKind.BANNED),
        ("PUT", "/pins/", FaultKind.MISSING_ACCESS),
        ("DELETE", "/reactions/", FaultKind.MISSING_ACCESS),
    ):
        server.fail_next(Fault(kind=kind, method=method, path=path))
    async with listening(Door(), refusals=budget) as channel:
        shown = words(guild, act=Act.SHOW, actions=(Action.CLAIM,))
        posted = (await channel.send(shown)).external_id
        back = words(
            guild,
            act=Act.UNREACT,
            unreact=Action.CLAIM,
            address=guild.linus,
            remote_id=posted,
        )
        with pytest.raises(DeliveryRefusedError):
            await channel.send(back)
        asked = len(server.requests)
        with pytest.raises(ChannelUnavailableError, match="refused too many") as rests:
            await channel.send(words(guild, key="late"))
        assert len(server.requests) == asked
    assert server.faults.coming == []
    assert sum(one.status in REFUSALS for one in server.requests) == 5
    assert rests.value.retry_after == pytest.approx(WINDOW, abs=60)


async def test_who_rests_does_not_even_log_in(
    guild: Guild, caplog: pytest.LogCaptureFixture
) -> None:
    budget = RefusalBudget(most=1)
    budget.spend(asyncio.get_running_loop().time())
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await guild.adapter(refusals=budget).listen(Door())
    assert guild.server.requests == []
    assert "we rest before it bans our address" in caplog.text
