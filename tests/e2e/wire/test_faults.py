"""Everything that goes wrong between us and Discord: nothing lost, nothing double, nobody twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.discord.server import DiscordSandbox
from tests.e2e.wire.conftest import Wire

REPORT = (
    "Nobody of us can log in since 9:10, all our work is stopped, there is no way round. No {n}"
)


async def report(wire: Wire, *numbers: int) -> None:
    for n in numbers:
        await wire.discord.post(wire.help, wire.people[n], REPORT.format(n=n))


def told_once(wire: Wire, count: int) -> None:
    """A receipt in each thread, a card for each ticket, nobody called twice by one message."""
    threads = wire.discord.threads(wire.help)
    assert len(threads) == count
    for thread in threads:
        receipts = [one for one in wire.said_to(thread.id) if "this is ticket" in one]
        assert len(receipts) == 1, wire.said_to(thread.id)
    words = [one.content.split("·") for one in wire.cards() if one.content.count("·") > 3]
    cards = Counter(each[1].strip() for each in words if each[1].strip().isdigit())
    assert set(cards.values()) == {1}
    assert len(cards) == count
    for card in wire.cards():
        assert len(card.pinged) == len(set(card.pinged))


FAULTS = {
    "429 with Via": [Fault(kind=FaultKind.RATE_LIMITED, method="POST", times=3, seconds=0.2)],
    "429 global": [
        Fault(kind=FaultKind.RATE_LIMITED_GLOBALLY, method="POST", times=2, seconds=0.2)
    ],
    "429 of the edge": [Fault(kind=FaultKind.BANNED, method="POST", path="/messages$")],
    "502 before": [Fault(kind=FaultKind.BAD_GATEWAY, method="POST", times=2)],
    "502 after": [Fault(kind=FaultKind.BAD_GATEWAY_AFTER, method="POST", path="/messages$")],
    "502 after, thread": [Fault(kind=FaultKind.BAD_GATEWAY_AFTER, method="POST", path="/threads$")],
    "503": [Fault(kind=FaultKind.UNAVAILABLE, method="POST", times=3)],
    "503 after": [Fault(kind=FaultKind.UNAVAILABLE_AFTER, method="POST", path="/messages$")],
    "connection reset before": [Fault(kind=FaultKind.DROP, method="POST", times=2)],
    "connection reset after": [Fault(kind=FaultKind.DROP_AFTER, method="POST", path="/messages$")],
    "slow": [Fault(kind=FaultKind.SLOW, method="POST", seconds=2, times=2)],
}


@pytest.mark.parametrize("name", FAULTS)
async def test_after_a_failed_request_everything_is_said_once(wire: Wire, name: str) -> None:
    async with wire.running():
        for fault in FAULTS[name]:
            wire.discord.fail_next(replace(fault))
        await report(wire, 0, 1, 2)
        if name == "429 of the edge":  # it asks to wait an hour: nothing else may wait with it
            await wire.until(lambda: len(wire.discord.threads(wire.help)) == 3)
            return
        await wire.settled(tickets=3)
    told_once(wire, 3)


def reconnect(discord: DiscordSandbox) -> None:
    discord.gateway.ask_reconnect()


def invalidate(discord: DiscordSandbox) -> None:
    discord.gateway.invalidate()


def drop(discord: DiscordSandbox) -> None:
    discord.gateway.drop()


def double(discord: DiscordSandbox) -> None:
    discord.gateway.duplicate_next(6)


def swap(discord: DiscordSandbox) -> None:
    discord.gateway.swap_next(1)


def poison(discord: DiscordSandbox) -> None:
    discord.gateway.send_raw("MESSAGE_CREATE", {"id": "no number"})


def zombie(discord: DiscordSandbox) -> None:
    discord.gateway.freeze()


TROUBLES: dict[str, Callable[[DiscordSandbox], None]] = {
    "op7 reconnect": reconnect,
    "op9 invalid session": invalidate,
    "line cut": drop,
    "events twice": double,
    "events in another order": swap,
    "a payload that breaks the parser": poison,
    "zombie connection": zombie,
}


@pytest.mark.parametrize("name", TROUBLES)
async def test_after_a_broken_connection_everything_is_said_once(wire: Wire, name: str) -> None:
    wire.heartbeat = 2.0 if name == "zombie connection" else wire.heartbeat
    async with wire.running():
        await report(wire, 0, 1)
        TROUBLES[name](wire.discord)
        await report(wire, 2, 3)
        await wire.settled(tickets=4)
        await report(wire, 4)
        await wire.settled(tickets=5)
    told_once(wire, 5)


async def test_a_first_connect_that_fails_loses_nothing(wire: Wire) -> None:
    async with wire.running():
        pass
    wire.discord.gateway.refuse_connects(2)
    await report(wire, 0, 1)
    async with wire.running():
        await report(wire, 2)
        await wire.settled(tickets=3)
    told_once(wire, 3)


async def test_what_is_written_while_the_service_is_down_is_read_when_it_is_back(
    wire: Wire,
) -> None:
    async with wire.running():
        await report(wire, 0)
        await wire.settled(tickets=1)
    await report(wire, 1, 2)
    async with wire.running():
        await wire.settled(tickets=3)
    told_once(wire, 3)


async def test_a_channel_that_is_gone_closes_nothing_and_is_told(wire: Wire) -> None:
    async with wire.running():
        await report(wire, 0)
        await wire.settled(tickets=1)
        wire.discord.delete_channel(wire.help)
        await wire.until(lambda: any("cannot be read" in one.content for one in wire.cards()))
        [ticket] = await wire.tickets()
    assert ticket.resolved_at is None


async def test_a_storm_in_one_channel_keeps_no_page_waiting(wire: Wire) -> None:
    """Three senders may wait for a rate limit; the one for pages goes on."""
    slow = Fault(kind=FaultKind.SLOW, method="POST", path="/threads$", seconds=5, times=8)
    async with wire.running():
        wire.discord.fail_next(slow)
        began = asyncio.get_running_loop().time()
        await report(wire, 0, 1, 2, 3, 4, 5)
        await wire.until(lambda: any(one.pinged for one in wire.cards()))
        assert asyncio.get_running_loop().time() - began < 4.0
        wire.discord.faults.clear()
        await wire.settled(tickets=6)
    told_once(wire, 6)
