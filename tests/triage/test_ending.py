"""The service ends when it is told to, whatever a library does with the word."""

import asyncio
from dataclasses import dataclass, field

from typing_extensions import override

from tests.builders import NOON, outgoing
from triage.bell import Bell
from triage.messages import Outgoing, RawArrival, Receipt
from triage.outbox import Deliverer
from triage.testing.channel import FakeChannel
from triage.testing.clock import ManualClock
from triage.testing.memory import MemoryStore


def nothing(_raw: RawArrival) -> None:
    return None


@dataclass
class Deaf(FakeChannel):
    """Takes a cancellation for itself, as Python 3.11's `wait_for` can."""

    busy: asyncio.Event = field(default_factory=asyncio.Event)

    @override
    async def send(self, message: Outgoing) -> Receipt:
        self.busy.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return Receipt("taken")
        raise AssertionError("it waits until it is cancelled")


async def test_a_sender_whose_library_swallows_the_cancellation_still_ends() -> None:
    store, channel = MemoryStore(), Deaf("email", nothing)
    await store.transact(lambda work: work.outbox.enqueue(outgoing(), now=NOON, due_at=NOON))
    deliverer = Deliverer(store=store, clock=ManualClock(NOON), channel=channel, bell=Bell())
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(deliverer.run())
        await channel.busy.wait()
        running.cancel()
    assert await store.look(lambda work: work.outbox.remote_id("k1")) == "taken"
