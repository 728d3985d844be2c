"""Calendars out and in: what a calendar program reads is what the resolver says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests.story import DESK
from triage.app.calendars import entries
from triage.app.calendars.read import read
from triage.app.calendars.write import ics
from triage.errors import ConfigError
from triage.model import PersonId, TeamId
from triage.oncall.schedule import (
    NO_CHANGES,
    Calendar,
    Change,
    Changes,
    Layer,
    Listed,
    Override,
    Rotation,
)

PLATFORM = TeamId("platform")
GRACE, LINUS, AMARA = (PersonId(name) for name in ("grace", "linus", "amara"))
OPS = Calendar(team=PLATFORM, name="ops")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""Monday 10:00 in Berlin, when Grace's first turn begins."""


def days(number: float) -> timedelta:
    return timedelta(days=number)


def test_a_team_has_one_entry_a_shift_and_each_says_who_is_behind() -> None:
    found = entries.of_team(DESK, NO_CHANGES, PLATFORM, START, START + days(14))

    assert [(one.start, one.end, one.title) for one in found] == [
        (START, START + days(7), "On call for platform: Grace Hall"),
        (START + days(7), START + days(14), "On call for platform: Linus Berg"),
    ]
    assert found[0].notes == "Backup for platform: Linus Berg"


def test_a_person_has_what_they_have_to_do_with_only() -> None:
    cover = Override(
        team=PLATFORM,
        person=AMARA,
        start=START + days(1),
        end=START + days(2),
        instead_of=GRACE,
        change=Change.REPLACE,
    )
    known = Changes(overrides=(cover,))

    graces = entries.of_person(DESK, known, GRACE, START, START + days(14))
    amaras = entries.of_person(DESK, known, AMARA, START, START + days(14))

    assert [(one.start - START, one.end - START, one.title) for one in graces] == [
        (days(0), days(1), "On call for platform: Grace Hall"),
        (days(2), days(7), "On call for platform: Grace Hall"),
        (days(7), days(14), "Backup for platform: Grace Hall"),
    ]
    assert [(one.title, one.notes) for one in amaras] == [
        ("On call for platform: Amara Obi", "Amara Obi for Grace Hall")
    ]


def test_an_entry_keeps_its_key_until_it_starts_elsewhere() -> None:
    def keys(at: datetime) -> list[str]:
        return [
            one.key for one in entries.of_team(DESK, NO_CHANGES, PLATFORM, at, START + days(21))
        ]

    assert keys(START)[1:] == keys(START + days(3))[1:]
    assert len(set(keys(START))) == 3


def test_the_shadow_and_nobody_have_words_too() -> None:
    shadow = Rotation(
        team=PLATFORM,
        people=(AMARA,),
        starts=date(2026, 3, 2),
        zone="UTC",
        name="shadow",
        layer=Layer.SHADOW,
    )
    learning = replace(DESK, rotations=(shadow,), language="de")

    [entry] = entries.of_person(learning, NO_CHANGES, AMARA, START + days(1), START + days(2))
    [nobody] = entries.of_team(learning, NO_CHANGES, PLATFORM, START + days(1), START + days(2))

    assert entry.title == "Mitlaufend bei platform: Amara Obi"
    assert nobody.title == "Niemand in Bereitschaft für platform"


def test_what_is_written_is_read_back_as_the_same_shifts() -> None:
    """Out as iCalendar, in again: a round trip through summer time."""
    end = START + days(60)
    body = ics("x", entries.of_team(DESK, NO_CHANGES, PLATFORM, START, end), now=START)

    back = read(body, OPS, DESK.people.values(), zone="UTC", start=START, end=end)

    parsed = icalendar.Calendar.from_ical(body)
    assert str(parsed["X-WR-CALNAME"]) == "x"
    assert back.unknown == ()
    assert [(one.person, one.start, one.end) for one in back.shifts][:2] == [
        (GRACE, START, START + days(7)),
        (LINUS, START + days(7), START + days(14)),
    ]
    berlin = ZoneInfo("Europe/Berlin")
    assert {one.start.astimezone(berlin).hour for one in back.shifts} == {10}


# ---------------------------------------------------------------- in


def ical(*events: str) -> bytes:
    whole = "\r\n".join(f"BEGIN:VEVENT\r\n{one}\r\nEND:VEVENT" for one in events)
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{whole}\r\nEND:VCALENDAR\r\n"
    return text.encode()


def shifts(body: bytes, *, weeks: int = 4) -> list[Listed]:
    end = START + timedelta(weeks=weeks)
    found = read(body, OPS, DESK.people.values(), zone="Europe/Berlin", start=START, end=end)
    return list(found.shifts)


def test_repeated_events_keep_their_wall_time_through_summer_time_and_skip_exceptions() -> None:
    body = ical(
        "UID:1\r\nSUMMARY:Grace Hall\r\nDTSTART;TZID=Europe/Berlin:20260302T100000\r\n"
        "DTEND;TZID=Europe/Berlin:20260303T100000\r\nRRULE:FREQ=WEEKLY\r\n"
        "EXDATE;TZID=Europe/Berlin:20260316T100000"
    )
    found = shifts(body, weeks=4)

    assert [(one.start, one.end - one.start) for one in found] == [
        (datetime(2026, 3, 2, 9, tzinfo=UTC), days(1)),
        (datetime(2026, 3, 9, 9, tzinfo=UTC), days(1)),
        (datetime(2026, 3, 23, 9, tzinfo=UTC), days(1)),
        (datetime(2026, 3, 30, 8, tzinfo=UTC), days(1)),
    ]
    assert {one.person for one in found} == {GRACE}


def test_an_event_is_for_whom_it_invites_else_for_whom_its_title_names() -> None:
    at = "DTSTART:20260303T100000Z\r\nDTEND:20260304T100000Z\r\nUID:{}\r\n"
    people = {
        LINUS: replace(DESK.people[LINUS], addresses={"email": "Linus@Acme.example"}),
        GRACE: DESK.people[GRACE],
    }
    body = ical(
        at.format(1) + "SUMMARY:Grace Hall\r\nATTENDEE:mailto:linus@acme.example",
        at.format(2) + "SUMMARY:on call: grace",
        at.format(3) + "SUMMARY:gracefully nobody",
        at.format(4) + "SUMMARY:linus and Grace Hall",
        at.format(5) + "SUMMARY:grace\r\nSTATUS:CANCELLED",
    )
    found = read(body, OPS, people.values(), zone="UTC", start=START, end=START + days(7))

    assert sorted(one.person for one in found.shifts) == [GRACE, GRACE, LINUS, LINUS]
    assert found.unknown == ("gracefully nobody",)


def test_whole_days_and_times_without_a_zone_are_the_desks() -> None:
    body = ical(
        "UID:1\r\nSUMMARY:grace\r\nDTSTART;VALUE=DATE:20260303\r\nDTEND;VALUE=DATE:20260305",
        "UID:2\r\nSUMMARY:linus\r\nDTSTART:20260306T100000\r\nDURATION:PT8H",
    )

    assert [(one.start, one.end) for one in shifts(body)] == [
        (datetime(2026, 3, 2, 23, tzinfo=UTC), datetime(2026, 3, 4, 23, tzinfo=UTC)),
        (datetime(2026, 3, 6, 9, tzinfo=UTC), datetime(2026, 3, 6, 17, tzinfo=UTC)),
    ]


def test_only_what_goes_on_in_the_span_is_read() -> None:
    past = "UID:1\r\nSUMMARY:grace\r\nDTSTART:20250101T000000Z\r\nDTEND:20250102T000000Z"
    across = "UID:2\r\nSUMMARY:grace\r\nDTSTART:20260301T000000Z\r\nDTEND:20260303T000000Z"
    later = "UID:3\r\nSUMMARY:grace\r\nDTSTART:20270101T000000Z\r\nDTEND:20270102T000000Z"

    assert [one.start for one in shifts(ical(past, across, later))] == [
        datetime(2026, 3, 1, tzinfo=UTC)
    ]


@pytest.mark.parametrize("body", [b"", b"<html>Sign in</html>", b"\xff\xfe\x00", b"BEGIN:VCARD"])
def test_what_is_no_calendar_is_said(body: bytes) -> None:
    with pytest.raises(ConfigError, match="it is no iCalendar"):
        shifts(body)


def test_an_event_that_is_broken_does_not_lose_the_others() -> None:
    broken = "UID:1\r\nSUMMARY:grace\r\nDTSTART:tomorrow\r\nDTEND:20260304T100000Z"
    good = "UID:2\r\nSUMMARY:linus\r\nDTSTART:20260303T100000Z\r\nDTEND:20260304T100000Z"

    assert [one.person for one in shifts(ical(broken, good))] == [LINUS]
