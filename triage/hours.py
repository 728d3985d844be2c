"""Business hours. Pure: spans of working time counted in wall time of one zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """A promise's length: clock time (`15m`, `4h`, `2d`) or whole working days (`3wd`)."""

    time: timedelta = timedelta()
    working_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When people work: `days` as `date.weekday()` numbers, wall time in `zone` (IANA)."""

    zone: str
    days: frozenset[int] = frozenset(range(5))
    open: time = time(9)
    close: time = time(18)
    holidays: frozenset[date] = frozenset()

    def is_open(self, when: datetime) -> bool: ...

    def next_open(self, when: datetime) -> datetime: ...

    def add(self, start: datetime, span: Span) -> datetime: ...
