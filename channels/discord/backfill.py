"""What was missed while nobody listened: read from the history, through the same door.

Runs on every new and every resumed connection. A channel seen for the first time starts at its
present end; so do the threads that it had then. Copies of what came live are dropped by the store.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Iterable
from datetime import datetime

import discord

from channels.discord import history
from channels.discord.archived import archived
from channels.discord.copies import Copies
from channels.discord.faults import FAULTS, MisreadError
from channels.discord.feed import Feed
from channels.discord.history import PAGE, PATIENCE
from channels.discord.members import UNKNOWN, Members
from channels.discord.places import DIRECT, Places
from channels.discord.snapshot import (
    CHANNEL,
    SPOKEN,
    author_of,
    is_hidden,
    of_message,
    of_unread,
    roles_of,
)
from triage.marks import Cursor, Position
from triage.messages import RawArrival
from triage.ports.channel import Intake
from triage.ports.core import Clock

log = logging.getLogger(__name__)

UNSEEN = "it is gone, or the bot may not see it"
"""Why there is nothing to ask Discord for."""

History = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread


class CatchUp:
    """One pass over all intake channels, their threads, and the threads of the teams' rooms."""

    def __init__(
        self,
        client: discord.Client,
        *,
        places: Places,
        members: Members,
        intake: Intake,
        feed: Feed,
        copies: Copies,
        clock: Clock,
    ) -> None:
        self._client = client
        self._places = places
        self._members = members
        self._intake = intake
        self._feed = feed
        self._copies = copies
        self._clock = clock
        self._account = str(places.guild)

    async def everything(self) -> tuple[datetime | None, Exception | None]:
        """Read it all; return when a channel had last been read before, and what went wrong in one
        of them, while the others were read: try again later.

        Raises what discord.py raises when Discord cannot be reached.

        A channel that is gone or not visible is reported and left out; the others go on. Nothing
        is closed because of it.
        """
        guild = self._client.get_guild(self._places.guild)
        if guild is None or guild.unavailable:
            log.warning("the bot is not in guild %s, or Discord has an outage", self._account)
            return None, None
        era, looks = self._feed.era, []
        failed: list[Exception] = []
        threads = await self._active(guild)
        for number in (*self._places.intakes, *self._places.rooms):
            look = await self._intake.good_look(CHANNEL, str(number))
            looks += [] if look is None else [look]
            under = [each for each in threads if each.parent_id == number]
            channel = guild.get_channel(number)
            failed += await _failing(self._look(channel, number, look, era=era, threads=under))
        for place in await self._intake.places(CHANNEL, self._account, DIRECT):
            failed += await _failing(self._direct(place, era=era))
        return max(looks, default=None), next(iter(failed), None)

    async def _look(
        self,
        channel: discord.abc.GuildChannel | None,
        number: int,
        look: datetime | None,
        *,
        era: int,
        threads: list[discord.Thread],
    ) -> None:
        trouble: str | None = UNSEEN
        if channel is not None:
            trouble = await self._trouble(channel, look, era=era, threads=threads)
        if trouble is not None:
            log.warning("channel %s cannot be read: %s", number, trouble)
        await self._intake.looked(CHANNEL, str(number), trouble=trouble)

    async def meet(self, place: str) -> None:
        """A conversation that was not known may be older than we think: Discord gives bots no list
        of them. What was written there in a downtime is read, but nothing from before we came."""
        channels = (*self._places.intakes, *self._places.rooms)
        found = [await self._position(str(each)) for each in channels]
        came = [each.first_seen_at for each in found if each is not None]
        origin = discord.utils.time_snowflake(min(came, default=self._clock.now()))
        await self._intake.accept(cursor=self._cursor(place, origin))
        await self._direct(place, era=self._feed.era)

    async def _direct(self, place: str, *, era: int) -> None:
        """A conversation with one person, of whom we know from before."""
        channel = self._client.get_partial_messageable(int(place.removeprefix(DIRECT)))
        position = await self._position(place)
        if position is None or self._feed.follows(place):
            return
        try:
            await self._read(channel, after=int(position.value), era=era, place=place)
        except (discord.Forbidden, discord.NotFound) as error:
            log.warning("direct conversation %s cannot be read: %s", channel.id, error)

    async def _trouble(
        self,
        channel: discord.abc.GuildChannel,
        look: datetime | None,
        *,
        era: int,
        threads: list[discord.Thread],
    ) -> str | None:
        """Read a channel; what keeps it from being read, if something does."""
        try:
            await self._channel(channel, look, era=era, threads=threads)
        except (discord.Forbidden, discord.NotFound) as error:
            return f"Discord answered {error.status} (code {error.code}): {error.text}"
        return None

    async def _channel(
        self,
        channel: discord.abc.GuildChannel,
        look: datetime | None,
        *,
        era: int,
        threads: list[discord.Thread],
    ) -> None:
        """`look`: the last good one; `threads`: the active ones.

        Archived ones are asked for first: that is refused without the right to the history, while
        of messages there would just be none, and the cursor would pass over them.
        """
        place = str(channel.id)
        position = await self._position(place)
        came = self._clock.now() if position is None else position.first_seen_at
        asleep = await archived(channel, good_look=look or came)
        if position is None:
            await self._begin(channel)
            position = await self._position(place)
        if position is None:
            return
        if isinstance(channel, History) and channel.id not in self._places.rooms:
            await self._read(channel, after=int(position.value), era=era)
        else:  # a forum has no messages of its own; a room's are not about tickets
            self._feed.reached(place, int(position.value), era=era)
        origin = discord.utils.time_snowflake(position.first_seen_at)
        for thread in [*threads, *asleep]:
            await self._thread(thread, origin=origin, era=era)

    async def _begin(self, channel: discord.abc.GuildChannel) -> None:
        """First sight: nothing that is there already is answered. An empty place begins at its
        own id, which is smaller than that of any message in it."""
        last = channel.id
        if isinstance(channel, History):
            async with asyncio.timeout(PATIENCE):
                for newest in await self._client.http.logs_from(channel.id, 1):
                    last = int(newest["id"])
        await self._intake.accept(cursor=self._cursor(str(channel.id), last))

    async def _thread(self, thread: discord.Thread, *, origin: int, era: int) -> None:
        """A thread never read begins before its first message, but not before we came here.

        A forum post's first message has the thread's own id, so reading begins one before it.
        """
        position = await self._position(str(thread.id))
        after = max(thread.id - 1, origin) if position is None else int(position.value)
        last = thread.last_message_id
        if last is not None and last <= after:
            self._feed.reached(str(thread.id), after, era=era)
            return
        try:
            await self._read(thread, after=after, era=era)
        except (discord.Forbidden, discord.NotFound) as error:
            log.warning("thread %s cannot be read: %s", thread.id, error)

    async def _read(
        self,
        channel: History | discord.PartialMessageable,
        *,
        after: int,
        era: int,
        place: str | None = None,
    ) -> None:
        """`place`: of a direct conversation."""
        last, name, limit = after, place or str(channel.id), PAGE
        while True:
            try:
                page = await history.page(channel, limit=limit, after=discord.Object(last))
            except MisreadError:
                if limit > 1:
                    limit //= 2  # until the one that cannot be read stands alone
                    continue
                last, raws = await self._unread(channel, after=last, direct=place is not None)
                await self._intake.accept(*raws, cursor=self._cursor(name, last))
                limit = PAGE
                continue
            if page:
                last = page[-1].id
                raws = await self._raws(page, direct=place is not None)
                await self._intake.accept(*raws, cursor=self._cursor(name, last))
            if len(page) < limit:
                break
        self._feed.reached(name, last, era=era)

    async def _unread(
        self, channel: History | discord.PartialMessageable, *, after: int, direct: bool
    ) -> tuple[int, list[RawArrival]]:
        """The next message by what of it can be told, beside how it came; and its id."""
        async with asyncio.timeout(PATIENCE):
            found = await self._client.http.logs_from(channel.id, 1, after=after)
        if not found:  # somebody has deleted it meanwhile
            return after, []
        [payload] = found
        number = int(payload["id"])
        if not self._places.reads_all and not payload.get("content"):
            return number, []
        log.warning("message %s in %s is read in part: discord.py cannot", number, channel.id)
        author = author_of(payload)
        known = UNKNOWN if author is None else await self._members.ask(self._client, author)
        raw = of_unread(
            payload,
            guild=self._account,
            us=None if self._client.user is None else self._client.user.id,
            channel=channel.id,
            thread=channel if isinstance(channel, discord.Thread) else None,
            direct=direct,
            roles=None if payload.get("webhook_id") else known.roles,
            received_at=self._clock.now(),
        )
        return number, [raw]

    async def _raws(
        self, page: Iterable[discord.Message], *, direct: bool = False
    ) -> list[RawArrival]:
        """The history does not name roles: who wrote as staff is asked, once a person."""
        us = None if self._client.user is None else self._client.user.id
        raws: list[RawArrival] = []
        for message in page:
            if message.type not in SPOKEN or message.author.id == us:
                continue
            if not self._places.reads_all and is_hidden(message):
                continue
            roles = roles_of(message.author)
            if roles is None and message.webhook_id is None:
                roles = (await self._members.ask(self._client, message.author.id)).roles
            self._copies.want(message)
            raws.append(
                of_message(
                    message,
                    guild=self._account,
                    us=us,
                    roles=roles,
                    received_at=self._clock.now(),
                    direct=direct,
                )
            )
        return raws

    async def _active(self, guild: discord.Guild) -> list[discord.Thread]:
        async with asyncio.timeout(PATIENCE):
            return await guild.active_threads()

    async def _position(self, place: str) -> Position | None:
        return await self._intake.position(CHANNEL, self._account, place)

    def _cursor(self, place: str, position: int) -> Cursor:
        return Cursor(channel=CHANNEL, account=self._account, place=place, value=str(position))


async def _failing(reading: Awaitable[None]) -> list[Exception]:
    """What went wrong in it, if something did: the next is read all the same."""
    try:
        await reading
    except FAULTS as error:
        return [error]
    return []
