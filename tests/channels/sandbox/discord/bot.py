"""A discord.py client that keeps what it was told, in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
from typing_extensions import override

from channels.discord.endpoint import point_at
from channels.sandbox.discord.server import DiscordSandbox

INTENTS = discord.Intents(
    guilds=True,
    guild_messages=True,
    dm_messages=True,
    guild_reactions=True,
    message_content=True,
)


class Bot(discord.Client):
    """`states`: ready and resumed as they come; `heard`: messages; `raw`: reactions."""

    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05)
        self.states: asyncio.Queue[str] = asyncio.Queue()
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.raw: asyncio.Queue[discord.RawReactionActionEvent] = asyncio.Queue()
        self.opened: asyncio.Queue[discord.Thread] = asyncio.Queue()
        self.interactions: asyncio.Queue[discord.Interaction] = asyncio.Queue()

    @override
    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """The client would wait 5 s before a second IDENTIFY."""

    async def on_ready(self) -> None:
        self.states.put_nowait("ready")

    async def on_resumed(self) -> None:
        self.states.put_nowait("resumed")

    async def on_message(self, message: discord.Message) -> None:
        self.heard.put_nowait(message)

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        self.raw.put_nowait(event)

    async def on_raw_reaction_remove(self, event: discord.RawReactionActionEvent) -> None:
        self.raw.put_nowait(event)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        self.opened.put_nowait(thread)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.interactions.put_nowait(interaction)

    def room(self, channel: str) -> discord.TextChannel:
        found = self.get_channel(int(channel))
        assert isinstance(found, discord.TextChannel)
        return found


@asynccontextmanager
async def logged_in(
    sandbox: DiscordSandbox, intents: discord.Intents = INTENTS
) -> AsyncIterator[Bot]:
    """A client that is ready; it logs out at the end."""
    point_at(sandbox.url)
    bot = Bot(intents)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(bot.start(sandbox.token))
        assert await bot.states.get() == "ready"
        try:
            yield bot
        finally:
            await bot.close()
        await running
