"""Moments as people type them. The desk is in Berlin; it is Monday noon UTC, 13:00 there."""

from datetime import UTC, datetime, time

import pytest

from tests.builders import NOON
from triage.hours import Hours
from triage.moments import moment_of

HOURS = Hours(zone="Europe/Berlin", open=time(9), close=time(18))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2h", "2026-03-02T14:00"),
        ("1h 30m", "2026-03-02T13:30"),
        ("2d", "2026-03-04T12:00"),
        ("3wd", "2026-03-05T12:00"),
        ("today 15:30", "2026-03-02T14:30"),
        ("tomorrow", "2026-03-03T08:00"),
        ("Tomorrow 14:00", "2026-03-03T13:00"),
        ("morgen 14:00", "2026-03-03T13:00"),
        ("mon", "2026-03-09T08:00"),
        ("Freitag, 7:15", "2026-03-06T06:15"),
        ("14:00", "2026-03-02T13:00"),
        ("9:00", "2026-03-03T08:00"),
        ("2026-03-10", "2026-03-10T08:00"),
        ("2026-04-01T10:00", "2026-04-01T08:00"),  # summer time by then
        ("2026-03-10T10:00+00:00", "2026-03-10T10:00"),
    ],
)
def test_a_moment_is_read_as_it_was_meant(text: str, expected: str) -> None:
    assert moment_of(text, HOURS, NOON) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "soon", "25:00", "mon tue", "2026-13-01", "14:00 14:00"])
def test_what_is_no_moment_is_said_with_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="is no moment; write 2h, 3wd, tomorrow"):
        moment_of(text, HOURS, NOON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow", "2026-03-03T05:00"),
        ("2026-03-10", "2026-03-10T04:00"),  # summer time in New York by then
        ("14:00", "2026-03-02T19:00"),
        ("mon 10:00", "2026-03-09T14:00"),
        ("2026-03-10T10:00+00:00", "2026-03-10T10:00"),
        ("3wd", "2026-03-05T12:00"),  # working days are the desk's
    ],
)
def test_it_is_read_by_the_clock_and_the_day_of_whoever_typed_it(text: str, expected: str) -> None:
    found = moment_of(text, HOURS, NOON, zone="America/New_York", begins=time(0))

    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)
