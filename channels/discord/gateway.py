"""One life of the client: discord.py's events, handed to feed, reactions and catch-up.

A handler here does nothing that can wait. discord.py starts handlers in the order of the events,
and a handler without an await runs to its end at once, so order is kept.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord
from typing_extensions import override

from channels.discord.budget import RefusalBudget
from channels.discord.changes import Changes
from channels.discord.copies import Copies
from channels.discord.feed import Feed, Waiting
from channels.discord.places import Places
from channels.discord.presses import Presses
from channels.discord.reactions import Reactions
from channels.discord.snapshot import SPOKEN, is_hidden, of_message, roles_of
from channels.discord.supervise import IdentifyBudget
from channels.discord.wire import traced
from triage.ending import is_ending
from triage.ports.core import Clock

log = logging.getLogger(__name__)

GATHER = 0.5
"""Seconds that discord.py waits for more guilds before it calls the client ready (its default is
2); we serve one guild, and one that comes later starts a catch-up of its own."""

LONGEST_LIMIT = 30.0
"""Seconds of rate limit that discord.py waits out by itself (its smallest setting); a longer one
goes back to the outbox, which sends to others meanwhile."""


def intents(*, message_content: bool = True) -> discord.Intents:
    """The least that sees reports and reactions; no Members and no Presences intent. Without the
    privileged `message_content` words come only from forms, menus, mentions and direct messages."""
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        guild_reactions=True,
        dm_messages=True,
        message_content=message_content,
    )


class Session(discord.Client):
    """A client that lives until its connection ends for good; then a fresh one is made."""

    def __init__(
        self,
        *,
        places: Places,
        feed: Feed,
        reactions: Reactions,
        presses: Presses,
        changes: Changes,
        copies: Copies,
        budget: IdentifyBudget,
        refusals: RefusalBudget,
        clock: Clock,
        heartbeat: float,
    ) -> None:
        super().__init__(
            intents=intents(message_content=places.reads_all),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=GATHER,
            max_ratelimit_timeout=LONGEST_LIMIT,
            heartbeat_timeout=heartbeat,
            http_trace=traced(refusals),
        )
        self.behind = asyncio.Event()
        """Set when messages may have been missed: read the history."""
        self.reconnected = False
        """Whether more than messages may have been missed: reactions, and our rights."""
        self._appeared = False
        self._strange: set[int] = set()
        self._places = places
        self._feed = feed
        self._reactions = reactions
        self._presses = presses
        self._changes = changes
        self._copies = copies
        self._budget = budget
        self._clock = clock

    @override
    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Nothing happens to a client that is closed; discord.py's timer for "ready" goes on.

        `Client.connect` waits with `wait_for`: told to end as the connection stands, it would read
        events for ever. The first of them, which comes with READY, ends it.
        """
        if self.is_closed():
            return
        if is_ending():
            raise asyncio.CancelledError
        super().dispatch(event, *args, **kwargs)

    async def on_connect(self) -> None:
        """A new session. When too many were opened today, this life ends, and the next waits."""
        self._feed.interrupted()
        self._appeared = False
        now = self.loop.time()
        self._budget.spend(now)
        if self._budget.wait(now) > 0:
            await self.close()

    async def on_disconnect(self) -> None:
        self._feed.interrupted()

    async def on_guild_available(self, guild: discord.Guild) -> None:
        self._sees(guild)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        self._looks_again(channel)

    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """Also how Discord tells of a channel that the bot may see again."""
        self._looks_again(channel)

    async def on_guild_channel_update(
        self, _before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Its permissions may have changed."""
        self._looks_again(after)

    def _looks_again(self, channel: discord.abc.GuildChannel) -> None:
        if self._places.takes(channel):
            self.behind.set()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self._sees(guild)

    async def on_ready(self) -> None:
        """Comes after the guilds, a while later: by then the catch-up runs already."""
        if not self._appeared:
            self._fall_behind()

    async def on_resumed(self) -> None:
        self._fall_behind()

    async def on_message(self, message: discord.Message) -> None:
        us = None if self.user is None else self.user.id
        channel = message.channel
        if message.author.id == us:
            if self._places.is_room(channel.id):
                self._reactions.learn(message.id, channel.id)
            return
        self._wonder(channel)
        if message.type not in SPOKEN or not self._places.hears(channel):
            return
        if not self._places.reads_all and is_hidden(message):
            return
        raw = of_message(
            message,
            guild=str(self._places.guild),
            us=us,
            roles=roles_of(message.author),
            received_at=self._clock.now(),
        )
        place = self._places.name(channel)
        if isinstance(channel, discord.DMChannel):
            self._feed.meet(place)
        self._feed.put(Waiting(raw=raw, place=place, position=message.id))
        self._reactions.stored(message.id)
        self._copies.want(message)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        """A thread born before our eyes has no past: its cursor may move from the start."""
        if self._places.hears(thread) and self._feed.follows(str(thread.parent_id)):
            self._feed.reached(str(thread.id), thread.id - 1, era=self._feed.era)

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        self._reactions.hear(event, self)

    async def on_raw_reaction_remove(self, event: discord.RawReactionActionEvent) -> None:
        self._reactions.hear(event, self)

    async def on_raw_reaction_clear(self, event: discord.RawReactionClearEvent) -> None:
        self._reactions.cleared(event.message_id)

    async def on_raw_reaction_clear_emoji(self, event: discord.RawReactionClearEmojiEvent) -> None:
        self._reactions.cleared(event.message_id, event.emoji.name)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        self._reactions.forget(event.message_id)
        self._gone(event, event.message_id)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        for message in sorted(event.message_ids):
            self._reactions.forget(message)
            self._gone(event, message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        message = event.message
        ours = self.user is not None and message.author.id == self.user.id
        if not ours and self._places.takes(message.channel):
            self._changes.edited(message, self._feed)

    def _gone(
        self, event: discord.RawMessageDeleteEvent | discord.RawBulkMessageDeleteEvent, message: int
    ) -> None:
        """A conversation with one person, or an archived thread, is no channel that we know."""
        guild = self.get_guild(self._places.guild)
        channel = None if guild is None else guild.get_channel_or_thread(event.channel_id)
        if event.guild_id not in (None, self._places.guild):
            return
        if channel is None or self._places.takes(channel):
            self._changes.deleted(message, self._feed)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """The one handler that waits: nothing that comes later depends on its order."""
        await self._presses.hear(interaction, self._feed)

    def _sees(self, guild: discord.Guild) -> None:
        if guild.id == self._places.guild:
            self._appeared = True
            self._fall_behind()

    def _fall_behind(self) -> None:
        self.reconnected = True
        self.behind.set()

    def _wonder(self, channel: object) -> None:
        """A thread that woke up and was not among those read, or that discord.py does not know:
        its earlier messages are read once."""
        match channel:
            case discord.PartialMessageable(id=number):
                strange = True
            case discord.Thread(id=number):
                strange = self._places.hears(channel) and not self._feed.follows(str(number))
            case _:
                return
        if strange and number not in self._strange:
            self._strange.add(number)
            self.behind.set()
