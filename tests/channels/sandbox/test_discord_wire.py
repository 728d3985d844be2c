"""The real discord.py client works against the loopback Discord."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest

from channels.discord.endpoint import point_at
from channels.sandbox.discord.server import DiscordSandbox


class Bot(discord.Client):
    """A client that keeps what it was told, in order."""

    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(intents=intents)
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.raw: asyncio.Queue[discord.RawReactionActionEvent] = asyncio.Queue()
        self.states: asyncio.Queue[str] = asyncio.Queue()

    async def on_ready(self) -> None:
        self.states.put_nowait("ready")

    async def on_resumed(self) -> None:
        self.states.put_nowait("resumed")

    async def on_message(self, message: discord.Message) -> None:
        self.heard.put_nowait(message)

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        self.raw.put_nowait(event)


@asynccontextmanager
async def logged_in(sandbox: DiscordSandbox) -> AsyncIterator[Bot]:
    point_at(sandbox.url)
    intents = discord.Intents(guilds=True, messages=True, reactions=True, message_content=True)
    bot = Bot(intents)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(bot.start(sandbox.token))
        assert await bot.states.get() == "ready"
        yield bot
        await bot.close()
        await running


@pytest.fixture
async def sandbox() -> AsyncIterator[DiscordSandbox]:
    async with DiscordSandbox() as server:
        yield server
        assert server.unknown_routes == []


async def test_a_bot_hears_answers_opens_a_thread_and_sees_a_reaction(
    sandbox: DiscordSandbox,
) -> None:
    room = sandbox.add_channel("support")
    linus = sandbox.add_member("linus")
    async with logged_in(sandbox) as bot:
        posted = await sandbox.post(room, linus, "The export hangs")
        message = await bot.heard.get()
        reply = await message.reply("Noted", nonce="n1")
        await sandbox.react(room, str(reply.id), linus, "✅")
        reaction = await bot.raw.get()
        thread = await message.create_thread(name="Export hangs")
    assert (str(message.id), message.content) == (posted, "The export hangs")
    assert (str(reaction.user_id), str(reaction.emoji)) == (linus, "✅")
    assert str(thread.id) == posted
    said = sandbox.messages(room)[1]
    assert (said.content, said.reply_to, said.nonce) == ("Noted", posted, "n1")
    assert said.reactions == {"✅": (linus,)}
    assert [one.name for one in sandbox.threads()] == ["Export hangs"]
