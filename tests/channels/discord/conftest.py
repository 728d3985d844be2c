"""A guild on loopback, the real client in front of it, and a door behind that."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

import pytest

from channels.discord.adapter import DiscordChannel
from channels.discord.budget import RefusalBudget
from channels.discord.config import DiscordConfig, DiscordIntake
from channels.sandbox.discord.server import DiscordSandbox
from tests.channels.discord.door import Door, SandboxClock
from tests.fast import FastLoop, real
from triage.messages import Opens
from triage.ports.core import Clock


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    fast = item.get_closest_marker("fast") is not None
    return {"fast": FastLoop} if fast else {"plain": asyncio.new_event_loop}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guild:
    """A guild with a help channel, a forum and a team's room."""

    server: DiscordSandbox
    help: str
    forum: str
    room: str
    staff: str
    ada: str
    linus: str
    config: DiscordConfig

    def adapter(
        self,
        patience: float = 8.0,
        clock: Clock | None = None,
        refusals: RefusalBudget | None = None,
    ) -> DiscordChannel:
        return DiscordChannel(
            self.config,
            clock or SandboxClock(),
            patience=patience,
            first_retry=0.05,
            refusals=refusals,
        )


class Listening(Protocol):
    """What the fixture `listening` gives."""

    def __call__(
        self,
        door: Door,
        patience: float = 8.0,
        clock: Clock | None = None,
        refusals: RefusalBudget | None = None,
    ) -> AbstractAsyncContextManager[DiscordChannel]: ...


@pytest.fixture
async def guild() -> AsyncIterator[Guild]:
    async with DiscordSandbox() as server:
        staff = server.add_role("staff")
        talk, forum, room = (
            server.add_channel("help"),
            server.add_channel("ideas", kind="forum"),
            server.add_channel("platform"),
        )
        config = DiscordConfig(
            token=server.token,
            guild=server.guild_id,
            staff_roles=frozenset({staff}),
            intakes=(
                DiscordIntake(channel=talk),
                DiscordIntake(channel=forum, opens=Opens.ALWAYS),
            ),
            rooms=frozenset({room}),
            sandbox_url=server.url,
        )
        yield Guild(
            server=server,
            help=talk,
            forum=forum,
            room=room,
            staff=staff,
            ada=server.add_member("ada"),
            linus=server.add_member("linus", [staff]),
            config=config,
        )


@pytest.fixture
def listening(guild: Guild) -> Listening:
    """Listen until the block ends; it begins when the history is read.

    The cards are asked for at the start, and again behind the history.
    """

    @asynccontextmanager
    async def listen(
        door: Door,
        patience: float = 8.0,
        clock: Clock | None = None,
        refusals: RefusalBudget | None = None,
    ) -> AsyncIterator[DiscordChannel]:
        channel = guild.adapter(real(patience), clock, refusals)
        before = door.card_readings
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(channel.listen(door))
            await door.until(lambda: door.card_readings - before > 1)
            yield channel
            task.cancel()

    return listen
