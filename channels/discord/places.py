"""Which channels and threads reports come from."""

from __future__ import annotations

from typing import Any

import discord

from channels.discord.config import DiscordConfig

DIRECT = "dm:"
"""Before the id of a direct conversation: Discord gives bots no list of them, so we keep one."""


class Places:
    """The configured intake channels, asked by id or by discord.py's channel objects."""

    def __init__(self, config: DiscordConfig) -> None:
        self.guild = int(config.guild)
        self.reads_all = config.message_content
        self.intakes = tuple(int(intake.channel) for intake in config.intakes)
        self._intakes = frozenset(self.intakes)
        self._rooms = frozenset(int(room) for room in config.rooms)
        self.rooms = tuple(sorted(self._rooms - self._intakes))

    def takes(self, channel: Any) -> bool:
        """Whether reports are written there: an intake channel, a thread under one, a DM to us."""
        if isinstance(channel, discord.Thread):
            return channel.parent_id in self._intakes
        if isinstance(channel, discord.DMChannel):
            return True
        return getattr(channel, "id", None) in self._intakes

    def is_staffs(self, channel: Any) -> bool:
        """Whether staff talk about a ticket there: a thread of a room."""
        return isinstance(channel, discord.Thread) and channel.parent_id in self._rooms

    def hears(self, channel: Any) -> bool:
        """Whether what people write there is stored."""
        return self.takes(channel) or self.is_staffs(channel)

    def name(self, channel: Any) -> str:
        """Under which name it is remembered how far it was read."""
        direct = isinstance(channel, discord.DMChannel)
        return f"{DIRECT}{channel.id}" if direct else str(channel.id)

    def is_room(self, channel: int) -> bool:
        """Whether cards are posted there."""
        return channel in self._rooms
