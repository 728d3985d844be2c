"""Archived threads in which something may have been written while nobody listened.

Whoever writes in an archived thread opens it, and Discord then archives it anew. So nothing was
written in those that have been archived since before the last good look.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import discord

log = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds for one request with all the retries that discord.py makes."""

PAGE = 100
"""Threads in one answer (vendor's maximum). The newest page is looked at in any case: it costs
nothing more, and helps where a thread could not be read the last time."""

MOST = 2000
"""Threads of one kind in one channel that are asked for."""

MARGIN = timedelta(hours=1)
"""Before the last good look: clocks differ, and a look takes its time."""


async def archived(
    channel: discord.abc.GuildChannel, *, good_look: datetime
) -> list[discord.Thread]:
    """Public ones, and the private ones that we may see: all of them with *Manage Threads*, else
    those that we are in. Private ones are made under text channels only."""
    since = good_look - MARGIN
    if isinstance(channel, discord.ForumChannel):
        return await recent(channel.archived_threads(limit=None), since=since, place=channel.id)
    if not isinstance(channel, discord.TextChannel):
        return []
    public = await recent(channel.archived_threads(limit=None), since=since, place=channel.id)
    return [*public, *await _private(channel, since=since)]


async def _private(channel: discord.TextChannel, *, since: datetime) -> list[discord.Thread]:
    seen = channel.archived_threads(private=True, limit=None)
    try:
        return await recent(seen, since=since, place=channel.id)
    except discord.Forbidden:
        joined = channel.archived_threads(private=True, joined=True, limit=None)
        return await recent(joined, since=since, place=channel.id, by_age=True)


async def recent(
    threads: AsyncIterator[discord.Thread], *, since: datetime, place: int, by_age: bool = False
) -> list[discord.Thread]:
    """Those archived since then. `by_age`: they come by the time they were made, so all are looked
    through; else by the time they were archived. Both the newest first."""
    found: list[discord.Thread] = []
    for seen in range(MOST):
        async with asyncio.timeout(PATIENCE):
            thread = await anext(threads, None)
        if thread is None:
            return found
        if seen < PAGE or thread.archive_timestamp >= since:
            found.append(thread)
        elif not by_age:
            return found
    log.warning("channel %s has more than %s archived threads to look at", place, MOST)
    return found
