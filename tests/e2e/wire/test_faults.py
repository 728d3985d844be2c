"""Everything that goes wrong between us and Discord: nothing lost, nothing double, nobody twice.

Each trouble comes in the middle of several reports, of which the first calls somebody; then
everything is counted at the sandbox (`counted`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

import pytest

from channels.discord.adapter import DiscordChannel
from channels.sandbox.discord.faults import Fault, FaultKind
from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.counted import all_told_once
from tests.e2e.wire.test_hands import heard
from tests.e2e.wire.test_menus import card, pressed
from triage.app.compose.discord import discord_config
from triage.app.service import adapters
from triage.ports.channel import ChannelAdapter
from triage.ports.core import Clock
from triage.settings.whole import Settings

REPORT = (
    "Nobody of us can log in since 9:10, all our work is stopped, there is no way round. No {n}"
)

Trouble = Callable[[Wire], None]


async def report(wire: Wire, *numbers: int) -> list[str]:
    return [await wire.discord.post(wire.help, wire.people[n], REPORT.format(n=n)) for n in numbers]


def failing(kind: FaultKind, *, times: int = 1, seconds: float = 0.05) -> Trouble:
    """It meets the call of whoever is on duty, the thread of a report, and a receipt."""

    def play(wire: Wire) -> None:
        elsewhere = rf"/channels/(?!{wire.room}/)\d+/messages$"
        for path in (f"/{wire.room}/messages$", "/threads$", elsewhere):
            fault = Fault(kind=kind, method="POST", path=path, times=times, seconds=seconds)
            wire.discord.fail_next(fault)

    return play


def impatient(
    settings: Settings, clock: Clock, *, plus: Collection[str] = frozenset()
) -> dict[str, ChannelAdapter]:
    """A gateway counts as dead after five silent seconds, instead of a minute."""
    config = discord_config(settings)
    assert config is not None
    return adapters(settings, clock, plus=plus) | {
        "discord": DiscordChannel(config, clock, heartbeat=5.0)
    }


def unread(kind: FaultKind) -> Trouble:
    """The line is cut, and what was missed cannot be read at once."""

    def play(wire: Wire) -> None:
        wire.discord.fail_next(Fault(kind=kind, method="GET", path="/messages$", times=2))
        wire.discord.gateway.invalidate()

    return play


def away(wire: Wire) -> None:
    """The line is cut, and the first connects after it fail."""
    wire.discord.gateway.refuse_connects(2)
    wire.discord.gateway.drop()


TROUBLES: dict[str, Trouble] = {
    "429 with Via": failing(FaultKind.RATE_LIMITED, times=3, seconds=0.2),
    "429 global": failing(FaultKind.RATE_LIMITED_GLOBALLY, times=2, seconds=0.2),
    "429 of the edge, without Via": failing(FaultKind.BANNED, seconds=1.0),
    "502 before the commit": failing(FaultKind.BAD_GATEWAY),
    "502 after the commit": failing(FaultKind.BAD_GATEWAY_AFTER),
    "503": failing(FaultKind.UNAVAILABLE, times=2),
    "503 after the commit": failing(FaultKind.UNAVAILABLE_AFTER),
    "connection reset before the commit": failing(FaultKind.DROP, times=2),
    "connection reset after the commit": failing(FaultKind.DROP_AFTER),
    "slow answers": failing(FaultKind.SLOW, seconds=2.0),
    "op7 reconnect": lambda wire: wire.discord.gateway.ask_reconnect(),
    "op9 invalid session": lambda wire: wire.discord.gateway.invalidate(),
    "op9 that may resume": lambda wire: wire.discord.gateway.invalidate(resumable=True),
    "close code 4000": lambda wire: wire.discord.gateway.close(4000),
    "line cut": lambda wire: wire.discord.gateway.drop(),
    "line cut, then failing connects": away,
    "zombie connection": lambda wire: wire.discord.gateway.freeze(),
    "events twice": lambda wire: wire.discord.gateway.duplicate_next(20),
    "events in another order": lambda wire: wire.discord.gateway.swap_next(4),
    "a payload that breaks the parser": lambda wire: wire.discord.gateway.send_raw(
        "MESSAGE_CREATE", {"id": "no number"}
    ),
    "503 while catching up": unread(FaultKind.UNAVAILABLE),
    "connection reset while catching up": unread(FaultKind.DROP),
}


@pytest.mark.parametrize("name", TROUBLES)
async def test_nothing_is_lost_or_double_and_nobody_is_called_twice(wire: Wire, name: str) -> None:
    if name == "zombie connection":
        wire.channels = impatient
    async with wire.running():
        TROUBLES[name](wire)
        reports = await report(wire, 0, 1)
        TROUBLES[name](wire)
        reports += await report(wire, 2, 3)
        await wire.settled(tickets=4)
        reports += await report(wire, 4)
        await wire.settled(tickets=5)
        all_told_once(wire, reports)
        await worked_on(wire, reports, TROUBLES[name])
        assert wire.discord.duplicates() == []


async def worked_on(wire: Wire, reports: list[str], trouble: Trouble) -> None:
    """Trouble before a claim by reaction and words of the reporter; then a reply by form. (A press
    that is lost with its connection fails visibly: whoever pressed does so again.) Each arrives
    once, and nobody is called any more."""
    called, shown = len(wire.discord.rang()), await card(wire, 1)
    thread = next(one for one in reports if "this is ticket 1." in wire.said_to(one)[0])
    reporter = wire.people[reports.index(thread)]
    trouble(wire)
    await wire.discord.react(wire.room, shown.id, wire.grace, "✋")
    await wire.discord.post(thread, reporter, "It is 4.2.1")
    await heard(wire, thread, "Grace from platform is now looking at ticket 1")
    await heard_in(wire, 1, "It is 4.2.1")
    wire.discord.gateway.swap_next(0)
    words = {"text": "Please clear the cache."}
    sent = await pressed(wire, shown, wire.grace, "f1:reply:1:", words)
    assert sent.messages[-1].content == "On its way to the reporter of ticket 1."
    await heard(wire, thread, words["text"])
    await wire.settled(tickets=5)
    said = "\n".join(wire.said_to(thread))
    assert said.count(words["text"]) == said.count("is now looking at ticket 1") == 1
    assert len(wire.discord.rang()) == called


async def heard_in(wire: Wire, number: int, words: str) -> None:
    """Until what a reporter wrote is kept with their ticket."""

    async def is_kept() -> bool:
        return words in await wire.words(number)

    await wire.until(is_kept)


async def test_a_service_that_dies_while_it_sends_says_everything_once(wire: Wire) -> None:
    """What was on its way arrives, or not, after the next one has started."""
    slow = Fault(kind=FaultKind.SLOW, method="POST", path="/messages$", seconds=8.0, times=3)
    async with wire.running():
        wire.discord.fail_next(slow)
        reports = await report(wire, 0, 1)
        await wire.until(lambda: slow.times == 0)
    async with wire.running():
        await wire.settled(tickets=2)
        await asyncio.sleep(slow.seconds)
        all_told_once(wire, reports)


async def test_a_first_connect_that_fails_loses_nothing(wire: Wire) -> None:
    async with wire.running():
        pass
    wire.discord.gateway.refuse_connects(2)
    reports = await report(wire, 0, 1)
    async with wire.running():
        reports += await report(wire, 2)
        await wire.settled(tickets=3)
        all_told_once(wire, reports)


async def test_what_is_written_while_the_service_is_down_is_read_when_it_is_back(
    wire: Wire,
) -> None:
    async with wire.running():
        reports = await report(wire, 0)
        await wire.settled(tickets=1)
    reports += await report(wire, 1, 2)
    async with wire.running():
        await wire.settled(tickets=3)
        all_told_once(wire, reports)


async def test_a_storm_in_one_channel_keeps_no_page_waiting(wire: Wire) -> None:
    """Three senders may wait for a rate limit; the one for pages goes on."""
    slow = Fault(kind=FaultKind.SLOW, method="POST", path="/threads$", seconds=15, times=8)
    async with wire.running():
        wire.discord.fail_next(slow)
        reports = await report(wire, 0, 1, 2, 3, 4, 5)
        await wire.until(lambda: any(one.pinged for one in wire.cards()))
        assert wire.discord.threads() == []  # every one of them still waits
        wire.discord.faults.clear()
        await wire.settled(tickets=6)
        all_told_once(wire, reports)
