"""A store in memory, held to the same promises as the databases (tests/promises)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeVar

from triage.ports.work import Transact, UnitOfWork
from triage.testing.memory_files import MemoryFiles
from triage.testing.memory_intake import MemoryArrivals
from triage.testing.memory_outbox import MemoryOutbox
from triage.testing.memory_roster import MemoryRoster
from triage.testing.memory_tickets import MemoryDuty, MemorySwitches, MemoryTickets, MemoryTimers
from triage.testing.state import State

T = TypeVar("T")


class MemoryWork:
    """One unit of work on a copy of the state."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.arrivals = MemoryArrivals(state)
        self.tickets = MemoryTickets(state)
        self.files = MemoryFiles(state)
        self.outbox = MemoryOutbox(state)
        self.timers = MemoryTimers(state)
        self.duty = MemoryDuty(state)
        self.roster = MemoryRoster(state)
        self.switches = MemorySwitches(state)


class MemoryStore:
    """Commits by replacing its state; a unit that raises leaves the old one."""

    def __init__(self) -> None:
        self.state = State()

    @property
    def transact(self) -> Transact:
        return self._transact

    async def _transact(self, unit: Callable[[UnitOfWork], Any], /, *, urgent: bool = False) -> Any:
        del urgent  # nothing waits here
        work = MemoryWork(self.state.copy())
        result = unit(work)
        self.state = work.state
        return result

    def look(self, unit: Callable[[UnitOfWork], T], /) -> Awaitable[T]:
        return self._look(unit)

    async def _look(self, unit: Callable[[UnitOfWork], T]) -> T:
        return unit(MemoryWork(self.state.copy()))

    def close(self) -> None:
        """Nothing to close; here so that a test can treat every store alike."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()
