"""Reactions on cards: which count, in which order, and what was missed.

A storm of reactions elsewhere costs a look into a dict and nothing else: no request, no row.
Reactions have no history, so on every new connection those on the cards of open tickets are read
again and compared with what was heard.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from channels.discord import history
from channels.discord.copies import Copies
from channels.discord.emoji import action_of
from channels.discord.faults import FAULTS, MisreadError, translate
from channels.discord.feed import Feed, Waiting
from channels.discord.members import UNKNOWN, Known, Members
from channels.discord.places import Places
from channels.discord.snapshot import of_message, of_reaction
from triage.controls import Action
from triage.marks import Card
from triage.messages import (
    RawArrival,
    ReactionMark,
)
from triage.ports.core import Clock

log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds for one request."""

MOST_USERS = 100
"""Users read per reaction of a card: one page of Discord's answer."""

TRIES = 3
"""How often a card is read again when somebody reacts in the middle of reading it."""


REMEMBERED = 5000
"""Messages whose arrival is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """A change of one reaction, in the order it was heard. `who` None: to be asked."""

    message: int
    place: int
    user: int
    emoji: str
    present: bool
    effective: bool = True
    who: Known | None = None


class Reactions:
    """The cards we know, who reacted on them, and the changes that wait to be handed over."""

    def __init__(self, places: Places, *, members: Members, clock: Clock, copies: Copies) -> None:
        self._places = places
        self._members = members
        self._clock = clock
        self._copies = copies
        self._cards: dict[int, int] = {}
        self._present: dict[int, set[tuple[int, str]]] = {}
        self._stored: dict[int, None] = {}
        self._heard: Counter[int] = Counter()
        self._waiting: deque[Reacted] = deque()
        self._more = asyncio.Event()

    def restart(self) -> None:
        """Forget what was heard: whoever listens anew cannot know whether it was stored. What
        stands on open cards is told by `remember`, and compared with the cards themselves."""
        self._present.clear()
        self._waiting.clear()

    def remember(self, card: Card) -> None:
        """What stood on a card when it was last heard of: so that what was taken back meanwhile is
        noticed, also by a service that has just started."""
        self.learn(int(card.external_id), int(card.place))
        if card.standing:
            standing = self._present.setdefault(int(card.external_id), set())
            standing.update((int(user), emoji) for user, emoji in card.standing)

    def learn(self, message: int, place: int) -> None:
        """A message of ours whose reactions mean something."""
        self._cards[message] = place

    def stored(self, message: int) -> None:
        """A message that was handed over live: the ticket reaction need not fetch it."""
        self._stored[message] = None
        if len(self._stored) > REMEMBERED:
            del self._stored[next(iter(self._stored))]

    def forget(self, message: int) -> None:
        """A deleted card changes nothing on its ticket."""
        self._cards.pop(message, None)
        self._present.pop(message, None)

    def hear(self, event: discord.RawReactionActionEvent, client: discord.Client) -> None:
        """Take a live event, if it means something."""
        action = None if event.emoji.id is not None else action_of(event.emoji.name)
        if action is None or client.user is None or event.user_id == client.user.id:
            return
        if not self._counts(event, action, client):
            return
        who = None if event.member is None else self._members.learn(event.member)
        if who is not None and who.bot:
            return
        self._note(
            Reacted(
                message=event.message_id,
                place=event.channel_id,
                user=event.user_id,
                emoji=event.emoji.name,
                present=event.event_type == "REACTION_ADD",
                who=who,
            )
        )

    def cleared(self, message: int, emoji: str | None = None) -> None:
        """A moderator took reactions away: noted, so that they can be set again; no effect."""
        for user, name in sorted(self._present.get(message, ())):
            if emoji is None or name == emoji:
                self._note(self._gone(message, user=user, emoji=name, effective=False))

    async def run(self, client: discord.Client, feed: Feed) -> None:
        """Hand changes over in order until cancelled; ask who it was where the event is silent.

        A change leaves the line when it is handed over: one that is being worked on when the
        client ends is taken up by the next.
        """
        while True:
            while not self._waiting:
                self._more.clear()
                await self._more.wait()
            change = self._waiting[0]
            who = change.who or await self._members.ask(client, change.user)
            if not who.bot:
                await self._bring(client, feed, change)
                feed.put(Waiting(raw=self._raw(change, who)))
            self._waiting.popleft()

    def _raw(self, change: Reacted, who: Known) -> RawArrival:
        return of_reaction(
            ReactionMark(
                message=str(change.message),
                user=str(change.user),
                emoji=change.emoji,
                present=change.present,
                effective=change.effective,
            ),
            guild=str(self._places.guild),
            place=str(change.place),
            bot=who.bot,
            roles=who.roles,
            name=who.name,
            received_at=self._clock.now(),
        )

    async def _bring(self, client: discord.Client, feed: Feed, change: Reacted) -> None:
        """The ticket reaction may stand on a message from before our time: store that first."""
        if action_of(change.emoji) is not Action.OPEN or not change.present:
            return
        if change.message in self._cards or change.message in self._stored:
            return
        guild = client.get_guild(self._places.guild)
        channel = None if guild is None else guild.get_channel_or_thread(change.place)
        if not isinstance(channel, discord.abc.Messageable):
            return
        try:
            message = await history.one(channel, change.message)
        except FAULTS as error:
            log.warning(
                "message %s, marked for a ticket, is not there: %s",
                change.message,
                translate(error),
            )
            return
        self.stored(change.message)
        author = await self._members.ask(client, message.author.id)
        raw = of_message(
            message,
            guild=str(self._places.guild),
            us=None if client.user is None else client.user.id,
            roles=author.roles,
            received_at=self._clock.now(),
        )
        feed.put(Waiting(raw=raw))
        self._copies.want(message)

    async def reread(self, client: discord.Client, cards: Sequence[Card]) -> None:
        """Learn all cards, and compare those of open tickets with what stands on them now."""
        for card in cards:
            self.learn(int(card.external_id), int(card.place))
        for card in cards:
            if card.open:
                await self._reread(client, int(card.external_id), int(card.place))

    async def _reread(self, client: discord.Client, message: int, place: int) -> None:
        for _ in range(TRIES):
            heard = self._heard[message]
            try:
                standing = await self._standing(client, message, place)
            except discord.NotFound:
                self.forget(message)
                return
            except (discord.Forbidden, MisreadError) as error:
                log.warning("reactions on card %s cannot be read: %s", message, translate(error))
                return
            if heard == self._heard[message]:
                self._compare(message, place=place, standing=standing)
                return

    async def _standing(
        self, client: discord.Client, message: int, place: int
    ) -> dict[str, tuple[bool, frozenset[int]]]:
        """Emoji -> (whether our own stands too, the other people's ids), as Discord has it."""
        channel = client.get_partial_messageable(place, guild_id=self._places.guild)
        card = await history.one(channel, message)
        found: dict[str, tuple[bool, frozenset[int]]] = {}
        for reaction in card.reactions:
            if not isinstance(reaction.emoji, str) or action_of(reaction.emoji) is None:
                continue
            people: list[int] = []
            if reaction.count > int(reaction.me):
                async with asyncio.timeout(PATIENCE):
                    users = [user async for user in reaction.users(limit=MOST_USERS)]
                people = [user.id for user in users if not user.bot]
            found[reaction.emoji] = (reaction.me, frozenset(people))
        return found

    def _compare(
        self, message: int, *, place: int, standing: dict[str, tuple[bool, frozenset[int]]]
    ) -> None:
        """New ones are heard now. A lost one was taken back by its owner if our own still stands
        beside it; if that is gone too, somebody cleared them all, which changes nothing."""
        known = self._present.get(message, set())
        for emoji, (_, people) in standing.items():
            for user in sorted(people):
                if (user, emoji) not in known:
                    self._note(
                        Reacted(message=message, place=place, user=user, emoji=emoji, present=True)
                    )
        for user, emoji in sorted(known):
            ours, people = standing.get(emoji, (False, frozenset()))
            if user not in people:
                self._note(self._gone(message, user=user, emoji=emoji, effective=ours))

    def _counts(
        self, event: discord.RawReactionActionEvent, action: Action, client: discord.Client
    ) -> bool:
        """A card of ours; what anybody may say wherever reports are written; or that a line among
        staff is for the reporter."""
        if event.message_id in self._cards:
            return True
        if event.guild_id != self._places.guild:
            return False
        guild = client.get_guild(self._places.guild)
        channel = None if guild is None else guild.get_channel_or_thread(event.channel_id)
        if action is Action.REPLY:
            return self._places.is_staffs(channel)
        return action in (Action.OPEN, Action.AFFECTED) and self._places.takes(channel)

    def _gone(self, message: int, *, user: int, emoji: str, effective: bool) -> Reacted:
        return Reacted(
            message=message,
            place=self._cards.get(message, 0),
            user=user,
            emoji=emoji,
            present=False,
            effective=effective,
            who=None if effective else UNKNOWN,
        )

    def _note(self, change: Reacted) -> None:
        if change.message in self._cards:
            self._heard[change.message] += 1
            standing = self._present.setdefault(change.message, set())
            if change.present:
                standing.add((change.user, change.emoji))
            else:
                standing.discard((change.user, change.emoji))
        self._waiting.append(change)
        self._more.set()
