"""Layers, hours, swaps and absences: what each does to who is on duty."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.oncall.schedules import PLATFORM, changes, rotations
from triage.model import PersonId, TeamId
from triage.oncall.resolve import on_duty
from triage.oncall.schedule import (
    HOLIDAY,
    NO_CHANGES,
    Absence,
    Calendar,
    Cause,
    Change,
    Changes,
    Given,
    Layer,
    Listed,
    OnDuty,
    Override,
    Rotation,
    Seat,
    Window,
)
from triage.oncall.stretches import stretches
from triage.oncall.turns import Slot, holders, slot_at, slots

A, B, C, D = (PersonId(name) for name in ("amara", "grace", "linus", "mia"))
FOUR = (A, B, C, D)
WEEKDAYS = frozenset(range(5))
WEEKLY = Rotation(team=PLATFORM, people=(A, B, C), starts=date(2026, 1, 5), zone="Europe/Berlin")


def berlin(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))


def duty(when: datetime, *layers: Rotation | Calendar, known: Changes = NO_CHANGES) -> OnDuty:
    return on_duty(layers or (WEEKLY,), known, PLATFORM, when)


def override(person: PersonId, change: Change, *, instead_of: PersonId | None = None) -> Override:
    return Override(
        team=PLATFORM,
        person=person,
        start=berlin(1, 6),
        end=berlin(1, 9),
        change=change,
        instead_of=instead_of,
    )


# ---------------------------------------------------------------- layers


def test_a_rotation_of_its_own_is_the_backup_in_place_of_the_next_in_turn() -> None:
    behind = replace(WEEKLY, name="behind", layer=Layer.BACKUP, people=(D, C), seats=1)

    assert duty(berlin(1, 6), WEEKLY, behind) == OnDuty(
        people=(A,), backup=(D,), until=berlin(1, 12, 10)
    )


def test_whoever_is_on_call_already_is_no_backup_and_the_next_in_that_turn_is() -> None:
    behind = replace(WEEKLY, name="behind", layer=Layer.BACKUP, people=(A, D))

    assert duty(berlin(1, 6), WEEKLY, behind).backup == (D,)


def test_a_backup_layer_that_is_not_covered_leaves_the_next_in_turn() -> None:
    nights = (Window(days=WEEKDAYS, start=time(18), end=time(8)),)
    behind = replace(WEEKLY, name="behind", layer=Layer.BACKUP, people=(D,), hours=nights)

    assert duty(berlin(1, 6, 12), WEEKLY, behind).backup == (B,)
    assert duty(berlin(1, 6, 20), WEEKLY, behind).backup == (D,)


def test_the_shadow_is_shown_and_neither_on_duty_nor_backup() -> None:
    learning = replace(WEEKLY, name="learning", layer=Layer.SHADOW, people=(D,))

    assert duty(berlin(1, 6), WEEKLY, learning) == OnDuty(
        people=(A,), backup=(B,), shadow=(D,), until=berlin(1, 12, 10)
    )


def test_the_sun_is_followed_around_the_world_without_a_gap() -> None:
    """Three sites, eight hours each; the hours are UTC, so that no clock change opens a gap."""
    sites = [
        replace(
            WEEKLY,
            name=name,
            zone="UTC",
            people=(PersonId(name),),
            hours=(
                Window(days=frozenset(range(8)), start=time(first), end=time((first + 8) % 24)),
            ),
        )
        for name, first in (("auckland", 20), ("berlin", 4), ("denver", 12))
    ]
    start = datetime(2026, 3, 20, tzinfo=UTC)
    week = list(stretches(sites, NO_CHANGES, PLATFORM, start, start + timedelta(days=14)))

    assert {len(one.duty.people) for one in week} == {1}
    assert [one.duty.people[0] for one in week[:4]] == ["auckland", "berlin", "denver", "auckland"]
    assert {one.end - one.start for one in week[1:-1]} == {timedelta(hours=8)}


def test_hours_are_wall_time_and_nobody_is_on_duty_outside_of_them() -> None:
    office = replace(WEEKLY, hours=(Window(days=WEEKDAYS, start=time(9), end=time(17)),))

    assert duty(berlin(3, 27, 8, 59), office) == OnDuty(
        people=(), backup=(), until=berlin(3, 27, 9)
    )
    assert duty(berlin(3, 27, 9), office).people == (C,)
    assert duty(berlin(3, 27, 17), office).until == berlin(3, 30, 9)  # summer time came
    assert duty(berlin(3, 30, 9), office).people == (C,)
    assert duty(berlin(3, 30, 10), office).people == (A,)


def test_hours_that_the_clocks_skip_do_not_come_that_day() -> None:
    """On the 29th of March, a Sunday, Berlin goes from 02:00 to 03:00."""
    night = Window(days=frozenset(range(7)), start=time(2), end=time(3))
    layer = replace(WEEKLY, hours=(night,))

    assert duty(berlin(3, 28, 2, 30), layer).people == (C,)
    assert duty(berlin(3, 29, 3), layer) == OnDuty(people=(), backup=(), until=berlin(3, 30, 2))
    assert duty(berlin(3, 30, 2, 30), layer).people == (C,)


def test_a_holiday_is_no_working_day_and_has_hours_of_its_own() -> None:
    fourth = frozenset({date(2026, 3, 4)})
    office = replace(
        WEEKLY, hours=(Window(days=WEEKDAYS, start=time(9), end=time(17)),), holidays=fourth
    )
    rest = replace(
        office, name="rest", people=(D,), hours=(Window(days=frozenset({5, 6, HOLIDAY})),)
    )

    assert duty(berlin(3, 4), office).people == ()
    assert duty(berlin(3, 4), office, rest).people == (D,)
    assert duty(berlin(3, 5), office, rest).people == (C,)


def test_hours_that_never_come_again_have_no_end() -> None:
    past = replace(
        WEEKLY, hours=(Window(days=frozenset({HOLIDAY})),), holidays=frozenset({date(2026, 1, 6)})
    )

    assert duty(berlin(1, 6), past).people == (A,)
    assert duty(berlin(1, 7), past) == OnDuty(people=(), backup=(), until=berlin(1, 12, 10))


# ---------------------------------------------------------------- swaps


def given_turn(at: datetime, giver: PersonId, taker: PersonId) -> Given:
    return Given(team=PLATFORM, name="on-call", at=at, giver=giver, taker=taker, swap=7)


def test_a_swap_moves_a_whole_turn_and_says_so() -> None:
    known = Changes(swaps=(given_turn(berlin(1, 8), A, C), given_turn(berlin(1, 22), C, A)))

    first, third = duty(berlin(1, 5, 10), known=known), duty(berlin(1, 19, 10), known=known)

    assert first.people == (C,)
    assert first.seats == (Seat(person=C, cause=Cause.SWAP, scheduled=A),)
    assert first.backup == (B,)
    assert duty(berlin(1, 12, 9, 59), known=known).people == (C,)
    assert duty(berlin(1, 12, 10), known=known).people == (B,)
    assert third.people == (A,)


def test_a_swap_follows_a_rotation_whose_handover_moves() -> None:
    """The slot keeps it: the turn around that time, whenever it begins and ends now."""
    known = Changes(swaps=(given_turn(berlin(1, 8), A, C),))
    moved = replace(WEEKLY, handover_time=time(14), handover_day=1)

    assert duty(berlin(1, 6, 14), moved, known=known).people == (B,)  # A is not on: nothing to give
    swapped = replace(moved, people=(B, A, C))
    assert duty(berlin(1, 6, 14), swapped, known=known).people == (C,)
    assert duty(berlin(1, 13, 13, 59), swapped, known=known).people == (C,)
    assert duty(berlin(1, 13, 14), swapped, known=known).people == (C,)  # C's own turn
    assert duty(berlin(1, 6, 13, 59), swapped, known=known).people == (B,)


def test_a_swap_of_somebody_who_has_no_turn_any_more_changes_nobody() -> None:
    known = Changes(swaps=(given_turn(berlin(1, 8), D, C),))

    assert duty(berlin(1, 6), known=known) == duty(berlin(1, 6))


def test_a_swapped_turn_can_be_passed_on_and_covered() -> None:
    swaps = (given_turn(berlin(1, 8), A, C), given_turn(berlin(1, 8), C, D))
    cover = override(B, Change.REPLACE, instead_of=D)

    assert duty(berlin(1, 7), known=Changes(swaps=swaps)).people == (D,)
    assert duty(berlin(1, 7), known=Changes(swaps=swaps, overrides=(cover,))).people == (B,)


def test_an_override_of_a_seat_stays_with_the_seat_when_the_turn_is_swapped() -> None:
    """Grace was to be covered on two afternoons; whoever has her turn now is."""
    cover = override(D, Change.REPLACE, instead_of=A)
    known = Changes(swaps=(given_turn(berlin(1, 8), A, C),), overrides=(cover,))

    assert duty(berlin(1, 7), known=known).people == (D,)
    assert duty(berlin(1, 10), known=known).people == (C,)


def test_a_swap_of_another_rotation_of_the_team_changes_nobody() -> None:
    other = replace(given_turn(berlin(1, 8), A, C), name="night")

    assert duty(berlin(1, 6), known=Changes(swaps=(other,))).people == (A,)


def test_a_slot_knows_its_turn_and_its_middle() -> None:
    slot = slot_at(WEEKLY, berlin(1, 14))

    assert slot == Slot(number=1, start=berlin(1, 12, 10), end=berlin(1, 19, 10))
    assert slot.middle == berlin(1, 15, 22)
    assert holders(WEEKLY, slot) == (B,)
    assert slot_at(WEEKLY, berlin(1, 5, 9, 59)) is None


# ---------------------------------------------------------------- absences, adding, removing


def test_whoever_is_absent_is_not_called_and_the_next_in_turn_has_the_seat() -> None:
    away = Absence(person=A, start=berlin(1, 6), end=berlin(1, 8))
    found = duty(berlin(1, 7), known=Changes(absences=(away,)))

    assert found == OnDuty(people=(B,), backup=(C,), until=berlin(1, 8))
    assert found.seats == (Seat(person=B, cause=Cause.NEXT, scheduled=A),)
    assert duty(berlin(1, 5), known=Changes(absences=(away,))).until == berlin(1, 6)


def test_where_everybody_is_absent_nobody_is_called() -> None:
    away = tuple(Absence(person=one, start=berlin(1, 6), end=berlin(1, 8)) for one in (A, B, C))

    assert duty(berlin(1, 7), known=Changes(absences=away)) == OnDuty(
        people=(), backup=(), until=berlin(1, 8)
    )


def test_the_next_of_many_absences_is_an_edge_whosever_it_is() -> None:
    """The store hands over only the next one: left out, it would hide a later one of ours."""
    away = (
        Absence(person=D, start=berlin(1, 8), end=berlin(1, 9)),
        Absence(person=A, start=berlin(1, 10), end=berlin(1, 11)),
    )

    assert duty(berlin(1, 7), known=Changes(absences=away[:1])).until == berlin(1, 8)
    found = list(
        stretches([WEEKLY], Changes(absences=away), PLATFORM, berlin(1, 7), berlin(1, 12, 10))
    )
    assert [(one.end, one.duty.people) for one in found] == [
        (berlin(1, 10), (A,)),
        (berlin(1, 11), (B,)),
        (berlin(1, 12, 10), (A,)),
    ]


def test_an_override_by_somebody_absent_is_void() -> None:
    away = Absence(person=D, start=berlin(1, 1), end=berlin(1, 31))
    known = Changes(absences=(away,), overrides=(override(D, Change.REPLACE),))

    assert duty(berlin(1, 7), known=known).people == (A,)


def test_somebody_can_be_added() -> None:
    known = Changes(overrides=(override(D, Change.ADD),))

    assert duty(berlin(1, 7), known=known) == OnDuty(people=(A, D), backup=(B,), until=berlin(1, 9))
    again = Changes(overrides=(override(A, Change.ADD),))
    assert duty(berlin(1, 7), known=again).people == (A,)


def test_somebody_can_be_taken_off_and_the_next_in_turn_comes() -> None:
    known = Changes(overrides=(override(A, Change.REMOVE),))

    assert duty(berlin(1, 7), known=known) == OnDuty(people=(B,), backup=(C,), until=berlin(1, 9))
    alone = replace(WEEKLY, people=(A,))
    assert duty(berlin(1, 7), alone, known=known).people == (A,)  # never a hole
    back = Changes(overrides=(override(A, Change.REMOVE), override(A, Change.REPLACE)))
    assert duty(berlin(1, 7), known=back).people == (A,)


def test_whoever_was_taken_off_and_came_back_for_want_of_others_is_not_also_the_backup() -> None:
    """Taken off, Amara still has the seat, as nobody else could; the backup is somebody else."""
    alone = replace(WEEKLY, people=(A,))
    behind = replace(WEEKLY, name="behind", layer=Layer.BACKUP, people=(D, A))
    known = Changes(
        overrides=(override(A, Change.REMOVE),),
        absences=(Absence(person=D, start=berlin(1, 6), end=berlin(1, 9)),),
    )

    found = duty(berlin(1, 7), alone, behind, known=known)

    assert (found.people, found.backup) == ((A,), ())


# ---------------------------------------------------------------- calendars


def test_a_layer_can_stand_in_a_calendar() -> None:
    listed = tuple(
        Listed(team=PLATFORM, name="ops", person=person, start=start, end=end)
        for person, start, end in (
            (A, berlin(1, 5), berlin(1, 6)),
            (B, berlin(1, 6), berlin(1, 7)),
            (C, berlin(1, 6), berlin(1, 6, 18)),
        )
    )
    ops, known = Calendar(team=PLATFORM, name="ops"), Changes(listed=listed)

    assert duty(berlin(1, 4), ops, known=known) == OnDuty(people=(), backup=(), until=berlin(1, 5))
    assert duty(berlin(1, 6), ops, known=known) == OnDuty(
        people=(B, C), backup=(), until=berlin(1, 6, 18)
    )
    assert duty(berlin(1, 8), ops, known=known).until is None
    covered = replace(known, overrides=(override(D, Change.REPLACE, instead_of=C),))
    assert duty(berlin(1, 6), ops, known=covered).people == (B, D)
    other = Calendar(team=PLATFORM, name="other")
    assert duty(berlin(1, 6), other, known=known).people == ()


# ---------------------------------------------------------------- over a span


@settings(deadline=None)
@given(rotations(hours=True), rotations(layer=Layer.BACKUP, name="behind"), st.data())
def test_a_span_is_told_without_a_hole_and_as_the_resolver_tells_each_moment(
    turns: Rotation, behind: Rotation, data: st.DataObject
) -> None:
    begin = datetime.combine(turns.starts, time(), UTC)
    known = data.draw(changes(begin))
    end = begin + timedelta(weeks=3)

    found = list(stretches([turns, behind], known, PLATFORM, begin, end))

    assert (found[0].start, found[-1].end) == (begin, end)
    for one, following in itertools.pairwise(found):
        assert one.end == following.start
    for one in found:
        for when in (one.start, one.end - timedelta(microseconds=1)):
            same = on_duty([turns, behind], known, PLATFORM, when)
            assert (same.people, same.backup) == (one.duty.people, one.duty.backup)


def test_a_span_of_another_team_is_one_stretch_of_nobody() -> None:
    found = list(stretches([WEEKLY], NO_CHANGES, TeamId("support"), berlin(1, 5), berlin(2, 5)))

    assert [(one.start, one.end, one.duty.people) for one in found] == [
        (berlin(1, 5), berlin(2, 5), ())
    ]


def test_a_span_without_length_has_no_stretch() -> None:
    assert list(stretches([WEEKLY], NO_CHANGES, PLATFORM, berlin(1, 6), berlin(1, 6))) == []


# ---------------------------------------------------------------- every zone there is


@pytest.mark.parametrize("at", [time(0), time(2, 30)])
def test_in_every_zone_of_the_world_a_week_follows_a_week_without_a_gap(at: time) -> None:
    """Handovers on Sundays, when clocks change: the wall shows the time, or the jump's far side.

    A year of every zone of tzdata; a handover comes at the first instant that shows the time or
    later, so the minute before shows an earlier one (or the same again, where clocks go back).
    """
    for zone in sorted(available_timezones() - {"Factory", "localtime"}):
        turns = replace(
            WEEKLY, zone=zone, starts=date(2025, 1, 5), handover_day=6, handover_time=at
        )
        place = ZoneInfo(zone)
        begin = datetime(2025, 1, 1, tzinfo=UTC)
        for week, slot in enumerate(slots(turns, begin, most=53)):
            following = slot.end
            day = date(2025, 1, 5) + timedelta(weeks=week + 1)
            wall = following.astimezone(place).replace(tzinfo=None)
            expected = datetime.combine(day, at)
            assert timedelta() <= wall - expected <= timedelta(hours=1), (zone, wall)
            assert duty(following - timedelta(microseconds=1), turns).people == (FOUR[week % 3],)
            assert duty(following, turns).people == (FOUR[(week + 1) % 3],)
