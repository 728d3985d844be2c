"""Making the private thread of a ticket, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord

from channels.discord.faults import FORM_REFUSED
from channels.discord.line import Line, status_of
from channels.discord.render import names, split
from channels.discord.say import began, say, standing
from channels.discord.wire import once
from triage.errors import ChannelUnavailableError, DeliveryRefusedError
from triage.messages import Outgoing, Receipt

ARCHIVED = 25
"""Archived threads looked through for one that an earlier attempt made; the newest come first."""


async def open_private(line: Line, message: Outgoing, *, intakes: Sequence[int]) -> Receipt:
    """A thread under the ticket's channel; where that is a forum, which has no private ones, under
    the first text channel that reports come from. Its first words call in whom they mention.

    Raises DeliveryRefusedError where there is no such channel.
    """
    guild = line.client.get_guild(line.guild)
    if guild is None or line.client.user is None:
        raise ChannelUnavailableError("Discord is not connected")
    parent = _parent(guild, message, intakes)
    thread = await _earlier(line, guild, message, parent=parent, us=line.client.user.id)
    if thread is None:
        thread = await _made(line, parent, message)
    await say(line, line.channel(str(thread.id)), message)
    return Receipt(str(thread.id))


def _parent(guild: discord.Guild, message: Outgoing, intakes: Sequence[int]) -> discord.TextChannel:
    wanted = [int(message.place)] if message.place is not None else []
    for number in (*wanted, *intakes):
        channel = guild.get_channel(number)
        if isinstance(channel, discord.TextChannel):
            return channel
    raise DeliveryRefusedError(
        f"{message.key}: a private thread needs a text channel that the bot sees"
    )


async def _made(line: Line, parent: discord.TextChannel, message: Outgoing) -> discord.Thread:
    candidates = names(message.subject or "", message.ticket)
    for name in candidates:
        try:
            with once():
                made: discord.Thread = await line.attempt(
                    lambda name=name: parent.create_thread(  # type: ignore[misc]
                        name=name, type=discord.ChannelType.private_thread, invitable=False
                    )
                )
        except DeliveryRefusedError as error:
            if status_of(error) != FORM_REFUSED or name == candidates[-1]:
                raise
        else:
            return made
    raise AssertionError("unreachable: there is always a last name")


async def _earlier(
    line: Line, guild: discord.Guild, message: Outgoing, *, parent: discord.TextChannel, us: int
) -> discord.Thread | None:
    """The thread that an earlier attempt made: a private one of ours, by its name, since then.
    (Making a thread has no nonce, and an attempt may also fail behind it.) The last name is every
    ticket's: under that one only our words in it show whose it is."""
    since = began(message)
    if since is None:
        return None
    *own, anybodys = names(message.subject or "", message.ticket)
    parts = split(message.text)
    for thread in await line.attempt(lambda: _private_threads(guild, parent)):
        if thread.owner_id != us or (thread.created_at or since) < since:
            continue
        if thread.name in own or (
            thread.name == anybodys and await _says(line, thread, parts, since=since)
        ):
            return thread
    return None


async def _private_threads(
    guild: discord.Guild, parent: discord.TextChannel
) -> list[discord.Thread]:
    """Also those that were archived while we waited."""
    active = [one for one in await guild.active_threads() if one.parent_id == parent.id]
    archived = parent.archived_threads(private=True, joined=True, limit=ARCHIVED)
    return [*filter(discord.Thread.is_private, active), *[thread async for thread in archived]]


async def _says(
    line: Line, thread: discord.Thread, parts: tuple[str, ...], *, since: datetime
) -> bool:
    return bool(await line.attempt(lambda: standing(line, thread, parts, since=since)))
