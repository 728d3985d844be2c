"""Business hours. Pure: spans of working time counted in wall time of one zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile

from triage.errors import ConfigError
from triage.walltime import instant, shown

DAY = timedelta(days=1)
SPAN = re.compile(
    r"(?=.)(?:([0-9]{1,4})wd)?(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A promise's length: clock time (`15m`, `4h`, `2d`) or whole working days (`3wd`)."""

    time: timedelta = timedelta()
    working_days: int = 0


def parse_span(text: str) -> Span:
    """Read `15m`, `1h30m`, `2d`, `3wd`. Raise ValueError, with the fix, when it is something else.

    `d` is 24 hours of whichever clock counts; `wd` is the same wall time on a later working day.
    """
    found = SPAN.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f"{text!r} is not a duration; write it like 45s, 15m, 1h30m, 4h, 2d, "
            "or 3wd for working days"
        )
    working_days, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return Span(length, working_days)


def between(start: time, end: time) -> timedelta:
    """From one wall time until clocks show the other; a whole day where they are the same."""
    first, last = (timedelta(hours=one.hour, minutes=one.minute) for one in (start, end))
    return (last - first) % DAY or DAY


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of every day in which only what is urgent calls: wall time, `end` may be tomorrow's."""

    start: time = time(22)
    end: time = time(7)

    def over(self, when: datetime, zone: str) -> datetime:
        """`when` itself outside of quiet hours, else their end; in UTC."""
        wall = shown(zone, when)
        clock = wall.time().replace(tzinfo=None, fold=0)
        overnight = self.end <= self.start
        if overnight and clock >= self.start:
            return max(when, instant(zone, wall.date() + DAY, self.end))
        if clock < self.end and (overnight or clock >= self.start):
            return max(when, instant(zone, wall.date(), self.end))
        return when.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Shift:
    """One working day's hours: from `start` until before `end`, in UTC."""

    day: date
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When people work: `days` as `date.weekday()` numbers, wall time in `zone` (IANA).

    `quiet`: when policies that keep the night free wait.
    A `close` that is not after `open` is on the next day: `00:00` is the end of the day.
    Raises ConfigError without a single working day.
    """

    zone: str
    days: frozenset[int] = frozenset(range(5))
    open: time = time(9)
    close: time = time(18)
    holidays: frozenset[date] = frozenset()
    quiet: Quiet = Quiet()

    def __post_init__(self) -> None:
        if not self.days & frozenset(range(7)):
            raise ConfigError('hours.days: empty; name at least one day, like ["mon", "tue"]')

    def is_open(self, when: datetime) -> bool:
        return next(self._shifts(when)).start <= when

    def next_open(self, when: datetime) -> datetime:
        """`when` itself if people work then, else the next opening; in UTC."""
        return max(when.astimezone(UTC), next(self._shifts(when)).start)

    def add(self, start: datetime, span: Span) -> datetime:
        """The instant, in UTC, at which `span` of working time has passed since `start`.

        Working days first (the same wall time so many working days later), then clock time, of
        which only open hours count. What begins outside of hours begins at the next opening.
        """
        begun = self.next_open(start)
        if span.working_days:
            begun = self._same_time(begun, days=span.working_days)
        if not span.time:
            return begun
        shifts = self._shifts(begun)
        shift = next(shifts)
        begun, left = max(begun, shift.start), span.time
        while begun + left > shift.end:
            left -= shift.end - begun
            shift = next(shifts)
            begun = shift.start
        return begun + left

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between the two; none when `end` is not later."""
        if end <= start:
            return timedelta()
        shifts = takewhile(lambda shift: shift.start < end, self._shifts(start))
        return sum((min(one.end, end) - max(one.start, start) for one in shifts), timedelta())

    def _same_time(self, when: datetime, *, days: int) -> datetime:
        """The wall time of `when` so many working days later."""
        shifts = self._shifts(when)
        first = next(shifts)
        for _ in range(days - 1):
            next(shifts)
        target = next(shifts)
        wall = shown(self.zone, when)
        later = instant(self.zone, target.day + (wall.date() - first.day), wall.time())
        return max(later, target.start)  # in a repeated hour clocks show less than at the opening

    def _shifts(self, when: datetime) -> Iterator[Shift]:
        """The working hours that end after `when`, in order, without end."""
        day = shown(self.zone, when).date() - DAY  # yesterday's may run past midnight
        while True:
            if day.weekday() in self.days and day not in self.holidays:
                shift = self._shift(day)
                if shift.start < shift.end and shift.end > when:
                    yield shift
            day += DAY

    def _shift(self, day: date) -> Shift:
        last = day if self.close > self.open else day + DAY
        start = instant(self.zone, day, self.open)
        return Shift(day, start, instant(self.zone, last, self.close))
