"""Exactly the seats are taken at every instant, through summer time, overrides and swaps."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.triage.oncall.schedules import MINUTE, PLATFORM, changes, expected, rotations, walked
from triage.model import PersonId, TeamId
from triage.oncall.resolve import on_duty
from triage.oncall.schedule import NO_CHANGES, Change, Changes, OnDuty, Override, Rotation
from triage.oncall.turns import slots

MONDAY = date(2026, 1, 5)
A, B, C, D = (PersonId(name) for name in ("amara", "grace", "linus", "mia"))
FOUR = (A, B, C, D)


def rotation(*people: PersonId, seats: int = 1, backup: str | None = "next") -> Rotation:
    return Rotation(
        team=PLATFORM,
        people=people or (A, B, C),
        starts=MONDAY,
        zone="Europe/Berlin",
        seats=seats,
        backup=backup,
    )


def berlin(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))


def override(person: PersonId, *, instead_of: PersonId | None = None) -> Override:
    """For the second week of January."""
    return Override(
        team=PLATFORM,
        person=person,
        start=berlin(1, 6),
        end=berlin(1, 9),
        instead_of=instead_of,
    )


def duty(when: datetime, *overrides: Override, of: Sequence[Rotation] = ()) -> OnDuty:
    return on_duty(of or (rotation(),), Changes(overrides=overrides), PLATFORM, when)


# ---------------------------------------------------------------- turns


def test_a_turn_hands_over_at_the_same_wall_time_through_summer_time() -> None:
    before, after = berlin(3, 30, 9, 59), berlin(3, 30, 10)

    assert duty(before) == OnDuty(people=(C,), backup=(A,), until=after)
    assert duty(after) == OnDuty(people=(A,), backup=(B,), until=berlin(4, 6, 10))


def test_before_a_rotation_starts_nobody_is_on_duty() -> None:
    assert duty(berlin(1, 5, 9, 59)) == OnDuty(people=(), backup=(), until=berlin(1, 5, 10))


def test_a_team_without_a_rotation_has_nobody_on_duty() -> None:
    other = on_duty([rotation()], NO_CHANGES, TeamId("support"), berlin(1, 6))

    assert other == OnDuty(people=(), backup=(), until=None)


def test_a_rotation_without_people_has_nobody_on_duty() -> None:
    empty = replace(rotation(), people=())

    assert duty(berlin(1, 6), of=[empty]).people == ()


def test_a_start_in_mid_week_shortens_the_first_turn() -> None:
    midweek = replace(rotation(), starts=date(2026, 1, 7))

    assert duty(berlin(1, 7, 9), of=[midweek]).people == ()
    assert duty(berlin(1, 7, 10), of=[midweek]) == OnDuty(
        people=(A,), backup=(B,), until=berlin(1, 12, 10)
    )
    assert duty(berlin(1, 12, 10), of=[midweek]).people == (B,)


def test_turns_of_odd_days_begin_with_the_start_whatever_weekday_it_is() -> None:
    """Three days each, from a Wednesday; handover days are for whole weeks only."""
    odd = [replace(rotation(), starts=date(2026, 1, 7), days=3)]

    assert duty(berlin(1, 7, 10), of=odd) == OnDuty(
        people=(A,), backup=(B,), until=berlin(1, 10, 10)
    )
    assert duty(berlin(1, 10, 10), of=odd).people == (B,)
    assert duty(berlin(1, 16, 10), of=odd).people == (A,)


def test_two_seats_turn_together_and_the_backup_is_next_in_turn() -> None:
    pairs = [rotation(*FOUR, seats=2)]

    assert duty(berlin(1, 6), of=pairs) == OnDuty(
        people=(A, B), backup=(C,), until=berlin(1, 12, 10)
    )
    assert duty(berlin(1, 13), of=pairs).people == (C, D)


def test_a_rotation_may_have_no_backup() -> None:
    assert duty(berlin(1, 6), of=[rotation(backup=None)]).backup == ()


def test_turns_follow_each_other_from_the_one_that_goes_on_or_the_first() -> None:
    weekly, fortnightly = rotation(), replace(rotation(), days=14)

    assert [one.start for one in slots(weekly, berlin(1, 1), most=2)] == [
        berlin(1, 5, 10),
        berlin(1, 12, 10),
    ]
    assert [one.start for one in slots(weekly, berlin(1, 12, 10), most=1)] == [berlin(1, 12, 10)]
    assert [one.end for one in slots(fortnightly, berlin(1, 6), most=1)] == [berlin(1, 19, 10)]


def test_a_handover_that_the_clocks_go_back_over_happens_once() -> None:
    """St. John's went from Sunday 00:01 back to Saturday 23:01 on 29 October 2006."""
    sunday = replace(
        rotation(),
        starts=date(2006, 10, 22),
        zone="America/St_Johns",
        handover_day=6,
        handover_time=time(0),
    )
    midnight = datetime(2006, 10, 29, 2, 30, tzinfo=UTC)

    found = [duty(midnight + MINUTE * n, of=[sunday]).people for n in (-1, 0, 1, 30, 61)]

    assert found == [(A,), (B,), (B,), (B,), (B,)]


def test_two_rotations_of_a_team_add_up() -> None:
    both = [rotation(A, B), rotation(C, D)]

    assert duty(berlin(1, 6), of=both) == OnDuty(
        people=(A, C), backup=(B, D), until=berlin(1, 12, 10)
    )


def test_one_person_never_holds_two_seats_of_a_team() -> None:
    assert duty(berlin(1, 6), of=[rotation(A, B), rotation(A, C)]) == OnDuty(
        people=(A, B), backup=(C,), until=berlin(1, 12, 10)
    )


def test_two_rotations_have_two_backups_or_one() -> None:
    assert duty(berlin(1, 6), of=[rotation(A, B), rotation(C, B, D)]).backup == (B, D)
    assert duty(berlin(1, 6), of=[rotation(A, B), rotation(C, B)]).backup == (B,)


# ---------------------------------------------------------------- overrides


def test_an_override_replaces_the_first_seat_inside_its_window_only() -> None:
    cover = override(D)

    assert duty(berlin(1, 6, 11, 59), cover) == OnDuty(people=(A,), backup=(B,), until=berlin(1, 6))
    assert duty(berlin(1, 6), cover) == OnDuty(people=(D,), backup=(B,), until=berlin(1, 9))
    assert duty(berlin(1, 9), cover).people == (A,)


def test_the_newest_override_wins() -> None:
    assert duty(berlin(1, 7), override(D), override(B)).people == (B,)
    assert duty(berlin(1, 7), override(D), override(A)).people == (A,)
    assert duty(berlin(1, 7), override(D, instead_of=A), override(B, instead_of=A)).people == (B,)


def test_a_cover_can_be_covered() -> None:
    assert duty(berlin(1, 7), override(D, instead_of=A), override(C, instead_of=D)).people == (C,)


def test_an_override_for_somebody_who_is_not_on_duty_changes_nobody() -> None:
    ineffective = override(D, instead_of=C)

    assert duty(berlin(1, 7), ineffective).people == (A,)
    assert duty(berlin(1, 7), ineffective, override(B)).people == (B,)


def test_an_override_of_another_team_changes_nobody() -> None:
    other = replace(override(D), team=TeamId("support"))

    assert duty(berlin(1, 7), other) == OnDuty(people=(A,), backup=(B,), until=berlin(1, 12, 10))


def test_an_override_puts_somebody_on_duty_where_nobody_is() -> None:
    cover = replace(override(D), start=berlin(1, 1))

    assert duty(berlin(1, 2), cover).people == (D,)
    assert duty(berlin(1, 2), cover, replace(cover, person=C)).people == (C,)
    assert duty(berlin(1, 2), replace(cover, instead_of=A)).people == ()


def test_a_cover_who_holds_a_seat_already_leaves_no_seat_empty() -> None:
    """The next in turn fills it; the relieved one only when there is nobody else."""
    cover = override(B, instead_of=A)

    assert duty(berlin(1, 7), cover, of=[rotation(*FOUR, seats=2)]) == OnDuty(
        people=(B, C), backup=(D,), until=berlin(1, 9)
    )
    assert duty(berlin(1, 7), cover, of=[rotation(A, B, seats=2)]).people == (B, A)
    both = (cover, override(C, instead_of=B))
    assert duty(berlin(1, 7), *both, of=[rotation(*FOUR, seats=2)]).people == (B, C)


def test_whom_an_override_relieves_is_no_backup() -> None:
    """Not in another rotation of the team either, nor the first to fill a gap there."""
    assert duty(berlin(1, 7), override(B), of=[rotation(A, B)]).backup == ()
    both = [rotation(A, B), rotation(C, A)]
    assert duty(berlin(1, 7), override(D, instead_of=A), of=both).backup == (B,)
    turned = [rotation(C, A), rotation(A, B)]
    assert duty(berlin(1, 7), override(C, instead_of=A), of=turned).people == (C, B)


# ---------------------------------------------------------------- properties


WHOLE_WEEKS = rotations().filter(lambda one: one.days % 7 == 0)


@settings(max_examples=60, deadline=None)
@given(WHOLE_WEEKS, st.data())
@example(
    Rotation(
        team=PLATFORM,
        people=(A, B, C),
        starts=date(2026, 3, 22),
        zone="Europe/Berlin",
        handover_day=6,
        handover_time=time(2, 30),  # skipped on 29 March
    ),
    None,
)
@example(
    Rotation(
        team=PLATFORM,
        people=(A, B, C),
        starts=date(2011, 12, 23),
        zone="Pacific/Apia",
        handover_day=4,  # 30 December 2011 never was there
    ),
    None,
)
def test_the_minutes_agree(turns: Rotation, data: st.DataObject | None) -> None:
    """A brute-force oracle walks the wall clock minute by minute and hands over as it goes."""
    zone = ZoneInfo(turns.zone)
    now = datetime.combine(turns.starts, time(), UTC) - timedelta(days=1)
    past = (turns.starts.weekday() - turns.handover_day) % 7
    handover = datetime.combine(turns.starts - timedelta(days=past), turns.handover_time)
    start = datetime.combine(turns.starts, turns.handover_time)
    queue = deque(turns.people)
    everyone = len(turns.people)
    while now.astimezone(zone).replace(tzinfo=None) < start:
        now += MINUTE
    first = now
    handover += timedelta(days=turns.days)
    probes = {0, 1}
    if data is not None:
        probes = set(data.draw(st.lists(st.integers(0, 30_000), max_size=3))) | probes
    for minute in range(turns.days * 1440 + 2000):
        if now.astimezone(zone).replace(tzinfo=None) >= handover:
            handover += timedelta(days=turns.days)
            queue.rotate(-turns.seats)
            probes |= {minute, minute + 1}
            earlier = on_duty([turns], NO_CHANGES, PLATFORM, now - MINUTE)
            assert earlier.until == now
        if minute in probes:
            expected = tuple(queue)[: turns.seats]
            found = on_duty([turns], NO_CHANGES, PLATFORM, now)
            assert found.people == expected
            assert found.backup == (
                () if turns.seats == everyone else tuple(queue)[turns.seats : turns.seats + 1]
            )
        now += MINUTE
    assert on_duty([turns], NO_CHANGES, PLATFORM, first - MINUTE).people == ()


@settings(max_examples=20, deadline=None)
@given(rotations(hours=True) | rotations(), st.data())
def test_the_minutes_agree_through_hours_swaps_overrides_and_absences(
    turns: Rotation, data: st.DataObject
) -> None:
    turns = replace(turns, days=min(turns.days, 7))
    begin = datetime.combine(turns.starts, turns.handover_time, UTC)
    known = data.draw(changes(begin))

    for moment in walked(turns, minutes=1440 * 9):
        found = on_duty([turns], known, PLATFORM, moment.when)
        assert sorted(found.people) == sorted(expected(turns, moment, known)), moment
        if not known.absences and not known.overrides and moment.covered:
            assert len(found.people) == turns.seats


@settings(deadline=None)
@given(rotations(hours=True) | rotations(), st.data())
def test_nothing_changes_before_until_and_nobody_is_there_twice(
    turns: Rotation, data: st.DataObject
) -> None:
    """At every edge of the schedule, at the instant before it, and in between."""
    begin = datetime.combine(turns.starts, time(), UTC) + timedelta(
        days=data.draw(st.integers(2, 400))
    )
    known = data.draw(changes(begin))
    now, end = begin, begin + timedelta(weeks=5)
    while now < end:
        found = on_duty([turns], known, PLATFORM, now)
        assert found.until is not None
        assert found.until > now
        same = on_duty([turns], known, PLATFORM, found.until - timedelta(microseconds=1))
        assert same == found
        assert same.seats == found.seats
        everybody = [*found.people, *found.backup, *found.shadow]
        assert len(set(everybody)) == len(everybody)
        assert [seat.person for seat in found.seats] == list(found.people)
        now = found.until


@settings(deadline=None)
@given(rotations(), st.data())
def test_exactly_the_seats_are_taken_as_long_as_there_are_people(
    turns: Rotation, data: st.DataObject
) -> None:
    """Whoever is absent is not there; who was added comes on top."""
    begin = datetime.combine(turns.starts, time(), UTC) + timedelta(
        days=data.draw(st.integers(2, 400))
    )
    known = data.draw(changes(begin))
    known = replace(known, overrides=tuple(_but_added(known.overrides)))
    for hour in range(0, 24 * 28, 7):
        when = begin + timedelta(hours=hour)
        found = on_duty([turns], known, PLATFORM, when)
        away = {one.person for one in known.absences if one.start <= when < one.end}
        assert not away & {*found.people, *found.backup}
        present = set(turns.people) - away
        assert min(turns.seats, len(present)) <= len(found.people) <= turns.seats


def _but_added(overrides: Sequence[Override]) -> list[Override]:
    return [one for one in overrides if one.change is not Change.ADD]


@settings(deadline=None)
@given(rotations(), st.data())
def test_the_newest_of_all_overrides_is_obeyed(turns: Rotation, data: st.DataObject) -> None:
    begin = datetime.combine(turns.starts, time(), UTC) + timedelta(days=30)
    known = data.draw(changes(begin))
    assume(known.overrides)
    newest = replace(known.overrides[-1], change=Change.REPLACE, instead_of=None)
    assume(newest.start < newest.end)
    known = replace(known, overrides=(*known.overrides[:-1], newest), absences=())

    found = on_duty([turns], known, PLATFORM, newest.start)

    assert newest.person in found.people


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_over_two_years_everybody_has_the_same_number_of_turns(zone: str) -> None:
    turns = replace(rotation(*FOUR), zone=zone)
    counts = dict.fromkeys(FOUR, 0)
    for slot in slots(turns, datetime(2026, 1, 1, tzinfo=UTC), most=104):
        counts[on_duty([turns], NO_CHANGES, PLATFORM, slot.start).people[0]] += 1

    assert counts == dict.fromkeys(FOUR, 26)
