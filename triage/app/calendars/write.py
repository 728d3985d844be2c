"""Entries as an iCalendar (RFC 5545), for any calendar program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from triage.app.calendars.entries import Entry

REFRESH = timedelta(hours=1)
"""How often a program should look again (RFC 7986, section 5.7)."""


def ics(name: str, entries: Iterable[Entry], *, now: datetime) -> bytes:
    """Times are UTC: the same instant in every zone, whatever the reader's program knows."""
    import icalendar  # noqa: PLC0415  only who exports pays for it

    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Firstline//On call//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for one in entries:
        event = icalendar.Event()
        event.add("uid", f"{one.key}@firstline")
        event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
        event.add("dtstart", one.start.astimezone(UTC))
        event.add("dtend", one.end.astimezone(UTC))
        event.add("summary", one.title)
        event.add("transp", "TRANSPARENT")  # on call is not busy: meetings may be booked
        if one.notes:
            event.add("description", one.notes)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
