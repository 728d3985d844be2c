"""Lost, resumed and invalidated sessions; what an intent hides."""

from __future__ import annotations

import zlib

import aiohttp
import discord
import pytest

from channels.discord.endpoint import point_at
from channels.sandbox.discord.server import DiscordSandbox
from tests.channels.sandbox.discord.bot import INTENTS, Bot, logged_in
from tests.channels.sandbox.discord.conftest import Guild


async def test_what_happens_while_the_line_is_cut_is_replayed(guild: Guild, bot: Bot) -> None:
    sandbox = guild.sandbox
    await sandbox.post(guild.room, guild.linus, "before")
    assert (await bot.heard.get()).content == "before"
    sandbox.gateway.drop()
    await sandbox.wait_for(lambda: sandbox.gateway.connected == 0)
    await sandbox.post(guild.room, guild.linus, "in the gap")
    assert await bot.states.get() == "resumed"
    assert (await bot.heard.get()).content == "in the gap"
    assert (sandbox.gateway.counts.identifies, sandbox.gateway.counts.resumes) == (1, 1)


async def test_op7_ends_in_a_resume(guild: Guild, bot: Bot) -> None:
    guild.sandbox.gateway.ask_reconnect()
    assert await bot.states.get() == "resumed"
    assert guild.sandbox.gateway.counts.identifies == 1


async def test_an_invalid_session_starts_anew_and_loses_the_gap(guild: Guild, bot: Bot) -> None:
    sandbox = guild.sandbox
    sandbox.gateway.invalidate()
    await sandbox.wait_for(lambda: sandbox.gateway.connected == 0)
    await sandbox.post(guild.room, guild.linus, "lost")
    assert await bot.states.get() == "ready"
    await sandbox.post(guild.room, guild.linus, "heard")
    assert (await bot.heard.get()).content == "heard"
    assert sandbox.gateway.counts.identifies == 2


async def test_a_close_code_is_followed_by_a_resume(guild: Guild, bot: Bot) -> None:
    guild.sandbox.gateway.close(4000)
    assert await bot.states.get() == "resumed"


async def test_a_refused_connect_is_tried_again(guild: Guild, bot: Bot) -> None:
    guild.sandbox.gateway.refusals = 1
    guild.sandbox.gateway.drop()
    assert await bot.states.get() == "resumed"
    assert guild.sandbox.gateway.counts.connects == 3


async def test_an_event_can_come_twice(guild: Guild, bot: Bot) -> None:
    guild.sandbox.gateway.duplicate = 1
    await guild.sandbox.post(guild.room, guild.linus, "echo")
    await guild.sandbox.post(guild.room, guild.linus, "end")
    assert [(await bot.heard.get()).content for _ in range(3)] == ["echo", "echo", "end"]


async def test_without_the_content_intent_only_what_concerns_the_bot_has_words(
    guild: Guild,
) -> None:
    sandbox = guild.sandbox
    intents = discord.Intents(guilds=True, guild_messages=True)
    async with logged_in(sandbox, intents) as bot:
        await sandbox.post(guild.room, guild.linus, "secret")
        await sandbox.post(guild.room, guild.linus, f"<@{sandbox.bot_id}> help")
        await bot.room(guild.room).send("mine")
        heard = [(await bot.heard.get()).content for _ in range(3)]
    assert heard == ["", f"<@{sandbox.bot_id}> help", "mine"]


async def test_an_event_without_its_intent_does_not_come(guild: Guild) -> None:
    sandbox = guild.sandbox
    intents = discord.Intents(guilds=True, guild_messages=True)
    async with logged_in(sandbox, intents) as bot:
        posted = await sandbox.post(guild.room, guild.linus, "one")
        await sandbox.react(guild.room, posted, guild.linus, "✅")
        await sandbox.post(guild.room, guild.linus, "two")
        await bot.heard.get()
        await bot.heard.get()
        assert bot.raw.empty()


async def test_a_privileged_intent_that_is_off_ends_the_login(guild: Guild) -> None:
    sandbox = guild.sandbox
    sandbox.gateway.refused_intents = discord.Intents(message_content=True).value
    point_at(sandbox.url)
    async with Bot(INTENTS) as bot:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await bot.start(sandbox.token)


async def test_a_wrong_token_does_not_log_in(guild: Guild) -> None:
    point_at(guild.sandbox.url)
    async with Bot(INTENTS) as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.start("wrong")


async def test_the_stream_is_compressed_if_asked() -> None:
    async with DiscordSandbox() as sandbox, aiohttp.ClientSession() as session:
        url = f"{sandbox.gateway.url}?v=10&encoding=json&compress=zlib-stream"
        async with session.ws_connect(url) as socket:
            packed = await socket.receive_bytes()
    assert packed.endswith(b"\x00\x00\xff\xff")
    assert b'"heartbeat_interval"' in zlib.decompressobj().decompress(packed)


async def test_a_resume_of_an_unknown_session_is_invalid(guild: Guild) -> None:
    sandbox = guild.sandbox
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(sandbox.gateway.url) as socket,
    ):
        await socket.receive_json()
        resume = {"token": sandbox.token, "session_id": "gone", "seq": 3}
        await socket.send_json({"op": 6, "d": resume})
        assert await socket.receive_json() == {"op": 9, "d": False}


async def test_a_resume_ahead_of_the_log_is_closed(guild: Guild, bot: Bot) -> None:
    sandbox = guild.sandbox
    assert bot.ws.session_id is not None
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(sandbox.gateway.url) as socket,
    ):
        await socket.receive_json()
        resume = {"token": sandbox.token, "session_id": bot.ws.session_id, "seq": 99}
        await socket.send_json({"op": 6, "d": resume})
        await socket.receive()
        assert socket.close_code == 4007


async def test_a_wrong_token_on_the_gateway_is_closed(guild: Guild) -> None:
    sandbox = guild.sandbox
    for body in (
        {"op": 2, "d": {"token": "wrong", "intents": 1}},
        {"op": 6, "d": {"token": "wrong", "session_id": "s", "seq": 1}},
    ):
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(sandbox.gateway.url) as socket,
        ):
            await socket.receive_json()
            await socket.send_json(body)
            await socket.receive()
            assert socket.close_code == 4004


async def test_members_are_sent_in_a_chunk_when_asked_for(guild: Guild, bot: Bot) -> None:
    server = bot.get_guild(int(guild.sandbox.guild_id))
    assert server is not None
    (member,) = await server.query_members(user_ids=[int(guild.linus)])
    by_name = await server.query_members("lin")
    assert ([member.name], [one.name for one in by_name]) == (["linus"], ["linus"])


async def test_a_silent_gateway_acknowledges_no_heartbeat(guild: Guild) -> None:
    sandbox = guild.sandbox
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(sandbox.gateway.url) as socket,
    ):
        await socket.receive_json()
        sandbox.gateway.silent = True
        await socket.send_json({"op": 1, "d": None})
        await sandbox.wait_for(lambda: sandbox.gateway.counts.heartbeats == 1)
        sandbox.gateway.silent = False
        await socket.send_json({"op": 1, "d": None})
        assert await socket.receive_json() == {"op": 11}


async def test_an_invalid_session_may_be_resumable(guild: Guild, bot: Bot) -> None:
    guild.sandbox.gateway.invalidate(resumable=True)
    assert await bot.states.get() == "resumed"
