"""What a wall clock in some zone shows, and at which instant. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=512)  # the same openings and handovers are asked for with every ticket
def instant(zone: str, day: date, at: time) -> datetime:
    """The first instant, in UTC, at which the clocks of `zone` (IANA) show `at` of `day` or later.

    A time that is skipped in spring is the first valid instant after it; a time that comes twice
    in autumn is its first occurrence. `at` has whole seconds, as all transitions of tzdata have.
    """
    place = ZoneInfo(zone)
    wall = datetime.combine(day, at)
    # PEP 495: of a repeated time, fold=0 is the first; of a skipped one, fold=0 lies after it.
    after = wall.replace(tzinfo=place, fold=0).astimezone(UTC)
    if shown(zone, after) == wall:
        return after
    before = wall.replace(tzinfo=place, fold=1).astimezone(UTC)
    return _jump(zone, before=before, after=after)


def shown(zone: str, when: datetime) -> datetime:
    """What the clocks of `zone` show at an instant, without a zone."""
    return when.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def _jump(zone: str, *, before: datetime, after: datetime) -> datetime:
    """The second at which the clocks jump: the first of the new offset."""
    place = ZoneInfo(zone)
    offset = after.astimezone(place).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(place).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
