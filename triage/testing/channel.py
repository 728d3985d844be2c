"""A channel without a wire: hands over what it is given, remembers what it sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from triage.errors import ChannelError, ChannelUnavailableError, DeliveryRefusedError
from triage.messages import Act, Inbound, Outgoing, RawArrival, Receipt, Rejected
from triage.ports.channel import Intake


@dataclass
class FakeChannel:
    """`parser` reads raw arrivals; `failures` are raised by the next sends, in order.

    Like the real ones it takes a message sent again under the same key for the same message: it
    is counted in `resends` and delivered once. What does `refusing` is refused for good, what goes
    to the conversations `closed`, and copies to the addresses in `unknown`; those in `later` can
    take theirs later.
    """

    name: str
    parser: Callable[[RawArrival], Inbound | Rejected | None]
    arrivals: list[RawArrival] = field(default_factory=list)
    sent: list[Outgoing] = field(default_factory=list)
    failures: list[ChannelError] = field(default_factory=list)
    resends: int = 0
    stalls: bool = False
    refusing: Act | None = None
    closed: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()

    async def listen(self, intake: Intake) -> None:
        for raw in self.arrivals:
            await intake.accept(raw)
        await asyncio.Event().wait()

    def read(self, raw: RawArrival) -> Inbound | Rejected | None:
        return self.parser(raw)

    async def send(self, message: Outgoing) -> Receipt:
        if self.stalls:
            await asyncio.Event().wait()
        if message.act is self.refusing or (
            message.to.thread in self.closed and message.act is Act.POST
        ):
            raise DeliveryRefusedError("Missing Permissions")
        if self.failures:
            raise self.failures.pop(0)
        if message.only in self.later:
            raise ChannelUnavailableError("try again later")
        if any(earlier.key == message.key for earlier in self.sent):
            self.resends += 1
        else:
            self.sent.append(message)
        copies = message.copies if message.only is None else ()
        refused = {copy: "nobody lives there" for copy in copies if copy in self.unknown}
        deferred = {copy: "try again later" for copy in copies if copy in self.later}
        return Receipt(f"{self.name}-{message.identity}", refused, deferred)
