"""A mailbox that cannot be read says nothing, so somebody has to: in the room, not by mail."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triage import pulse
from triage.bell import Bell
from triage.desk import Desk
from triage.notices import mail
from triage.ports.core import Clock
from triage.ports.work import Store, UnitOfWork

EVERY_SECONDS = 15.0
_UNKNOWN = "?"


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Watches over `accounts` of one channel. `most`: on `clock`, how old a good look may be."""

    store: Store
    clock: Clock
    desk: Desk
    outbox: Bell
    accounts: Sequence[str]
    channel: str = "email"
    most: timedelta = pulse.TOO_OLD
    every: float = EVERY_SECONDS

    async def run(self) -> None:
        """Look now and then, until cancelled. What a dead service did not hear does not count."""
        started = self.clock.now()
        while True:
            await asyncio.sleep(self.every)
            if await self.store.transact(lambda work: self.check(work, started)):
                self.outbox.ring()

    def check(self, work: UnitOfWork, started: datetime) -> int:
        """Tell what is not told yet; return how many lines that made."""
        return sum(self._check(work, account, started) for account in self.accounts)

    def _check(self, work: UnitOfWork, account: str, started: datetime) -> bool:
        name, now = pulse.switch(self.channel, account), self.clock.now()
        known = pulse.loaded(work.switches.get(name))
        since = known.silent_since(now, started=started, most=self.most)
        if (since is not None) == known.told:
            return False
        line = (
            mail.back(self.desk, account, now=now)
            if since is None
            else mail.silent(
                self.desk, account, since=since, why=known.trouble or _UNKNOWN, now=now
            )
        )
        work.outbox.enqueue(line, now=now, due_at=now)
        work.switches.set(name, replace(known, told=since is not None).dumped())
        return True
