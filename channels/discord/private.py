"""Making the private thread of a ticket, once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import discord

from channels.discord.render import names, nonce, pings, split
from triage.errors import DeliveryRefusedError
from triage.messages import Outgoing, Receipt

Try = Callable[[Callable[[], Awaitable[Any]]], Awaitable[Any]]
"""How a request is made: with patience, and its errors translated."""

MARGIN = timedelta(minutes=2)
"""How far our clock and Discord's may differ."""

FORM_REFUSED = 400
"""HTTP status of a name that Discord does not want (RFC 9110 section 15.5.1)."""


async def open_private(
    guild: discord.Guild, message: Outgoing, *, intakes: Sequence[int], us: int, attempt: Try
) -> Receipt:
    """A thread under the ticket's channel; where that is a forum, which has no private ones, under
    the first text channel that reports come from. Its first words call in whom they mention.

    Raises what `attempt` raises, and DeliveryRefusedError where there is no such channel.
    """
    parent = _parent(guild, message, intakes)
    thread = await _earlier(guild, message, parent=parent, us=us, attempt=attempt)
    if thread is None:
        thread = await _made(parent, message, attempt)
    for number, part in enumerate(split(message.text)):
        await attempt(
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


async def _made(parent: discord.TextChannel, message: Outgoing, attempt: Try) -> discord.Thread:
    candidates = names(message.subject or "", message.ticket)
    for name in candidates:
        try:
            made: discord.Thread = await attempt(
                lambda name=name: parent.create_thread(  # type: ignore[misc]
                    name=name, type=discord.ChannelType.private_thread, invitable=False
                )
            )
        except DeliveryRefusedError as error:
            cause = error.__cause__
            refused = isinstance(cause, discord.HTTPException) and cause.status == FORM_REFUSED
            if not refused or name == candidates[-1]:
                raise
        else:
            return made
    raise AssertionError("unreachable: there is always a last name")


async def _earlier(
    guild: discord.Guild,
    message: Outgoing,
    *,
    parent: discord.TextChannel,
    us: int,
    attempt: Try,
) -> discord.Thread | None:
    """The thread that an earlier attempt made: ours, by its name, since then. (Making a thread has
    no nonce.)"""
    if not message.resend or message.first_tried_at is None:
        return None
    since = message.first_tried_at - MARGIN
    wanted = set(names(message.subject or "", message.ticket)[:-1])
    for thread in await attempt(guild.active_threads):
        ours = thread.owner_id == us and thread.parent_id == parent.id
        if ours and thread.name in wanted and (thread.created_at or since) >= since:
            found: discord.Thread = thread
            return found
    return None
