"""A mailbox or channel that cannot be read says nothing, so somebody has to: in the room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triage import pulse
from triage.bell import Bell
from triage.desk import Desk
from triage.messages import Outgoing
from triage.notices import mail, room
from triage.ports.core import Clock
from triage.ports.work import Store, UnitOfWork
from triage.pulse import Pulse

EVERY_SECONDS = 15.0
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The two lines of a kind of account. `only_trouble`: silence alone means nothing there."""

    silent: Callable[..., Outgoing]
    back: Callable[..., Outgoing]
    only_trouble: bool = False


MAIL = Lines(silent=mail.silent, back=mail.back)
PLACES = Lines(silent=room.unseen, back=room.seen_again, only_trouble=True)


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Watches over `accounts` of one channel. `most`: on `clock`, how old a good look may be."""

    store: Store
    clock: Clock
    desk: Desk
    outbox: Bell
    accounts: Sequence[str]
    channel: str = "email"
    lines: Lines = MAIL
    most: timedelta = pulse.TOO_OLD
    every: float = EVERY_SECONDS

    def _since(self, known: Pulse, started: datetime) -> datetime | None:
        """A mailbox is looked at all the time; a channel only tells when something is wrong."""
        if not self.lines.only_trouble:
            return known.silent_since(self.clock.now(), started=started, most=self.most)
        return None if known.trouble is None else known.good_at or started

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
        since = self._since(known, started)
        if (since is not None) == known.told:
            return False
        line = (
            self.lines.back(self.desk, account, now=now)
            if since is None
            else self.lines.silent(
                self.desk, account, since=since, why=known.trouble or _UNKNOWN, now=now
            )
        )
        work.outbox.enqueue(line, now=now, due_at=now)
        work.switches.set(name, replace(known, told=since is not None).dumped())
        return True
