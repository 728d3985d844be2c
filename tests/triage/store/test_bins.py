"""What goes on at a moment lies in one of the few drawers that are looked into."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from tests.builders import NOON
from triage.model import TeamId
from triage.store.bins import ANY, LEVELS, bin_of, bins_at
from triage.store.engine import open_engine
from triage.store.sql import SqlWork

DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)

moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-11))]),
)
lengths = st.one_of(
    st.timedeltas(timedelta(microseconds=1), 2 * DAY), st.timedeltas(DAY, timedelta(days=20_000))
)


@given(moments, lengths, st.floats(0, 1, exclude_max=True))
def test_a_span_is_found_at_each_of_its_moments(
    start: datetime, length: timedelta, share: float
) -> None:
    end = start + length
    inside = start + length * share

    assert bin_of(start, end) in bins_at(start)
    assert bin_of(start, end) in bins_at(end - timedelta(microseconds=1))
    assert inside >= end or bin_of(start, end) in bins_at(inside)


@given(moments, moments)
def test_two_days_share_only_the_drawers_that_hold_both(one: datetime, other: datetime) -> None:
    shared = set(bins_at(one)) & set(bins_at(other))
    apart = abs(one.astimezone(UTC).toordinal() - other.astimezone(UTC).toordinal())

    assert ANY in shared
    assert len(bins_at(one)) == LEVELS + 1
    assert len(shared) <= 1 + sum(apart < 8**level for level in range(LEVELS))


@pytest.mark.parametrize("length", [timedelta(0), timedelta(hours=3), DAY])
def test_what_is_within_a_day_lies_in_the_drawer_of_that_day(length: timedelta) -> None:
    assert bin_of(MONDAY, MONDAY + length) == bins_at(MONDAY)[1]
    assert bin_of(MONDAY, MONDAY + length) not in bins_at(MONDAY + DAY)


def test_what_was_stored_before_there_were_drawers_is_found(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.connect() as connection:
        work, values = SqlWork(connection), {"start": NOON - DAY, "end": NOON + DAY}
        added = "INSERT INTO absence (person, start, \"end\") VALUES ('grace', :start, :end)"
        if engine.dialect.name == "sqlite":
            values = {key: f"{one:%Y-%m-%d %H:%M:%S.%f}" for key, one in values.items()}  # type: ignore[misc]
        connection.execute(text(added), values)
        found = work.roster.changes(TeamId("platform"), at=NOON).absences
    engine.dispose()

    assert [(one.person, one.start, one.end) for one in found] == [
        ("grace", NOON - DAY, NOON + DAY)
    ]
