"""Put the parts together, and run them in one supervised TaskGroup."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Protocol, Self

import rules
from channels.discord.adapter import DiscordChannel
from channels.email.adapter import EmailChannel
from channels.github.adapter import GithubChannel
from channels.push.adapter import PushChannel
from triage.aftermath import Aftermath
from triage.app.calendars.sources import Sources
from triage.app.compose.calendars import calendars_of, web_of
from triage.app.compose.desk import desk_of
from triage.app.compose.discord import discord_config
from triage.app.compose.email import email_config
from triage.app.compose.github import github_config
from triage.app.compose.push import push_config
from triage.app.compose.rules import rule_source
from triage.app.reload import LiveRules
from triage.app.rulebook import rule_set
from triage.app.similar import SHOWN_FOR, TicketIndex
from triage.app.supervise import supervise
from triage.desk import Desk
from triage.duties.compare import Comparing
from triage.duties.lint import Lint
from triage.duties.run import Duties
from triage.duties.silence import PLACES, Silence
from triage.outbox import Deliverer
from triage.pipeline import Pipeline
from triage.ports.channel import ChannelAdapter
from triage.ports.core import Assess, Clock
from triage.ports.work import Store, UnitOfWork
from triage.pulse import TOO_OLD
from triage.settings.whole import Settings
from triage.web.server import WebServer

ARRIVAL_SECONDS = 20
SEND_SECONDS = 60
"""Leases: what a dead service held is free again after these. A send ends itself before its own
(`triage.outbox.PATIENCE_SECONDS`)."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """Everything that runs. `patience`: how much faster than real time the clock goes."""

    pipeline: Pipeline
    duties: Duties
    deliverers: tuple[Deliverer, ...]
    channels: Mapping[str, ChannelAdapter]
    silence: Silence
    index: TicketIndex
    rules: LiveRules
    unseen: Silence
    lint: Lint
    calendars: Sources | None = None
    web: WebServer | None = None

    @classmethod
    def build(
        cls,
        settings: Settings,
        store: Store,
        clock: Clock,
        *,
        speed: float = 1.0,
        channels: Mapping[str, ChannelAdapter] | None = None,
    ) -> Self:
        """`channels`: in place of the settings'. Raises ConfigError where these cannot work."""
        desk = desk_of(settings)
        channels = adapters(settings, clock) if channels is None else channels
        assess, index = LiveRules(rule_set(rule_source(settings))), TicketIndex(kept=SHOWN_FOR)
        pipeline = Pipeline(
            store=store,
            clock=clock,
            channels=channels,
            desk=desk,
            assess=assess,
            same_here=rules.same_here,
            asks_status=rules.asks_status,
            is_talk=assess.is_talk,
            claim=timedelta(seconds=ARRIVAL_SECONDS * speed),
        )
        return cls(
            pipeline=pipeline,
            duties=Duties(
                store=store,
                clock=clock,
                desk=desk,
                outbox=pipeline.outbox,
                compare=Comparing(index, assess),
            ),
            index=index,
            rules=assess,
            deliverers=tuple(_deliverers(pipeline, speed=speed)),
            channels=channels,
            silence=_silence(settings, pipeline, most=TOO_OLD * speed),
            unseen=_unseen(settings, pipeline),
            lint=Lint(store=store, clock=clock, desk=desk, outbox=pipeline.outbox),
            calendars=calendars_of(settings, desk, store, clock),
            web=web_of(settings, desk, store, clock),
        )

    @property
    def desk(self) -> Desk:
        return self.pipeline.desk

    async def run(self, *beside: Callable[[], Awaitable[None]]) -> None:
        """Until cancelled, with what else is to run `beside`.

        Raises ConfigError when a channel says that it cannot ever work.
        """
        async with asyncio.TaskGroup() as group:
            start = partial(_start, group)
            start("pipeline", self.pipeline.run)
            start("duties", self._duties)
            start("silence", self.silence.run)
            start("lint", self.lint.run)
            if self.calendars is not None:
                start("calendars", self.calendars.run)
            if self.web is not None:
                start("web", self.web.run)
            start("unseen", self.unseen.run)
            for deliverer in self.deliverers:
                start(f"deliver {deliverer.channel.name}", deliverer.run)
            for other in beside:
                start("beside", other)
            for name, channel in self.channels.items():
                start(f"listen {name}", partial(channel.listen, self.pipeline))

    async def _duties(self) -> None:
        """Recent tickets are read beside the writer first, so that no comparison holds it up."""
        pipeline = self.pipeline
        now = pipeline.clock.now()
        await pipeline.store.look(lambda work: self.index.catch_up(work, now=now))
        await self.duties.run()


def _deliverers(pipeline: Pipeline, *, speed: float) -> Iterator[Deliverer]:
    """One for each channel."""
    for channel in pipeline.channels.values():
        yield Deliverer(
            store=pipeline.store,
            clock=pipeline.clock,
            channel=channel,
            bell=pipeline.outbox,
            claim=timedelta(seconds=SEND_SECONDS * speed),
            after=Aftermath(desk=pipeline.desk),
        )


def _start(group: asyncio.TaskGroup, name: str, task: object) -> None:
    group.create_task(supervise(name, task), name=name)  # type: ignore[arg-type]


def _silence(settings: Settings, pipeline: Pipeline, *, most: timedelta) -> Silence:
    return Silence(
        store=pipeline.store,
        clock=pipeline.clock,
        desk=pipeline.desk,
        outbox=pipeline.outbox,
        accounts=tuple(settings.mailboxes),
        most=most,
    )


def _unseen(settings: Settings, pipeline: Pipeline) -> Silence:
    intakes = () if settings.discord is None else settings.discord.intake
    return Silence(
        store=pipeline.store,
        clock=pipeline.clock,
        desk=pipeline.desk,
        outbox=pipeline.outbox,
        accounts=tuple(one.channel for one in intakes),
        channel="discord",
        lines=PLACES,
    )


class Adapters(Protocol):
    """Makes the channels that are configured, by name. `plus`: see `email_config`."""

    def __call__(
        self, settings: Settings, clock: Clock, *, plus: Collection[str] = frozenset()
    ) -> dict[str, ChannelAdapter]: ...


def adapters(
    settings: Settings, clock: Clock, *, plus: Collection[str] = frozenset()
) -> dict[str, ChannelAdapter]:
    """The channels that are configured, by name. `plus`: see `email_config`."""
    found: dict[str, ChannelAdapter] = {}
    discord, email = discord_config(settings), email_config(settings, plus=plus)
    if discord is not None:
        found["discord"] = DiscordChannel(discord, clock)
    if email is not None:
        found["email"] = EmailChannel(email)
    github = github_config(settings)
    if github is not None:
        found["github"] = GithubChannel(github, clock)
    push = push_config(settings)
    if push is not None:
        found["push"] = PushChannel(push)
    return found


def assessor(settings: Settings) -> Assess:
    """The rules, closed over the operator's configuration."""
    return LiveRules(rule_set(rule_source(settings)))


def reclaim(work: UnitOfWork) -> None:
    """What a service that died held is free again. Only where it is sure that it is dead."""
    work.arrivals.free()
    work.outbox.free()
