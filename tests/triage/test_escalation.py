"""Steps come when the policy says, once each, and business policies wait for business hours."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from triage.brake import held
from triage.escalation import Due, Policy, Step, after, next_step
from triage.hours import Hours, Quiet
from triage.people import Means

OFFICE = Hours(zone="UTC")
WEDNESDAY = datetime(2026, 4, 1, 17, 50, tzinfo=UTC)
SATURDAY = datetime(2026, 4, 4, 12, tzinfo=UTC)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


FIRST = Step(after=minutes(0), notify=("on-call",))
SECOND = Step(after=minutes(5), notify=("on-call", "backup"), by="all")
URGENT = Policy(name="urgent", steps=(FIRST, SECOND), repeat=minutes(15))


def steps_of(policy: Policy, started: datetime, count: int) -> list[Due | None]:
    return [next_step(policy, started=started, level=level, hours=OFFICE) for level in range(count)]


def test_steps_come_in_order_and_the_last_repeats() -> None:
    assert steps_of(URGENT, SATURDAY, 4) == [
        Due(level=0, at=SATURDAY, step=FIRST),
        Due(level=1, at=SATURDAY + minutes(5), step=SECOND),
        Due(level=2, at=SATURDAY + minutes(20), step=SECOND),
        Due(level=3, at=SATURDAY + minutes(35), step=SECOND),
    ]


def test_a_policy_without_repeat_ends() -> None:
    policy = Policy(name="once", steps=(FIRST,))

    assert steps_of(policy, SATURDAY, 2) == [Due(level=0, at=SATURDAY, step=FIRST), None]


def test_a_policy_without_steps_does_nothing() -> None:
    assert steps_of(Policy(name="none", steps=(), repeat=minutes(5)), SATURDAY, 1) == [None]


def test_a_business_policy_waits_and_keeps_its_distances() -> None:
    """Ten minutes before the end of Wednesday, and on a Saturday."""
    soon = Policy(
        name="soon", steps=(FIRST, Step(after=minutes(30), notify=("lead",))), business=True
    )

    times = [due.at for due in steps_of(soon, WEDNESDAY, 2) if due]
    assert times == [WEDNESDAY, datetime(2026, 4, 2, 9, 20, tzinfo=UTC)]
    times = [due.at for due in steps_of(soon, SATURDAY, 2) if due]
    assert times == [
        datetime(2026, 4, 6, 9, tzinfo=UTC),
        datetime(2026, 4, 6, 9, 30, tzinfo=UTC),
    ]


def test_a_policy_for_the_day_waits_for_the_end_of_the_night_and_no_longer() -> None:
    """Quiet from 22:00 to 07:00: what is due then comes at seven, the others in their time."""
    calm = Policy(name="calm", steps=(FIRST, Step(after=minutes(600), notify=("lead",))), day=True)
    late = datetime(2026, 4, 4, 22, 30, tzinfo=UTC)

    times = [due.at for due in steps_of(calm, late, 2) if due]
    assert times == [
        datetime(2026, 4, 5, 7, tzinfo=UTC),
        datetime(2026, 4, 5, 8, 30, tzinfo=UTC),
    ]
    early = datetime(2026, 4, 4, 6, 59, tzinfo=UTC)
    assert [due.at for due in steps_of(calm, early, 1) if due] == [early + minutes(1)]
    noon = datetime(2026, 4, 4, 12, tzinfo=UTC)
    assert [due.at for due in steps_of(calm, noon, 1) if due] == [noon]


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.times(),
    st.times(),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_quiet_hours_end_within_a_day_and_are_over_then(
    when: datetime, start: time, end: time, zone: str
) -> None:
    quiet = Quiet(start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0))
    over = quiet.over(when, zone)

    assert when <= over <= when + timedelta(hours=25)
    assert over == when or quiet.over(over, zone) == over or quiet.start == quiet.end


def test_a_business_step_that_falls_on_closing_time_waits_for_the_morning() -> None:
    soon = Policy(name="soon", steps=(Step(after=minutes(10), notify=("lead",)),), business=True)

    (due,) = steps_of(soon, WEDNESDAY, 1)
    assert due is not None
    assert due.at == datetime(2026, 4, 2, 9, tzinfo=UTC)


@given(
    st.lists(st.integers(0, 600), min_size=1, max_size=5).map(sorted),
    st.integers(1, 600),
    st.booleans(),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_a_step_never_comes_before_the_one_below_it(
    afters: list[int],
    repeat: int,
    business: bool,  # noqa: FBT001
    started: datetime,
) -> None:
    policy = Policy(
        name="any",
        steps=tuple(Step(after=minutes(after), notify=("room",)) for after in afters),
        repeat=minutes(repeat),
        business=business,
    )

    times = [due.at for due in steps_of(policy, started, len(afters) + 3) if due]

    assert len(times) == len(afters) + 3
    assert times == sorted(times)
    assert times[0] >= started
    assert not business or all(OFFICE.is_open(at) for at in times)


def test_a_means_that_fails_gives_way_to_the_next_and_the_last_one_to_none() -> None:
    ladder = (Means.PUSH, Means.DISCORD, Means.EMAIL)

    assert [after(ladder, failed) for failed in ladder] == [Means.DISCORD, Means.EMAIL, None]


def test_when_a_means_fails_that_was_taken_off_meanwhile_the_first_one_calls() -> None:
    """The configuration was edited while the page was on its way: they are not forgotten."""
    assert after((Means.EMAIL, Means.DISCORD), Means.PUSH) is Means.EMAIL
    assert after((), Means.PUSH) is None


def test_the_brake_lets_the_first_ones_out_and_holds_the_next() -> None:
    assert [held(recent, limit=60) for recent in (0, 59, 60, 61)] == [False, False, True, True]
