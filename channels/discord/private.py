"""Making the private thread of a ticket, once."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from channels.discord.faults import FORM_REFUSED
from channels.discord.line import Line, status_of
from channels.discord.render import names, nonce, pings, split
from channels.discord.say import MARGIN
from triage.errors import ChannelUnavailableError, DeliveryRefusedError
from triage.messages import Outgoing, Receipt


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
    for number, part in enumerate(split(message.text)):
        await line.attempt(
            lambda part=part, number=number: thread.send(  # type: ignore[misc]
                part,
                nonce=nonce(message.key, number),
                allowed_mentions=pings(message.mentions),
            )
        )
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
    """The thread that an earlier attempt made: ours, by its name, since then. (Making a thread has
    no nonce.)"""
    if not message.resend or message.first_tried_at is None:
        return None
    since = message.first_tried_at - MARGIN
    wanted = set(names(message.subject or "", message.ticket)[:-1])
    for thread in await line.attempt(guild.active_threads):
        ours = thread.owner_id == us and thread.parent_id == parent.id
        if ours and thread.name in wanted and (thread.created_at or since) >= since:
            return thread
    return None
