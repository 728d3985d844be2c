"""The whole way of one arrival, from the door to the outbox. Start reading here.

    accept   raw bytes and cursor: one commit, before anything can break (triage.door)
    read     the channel's pure parser, then the rules: beside the writer, off the event loop
    settle   find the ticket, decide (triage.handling), write it down (triage.apply): one commit

What goes out is sent by triage.outbox; what is due later is done by triage.duties.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property, partial

from triage import reception
from triage.bell import Bell
from triage.desk import Desk
from triage.door import Door
from triage.errors import ConflictError, Contained
from triage.log import Logger, get_logger
from triage.messages import (
    MessageArrived,
    Rejected,
)
from triage.ports.channel import ChannelAdapter
from triage.ports.core import Assess, IsTalk, Says
from triage.ports.store import StoredArrival
from triage.ports.work import UnitOfWork
from triage.reception import Read, nobody
from triage.settling.settle import Settling

BATCH = 50
BATCH_BYTES = 32 * 1024 * 1024
"""Of what came in, held at once: fifty mails of 25 MB would be 1.2 GB, and their files as much."""
TRIES = 3
POLL_SECONDS = 1.0
RETRY_AFTER = timedelta(seconds=10)

log: Logger = get_logger()


@dataclass(frozen=True, kw_only=True)
class Pipeline(Door):
    """Takes arrivals in; one straight way for all channels.

    `same_here`: whether a bystander's line says that they have it too. `asks_status`: whether a
    reporter's only asks how it stands. `is_talk`: whether a line reports nothing, told without
    judging it. `claim`: how long a batch may take before another worker may try it. `batch_bytes`:
    how much of what came in is in memory at once, one larger arrival aside. `outbox` rings when
    there may be something to send.
    """

    channels: Mapping[str, ChannelAdapter]
    desk: Desk
    assess: Assess
    same_here: Says = nobody
    asks_status: Says = nobody
    is_talk: IsTalk = reception.unsure
    claim: timedelta = timedelta(minutes=1)
    batch_bytes: int = BATCH_BYTES
    outbox: Bell = field(default_factory=Bell)

    @cached_property
    def _settling(self) -> Settling:
        known = (self.desk, self.assess, self.channels, self.same_here, self.asks_status)
        return Settling(*known)

    # ------------------------------------------------------------ the way

    async def run(self) -> None:
        """Work off what comes in, until cancelled; the poll finds what others accepted."""
        while True:
            heard = self.work.listen()
            if not await self.work_off():
                await self.work.wait(heard, within=POLL_SECONDS)

    async def work_off(self) -> int:
        """Take one batch of arrivals through; return how many there were."""
        now = self.clock.now()
        batch = await self.store.transact(
            lambda work: work.arrivals.take(
                now=now, until=now + self.claim, limit=BATCH, most_bytes=self.batch_bytes
            )
        )
        if batch:
            read = await self.store.look(lambda work: [self._read(work, one) for one in batch])
            await asyncio.gather(*(self._settle(one) for one in read))
            self.outbox.ring()
        return len(batch)

    def _read(self, work: UnitOfWork, arrival: StoredArrival) -> Read:
        """Understand one arrival. What is wrong with it is wrong with it alone."""
        read = Read(arrival=arrival)
        with Contained() as contained:
            inbound = self.channels[arrival.raw.channel].read(arrival.raw)
            if isinstance(inbound, Rejected):
                return reception.unreadable(read, inbound, self.desk.language)
            read = replace(read, inbound=inbound)
            if isinstance(inbound, MessageArrived):
                if reception.is_talk(inbound, self.is_talk):
                    return replace(read, talk=True)
                return reception.judged(read, work, self.assess, now=self.clock.now())
        return replace(read, error=contained.error)

    async def _settle(self, read: Read) -> None:
        error = read.error or await self._settled(read)
        if error is None:
            return
        now, arrival = self.clock.now(), read.arrival
        last = arrival.attempts + 1 >= TRIES
        why = f"{type(error).__name__}: {error}"
        log.error("arrival failed", id=arrival.raw.external_id, last=last, exc_info=error)
        retry_at = None if last else now + RETRY_AFTER
        await self.store.transact(
            lambda work: work.arrivals.failed(arrival.id, error=why, retry_at=retry_at)
        )
        if last:  # a visible ticket instead of a silent skip; the raw bytes are kept
            await self._settled(reception.given_up(read, why, self.desk.language))

    async def _settled(self, read: Read) -> Exception | None:
        """One unit of work, tried again when another process changed the ticket meanwhile."""
        now = self.clock.now()
        contained = Contained()
        for _ in range(TRIES):
            with contained:
                await self.store.transact(partial(self._settling.settle, read=read, now=now))
            if not isinstance(contained.error, ConflictError):
                return contained.error
        return contained.error
