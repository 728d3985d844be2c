"""Moments as people type them: "2h", "3wd", "tomorrow", "mon 14:00", "2026-03-02". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from triage.hours import Hours, parse_span
from triage.walltime import instant, shown

_DAYS = (
    ("mon", "monday", "mo", "montag"),
    ("tue", "tuesday", "di", "dienstag"),
    ("wed", "wednesday", "mi", "mittwoch"),
    ("thu", "thursday", "do", "donnerstag"),
    ("fri", "friday", "fr", "freitag"),
    ("sat", "saturday", "sa", "samstag"),
    ("sun", "sunday", "so", "sonntag"),
)
_WEEKDAYS = {name: number for number, names in enumerate(_DAYS) for name in names}
_AWAY = {"today": 0, "heute": 0, "tomorrow": 1, "morgen": 1}
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def moment_of(
    text: str,
    hours: Hours,
    now: datetime,
    *,
    zone: str | None = None,
    begins: time | None = None,
) -> datetime:
    """The instant, in UTC, that `text` names to somebody who reads it at `now`.

    A span counts from now (`wd`: working days); a day without a time begins at `begins` (None: at
    its opening); a time without a day is the next such time; all in `zone` (None: the desk's)
    unless an offset is written. Raises ValueError, with the fix, for anything else.
    """
    here = _Here(zone or hours.zone, hours.open if begins is None else begins, now)
    words = text.strip().lower().replace(",", " ").split()
    found = _span(words, hours, now) or _day(words, here) or _iso(text.strip(), here)
    if found is None:
        raise ValueError(
            f"{text!r} is no moment; write 2h, 3wd, tomorrow, mon 14:00 or 2026-03-02T10:00"
        )
    return found


@dataclass(frozen=True, slots=True)
class _Here:
    """By whose clock it is read, when their day begins, and what time it is."""

    zone: str
    begins: time
    now: datetime


def _span(words: list[str], hours: Hours, now: datetime) -> datetime | None:
    try:
        span = parse_span("".join(words))
    except ValueError:
        return None
    if span.working_days:
        return hours.add(now, span)
    return now.astimezone(UTC) + span.time


def _day(words: list[str], here: _Here) -> datetime | None:
    """ "mon", "mon 14:00", "tomorrow", "14:00"."""
    *days, last = words or [""]
    at = _time(last)
    if at is None:
        days = words
    if len(days) > 1:
        return None
    today = shown(here.zone, here.now).date()
    if not days:
        return None if at is None else _next(here.zone, today, at, here.now)
    day = _named(days[0], today)
    return None if day is None else instant(here.zone, day, here.begins if at is None else at)


def _named(word: str, today: date) -> date | None:
    if word in _AWAY:
        return today + timedelta(days=_AWAY[word])
    if word not in _WEEKDAYS:
        return None
    ahead = (_WEEKDAYS[word] - today.weekday() - 1) % 7 + 1  # "mon" on a Monday: in a week
    return today + timedelta(days=ahead)


def _next(zone: str, today: date, at: time, now: datetime) -> datetime:
    soon = instant(zone, today, at)
    return soon if soon > now else instant(zone, today + timedelta(days=1), at)


def _time(word: str) -> time | None:
    found = _CLOCK.fullmatch(word)
    return None if found is None else time(int(found.group(1)), int(found.group(2)))


def _iso(text: str, here: _Here) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is not None:
        return found.astimezone(UTC)
    only_a_day = len(text) == len("2026-03-02")
    at = here.begins if only_a_day else found.time().replace(microsecond=0, fold=0)
    return instant(here.zone, found.date(), at)
