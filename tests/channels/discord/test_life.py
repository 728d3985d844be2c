"""The client's life: failed starts, refused tokens, broken payloads."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from typing_extensions import override

from channels.discord.adapter import DiscordChannel
from channels.discord.supervise import IdentifyBudget
from channels.sandbox.discord.acts import ALWAYS, Event
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door, SandboxClock
from triage.errors import ConfigError
from triage.marks import Cursor
from triage.messages import RawArrival

MESSAGE_CONTENT = 1 << 15


class BrokenDoorError(RuntimeError):
    """What a store may raise; no error of ours."""


class BrokenDoor(Door):
    """A door that can be broken while somebody listens."""

    broken = False

    @override
    async def accept(self, *raws: RawArrival, cursor: Cursor | None = None) -> int:
        if self.broken:
            raise BrokenDoorError
        return await super().accept(*raws, cursor=cursor)


async def test_a_first_connect_that_fails_is_survived(guild: Guild, listening: Listening) -> None:
    guild.server.gateway.refusals = 1
    door = Door()
    async with listening(door):
        said = await guild.server.post(guild.help, guild.ada, "Hello")
        await door.until(lambda: said in door.ids)


async def test_a_login_that_fails_is_survived(guild: Guild) -> None:
    nowhere = replace(guild.config, sandbox_url="http://127.0.0.1:9")
    channel = DiscordChannel(nowhere, SandboxClock(), first_retry=0.01)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await channel.listen(Door())


async def test_a_payload_that_breaks_the_parser_costs_a_client_but_no_message(
    guild: Guild, listening: Listening
) -> None:
    """Messages said while there is no client come from the history."""
    server = guild.server
    door = Door()
    async with listening(door):
        server.gateway.dispatch(Event(name="MESSAGE_CREATE", data={"id": "no"}, intent=ALWAYS))
        missed = await server.post(guild.help, guild.ada, "Still here")
        await server.wait_for(lambda: server.gateway.counts.identifies == 2, timeout=15)
        await door.until(lambda: missed in door.ids, timeout=15)
        after = await server.post(guild.help, guild.ada, "And later")
        await door.until(lambda: after in door.ids)
    assert door.ids == [missed, after]


async def test_a_refused_token_is_the_operators_to_mend(guild: Guild) -> None:
    channel = DiscordChannel(replace(guild.config, token="wrong"), SandboxClock())
    with pytest.raises(ConfigError, match=r"discord\.token: Discord refused it"):
        await channel.listen(Door())


async def test_a_token_that_is_reset_while_connected_is_the_operators_too(guild: Guild) -> None:
    async def reset() -> None:
        await guild.server.wait_for(lambda: guild.server.gateway.connected)
        guild.server.gateway.close(4004)

    with pytest.raises(ConfigError, match=r"discord\.token: Discord refused it"):
        await asyncio.gather(guild.adapter().listen(Door()), reset())


async def test_a_missing_intent_is_said_in_one_sentence(guild: Guild) -> None:
    guild.server.gateway.refused_intents = MESSAGE_CONTENT
    with pytest.raises(ConfigError, match="switch on Message Content Intent"):
        await guild.adapter().listen(Door())


async def test_a_door_that_breaks_ends_the_listening(guild: Guild) -> None:
    """What cannot be stored may not be taken for seen: the service has to know."""
    door = BrokenDoor()

    async def speak() -> None:
        await door.until(lambda: door.card_readings > 1)
        door.broken = True
        await guild.server.post(guild.help, guild.ada, "Hello")

    with pytest.raises(BrokenDoorError):
        await asyncio.gather(guild.adapter().listen(door), speak())


async def test_the_heartbeats_delay_is_known_while_connected(
    guild: Guild, listening: Listening
) -> None:
    assert guild.adapter().latency is None
    async with listening(Door()) as channel:
        assert channel.latency is not None


async def test_too_many_sessions_in_a_day_end_the_client_until_there_is_room(
    guild: Guild,
) -> None:
    """At a thousand a day Discord resets the token: the last ones are left for a person."""
    budget = IdentifyBudget(limit=1)
    channel = DiscordChannel(guild.config, SandboxClock(), budget=budget, first_retry=0.01)
    gateway = guild.server.gateway
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(channel.listen(Door()))
        await guild.server.wait_for(lambda: gateway.counts.identifies == 1)
        await asyncio.sleep(0.3)
        left = (gateway.connected, gateway.counts.identifies)
        task.cancel()
    assert left == (0, 1)


async def test_told_to_end_as_a_connection_stands_it_ends(guild: Guild) -> None:
    """`wait_for` of Python 3.11, in which discord.py connects, then loses the cancellation."""
    counts = guild.server.gateway.counts
    for steps in range(40):
        before = counts.connects
        async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
            task = tasks.create_task(guild.adapter().listen(Door()))
            while counts.connects == before:  # noqa: ASYNC110 - each step of the loop counts
                await asyncio.sleep(0)
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
        assert task.cancelled()
