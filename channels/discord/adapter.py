"""The Discord channel: what is said in the intake channels comes in, what we say goes out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math

import discord

from channels.discord.backfill import CatchUp
from channels.discord.budget import RefusalBudget
from channels.discord.changes import Changes
from channels.discord.config import DiscordConfig
from channels.discord.copies import Copies
from channels.discord.endpoint import point_at
from channels.discord.faults import FAULTS, translate
from channels.discord.feed import Feed
from channels.discord.gateway import Session
from channels.discord.members import Members
from channels.discord.places import DIRECT, Places
from channels.discord.presses import Presses
from channels.discord.reactions import Reactions
from channels.discord.read import Reader
from channels.discord.send import Courier
from channels.discord.snapshot import CHANNEL
from channels.discord.supervise import IdentifyBudget, causes, keep_alive, pause
from triage.errors import ChannelUnavailableError
from triage.messages import Inbound, Outgoing, RawArrival, Receipt, Rejected
from triage.ports.channel import Intake
from triage.ports.core import Clock

log = logging.getLogger(__name__)

LOGIN = 60.0
"""Seconds for the three requests of a login."""

CLOSE = 10.0
"""Seconds for a farewell to a gateway that may be gone."""

REQUEST = 60.0
"""Seconds for one delivery request with all the retries of discord.py (25 s of pauses)."""


HEARTBEAT = 60.0
"""Seconds, discord.py's own default: more than one interval (41 s) without an answer."""


class DiscordChannel:
    """Satisfies triage.ports.ChannelAdapter.

    `patience`: seconds for one request to Discord with its retries. `first_retry`: seconds until
    a client that ended is replaced, the first time; then doubled up to five minutes. `budget`:
    how many sessions may be opened in a day. `refusals`: how many requests Discord may refuse
    before we rest. `heartbeat`: seconds without a word from the gateway
    after which the connection counts as dead.
    """

    name = CHANNEL

    def __init__(
        self,
        config: DiscordConfig,
        clock: Clock,
        *,
        patience: float = REQUEST,
        first_retry: float = 1.0,
        budget: IdentifyBudget | None = None,
        refusals: RefusalBudget | None = None,
        heartbeat: float = HEARTBEAT,
    ) -> None:
        self._config = config
        self._guild = config.guild
        self._clock = clock
        self._first_retry = first_retry
        self._places = Places(config)
        self._members = Members(self._places.guild)
        self._copies = Copies(guild=self._guild, clock=clock)
        self._reactions = Reactions(
            self._places, members=self._members, clock=clock, copies=self._copies
        )
        self._presses = Presses(
            self._places,
            forms=config.forms,
            commands=config.commands,
            clock=clock,
            copies=self._copies,
        )
        self._heartbeat = heartbeat
        self._budget = budget or IdentifyBudget()
        self._refusals = refusals or RefusalBudget()
        self._session: Session | None = None
        self._feed: Feed | None = None
        self._reader = Reader(config)
        self._changes = Changes(
            self._places,
            reader=self._reader,
            copies=self._copies,
            clock=clock,
            first_retry=first_retry,
        )
        self._courier = Courier(
            config,
            client=lambda: self._session,
            posted=self._reactions.learn,
            met=self._met,
            patience=patience,
            clock=clock,
        )

    @property
    def latency(self) -> float | None:
        """Seconds of the last heartbeat's way and back; None while there is no connection."""
        session = self._session
        latency = math.nan if session is None else session.latency
        return None if math.isnan(latency) else latency

    async def listen(self, intake: Intake) -> None:
        """See triage.ports. Raises ConfigError when the token or an intent is refused."""
        if self._config.sandbox_url is not None:
            point_at(self._config.sandbox_url)
        self._courier.connecting()
        self._reactions.restart()
        for card in await intake.cards(CHANNEL, self._guild):
            self._reactions.remember(card)
        self._feed = feed = Feed(intake, self._guild)
        feed.know(await intake.places(CHANNEL, self._guild, DIRECT))
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(feed.run())
                tasks.create_task(
                    keep_alive(
                        lambda: self._live(intake, feed),
                        budget=self._budget,
                        first=self._first_retry,
                    )
                )
        except BaseExceptionGroup as failed:
            raise next(causes(failed)) from failed

    def read(self, raw: RawArrival) -> Inbound | Rejected | None:
        """See triage.ports. Pure."""
        return self._reader.read(raw)

    async def send(self, message: Outgoing) -> Receipt:
        """See triage.ports."""
        return await self._courier.send(message)

    def _met(self, conversation: int) -> None:
        if self._feed is not None:
            self._feed.meet(f"{DIRECT}{conversation}")

    async def _live(self, intake: Intake, feed: Feed) -> None:
        """One client, from its login to its end."""
        session = Session(
            places=self._places,
            feed=feed,
            reactions=self._reactions,
            presses=self._presses,
            changes=self._changes,
            copies=self._copies,
            budget=self._budget,
            refusals=self._refusals,
            clock=self._clock,
            heartbeat=self._heartbeat,
        )
        self._session = session
        history = CatchUp(
            session,
            places=self._places,
            members=self._members,
            intake=intake,
            feed=feed,
            copies=self._copies,
            clock=self._clock,
        )
        try:
            async with asyncio.timeout(LOGIN):
                await session.login(self._config.token)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(_until_closed(session))
                tasks.create_task(self._presses.register(session, first_retry=self._first_retry))
                tasks.create_task(self._catch_up(session, history, intake))
                tasks.create_task(_meet(history, feed))
                tasks.create_task(self._reactions.run(session, feed))
                tasks.create_task(self._copies.run(session, feed))
                tasks.create_task(self._changes.run(session, intake, feed))
        finally:
            self._session = None
            feed.interrupted()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CLOSE):
                    await session.close()

    async def _catch_up(self, session: Session, history: CatchUp, intake: Intake) -> None:
        """After every connect and reconnect: what was missed, then what stands on the cards, and
        beside what comes next what was edited or deleted."""
        failures = 0
        while True:
            await session.behind.wait()
            session.behind.clear()
            try:
                good_look, failed = await history.everything()
                if session.reconnected:
                    session.reconnected = False
                    self._courier.mended()
                    cards = await intake.cards(CHANNEL, self._guild)
                    await self._reactions.reread(session, cards)
                    self._changes.missed(good_look)
                if failed is not None:
                    raise failed
                failures = 0
            except FAULTS as error:
                failures += 1
                wait = pause(failures, first=self._first_retry, jitter=1.0)
                log.warning("catching up failed, again in %.0f s: %s", wait, translate(error))
                await asyncio.sleep(wait)
                session.reconnected = True
                session.behind.set()


async def _meet(history: CatchUp, feed: Feed) -> None:
    """Read what is new to us, one after the other; what fails is read at the next catch-up."""
    while True:
        place = await feed.met.get()
        try:
            await history.meet(place)
        except FAULTS as error:
            log.warning("direct conversation %s is read later: %s", place, translate(error))


async def _until_closed(session: discord.Client) -> None:
    await session.connect()
    raise ChannelUnavailableError("the connection to Discord was closed")
