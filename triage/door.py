"""The service's door: what comes in is stored, with how far it was read, before all else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from triage import pulse
from triage.bell import Bell
from triage.marks import Card, Cursor, Position
from triage.messages import RawArrival
from triage.ports.core import Clock
from triage.ports.work import Store, UnitOfWork

MOST_SAID = 2000
"""Messages that a channel looks at again after a downtime: some megabytes, as they came in."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """Satisfies `triage.ports.channel.Intake`. `work` rings when something has come in."""

    store: Store
    clock: Clock
    work: Bell = field(default_factory=Bell)

    async def accept(self, *raws: RawArrival, cursor: Cursor | None = None) -> int:
        now = self.clock.now()
        new = await self.store.transact(lambda work: work.arrivals.accept(raws, cursor, now=now))
        if new:
            self.work.ring()
        return new

    async def position(self, channel: str, account: str, place: str) -> Position | None:
        return await self.store.look(lambda work: work.arrivals.position(channel, account, place))

    async def places(self, channel: str, account: str, prefix: str) -> Sequence[str]:
        return await self.store.look(lambda work: work.arrivals.places(channel, account, prefix))

    async def looked(self, channel: str, account: str, *, trouble: str | None = None) -> None:
        name, now = pulse.switch(channel, account), self.clock.now()

        def unit(work: UnitOfWork) -> None:
            before = pulse.loaded(work.switches.get(name))
            work.switches.set(name, before.looked(now, trouble).dumped())

        await self.store.transact(unit)

    async def good_look(self, channel: str, account: str) -> datetime | None:
        name = pulse.switch(channel, account)
        return await self.store.look(lambda work: pulse.loaded(work.switches.get(name)).good_at)

    async def said(self, channel: str, account: str, *, since: datetime) -> Sequence[RawArrival]:
        return await self.store.look(
            lambda work: work.arrivals.said(channel, account, since=since, limit=MOST_SAID)
        )

    async def lacks(self, channel: str, account: str, ids: Sequence[str]) -> Sequence[str]:
        return await self.store.look(lambda work: work.arrivals.lacks(channel, account, ids))

    async def cards(self, channel: str, account: str) -> Sequence[Card]:
        return await self.store.look(lambda work: work.outbox.cards(channel, account))
