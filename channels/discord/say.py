"""Saying something in a channel, a thread or to one person: once, however often it is tried."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

import discord

from channels.discord import history
from channels.discord.draw import buttons
from channels.discord.emoji import emoji_of
from channels.discord.faults import FAULTS, translate
from channels.discord.line import Line
from channels.discord.render import nonce, pings, split
from triage.controls import Action
from triage.errors import DeliveryRefusedError
from triage.messages import Outgoing, Receipt

log = logging.getLogger(__name__)

MARGIN = timedelta(minutes=2)
"""How far our clock and Discord's may differ when a lost message is looked for."""

LOOK_BACK = 500
"""Messages looked through for one that may have arrived."""


async def post(line: Line, message: Outgoing, *, silent: bool = False) -> Receipt:
    """`silent`: nobody's device makes a sound."""
    return await say(line, line.channel(message.to.thread), message, silent=silent)


async def direct(line: Line, message: Outgoing) -> Receipt:
    """To one person alone, who may refuse messages from members of the server."""
    if message.address is None:
        raise DeliveryRefusedError(f"{message.key}: no person named")
    return await say(line, await alone(line, message.address), message)


async def alone(line: Line, address: str) -> discord.PartialMessageable:
    """Where we speak with one person."""
    person = discord.Object(int(address))
    channel = await line.attempt(lambda: line.client.create_dm(person))
    line.met(channel.id)
    return line.client.get_partial_messageable(channel.id)


async def say(
    line: Line, channel: discord.PartialMessageable, message: Outgoing, *, silent: bool = False
) -> Receipt:
    """A long text becomes several messages; the receipt names the last one, which carries the
    reactions and is what people answer to."""
    parts = split(message.text)
    if not parts:
        raise DeliveryRefusedError(f"{message.key}: there is nothing to post")
    there = await _found(line, channel, message, parts)
    last = 0
    for number, part in enumerate(parts):
        if part in there:
            last = there[part]
            continue
        view = buttons(message.buttons) if number == len(parts) - 1 else None
        sent = await line.attempt(
            lambda part=part, number=number, view=view: channel.send(  # type: ignore[misc]
                part,
                nonce=nonce(message.key, number),
                allowed_mentions=pings(message.mentions),
                view=view,
                silent=silent,
            )
        )
        last = sent.id
    if message.actions:
        line.posted(last, channel.id)
        await _seed(line, channel.get_partial_message(last), message.actions)
    return Receipt(str(last))


async def _found(
    line: Line, channel: discord.PartialMessageable, message: Outgoing, parts: tuple[str, ...]
) -> dict[str, int]:
    """Which parts an earlier attempt got through. Of several, some may stand even if it surely
    failed: it failed at a later one."""
    since = began(message)
    if since is None or not (message.resend or len(parts) > 1):
        return {}
    return await line.attempt(lambda: standing(line, channel, parts, since=since))


def began(message: Outgoing) -> datetime | None:
    """Since when an earlier attempt may have left something, by Discord's clock."""
    return None if message.first_tried_at is None else message.first_tried_at - MARGIN


async def standing(
    line: Line, channel: discord.abc.Messageable, parts: tuple[str, ...], *, since: datetime
) -> dict[str, int]:
    """Our own words among what was said since then, and the messages they are in."""
    us = None if line.client.user is None else line.client.user.id
    found: dict[str, int] = {}
    for said in await history.page(channel, limit=LOOK_BACK, after=since):
        if said.author.id == us and said.content in parts:
            found.setdefault(said.content, said.id)
    return found


async def _seed(line: Line, card: discord.PartialMessage, actions: tuple[Action, ...]) -> None:
    """Reactions to click on. The message stands: a reaction that fails fails nothing else."""
    for emoji in filter(None, map(emoji_of, actions)):
        try:
            async with asyncio.timeout(line.patience):
                await card.add_reaction(emoji)
        except FAULTS as error:
            log.warning("message %s has no %s: %s", card.id, emoji, translate(error))
            return
