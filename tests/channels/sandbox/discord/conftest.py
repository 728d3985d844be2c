"""A loopback Discord with a support channel and a reporter, and a real client in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from channels.sandbox.discord.server import DiscordSandbox
from tests.channels.sandbox.discord.bot import Bot, logged_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Guild:
    """The sandbox, its `room`, and `linus`, who reports."""

    sandbox: DiscordSandbox
    room: str
    linus: str


@pytest.fixture
async def guild() -> AsyncIterator[Guild]:
    async with DiscordSandbox() as sandbox:
        room = sandbox.add_channel("support")
        yield Guild(sandbox=sandbox, room=room, linus=sandbox.add_member("linus"))
        assert sandbox.crashed == []


@pytest.fixture
async def bot(guild: Guild) -> AsyncIterator[Bot]:
    async with logged_in(guild.sandbox) as client:
        yield client
