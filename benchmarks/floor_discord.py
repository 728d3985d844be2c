"""The floor for Discord: discord.py, durable commits of 50 raw rows, one send each.

`python -m benchmarks.floor_discord URL TOKEN CHANNEL DATABASE`; runs until it is terminated.
"""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import sys

import discord
from typing_extensions import override

from channels.discord.endpoint import point_at

BATCH = 50


class Floor(discord.Client):
    """Takes every message of one channel and answers it there, as a reply."""

    def __init__(self, *, channel: int, rows: sqlite3.Connection) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.message_content = True
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none())
        self._watched = channel
        self._rows = rows
        self._taken: asyncio.Queue[discord.Message] = asyncio.Queue()

    @override
    async def setup_hook(self) -> None:
        self._worker = self.loop.create_task(self._work())

    async def on_message(self, message: discord.Message) -> None:
        if message.channel.id == self._watched and not message.author.bot:
            self._taken.put_nowait(message)

    async def _work(self) -> None:
        while True:
            batch = [await self._taken.get()]
            while len(batch) < BATCH and not self._taken.empty():
                batch.append(self._taken.get_nowait())
            with self._rows:
                self._rows.executemany(
                    "INSERT INTO arrival (uid, raw) VALUES (?, ?)",
                    [(message.id, message.content.encode()) for message in batch],
                )
            for message in batch:
                await message.channel.send(
                    "Thanks, a person will answer by tomorrow.",
                    reference=message.to_reference(fail_if_not_exists=False),
                )


def main(url: str, token: str, channel: str, database: str) -> None:
    point_at(url)
    rows = sqlite3.connect(database)
    rows.execute("PRAGMA journal_mode=WAL")
    rows.execute("PRAGMA synchronous=FULL")
    rows.execute("CREATE TABLE arrival (id INTEGER PRIMARY KEY, uid INTEGER, raw BLOB)")
    Floor(channel=int(channel), rows=rows).run(token, log_handler=None)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    main(*sys.argv[1:])
