"""discord.py alone: connects, hears every message, does nothing with it. The floor of a flood."""

from __future__ import annotations

import asyncio
import sys

import discord

from channels.discord.endpoint import point_at
from channels.discord.gateway import intents


class Listener(discord.Client):
    """Counts what it hears, so that the event is really dispatched."""

    heard = 0

    async def on_message(self, _message: discord.Message) -> None:
        self.heard += 1


async def listen(url: str, token: str) -> None:
    point_at(url)
    client = Listener(intents=intents(), max_messages=None)
    await client.start(token)


if __name__ == "__main__":
    asyncio.run(listen(sys.argv[1], sys.argv[2]))
