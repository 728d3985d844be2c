"""The sandbox as a process of its own."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator

import pytest

from channels.sandbox.client import SandboxClient


@pytest.fixture
async def process() -> AsyncIterator[asyncio.subprocess.Process]:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "channels.sandbox",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    yield child
    if child.returncode is None:
        child.kill()
    await child.wait()


@pytest.fixture
async def sandbox(process: asyncio.subprocess.Process) -> AsyncIterator[SandboxClient]:
    assert process.stdout is not None
    ports = json.loads(await process.stdout.readline())
    assert sorted(ports) == ["control_url", "discord_url", "imap_port", "smtp_port"]
    async with SandboxClient(ports["control_url"]) as client:
        yield client


async def test_it_ends_when_its_input_closes(
    process: asyncio.subprocess.Process, sandbox: SandboxClient
) -> None:
    assert sandbox.discord.guild_id
    assert process.stdin is not None
    process.stdin.close()
    assert await process.wait() == 0


async def test_it_ends_on_sigterm(
    process: asyncio.subprocess.Process, sandbox: SandboxClient
) -> None:
    assert sandbox.discord.guild_id
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
