"""Messages as they are asked for. One that discord.py cannot read breaks no more than itself.

The library makes a page of messages or none: whatever its parsers meet in one of them (a value
that Discord added, or damaged) comes out as the error of Python that it is. Here it gets a name.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

import discord

from channels.discord.faults import MisreadError

PATIENCE = 60.0
"""Seconds for one request with all the retries that discord.py makes (25 s of pauses, measured)."""

PAGE = 100
"""Messages in one answer (vendor's maximum)."""

MISREAD = (ValueError, LookupError, TypeError, AttributeError)
"""What the library's parsers raise on a payload that they do not expect."""


async def page(
    channel: discord.abc.Messageable,
    *,
    limit: int = PAGE,
    before: discord.abc.Snowflake | None = None,
    after: discord.abc.Snowflake | datetime | None = None,
) -> list[discord.Message]:
    """The newest ones, the newest first; with `after` the oldest behind it, the oldest first.

    Raises what discord.py raises, and MisreadError when one of them cannot be read.
    """
    found = channel.history(limit=limit, before=before, after=after, oldest_first=after is not None)
    try:
        async with asyncio.timeout(PATIENCE):
            return [message async for message in found]
    except MISREAD as error:
        raise MisreadError(error) from error


async def one(channel: discord.abc.Messageable, number: int) -> discord.Message:
    """Raises what `page` raises."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await channel.fetch_message(number)
    except MISREAD as error:
        raise MisreadError(error) from error
