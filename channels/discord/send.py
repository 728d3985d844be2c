"""Delivering: one Outgoing, as requests to Discord that may be made twice without harm.

Each Act has its function, in `say`, `amend`, `threads`, `private` and `answer`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import discord

from channels.discord import tags
from channels.discord.amend import edit, renew, show, unbutton, unreact
from channels.discord.answer import answer
from channels.discord.config import DiscordConfig
from channels.discord.faults import CANNOT_DM, NO_MUTUAL_GUILD
from channels.discord.line import Line, code_of
from channels.discord.private import open_private
from channels.discord.say import direct, post
from channels.discord.threads import discuss, open_thread
from triage.errors import ChannelUnavailableError, DeliveryRefusedError
from triage.messages import Act, Outgoing, Receipt
from triage.ports.core import Clock

BROKEN_FOR = 300.0
"""Seconds without a request to a channel that refused us: 10,000 refusals in 10 minutes ban the
address (vendor's "invalid request limit")."""

PERSONAL = (CANNOT_DM, NO_MUTUAL_GUILD)
"""What a person refuses, and no right of ours is missing: what comes next falls down the ladder."""

CONNECTING, LOOK = 20.0, 0.1
"""Seconds from the start that a message waits for the connection, and between two looks."""


class Courier:
    """Sends through whatever client is alive. `client` gives it, or None."""

    def __init__(
        self,
        config: DiscordConfig,
        *,
        client: Callable[[], discord.Client | None],
        posted: Callable[[int, int], None],
        met: Callable[[int], None],
        patience: float,
        clock: Clock,
    ) -> None:
        self._guild = int(config.guild)
        self._intakes = tuple(int(intake.channel) for intake in config.intakes)
        self._client = client
        self._posted = posted
        self._met = met
        self._patience = patience
        self._clock = clock
        self._broken: dict[tuple[str, Act], float] = {}
        self._connecting = 0.0
        self._tags = config.tags
        self._acts: Mapping[Act, Callable[[Line, Outgoing], Awaitable[Receipt]]] = {
            Act.POST: post,
            Act.RENEW: renew,
            Act.SHOW: show,
            Act.DISCUSS: discuss,
            Act.DIRECT: direct,
            Act.EDIT: edit,
            Act.OPEN_THREAD: open_thread,
            Act.OPEN_PRIVATE: self._open_private,
            Act.UNREACT: unreact,
            Act.UNBUTTON: unbutton,
            Act.ANSWER: answer,
        }

    def connecting(self) -> None:
        """A connection that is only being made has not failed; nobody is called again for it."""
        self._connecting = asyncio.get_running_loop().time() + CONNECTING

    def mended(self) -> None:
        """A new connection: rights may have changed, every channel gets another chance."""
        self._broken.clear()

    async def send(self, message: Outgoing) -> Receipt:
        """See triage.ports.ChannelAdapter.send."""
        client = await self._ready()
        self._unbroken(message)
        line = Line(
            client=client,
            guild=self._guild,
            patience=self._patience,
            now=self._clock.now(),
            posted=self._posted,
            met=self._met,
        )
        try:
            receipt = await self._acts[message.act](line, message)
        except DeliveryRefusedError as error:
            if isinstance(error.__cause__, discord.Forbidden) and code_of(error) not in PERSONAL:
                until = asyncio.get_running_loop().time() + BROKEN_FOR
                self._broken[_way(message)] = until
            raise
        guild = client.get_guild(self._guild)
        if guild is not None and self._tags:
            await tags.keep(guild, message, self._tags)
        return receipt

    async def _open_private(self, line: Line, message: Outgoing) -> Receipt:
        return await open_private(line, message, intakes=self._intakes)

    async def _ready(self) -> discord.Client:
        """A client whose guild is there: discord.py calls itself ready only a while later."""
        while (client := self._connected()) is None:
            if asyncio.get_running_loop().time() >= self._connecting:
                raise ChannelUnavailableError("Discord is not connected")
            await asyncio.sleep(LOOK)
        return client

    def _connected(self) -> discord.Client | None:
        client = self._client()
        there = client is not None and not client.is_closed() and client.get_guild(self._guild)
        return client if there and not there.unavailable else None

    def _unbroken(self, message: Outgoing) -> None:
        now = asyncio.get_running_loop().time()
        key = _way(message)
        left = self._broken.get(key, 0.0) - now
        if left > 0:
            raise ChannelUnavailableError(
                f"channel {message.to.thread} refused us: check the bot's permissions there",
                retry_after=left,
            )
        self._broken.pop(key, None)


def _way(message: Outgoing) -> tuple[str, Act]:
    """What is broken when it is refused: a channel, or one person's direct messages."""
    direct = message.act is Act.DIRECT and message.address is not None
    return (message.address or "" if direct else message.to.thread, message.act)
