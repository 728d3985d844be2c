"""Whether a layer is covered at a moment: its hours, days and holidays. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from triage.oncall.schedule import HOLIDAY, Rotation, Window
from triage.walltime import instant, shown

DAY = timedelta(days=1)
LOOK_AHEAD_DAYS = 400
"""A window comes again within a week; one for holidays only, within about a year."""


def covered(rotation: Rotation, when: datetime) -> tuple[bool, datetime | None]:
    """Whether the layer has people at that instant, and when that may change (None: not known)."""
    if not rotation.hours:
        return True, None
    today = shown(rotation.zone, when).date()
    near = [span for day in (today - DAY, today, today + DAY) for span in _on(rotation, day)]
    inside = any(start <= when < end for start, end in near)
    edges = [edge for span in near for edge in span if edge > when]
    return inside, min(edges, default=None) or _next_start(rotation, today, when)


def _next_start(rotation: Rotation, today: date, when: datetime) -> datetime | None:
    for number in range(2, LOOK_AHEAD_DAYS):
        starts = [start for start, _ in _on(rotation, today + DAY * number) if start > when]
        if starts:
            return min(starts)
    return None


def _on(rotation: Rotation, day: date) -> Iterator[tuple[datetime, datetime]]:
    """The spans that begin on a day, in UTC."""
    kind = HOLIDAY if day in rotation.holidays else day.weekday()
    for window in rotation.hours:
        if kind in window.days:
            start, end = _span(rotation.zone, window, day)
            if start < end:
                yield start, end


@lru_cache(maxsize=4096)
def _span(zone: str, window: Window, day: date) -> tuple[datetime, datetime]:
    last = day if window.end > window.start else day + DAY
    return instant(zone, day, window.start), instant(zone, last, window.end)
