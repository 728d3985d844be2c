"""A unit of work: one transaction, a plain function that runs to its end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from triage.model import Alike, Ticket
from triage.ports.core import T
from triage.ports.outbox import Outbox
from triage.ports.roster import Roster
from triage.ports.store import (
    Arrivals,
    Duty,
    Files,
    Switches,
    Tickets,
    Timers,
)


class UnitOfWork(Protocol):
    """One transaction, by noun. It commits when the function returns, else it rolls back."""

    @property
    def arrivals(self) -> Arrivals: ...
    @property
    def tickets(self) -> Tickets: ...
    @property
    def files(self) -> Files: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def timers(self) -> Timers: ...
    @property
    def duty(self) -> Duty: ...
    @property
    def roster(self) -> Roster: ...
    @property
    def switches(self) -> Switches: ...


Similar = Callable[[UnitOfWork, Ticket], Sequence[Alike]]
"""Tickets of the last days that look like this one, the best first; as far as they are stored."""


class Transact(Protocol):
    """Run a unit of work and wait for its commit. `urgent` goes ahead of others that wait."""

    def __call__(
        self, unit: Callable[[UnitOfWork], T], /, *, urgent: bool = False
    ) -> Awaitable[T]: ...


class Store(Protocol):
    """Where everything is kept."""

    @property
    def transact(self) -> Transact: ...

    def look(self, unit: Callable[[UnitOfWork], T], /) -> Awaitable[T]:
        """Run a function that only reads, beside the writer, on the last committed state."""
        ...
