"""Changing what stands: an earlier message of ours, a pinned one, a person's reaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import discord
from discord.utils import snowflake_time

from channels.discord.answer import ORIGINAL, webhook
from channels.discord.draw import buttons
from channels.discord.emoji import emoji_of
from channels.discord.faults import EDITS_CAPPED, FAULTS, translate
from channels.discord.line import Line, code_of
from channels.discord.render import cut, pings
from channels.discord.say import alone, post
from triage.errors import ChannelUnavailableError, DeliveryRefusedError
from triage.messages import Outgoing, Receipt

log = logging.getLogger(__name__)

YOUNG = timedelta(hours=1)
"""So long edits of a message have no cap of their own (code 30046 concerns older ones)."""


async def edit(line: Line, message: Outgoing) -> Receipt:
    target = line.target(message)
    await line.awake(
        message,
        lambda: target.edit(
            content=cut(message.text),
            allowed_mentions=pings(message.mentions),
            view=buttons(message.buttons),
        ),
    )
    return Receipt(str(target.id))


async def unbutton(line: Line, message: Outgoing) -> Receipt:
    """The words stay as they are. What is gone needs nothing, nor what one person saw long ago."""
    number = line.earlier(message)
    try:
        await line.awake(message, await _bare(line, message, number))
    except DeliveryRefusedError as error:
        log.info("message %s keeps its buttons: %s", number, error)
    return Receipt(str(number))


async def _bare(line: Line, message: Outgoing, number: int) -> Callable[[], Awaitable[object]]:
    """The request, by where it stands: shown to one person, alone with one, or in a channel."""
    if message.token is not None:
        return partial(webhook(line, message).edit_message, ORIGINAL, view=None)
    if message.address is not None:
        channel = await alone(line, message.address)
    else:
        channel = line.channel(message.to.thread)
    return partial(channel.get_partial_message(number).edit, view=None)


async def renew(line: Line, message: Outgoing) -> Receipt:
    """One message that changes in place while it is young; then a new one below what was said
    meanwhile, in its stead. Silent: what really happened has a message of its own."""
    earlier = message.remote_id
    if earlier is not None and line.now - snowflake_time(int(earlier)) < YOUNG:
        changed = await _changed(line, message)
        if changed is not None:
            return changed
    receipt = await post(line, message, silent=True)
    if earlier is not None:
        await _remove(line, message.to.thread, earlier)
    return receipt


async def show(line: Line, message: Outgoing) -> Receipt:
    """One pinned message that changes in place; a new one where that cannot be."""
    changed = None if message.remote_id is None else await _changed(line, message)
    if changed is not None:
        return changed
    receipt = await post(line, message)
    channel = line.channel(message.to.thread)
    await _pin(line, channel, receipt.external_id, instead_of=message.remote_id)
    return receipt


async def _changed(line: Line, message: Outgoing) -> Receipt | None:
    """None: it is gone, or Discord wants no more edits of it."""
    try:
        return await edit(line, message)
    except (DeliveryRefusedError, ChannelUnavailableError) as error:
        gone = isinstance(error.__cause__, discord.NotFound)
        if not gone and code_of(error) != EDITS_CAPPED:
            raise
    return None


async def _remove(line: Line, thread: str, earlier: str) -> None:
    """What is out of date. The new one stands: an old one that stays fails nothing else."""
    try:
        async with asyncio.timeout(line.patience):
            await line.channel(thread).get_partial_message(int(earlier)).delete()
    except FAULTS as error:
        log.warning("message %s, out of date, still stands: %s", earlier, translate(error))


async def _pin(
    line: Line, channel: discord.PartialMessageable, shown: str, *, instead_of: str | None
) -> None:
    """The message stands: a pin that fails fails nothing else."""
    try:
        async with asyncio.timeout(line.patience):
            await channel.get_partial_message(int(shown)).pin()
            if instead_of is not None:
                await channel.get_partial_message(int(instead_of)).unpin()
    except FAULTS as error:
        log.warning("message %s is not pinned: %s", shown, translate(error))


async def unreact(line: Line, message: Outgoing) -> Receipt:
    target = line.target(message)
    emoji = None if message.unreact is None else emoji_of(message.unreact)
    if emoji is None or message.address is None:
        raise DeliveryRefusedError(f"{message.key}: no reaction or no person named")
    user = discord.Object(int(message.address))
    try:
        await line.awake(message, lambda: target.remove_reaction(emoji, user))
    except DeliveryRefusedError as error:
        if not isinstance(error.__cause__, discord.NotFound):
            raise
    return Receipt(str(target.id))
