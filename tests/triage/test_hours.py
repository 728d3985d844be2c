"""Working time is counted in wall time of the desk's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.errors import ConfigError
from triage.hours import Hours, Span, between, parse_span

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Hours(zone="Europe/Berlin", holidays=frozenset({date(2026, 5, 1)}))
ZONES = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"}))
MOMENTS = st.datetimes(datetime(2005, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
QUARTERS = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
MINUTE = timedelta(minutes=1)


def berlin(day: int, hour: int, minute: int = 0, *, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@st.composite
def any_hours(draw: st.DrawFn) -> Hours:
    return Hours(
        zone=draw(ZONES),
        days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        open=draw(QUARTERS),
        close=draw(QUARTERS),
    )


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("15m", Span(timedelta(minutes=15))),
        ("4h", Span(timedelta(hours=4))),
        ("2d", Span(timedelta(days=2))),
        ("3wd", Span(working_days=3)),
        ("1h30m", Span(timedelta(minutes=90))),
        (" 45s ", Span(timedelta(seconds=45))),
        ("0m", Span()),
        ("1wd2h", Span(timedelta(hours=2), 1)),
    ],
)
def test_a_duration_is_read(text: str, span: Span) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize("text", ["", "15", "m", "-5m", "5m4h", "1.5h", "15 m", "٣m", "9" * 30])
def test_what_is_no_duration_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration; write it like"):
        parse_span(text)


@given(st.text())
def test_any_text_is_a_duration_or_a_value_error(text: str) -> None:
    try:
        assert parse_span(text).time >= timedelta()
    except ValueError as error:
        assert "duration" in str(error)  # noqa: PT017 - both outcomes are the property


def test_hours_without_a_day_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"hours\.days: empty"):
        Hours(zone="UTC", days=frozenset())


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        (berlin(1, 9), True),
        (berlin(1, 8, 59), False),
        (berlin(1, 17, 59), True),
        (berlin(1, 18), False),
        (berlin(4, 12), False),  # Saturday
        (berlin(1, 12, month=5), False),  # a holiday, on a Friday
    ],
)
def test_people_work_on_working_days_from_open_until_close(when: datetime, is_open: bool) -> None:  # noqa: FBT001
    assert OFFICE.is_open(when) == is_open


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        (berlin(1, 10), "2h", berlin(1, 12)),
        (berlin(1, 16), "2h", berlin(1, 18)),
        (berlin(1, 17), "2h", berlin(2, 10)),
        (berlin(3, 17), "2h", berlin(6, 10)),  # over the weekend
        (berlin(4, 12), "0m", berlin(6, 9)),
        (berlin(4, 12), "2h", berlin(6, 11)),
        (berlin(1, 10), "1d", berlin(3, 16)),  # 24 open hours of 9 a day
        (berlin(1, 10), "1wd", berlin(2, 10)),
        (berlin(3, 17), "1wd", berlin(6, 17)),
        (berlin(4, 12), "1wd", berlin(7, 9)),
        (berlin(1, 20), "2wd", berlin(6, 9)),
        (berlin(30, 15), "1wd", berlin(4, 15, month=5)),  # the holiday does not count
        (berlin(30, 15), "1wd4h", berlin(5, 10, month=5)),
        (berlin(27, 10, month=3), "1wd", berlin(30, 10, month=3)),  # into summer time
    ],
)
def test_a_promise_counts_open_hours_only(start: datetime, span: str, end: datetime) -> None:
    assert OFFICE.add(start, parse_span(span)) == end


def test_a_day_that_never_was_is_no_working_day() -> None:
    """Apia went from 29 to 31 December 2011."""
    apia = Hours(zone="Pacific/Apia", days=frozenset(range(7)))
    thursday = datetime(2011, 12, 29, 20, tzinfo=ZoneInfo("Pacific/Apia"))
    saturday = datetime(2011, 12, 31, 9, tzinfo=ZoneInfo("Pacific/Apia"))

    assert apia.next_open(thursday) == saturday
    assert apia.add(thursday - timedelta(hours=4), parse_span("1wd")) == saturday.replace(hour=16)


def test_between_two_wall_times_is_never_nothing() -> None:
    assert between(time(9), time(18)) == timedelta(hours=9)
    assert between(time(22, 30), time(7)) == timedelta(hours=8, minutes=30)
    assert between(time(), time()) == timedelta(days=1)


def test_hours_may_run_past_midnight() -> None:
    night = Hours(zone="Europe/Berlin", open=time(22), close=time(6))

    assert night.is_open(berlin(4, 5))  # Friday's night ends on Saturday
    assert not night.is_open(berlin(6, 5))  # no work on Sunday night
    assert night.add(berlin(3, 23), parse_span("8h")) == berlin(6, 23)
    assert night.add(berlin(1, 1), parse_span("1wd")) == berlin(2, 1)


def test_a_working_day_later_may_fall_on_a_skipped_or_repeated_hour() -> None:
    """Berlin skips 02:00 to 03:00 on 29 March 2026, and has it twice on 25 October."""
    early = Hours(zone="Europe/Berlin", days=frozenset(range(7)), open=time(0), close=time(3))
    late = Hours(zone="Europe/Berlin", days=frozenset(range(7)), open=time(2, 30))
    again = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10, the second time

    assert late.add(again, parse_span("1wd")) == berlin(26, 2, 30, month=10)

    assert early.add(berlin(28, 2, 30, month=3), parse_span("1wd")) == berlin(29, 3, month=3)
    assert early.add(berlin(28, 2, 30, month=3), parse_span("1wd1h")) == berlin(30, 1, month=3)


@given(any_hours(), MOMENTS)
def test_the_next_opening_is_open_and_nothing_before_it_is(hours: Hours, when: datetime) -> None:
    opening = hours.next_open(when)

    assert hours.is_open(opening)
    assert opening >= when
    assert opening == when or not hours.is_open(when)
    assert opening == when or not hours.is_open(opening - timedelta(microseconds=1))


@settings(max_examples=40)
@given(any_hours(), MOMENTS, st.integers(1, 180))
def test_clock_time_is_counted_minute_by_minute(hours: Hours, when: datetime, minutes: int) -> None:
    start = when.replace(second=0, microsecond=0)
    end = hours.add(start, Span(timedelta(minutes=minutes)))

    counted, now = 0, max(start, hours.next_open(start))
    while counted < minutes:
        if hours.is_open(now):
            counted += 1
            now += MINUTE
        else:
            now = hours.next_open(now)
    assert end == now


@given(any_hours(), MOMENTS, st.integers(0, 8))
def test_working_days_end_in_working_hours_so_many_days_later(
    hours: Hours, when: datetime, days: int
) -> None:
    end = hours.add(when, Span(working_days=days))

    assert hours.is_open(end) or hours.is_open(end - timedelta(microseconds=1))
    begun = hours.next_open(when)
    assert end - begun >= timedelta(days=days) - timedelta(days=2)


@given(any_hours(), MOMENTS, st.timedeltas(timedelta(), timedelta(days=3)), st.integers(0, 10_000))
def test_a_later_start_never_ends_sooner(
    hours: Hours, when: datetime, later: timedelta, minutes: int
) -> None:
    span = Span(timedelta(minutes=minutes))

    assert hours.add(when, span) <= hours.add(when + later, span)


def test_what_ends_before_it_begins_took_no_working_time() -> None:
    start, end = berlin(1, 10), berlin(1, 12)

    assert OFFICE.worked(start, end) == timedelta(hours=2)
    assert OFFICE.worked(end, start) == OFFICE.worked(start, start) == timedelta()
