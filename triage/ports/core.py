"""What the core asks of the rules and of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from triage.model import (
    Assessment,
    Context,
    Report,
)

T = TypeVar("T")
Assess = Callable[[Report, Context], Assessment]
"""The rules, closed over their configuration. Pure: same report, same assessment."""


class Clock(Protocol):
    """Time as an argument: governs timers, duties and due times, never network timeouts."""

    def now(self) -> datetime: ...

    async def sleep_until(self, when: datetime) -> None: ...


Says = Callable[[str], bool]
"""Whether a line says a certain thing: that its writer has it too, or wants to know how it is."""

IsTalk = Callable[[Report], bool]
"""Whether Assess would call it no report; the same answer for a small part of the cost. Pure."""
