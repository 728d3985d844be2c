"""Shifts out of somebody else's iCalendar: repeated events, exceptions and zones included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from triage.errors import ConfigError
from triage.model import PersonId
from triage.oncall.schedule import Calendar, Listed
from triage.people import Person
from triage.walltime import instant

MOST_SHIFTS = 5_000
"""A rule can repeat every second; a year of three shifts a day for four teams has fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a calendar says. `unknown`: titles of events that name nobody we know, each once."""

    shifts: tuple[Listed, ...]
    unknown: tuple[str, ...]


def read(
    body: bytes,
    layer: Calendar,
    people: Iterable[Person],
    *,
    zone: str,
    start: datetime,
    end: datetime,
) -> Read:
    """The shifts of a span. An event is for whom it invites by mail, else for whom its title names.

    Whole days are days of `zone` (IANA). Raises ConfigError when it is no calendar.
    """
    known = tuple(people)
    shifts: list[Listed] = []
    unknown: dict[str, None] = {}
    for event in islice(_events(body, start), MOST_SHIFTS):
        first, last = (_moment(event[key].dt, zone) for key in ("DTSTART", "DTEND"))
        if first >= end:
            break
        if last <= max(first, start) or str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        named = _named(event, known)
        if not named:
            unknown.setdefault(str(event.get("SUMMARY", "")), None)
        shifts += [
            Listed(team=layer.team, name=layer.name, person=one, start=first, end=last)
            for one in named
        ]
    return Read(shifts=tuple(shifts), unknown=tuple(unknown))


def _events(body: bytes, start: datetime) -> Iterator[Any]:
    import icalendar  # noqa: PLC0415  only who has a calendar pays for it
    import recurring_ical_events  # noqa: PLC0415

    try:
        calendar = icalendar.Calendar.from_ical(body)
        return iter(recurring_ical_events.of(calendar, skip_bad_series=True).after(start))
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ConfigError("it is no iCalendar; export it as .ics, or take its address") from error


def _moment(when: date, zone: str) -> datetime:
    """In UTC; a whole day begins at midnight of `zone`, a floating time is a time there."""
    if not isinstance(when, datetime):
        return instant(zone, when, time())
    if when.tzinfo is None:
        return instant(zone, when.date(), when.time().replace(microsecond=0))
    return when.astimezone(UTC)


def _named(event: Any, people: tuple[Person, ...]) -> list[PersonId]:
    invited = event.get("ATTENDEE", ())
    mails = {_mail(one) for one in (invited if isinstance(invited, list) else [invited])}
    found = [one.id for one in people if one.addresses.get("email", "").casefold() in mails - {""}]
    if found:
        return found
    title = str(event.get("SUMMARY", "")).casefold()
    return [one.id for one in people if _says(title, one.name) or _says(title, one.id)]


def _mail(attendee: object) -> str:
    return str(attendee).strip().casefold().removeprefix("mailto:")


def _says(title: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", title) is not None
