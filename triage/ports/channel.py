"""What the core asks of a channel, and what a channel may ask of the core."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from triage.marks import Card, Cursor, Position
from triage.messages import (
    Inbound,
    Outgoing,
    RawArrival,
    Receipt,
    Rejected,
)


class Intake(Protocol):
    """The service's door, as an adapter sees it."""

    async def accept(self, *raws: RawArrival, cursor: Cursor | None = None) -> int:
        """Store what came in and how far we read, in one commit; return how many were new.

        Only when this has returned may an adapter mark anything as seen at its source.
        """
        ...

    async def position(self, channel: str, account: str, place: str) -> Position | None:
        """How far a place was read; None when the service never saw it."""
        ...

    async def places(self, channel: str, account: str, prefix: str) -> Sequence[str]:
        """The places that were read, whose names begin so."""
        ...

    async def looked(self, channel: str, account: str, *, trouble: str | None = None) -> None:
        """An account was read to its end, or could not be, and why: the alarm goes by these."""
        ...

    async def good_look(self, channel: str, account: str) -> datetime | None:
        """When an account was last read to its end; None when it never was."""
        ...

    async def said(self, channel: str, account: str, *, since: datetime) -> Sequence[RawArrival]:
        """What tickets were told that are open, or whose reporter wrote since then: every message
        as it came in, newest first, up to a limit."""
        ...

    async def lacks(self, channel: str, account: str, ids: Sequence[str]) -> Sequence[str]:
        """Those of these arrivals that never came in."""
        ...

    async def cards(self, channel: str, account: str) -> Sequence[Card]:
        """Every message of ours that carries reactions, newest first."""
        ...


class ChannelAdapter(Protocol):
    """One kind of place that reports come from and answers go to."""

    @property
    def name(self) -> str: ...

    async def listen(self, intake: Intake) -> None:
        """Hand over what arrives until cancelled. Survives lost connections by itself."""
        ...

    def read(self, raw: RawArrival) -> Inbound | Rejected | None:
        """Understand what came in. Pure; may run in any thread; None means: of no interest."""
        ...

    async def send(self, message: Outgoing) -> Receipt:
        """Deliver one message.

        Raises ChannelUnavailableError (try again), DeliveryUncertainError (it may have arrived),
        DeliveryRefusedError (never again).
        """
        ...
