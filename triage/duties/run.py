"""Fire what is due. Every duty is a small function of the timer that fired, and of its ticket."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from triage import batons
from triage.apply import Clerk, ticket_number
from triage.bell import Bell
from triage.desk import Desk
from triage.duties import adopt, board, escalation, promises, receipt, roster, snooze, trials, undo
from triage.errors import ConflictError, Contained, NotFoundError
from triage.handling.change import TimerKind
from triage.log import Logger, get_logger
from triage.model import Ticket
from triage.paging import pager, sending
from triage.ports.core import Clock
from triage.ports.store import Timer
from triage.ports.work import Store, UnitOfWork
from triage.settling import held

Duty = Callable[[Clerk, Ticket, Timer], None]
DeskDuty = Callable[[Clerk, Timer], None]

DUTIES: Mapping[str, Duty] = {
    TimerKind.SETTLE: receipt.acknowledge,
    TimerKind.ESCALATE: escalation.escalate,
    TimerKind.RESTED: escalation.rested,
    TimerKind.RELEASE: undo.release,
    TimerKind.RESOLVE: undo.resolve,
    TimerKind.ANSWER: promises.words,
    TimerKind.NEWS: promises.words,
    TimerKind.LEASE: promises.lease,
    TimerKind.REMIND: promises.silent,
    TimerKind.TELL: undo.tell,
    TimerKind.WAKE: snooze.wake,
}
"""What is due for a ticket: the timer's subject is its number."""
DESK_DUTIES: Mapping[str, DeskDuty] = {
    TimerKind.BOARD: board.show,
    sending.FAILED: escalation.move_on,
    sending.LOST: escalation.give_up,
    pager.SUMMARY: escalation.summarise,
    trials.KIND: trials.report,
    roster.LOOK: roster.look,
    batons.UNTAKEN: roster.untaken,
    held.HELD: held.tell_held,
}
"""What is due for something else; the duty knows what its timer's subject is."""
BATCH = 50
POLL_SECONDS = 1.0

log: Logger = get_logger()


@dataclass(frozen=True, kw_only=True)
class Duties:
    """Reconciles from the `timer` table. `outbox` rings when there may be something to send.

    `compare`: what looks for alike tickets (`triage.duties.compare`).
    """

    store: Store
    clock: Clock
    desk: Desk
    outbox: Bell
    compare: Duty

    async def run(self) -> None:
        """Fire timers as they come due, until cancelled."""
        await self.store.transact(self.begin)
        while True:
            if not await self.fire_due():
                await self._until_due()

    def begin(self, work: UnitOfWork) -> None:
        """What a start, or another configuration, makes necessary."""
        now = self.clock.now()
        roster.watch(work, now)
        adopt.adopt(Clerk(work=work, desk=self.desk, now=now))

    async def _until_due(self) -> None:
        """Sleep to the next timer, or a poll: other processes arm timers too."""
        next_due = await self.store.look(lambda work: work.timers.next_due())
        try:
            async with asyncio.timeout(POLL_SECONDS):
                if next_due is None or next_due <= self.clock.now():
                    await asyncio.Event().wait()
                else:
                    await self.clock.sleep_until(next_due)
        except TimeoutError:
            return

    async def fire_due(self) -> int:
        """Fire what is due now, in order; return how many timers fired."""
        now = self.clock.now()
        due = await self.store.look(lambda work: work.timers.due(now, limit=BATCH))
        # All at once, so that they share a COMMIT; the writer keeps their order.
        fired = sum(await asyncio.gather(*(self._contained(timer) for timer in due)))
        if fired:
            self.outbox.ring()
        return fired

    async def _contained(self, timer: Timer) -> bool:
        fired = False
        with Contained() as contained:
            fired = await self.store.transact(partial(self._fire, timer=timer))
        if contained.error is not None and not isinstance(contained.error, ConflictError):
            # The timer stays armed: it is tried again, and the others go on.
            log.error(
                "duty failed", timer=timer.kind, subject=timer.subject, exc_info=contained.error
            )
        return fired

    def _fire(self, work: UnitOfWork, timer: Timer) -> bool:
        """Marked and done in one transaction: a crash in between is impossible."""
        if not work.timers.fired(timer):
            return False
        clerk = Clerk(work=work, desk=self.desk, now=self.clock.now())
        if timer.kind in DESK_DUTIES:
            DESK_DUTIES[timer.kind](clerk, timer)
            return True
        try:
            ticket = work.tickets.get(ticket_number(timer))
        except NotFoundError:
            return False
        duty = self.compare if timer.kind == TimerKind.COMPARE else DUTIES[timer.kind]
        duty(clerk, ticket, timer)
        return True
