"""Edits and deletions of what people wrote: as they happen, and read again after a downtime.

Neither has a history. So after every connection what tickets were told is compared with what stands
in its channels now. What differs is the same arrival as the live event would have been; the store
drops what is known already.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import discord

from channels.discord import history
from channels.discord.copies import Copies
from channels.discord.faults import FAULTS, UNKNOWN_MESSAGE, MisreadError, translate
from channels.discord.feed import Feed, Waiting
from channels.discord.history import PAGE
from channels.discord.places import Places
from channels.discord.read import Reader
from channels.discord.snapshot import CHANNEL, of_deletion, of_edit
from channels.discord.supervise import pause
from triage.messages import RawArrival
from triage.ports.channel import Intake
from triage.ports.core import Clock

log = logging.getLogger(__name__)

RECENT = timedelta(days=14)
"""So long before the last good look a reporter's words still matter when their ticket is closed: a
message opens it again as long (the default of `[waiting] reopen`)."""

PAGES = 10
"""Read again in one channel at most, the newest first."""

PACE = 0.2
"""Seconds between two requests: a tenth of Discord's 50 a second, so that nothing that is sent ever
waits for this. (The limits of a channel's messages are counted apart for reading and for writing.)
"""


class Changes:
    """What changed in messages that were stored before."""

    def __init__(
        self,
        places: Places,
        *,
        reader: Reader,
        copies: Copies,
        clock: Clock,
        first_retry: float,
        pace: float = PACE,
    ) -> None:
        self._places = places
        self._reader = reader
        self._copies = copies
        self._clock = clock
        self._first_retry = first_retry
        self._pace = pace
        self._since: datetime | None = None
        self._behind = asyncio.Event()
        self._left: set[int] = set()
        """Still to be compared in the channel that is read again. What is heard meanwhile is not:
        the page on its way may be older."""

    # ------------------------------------------------------------ as they happen

    def edited(self, message: discord.Message, feed: Feed) -> None:
        """A preview of a link is an update too, and no edit: only those have a time."""
        self._left.discard(message.id)
        raw = of_edit(message, guild=str(self._places.guild), whole=self._places.reads_all)
        if raw is not None:
            feed.put(Waiting(raw=raw))

    def deleted(self, message: int, feed: Feed) -> None:
        self._left.discard(message)
        raw = of_deletion(message, guild=str(self._places.guild), at=self._clock.now())
        feed.put(Waiting(raw=raw))

    # ------------------------------------------------------------ after a downtime

    def missed(self, good_look: datetime | None) -> None:
        """Some may not have been heard of since then."""
        since = (good_look or self._clock.now()) - RECENT
        self._since = since if self._since is None else min(since, self._since)
        self._behind.set()

    async def run(self, client: discord.Client, intake: Intake, feed: Feed) -> None:
        """Read again what may have changed, until cancelled; what fails is begun anew later."""
        failures = 0
        while True:
            await self._behind.wait()
            self._behind.clear()
            try:
                since = self._since or self._clock.now()
                await self._compare_all(client, intake, feed, since=since)
                failures = 0
            except FAULTS as error:
                failures += 1
                wait = pause(failures, first=self._first_retry, jitter=1.0)
                log.warning(
                    "reading messages again failed, again in %.0f s: %s", wait, translate(error)
                )
                await asyncio.sleep(wait)
                self._behind.set()
            if not self._behind.is_set():
                self._since = None

    async def _compare_all(
        self, client: discord.Client, intake: Intake, feed: Feed, *, since: datetime
    ) -> None:
        """A place that is gone, or not to be seen, tells nothing about what was written there."""
        said = await intake.said(CHANNEL, str(self._places.guild), since=since)
        for place, messages in self._by_place(said).items():
            channel = client.get_partial_messageable(place, guild_id=self._places.guild)
            try:
                await self._compare(channel, messages, intake, feed)
            except (discord.Forbidden, discord.NotFound) as error:
                log.warning("what changed in %s cannot be told: %s", place, translate(error))

    def _by_place(self, said: Sequence[RawArrival]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for where in filter(None, map(self._reader.stands, said)):
            found.setdefault(where[0], set()).add(where[1])
        return found

    async def _compare(
        self,
        channel: discord.PartialMessageable,
        messages: Collection[int],
        intake: Intake,
        feed: Feed,
    ) -> None:
        """From the newest on, page by page, as far as there are any."""
        self._left = set(messages)
        for _ in range(PAGES):
            if not self._left:
                return
            page = await self._page(channel, until=max(self._left))
            reached = min(page) if len(page) == PAGE else 0
            again = sorted((one for one in self._left if one >= reached), reverse=True)
            await self._copies.want_lacking(intake, (page[one] for one in again if one in page))
            for number in again:
                there = page.get(number) or await self._fetched(channel, number)
                if number not in self._left:
                    continue
                if there is None:
                    self.deleted(number, feed)
                else:
                    self.edited(there, feed)
        if self._left:
            log.warning("%s older messages in %s are not compared", len(self._left), channel.id)

    async def _page(
        self, channel: discord.PartialMessageable, *, until: int
    ) -> dict[int, discord.Message]:
        await asyncio.sleep(self._pace)
        try:
            found = await history.page(channel, before=discord.Object(until + 1))
        except MisreadError:
            return {}  # they are asked for one by one
        return {one.id: one for one in found}

    async def _fetched(
        self, channel: discord.PartialMessageable, number: int
    ) -> discord.Message | None:
        """One that a page did not show; None when Discord says that it does not exist. One that
        cannot be read is left out.

        Silence is no proof: to a bot that may not read the history Discord shows empty pages.
        """
        await asyncio.sleep(self._pace)
        try:
            return await history.one(channel, number)
        except MisreadError:
            self._left.discard(number)
            return None
        except discord.NotFound as error:
            if error.code != UNKNOWN_MESSAGE:
                raise
            return None
