"""A task that fails starts anew; a wrong configuration ends the service."""

import asyncio

import pytest

from triage.app.run import root, until_stopped
from triage.app.supervise import supervise
from triage.bell import Bell
from triage.errors import ConfigError


async def test_a_task_that_fails_is_started_again() -> None:
    starts: list[int] = []
    up = asyncio.Event()

    async def work() -> None:
        starts.append(1)
        if len(starts) < 3:
            raise OSError("gone")
        up.set()
        await asyncio.Event().wait()

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        task = group.create_task(supervise("work", work, first=0.01))
        await up.wait()
        task.cancel()

    assert len(starts) == 3


async def test_a_wrong_configuration_is_not_tried_again() -> None:
    async def work() -> None:
        raise ConfigError("discord.token: refused")

    with pytest.raises(ConfigError, match="refused"):
        await supervise("work", work)


async def test_the_first_error_of_a_group_is_told() -> None:
    async def work() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(supervise("work", _wrong))

    with pytest.raises(ConfigError, match="no intent"):
        await until_stopped(work)
    assert str(root(ValueError("plain"))) == "plain"


async def _wrong() -> None:
    raise ConfigError("no intent")


async def test_a_bell_wakes_who_listened_before_it_rang() -> None:
    bell = Bell()
    heard = bell.listen()
    bell.ring()

    await asyncio.wait_for(bell.wait(heard, within=60), 1)
    await bell.wait(bell.listen(), within=0.01)  # nobody rings: the poll ends the wait
