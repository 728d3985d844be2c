"""The line to Discord for one delivery: how a request is made, and how places are named."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import discord

from channels.discord.faults import FAULTS, THREAD_ARCHIVED, translate
from triage.errors import DeliveryRefusedError, DeliveryUncertainError
from triage.messages import Outgoing

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A live client, and what every request through it has to mind.

    `patience`: seconds for one request. `posted`: told the id and the channel of a message of ours
    that carries reactions. `met`: told the id of a conversation with one person.
    """

    client: discord.Client
    guild: int
    patience: float
    now: datetime
    posted: Callable[[int, int], None]
    met: Callable[[int], None]

    async def attempt(self, request: Callable[[], Awaitable[T]]) -> T:
        """Make a request; raises what `channels.discord.faults.translate` makes of its failure."""
        try:
            async with asyncio.timeout(self.patience):
                return await request()
        except FAULTS as error:
            raise translate(error) from error
        except RuntimeError as error:  # aiohttp, when the client was closed under our hands
            raise DeliveryUncertainError("the Discord client was closed meanwhile") from error

    async def awake(self, message: Outgoing, request: Callable[[], Awaitable[object]]) -> None:
        """Do it; an archived thread is opened again first. (Posting opens one by itself.)"""
        try:
            await self.attempt(request)
        except DeliveryRefusedError as error:
            if code_of(error) != THREAD_ARCHIVED:
                raise
            await self.attempt(lambda: self._unarchive(int(message.to.thread)))
            await self.attempt(request)

    async def _unarchive(self, thread: int) -> None:
        channel = await self.client.fetch_channel(thread)
        if isinstance(channel, discord.Thread):
            await channel.edit(archived=False)

    def channel(self, number: str) -> discord.PartialMessageable:
        if not number.isdigit():
            raise DeliveryRefusedError(f"conversation {number} has no thread: it was never made")
        return self.client.get_partial_messageable(int(number), guild_id=self.guild)

    def has_thread(self, number: str) -> bool:
        guild = self.client.get_guild(self.guild)
        return guild is not None and guild.get_thread(int(number)) is not None

    def target(self, message: Outgoing) -> discord.PartialMessage:
        """The earlier message that this one concerns."""
        number = self.earlier(message)
        return self.channel(message.to.thread).get_partial_message(number)

    def earlier(self, message: Outgoing) -> int:
        """Its id."""
        if message.remote_id is None:
            raise DeliveryRefusedError(f"{message.key}: the message it concerns was never sent")
        return int(message.remote_id)


def code_of(error: Exception) -> int | None:
    """Discord's own code behind an error of ours, if Discord answered at all."""
    cause = error.__cause__
    return cause.code if isinstance(cause, discord.HTTPException) else None


def status_of(error: Exception) -> int | None:
    """The HTTP status behind an error of ours, if there was an answer at all."""
    cause = error.__cause__
    return cause.status if isinstance(cause, discord.HTTPException) else None
