"""Wall time becomes instants without gaps or doubles, in every zone of tzdata."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

from hypothesis import example, given
from hypothesis import strategies as st

from triage.walltime import instant, shown

ZONES = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"}))
DAYS = st.dates(date(1975, 1, 1), date(2037, 12, 31))
MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
SECOND = timedelta(seconds=1)


@given(ZONES, DAYS, MINUTES)
@example("Pacific/Apia", date(2011, 12, 30), time(10))  # a whole day skipped
@example("America/St_Johns", date(2006, 10, 29), time(0))  # back over midnight at 00:01
@example("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15))  # a jump of half an hour
@example("Europe/Berlin", date(2026, 3, 29), time(2, 30))
def test_it_is_the_first_instant_that_shows_the_time_or_later(
    zone: str, day: date, at: time
) -> None:
    wall = datetime.combine(day, at)
    found = instant(zone, day, at)

    assert found.tzinfo is UTC
    assert shown(zone, found) >= wall
    for earlier in (SECOND, timedelta(minutes=29), timedelta(hours=1), timedelta(hours=5)):
        assert shown(zone, found - earlier) < wall


def test_a_skipped_time_is_the_first_valid_instant() -> None:
    assert instant("Europe/Berlin", date(2026, 3, 29), time(2, 30)) == datetime(
        2026, 3, 29, 1, tzinfo=UTC
    )


def test_a_repeated_time_is_its_first_occurrence() -> None:
    assert instant("Europe/Berlin", date(2026, 10, 25), time(2, 30)) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_a_day_that_never_was_begins_with_the_next() -> None:
    assert instant("Pacific/Apia", date(2011, 12, 30), time(18)) == datetime(
        2011, 12, 30, 10, tzinfo=UTC
    )
