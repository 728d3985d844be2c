"""Drawers for spans of time, so that an index finds what goes on at a moment.

An index by start has all of the past to look through, one by end all of the future. So each span
lies in the smallest drawer that it fits into: a day, eight days, 64 days ... What goes on at a
moment lies in one of the few drawers that have this moment in them, however many others there are.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

ANY = 0
"""The drawer of what fits into no other; whatever lies here is looked at every time."""
LEVELS = 5
"""Drawers of 1, 8, 64, 512 and 4,096 days."""
_BITS = 3
_ROOM = 22
"""The ordinal of every day that Python has fits into so many bits."""
_TICK = timedelta(microseconds=1)


def bin_of(start: datetime, end: datetime) -> int:
    """The smallest drawer that has every moment from `start` until before `end`."""
    first = _day(start)
    last = max(first, _day(end - _TICK))
    fitting = (n for n in range(LEVELS) if first >> _BITS * n == last >> _BITS * n)
    level = next(fitting, None)
    return ANY if level is None else _number(level, first)


def bins_at(when: datetime) -> tuple[int, ...]:
    """All drawers that have this moment in them."""
    day = _day(when)
    return (ANY, *(_number(level, day) for level in range(LEVELS)))


def _day(when: datetime) -> int:
    return when.astimezone(UTC).toordinal()


def _number(level: int, day: int) -> int:
    return (level + 1) << _ROOM | day >> _BITS * level
