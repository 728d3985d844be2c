"""Send what was written down: at least once, in order, under one identity.

Each channel has a few senders. A sender stores the result of its last message and takes the next
one in the same unit of work, so one message costs one share of a COMMIT. What was being sent when
the process died is sent again under the same key: the same Message-ID, the same nonce.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from triage.bell import Bell
from triage.ending import is_ending
from triage.errors import (
    ChannelUnavailableError,
    DeliveryRefusedError,
    DeliveryUncertainError,
    NoRoomError,
    RecipientGoneError,
)
from triage.log import Logger, get_logger
from triage.messages import Act, Grade, Notice, Outgoing, Receipt
from triage.model import Author, Event, MessageRef, TicketMessage
from triage.paging import sending
from triage.ports.channel import ChannelAdapter
from triage.ports.core import Clock
from triage.ports.outbox import Delivery
from triage.ports.work import Store, UnitOfWork

SENDERS = 4
"""In flight per channel. It bounds what can arrive twice after a crash (measured: 2 messages at
4 in flight, 13 to 21 at 64)."""
POLL_SECONDS = 1.0
PATIENCE_SECONDS = 45.0
LONGEST_WAIT = timedelta(minutes=10)
GIVE_UP = 200
"""Attempts; with the longest wait between them that is more than a day."""
STILL_FAILING = 5
"""Attempts, a quarter of a minute: a message that calls somebody is then taken for lost, though it
is still tried. One failure says little: any service refuses a request now and then."""
PAUSED = "paused"
SPOKEN = frozenset(
    {
        Notice.ACKNOWLEDGED,
        Notice.CLAIMED,
        Notice.REPLY,
        Notice.RESOLVED,
        Notice.REOPENED,
        Notice.ISSUE,
    }
    | {Notice.CLOSED, Notice.REMINDED, Notice.LAPSED, Notice.ASKED}
)
"""What a reporter can answer to: kept as a message of the ticket."""

Result = Callable[[UnitOfWork], None]


class After(Protocol):
    """What is asked before a delivery, and what follows from it, stored together with its result.

    `judged`: the message as it should be now that it is sent; None: not at all.
    """

    def judged(self, work: UnitOfWork, message: Outgoing, now: datetime) -> Outgoing | None: ...

    def sent(
        self, work: UnitOfWork, message: Outgoing, receipt: Receipt, now: datetime
    ) -> None: ...

    def refused(
        self, work: UnitOfWork, message: Outgoing, why: str, now: datetime, *, gone: bool = False
    ) -> None:
        """`gone`: the channel has nobody of that address any more."""
        ...

    def no_room(self, work: UnitOfWork, message: Outgoing, why: str, now: datetime) -> None:
        """It waits for room, maybe for hours; told once."""
        ...


class Nothing:
    """Nothing is asked, and nothing follows."""

    def judged(self, _work: UnitOfWork, message: Outgoing, _now: datetime) -> Outgoing | None:
        return message

    def sent(self, work: UnitOfWork, message: Outgoing, receipt: Receipt, now: datetime) -> None:
        pass

    def refused(
        self, work: UnitOfWork, message: Outgoing, why: str, now: datetime, *, gone: bool = False
    ) -> None:
        pass

    def no_room(self, work: UnitOfWork, message: Outgoing, why: str, now: datetime) -> None:
        pass


@dataclass(frozen=True, kw_only=True)
class Deliverer:
    """Delivers one channel's messages.

    `claim`: after how long a message that a dead service was sending is free again, on `clock`.
    `patience`: seconds of real time that one send may take, whatever the channel does inside it;
    shorter than the claim, so that nobody takes a message that is still on its way. `bell` rings
    when something may be due.
    """

    store: Store
    clock: Clock
    channel: ChannelAdapter
    bell: Bell
    claim: timedelta = timedelta(seconds=60)
    patience: float = PATIENCE_SECONDS
    senders: int = SENDERS
    after: After = field(default_factory=Nothing)
    log: Logger = field(default_factory=get_logger)

    async def run(self) -> None:
        """Send until cancelled."""
        async with asyncio.TaskGroup() as group:
            for number in range(self.senders):
                group.create_task(self._sender(polls=number == 0))
            group.create_task(self._sender(polls=True, lowest=Grade.PAGE))

    async def deliver_due(self) -> int:
        """Send what is due now, one after the other; return how many were tried."""
        tried, result = 0, None
        while (delivery := await self._next(result)) is not None:
            result = await self._send(delivery)
            tried += 1
        return tried

    async def _sender(self, *, polls: bool, lowest: Grade = Grade.BULK) -> None:
        """Only one of the senders polls; it wakes the others when there is work. One more takes
        pages only: it is free when all others wait for a rate limit."""
        result: Result | None = None
        while True:
            heard = self.bell.listen()
            delivery = await self._next(result, lowest)
            if delivery is None:
                result = None
                await self.bell.wait(heard, within=POLL_SECONDS if polls else 3600)
                continue
            if polls and result is None:
                self.bell.ring()
            result = await self._send(delivery)
            if is_ending():
                await self.store.transact(result, urgent=True)
                return

    async def _next(self, result: Result | None, lowest: Grade = Grade.BULK) -> Delivery | None:
        """Store the last result and take the next message, in one unit of work."""
        now = self.clock.now()

        def unit(work: UnitOfWork) -> Delivery | None:
            if result is not None:
                result(work)
            if work.switches.get(PAUSED) is not None:
                return None
            return self._take(work, now, lowest)

        return await self.store.transact(unit, urgent=result is not None)

    def _take(self, work: UnitOfWork, now: datetime, lowest: Grade) -> Delivery | None:
        """The next message that is still to be sent: who is called is judged again, now."""
        take = partial(work.outbox.take, self.channel.name, limit=1, lowest=lowest)
        while taken := take(now=now, until=now + self.claim):
            [delivery] = taken
            message = self.after.judged(work, delivery.message, now)
            if message is not None:
                rewritten = message != delivery.message
                return replace(delivery, message=message, rewritten=rewritten)
            work.outbox.call_off(delivery.id)
        return None

    async def _send(self, delivery: Delivery) -> Result:
        """Try once; return what is to be stored about it."""
        message = delivery.message
        try:
            async with asyncio.timeout(self.patience):
                receipt = await self.channel.send(message)
        except TimeoutError:
            why = f"no answer within {self.patience:.0f} s"
            return self._again(delivery, why, uncertain=True, wait=None)
        except DeliveryRefusedError as error:
            return self._refused(delivery, str(error), gone=isinstance(error, RecipientGoneError))
        except DeliveryUncertainError as error:
            return self._again(delivery, str(error), uncertain=True, wait=None)
        except ChannelUnavailableError as error:
            again = self._again(
                delivery, str(error), uncertain=message.resend, wait=error.retry_after
            )
            first = delivery.attempts == 1 and isinstance(error, NoRoomError)
            return self._told(delivery, str(error), again) if first else again
        return self._sent(delivery, receipt)

    def _sent(self, delivery: Delivery, receipt: Receipt) -> Result:
        message, now = delivery.message, self.clock.now()
        said = _said(message, receipt, now)

        def store(work: UnitOfWork) -> None:
            rewritten = message if delivery.rewritten else None
            work.outbox.sent(delivery.id, receipt, rewritten=rewritten)
            sending.sent(work, message, now)
            self.after.sent(work, message, receipt, now)
            if said is not None:
                work.tickets.add_message(said)
            for rest in _rest(message, receipt, now):
                due_at = now + backoff(delivery.attempts, asked=None)
                work.outbox.enqueue(rest, now=now, due_at=due_at)

        return store

    def _told(self, delivery: Delivery, why: str, result: Result) -> Result:
        """The same result, and that it waits for room."""
        now = self.clock.now()

        def store(work: UnitOfWork) -> None:
            result(work)
            self.after.no_room(work, delivery.message, why, now)

        return store

    def _refused(self, delivery: Delivery, why: str, *, gone: bool = False) -> Result:
        message, now = delivery.message, self.clock.now()
        self.log.error("not delivered", key=message.key, notice=message.notice.value, why=why)

        def store(work: UnitOfWork) -> None:
            work.outbox.dead(delivery.id, error=why)
            sending.failed(work, message, now, why=why)
            sending.lost(work, message, now)
            self.after.refused(work, message, why, now, gone=gone)
            if message.ticket is not None:
                facts = {"notice": message.notice.value, "why": why}
                if message.only is not None:
                    facts["recipient"] = message.only
                work.tickets.record(
                    Event(ticket=message.ticket, at=now, kind="undeliverable", facts=facts)
                )

        return store

    def _again(
        self, delivery: Delivery, why: str, *, uncertain: bool, wait: float | None
    ) -> Result:
        if uncertain and _once_more(delivery.message):
            why = f"sent twice, and neither time was it confirmed; it may have arrived: {why}"
            return self._refused(delivery, why)
        if delivery.attempts >= GIVE_UP:
            return self._refused(delivery, f"given up after {delivery.attempts} attempts: {why}")
        self.log.warning(
            "delivery failed", key=delivery.message.key, attempt=delivery.attempts, why=why
        )
        now = self.clock.now()
        due_at = now + backoff(delivery.attempts, asked=wait)

        def store(work: UnitOfWork) -> None:
            work.outbox.retry(delivery.id, due_at=due_at, error=why, uncertain=uncertain)
            if delivery.attempts == 1:
                sending.failed(work, delivery.message, now, why=why)
            if delivery.attempts == STILL_FAILING:
                sending.lost(work, delivery.message, now)

        return store


def _once_more(message: Outgoing) -> bool:
    """An update by mail is sent again once: some programs show a second copy all the same.

    Not so a receipt, for who gets none has lost the report as far as they know, nor what a person
    wrote, nor what calls somebody: these are sent until it is sure, one mail to every program that
    looks at the Message-ID.
    """
    by_mail = message.act is Act.POST and message.to.channel == "email"
    calls = message.call is not None
    update = message.automatic and not calls and message.notice is not Notice.ACKNOWLEDGED
    return by_mail and update and message.resend


def _rest(message: Outgoing, receipt: Receipt, now: datetime) -> list[Outgoing]:
    """The same message, once more for each who could not take it yet, and for nobody else."""
    return [
        replace(
            message,
            key=f"{message.key}:{recipient}",
            lane=f"{message.key}:{recipient}",  # what is said next waits for none of them
            rest_of=message.identity,
            only=recipient,
            resend=False,
            first_tried_at=message.first_tried_at or now,
        )
        for recipient in receipt.deferred
    ]


def _said(message: Outgoing, receipt: Receipt, at: datetime) -> TicketMessage | None:
    """Our words to the reporter, so that an answer to them finds the ticket."""
    if message.act is not Act.POST or message.notice not in SPOKEN or message.ticket is None:
        return None
    if message.rest_of is not None:
        return None
    return TicketMessage(
        ticket=message.ticket,
        ref=MessageRef(message.to.channel, message.to.account, receipt.external_id),
        author=Author.US,
        person=None,
        at=at,
        text=message.text,
    )


def backoff(attempt: int, *, asked: float | None) -> timedelta:
    """1 s, 2 s, 4 s ... up to ten minutes, or as long as the server asked us to wait."""
    if asked is not None:
        return timedelta(seconds=asked)
    return min(timedelta(seconds=2.0 ** min(attempt - 1, 16)), LONGEST_WAIT)
