"""Delivering: one Outgoing, as requests to Discord that may be made twice without harm."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

import discord

from channels.discord import tags
from channels.discord.budget import REFUSALS, RefusalBudget
from channels.discord.config import DiscordConfig
from channels.discord.draw import buttons
from channels.discord.emoji import emoji_of
from channels.discord.faults import (
    EDITS_CAPPED,
    FAULTS,
    THREAD_ARCHIVED,
    THREAD_EXISTS,
    UNKNOWN_WEBHOOK,
    translate,
)
from channels.discord.private import open_private
from channels.discord.render import cut, names, nonce, pings, split
from triage.controls import Action
from triage.errors import (
    ChannelUnavailableError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from triage.messages import Act, Outgoing, Receipt

log = logging.getLogger(__name__)

T = TypeVar("T")

BROKEN_FOR = 300.0
"""Seconds without a request to a channel that refused us: 10,000 refusals in 10 minutes ban the
address (vendor's "invalid request limit")."""

MARGIN = timedelta(minutes=2)
"""How far our clock and Discord's may differ when a lost message is looked for."""

ORIGINAL: Any = "@original"
"""Discord's word for the message that the acknowledgement stands for; discord.py asks for a
number, and its route takes this."""

AGAIN = 2.0
"""Seconds until an answer is tried again that came before its acknowledgement."""

LOOK_BACK = 500
"""Messages looked through for one that may have arrived."""

FORM_REFUSED = 400
"""HTTP status of a name or text that Discord does not want (RFC 9110 section 15.5.1)."""


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
        patience: float,
    ) -> None:
        self._guild = int(config.guild)
        self._intakes = tuple(int(intake.channel) for intake in config.intakes)
        self._client = client
        self._posted = posted
        self._patience = patience
        self._broken: dict[tuple[str, Act], float] = {}
        self._connecting = 0.0
        self._tags = config.tags
        self._refusals = RefusalBudget()

    def connecting(self) -> None:
        """A connection that is only being made has not failed; nobody is called again for it."""
        self._connecting = asyncio.get_running_loop().time() + CONNECTING

    def mended(self) -> None:
        """A new connection: rights may have changed, every channel gets another chance."""
        self._broken.clear()

    async def send(self, message: Outgoing) -> Receipt:
        """See triage.ports.ChannelAdapter.send. A long text becomes several messages; the receipt
        names the last one, which carries the reactions and is what people answer to."""
        client = await self._ready()
        self._unbroken(message)
        try:
            receipt = await self._deliver(client, message)
        except DeliveryRefusedError as error:
            if isinstance(error.__cause__, discord.Forbidden):
                until = asyncio.get_running_loop().time() + BROKEN_FOR
                self._broken[(message.to.thread, message.act)] = until
            raise
        guild = client.get_guild(self._guild)
        if guild is not None and self._tags:
            await tags.keep(guild, message, self._tags)
        return receipt

    async def _deliver(self, client: discord.Client, message: Outgoing) -> Receipt:
        acts: Mapping[Act, Callable[[discord.Client, Outgoing], Awaitable[Receipt]]] = {
            Act.POST: self._post,
            Act.SHOW: self._show,
            Act.DISCUSS: self._discuss,
            Act.DIRECT: self._direct,
            Act.EDIT: self._edit,
            Act.OPEN_THREAD: self._open_thread,
            Act.OPEN_PRIVATE: self._open_private,
            Act.UNREACT: self._unreact,
            Act.ANSWER: self._answer,
        }
        return await acts[message.act](client, message)

    async def _show(self, client: discord.Client, message: Outgoing) -> Receipt:
        """One pinned message that changes in place; a new one where that cannot be: Discord caps
        edits of messages older than an hour."""
        if message.remote_id is not None:
            try:
                return await self._edit(client, message)
            except (DeliveryRefusedError, ChannelUnavailableError) as error:
                cause = error.__cause__
                gone = isinstance(cause, discord.NotFound)
                capped = isinstance(cause, discord.HTTPException) and cause.code == EDITS_CAPPED
                if not gone and not capped:
                    raise
        receipt = await self._post(client, message)
        channel = self._channel(client, message.to.thread)
        await self._pin(channel, receipt.external_id, instead_of=message.remote_id)
        return receipt

    async def _pin(
        self, channel: discord.PartialMessageable, shown: str, *, instead_of: str | None
    ) -> None:
        """The message stands: a pin that fails fails nothing else."""
        try:
            async with asyncio.timeout(self._patience):
                await channel.get_partial_message(int(shown)).pin()
                if instead_of is not None:
                    await channel.get_partial_message(int(instead_of)).unpin()
        except FAULTS as error:
            log.warning("message %s is not pinned: %s", shown, error)

    async def _discuss(self, client: discord.Client, message: Outgoing) -> Receipt:
        """In the thread behind an earlier message, whose id it has; made when it is not there.
        Where that message is gone the words stand in the channel itself."""
        card = self._target(client, message)
        try:
            if not self._has_thread(client, str(card.id)):
                await self._thread_of(card, message)
            return await self._say(self._channel(client, str(card.id)), message)
        except DeliveryRefusedError as error:
            if not isinstance(error.__cause__, discord.NotFound):
                raise
            return await self._post(client, message)

    async def _thread_of(self, card: discord.PartialMessage, message: Outgoing) -> None:
        """Fine if it is there already: archived ones are not known by heart."""
        try:
            await self._try(lambda: card.create_thread(name=names("", message.ticket)[0]))
        except DeliveryRefusedError as error:
            cause = error.__cause__
            if not isinstance(cause, discord.HTTPException) or cause.code != THREAD_EXISTS:
                raise

    async def _post(self, client: discord.Client, message: Outgoing) -> Receipt:
        return await self._say(self._channel(client, message.to.thread), message)

    async def _direct(self, client: discord.Client, message: Outgoing) -> Receipt:
        """To one person alone, who may refuse messages from members of the server."""
        if message.address is None:
            raise DeliveryRefusedError(f"{message.key}: no person named")
        person = discord.Object(int(message.address))
        channel = await self._try(lambda: client.create_dm(person))
        return await self._say(client.get_partial_messageable(channel.id), message)

    async def _say(self, channel: discord.PartialMessageable, message: Outgoing) -> Receipt:
        parts = split(message.text)
        if not parts:
            raise DeliveryRefusedError(f"{message.key}: there is nothing to post")
        there = await self._found(channel, message, parts)
        last = 0
        for number, part in enumerate(parts):
            if part in there:
                last = there[part]
                continue
            view = buttons(message.buttons) if number == len(parts) - 1 else None
            sent = await self._try(
                lambda part=part, number=number, view=view: channel.send(  # type: ignore[misc]
                    part,
                    nonce=nonce(message.key, number),
                    allowed_mentions=pings(message.mentions),
                    view=view,
                )
            )
            last = sent.id
        if message.actions:
            self._posted(last, channel.id)
            await self._seed(channel.get_partial_message(last), message.actions)
        return Receipt(str(last))

    async def _found(
        self, channel: discord.PartialMessageable, message: Outgoing, parts: tuple[str, ...]
    ) -> dict[str, int]:
        """Which parts an earlier attempt got through: our own words, said since then."""
        if not message.resend or message.first_tried_at is None:
            return {}
        since = message.first_tried_at - MARGIN
        return await self._try(lambda: self._said(channel, parts, since=since))

    async def _said(
        self, channel: discord.PartialMessageable, parts: tuple[str, ...], *, since: datetime
    ) -> dict[str, int]:
        client = await self._ready()
        us = None if client.user is None else client.user.id
        found: dict[str, int] = {}
        async for said in channel.history(limit=LOOK_BACK, after=since, oldest_first=True):
            if said.author.id == us and said.content in parts:
                found.setdefault(said.content, said.id)
        return found

    async def _seed(self, card: discord.PartialMessage, actions: tuple[Action, ...]) -> None:
        """Reactions to click on. The message stands: a reaction that fails fails nothing else."""
        for emoji in filter(None, map(emoji_of, actions)):
            try:
                async with asyncio.timeout(self._patience):
                    await card.add_reaction(emoji)
            except FAULTS as error:
                log.warning("message %s has no %s: %s", card.id, emoji, error)
                return

    async def _edit(self, client: discord.Client, message: Outgoing) -> Receipt:
        target = self._target(client, message)
        await self._awake(
            client,
            message,
            lambda: target.edit(
                content=cut(message.text),
                allowed_mentions=pings(message.mentions),
                view=buttons(message.buttons),
            ),
        )
        return Receipt(str(target.id))

    async def _answer(self, client: discord.Client, message: Outgoing) -> Receipt:
        """Write what the acknowledgement promised. Written twice, it is the same message."""
        if message.token is None or client.application_id is None:
            raise DeliveryRefusedError(f"{message.key}: nobody waits for this answer")
        hook = discord.Webhook.partial(client.application_id, message.token, client=client)
        try:
            said = await self._try(
                lambda: hook.edit_message(
                    ORIGINAL,
                    content=cut(message.text),
                    view=buttons(message.buttons),
                    allowed_mentions=discord.AllowedMentions.none(),
                )
            )
        except DeliveryRefusedError as error:
            if _is_early(error, message):
                raise ChannelUnavailableError(
                    "the press is not acknowledged yet", retry_after=AGAIN
                ) from error
            raise
        return Receipt(str(said.id))

    async def _unreact(self, client: discord.Client, message: Outgoing) -> Receipt:
        target = self._target(client, message)
        emoji = None if message.unreact is None else emoji_of(message.unreact)
        if emoji is None or message.address is None:
            raise DeliveryRefusedError(f"{message.key}: no reaction or no person named")
        user = discord.Object(int(message.address))
        try:
            await self._awake(client, message, lambda: target.remove_reaction(emoji, user))
        except DeliveryRefusedError as error:
            if not isinstance(error.__cause__, discord.NotFound):
                raise
        return Receipt(str(target.id))

    async def _open_thread(self, client: discord.Client, message: Outgoing) -> Receipt:
        """Make the thread, if it is not there: a forum post is one from the start, and people open
        threads too. A name that Discord refuses gives way to a plainer one."""
        if message.place is None:
            raise DeliveryRefusedError(f"{message.key}: no channel named for the thread")
        if self._has_thread(client, message.to.thread):
            return Receipt(message.to.thread)
        starter = self._channel(client, message.place).get_partial_message(int(message.to.thread))
        candidates = names(message.text, message.ticket)
        for name in candidates:
            try:
                await self._try(lambda name=name: starter.create_thread(name=name))  # type: ignore[misc]
            except DeliveryRefusedError as error:
                cause = error.__cause__
                if isinstance(cause, discord.HTTPException) and cause.code == THREAD_EXISTS:
                    break
                refused = isinstance(cause, discord.HTTPException) and cause.status == FORM_REFUSED
                if not refused or name == candidates[-1]:
                    raise
            else:
                break
        return Receipt(message.to.thread)

    async def _open_private(self, client: discord.Client, message: Outgoing) -> Receipt:
        guild = client.get_guild(self._guild)
        if guild is None or client.user is None:
            raise ChannelUnavailableError("Discord is not connected")
        return await open_private(
            guild, message, intakes=self._intakes, us=client.user.id, attempt=self._try
        )

    async def _awake(
        self, client: discord.Client, message: Outgoing, request: Callable[[], Awaitable[object]]
    ) -> None:
        """Do it; an archived thread is opened again first. (Posting opens one by itself.)"""
        try:
            await self._try(request)
        except DeliveryRefusedError as error:
            cause = error.__cause__
            if not isinstance(cause, discord.HTTPException) or cause.code != THREAD_ARCHIVED:
                raise
            await self._try(lambda: _unarchive(client, int(message.to.thread)))
            await self._try(request)

    async def _try(self, request: Callable[[], Awaitable[T]]) -> T:
        try:
            async with asyncio.timeout(self._patience):
                return await request()
        except FAULTS as error:
            if isinstance(error, discord.HTTPException) and error.status in REFUSALS:
                self._refusals.spend(asyncio.get_running_loop().time())
            raise translate(error) from error
        except RuntimeError as error:  # aiohttp, when the client was closed under our hands
            raise DeliveryUncertainError("the Discord client was closed meanwhile") from error

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
        banned = self._refusals.wait(now)
        if banned > 0:
            raise ChannelUnavailableError(
                "Discord refused too many of our requests: we rest before it bans our address",
                retry_after=banned,
            )
        key = (message.to.thread, message.act)
        left = self._broken.get(key, 0.0) - now
        if left > 0:
            raise ChannelUnavailableError(
                f"channel {message.to.thread} refused us: check the bot's permissions there",
                retry_after=left,
            )
        self._broken.pop(key, None)

    def _channel(self, client: discord.Client, number: str) -> discord.PartialMessageable:
        if not number.isdigit():
            raise DeliveryRefusedError(f"conversation {number} has no thread: it was never made")
        return client.get_partial_messageable(int(number), guild_id=self._guild)

    def _has_thread(self, client: discord.Client, number: str) -> bool:
        guild = client.get_guild(self._guild)
        return guild is not None and guild.get_thread(int(number)) is not None

    def _target(self, client: discord.Client, message: Outgoing) -> discord.PartialMessage:
        if message.remote_id is None:
            raise DeliveryRefusedError(f"{message.key}: the message it concerns was never sent")
        return self._channel(client, message.to.thread).get_partial_message(int(message.remote_id))


def _is_early(error: DeliveryRefusedError, message: Outgoing) -> bool:
    """Decided faster than acknowledged: Discord does not know the token before that."""
    cause = error.__cause__
    unknown = isinstance(cause, discord.HTTPException) and cause.code == UNKNOWN_WEBHOOK
    return unknown and message.first_tried_at is None


async def _unarchive(client: discord.Client, thread: int) -> None:
    channel = await client.fetch_channel(thread)
    if isinstance(channel, discord.Thread):
        await channel.edit(archived=False)
