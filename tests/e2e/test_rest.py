"""People's own quiet hours: a step by day waits for their end, and everybody else is called."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.e2e.test_paging import by
from tests.story import AMARA, DESK, GRACE, LINUS, PLATFORM, Story, at, minutes
from triage.controls import Action
from triage.desk import Desk, Mode
from triage.escalation import Step
from triage.handling import engineers
from triage.hours import Quiet
from triage.messages import Notice
from triage.model import PersonId, Priority
from triage.oncall.schedule import Override
from triage.people import Means
from triage.ports.work import Store
from triage.testing.memory import MemoryStore
from triage.walltime import shown

LATE = Quiet(time(23), time(8))


NOON_ONLY = Quiet(time(12), time(12, 1))


def resting(quiet: Mapping[PersonId, Quiet], desk: Desk = DESK, closed: Quiet = NOON_ONLY) -> Desk:
    """P2 calls by day; the desk itself is quiet for one minute, so that people's hours count."""
    soon = replace(desk.policies["soon"], business=False, day=True, repeat=minutes(90))
    hours = replace(desk.hours, quiet=closed)
    policies = {**desk.policies, "soon": soon}
    return replace(desk, policies=policies, hours=hours, quiet=quiet)


def stepping(
    steps: tuple[Step, ...], quiet: Mapping[PersonId, Quiet], closed: Quiet = NOON_ONLY
) -> Desk:
    """P2 has these steps, and repeats none."""
    desk = resting(quiet, closed=closed)
    soon = replace(desk.policies["soon"], steps=steps, repeat=None)
    return replace(desk, policies={**desk.policies, "soon": soon})


def once(quiet: Mapping[PersonId, Quiet], closed: Quiet = NOON_ONLY) -> Desk:
    """P2 has one step, which calls who is on duty."""
    return stepping(DESK.policies["soon"].steps[:1], quiet, closed)


async def at_night(story: Story, words: str = "P2", hour: int = 23) -> None:
    """Half past that hour in Berlin, which is an hour ahead of UTC."""
    story.clock.advance(at(hour - 1, 30) - story.clock.now())
    await story.mail(words)


async def until(story: Story, hour: int, minute: int = 0) -> None:
    await story.advance(at(hour - 1, minute, day=3) - story.clock.now())


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, desk=resting({GRACE: LATE}))


async def test_a_step_by_day_reaches_who_rests_in_the_morning_and_others_at_once(
    story: Story,
) -> None:
    await at_night(story)
    await story.advance(minutes(30))
    assert story.paged() == [("202",)]

    await until(story, 7, 59)
    assert all("201" not in one for one in story.paged())
    await until(story, 8)
    assert [one for one in story.paged() if "201" in one] == [("201",)]


async def test_what_always_calls_does_so_at_once(story: Story) -> None:
    await at_night(story)
    await story.mail("P1")
    assert story.paged() == [("201",)]

    await story.advance(minutes(5))
    assert {"201", "202"} == {one for call in story.paged() for one in call}


async def test_raised_to_p1_it_calls_at_once(story: Story) -> None:
    await at_night(story)
    now = story.clock.now()
    await story.decide(
        lambda ticket: engineers.set_priority(ticket, Priority.P1, LINUS, now=now),
    )
    await story.settle()

    assert story.paged() == [("201",)]
    await story.react(Action.CLAIM, by="201", card="card:1")
    await until(story, 8)
    assert story.paged() == [("201",)]


@pytest.mark.parametrize("action", [Action.CLAIM, Action.RESOLVE])
async def test_who_rests_is_not_called_for_what_somebody_has_meanwhile(
    story: Story, action: Action
) -> None:
    await at_night(story)
    await story.advance(minutes(30))
    await story.react(action, by="202", card="card:1")
    await until(story, 9)

    assert all("201" not in one for one in story.paged())


async def test_whoever_is_on_duty_in_the_morning_is_called_in_place_of_who_rested(
    store: Store,
) -> None:
    story = Story(store, desk=once({GRACE: LATE}))
    await at_night(story)
    start = story.clock.now()
    turn = Override(
        team=PLATFORM, person=AMARA, instead_of=GRACE, start=start, end=start + timedelta(days=1)
    )
    await story.store.transact(lambda work: work.roster.add_override(turn))
    await until(story, 8)

    assert story.paged() == [("203",)]


async def test_the_morning_calls_nobody_whom_the_step_does_not_name(store: Store) -> None:
    story = Story(store, desk=once({GRACE: LATE}))
    await at_night(story)
    await until(story, 9)

    assert story.paged() == [("201",)]


async def test_the_morning_calls_nobody_again_whom_an_earlier_step_has_called(
    store: Store,
) -> None:
    steps = (Step(after=minutes(0), notify=("linus",)), Step(after=minutes(10), notify=("grace",)))
    story = Story(store, desk=stepping(steps, {GRACE: LATE}))
    await at_night(story)
    await story.advance(minutes(10))
    await until(story, 9)

    assert story.paged() == [("202",), ("201",)]


async def test_the_morning_calls_nobody_again_in_place_of_who_rested(store: Store) -> None:
    """Linus was called in the night; that Grace gave him her duty calls him no second time."""
    steps = (
        Step(after=minutes(0), notify=("backup",)),
        Step(after=minutes(10), notify=("on-call",)),
    )
    story = Story(store, desk=stepping(steps, {GRACE: LATE}))
    await at_night(story)
    await story.advance(minutes(10))
    start = story.clock.now()
    turn = Override(
        team=PLATFORM, person=LINUS, instead_of=GRACE, start=start, end=start + timedelta(days=1)
    )
    await story.store.transact(lambda work: work.roster.add_override(turn))
    await until(story, 9)

    assert story.paged() == [("202",)]


async def test_who_is_backup_by_then_is_not_called_by_a_step_for_who_is_on_call(
    store: Store,
) -> None:
    """Linus takes over from Grace on Monday morning, while she rests."""
    story = Story(store, desk=once({GRACE: Quiet(time(23), time(11))}))
    story.clock.advance(at(22, 30, day=8) - story.clock.now())
    await story.mail("P2")
    await story.advance(at(11, day=9) - story.clock.now())

    assert story.paged() == [("202",)]


async def test_hours_that_end_in_the_quiet_hours_of_the_desk_wait_for_their_end_too(
    store: Store,
) -> None:
    evening = Quiet(time(14), time(23))
    story = Story(store, desk=once({GRACE: evening}, Quiet(time(22), time(7))))
    await at_night(story, hour=21)
    await story.advance(at(5, 59, day=3) - story.clock.now())
    assert story.paged() == []

    await until(story, 7)
    assert story.paged() == [("201",)]


async def test_what_a_summary_and_a_later_step_put_off_calls_once_in_the_morning(
    store: Store,
) -> None:
    """The summary was due before eleven; we are back at two. The second step comes at four."""
    first, second = DESK.policies["soon"].steps
    steps = (first, replace(second, after=timedelta(hours=5)))
    story = Story(store, desk=stepping(steps, {GRACE: LATE}))
    story.clock.advance(at(21, 45) - story.clock.now())
    await story.mail("P2")
    await story.mail("P2")
    await until(story, 2)
    await until(story, 4)
    before = len(story.discord.sent)
    await until(story, 8)
    await story.advance(minutes(30))

    told = [one.call for one in story.discord.sent[before:] if one.call]
    calls = [number for one in told if GRACE in one.people for number, _ in one.steps]
    assert sorted(calls) == [1, 2]


async def test_what_was_put_off_calls_nobody_where_we_only_watch_by_then(store: Store) -> None:
    story = Story(store, desk=once({GRACE: LATE}))
    await at_night(story)
    story.desk = replace(story.desk, mode=Mode.WATCH)
    story.start()
    await until(story, 9)

    assert story.paged() == []


async def test_a_summary_that_would_come_in_the_quiet_hours_waits_too(story: Story) -> None:
    """The second ticket's call would wait ten minutes, until after eleven."""
    story.clock.advance(at(21, 55) - story.clock.now())
    await story.mail("P2")
    await story.mail("P2")
    await story.advance(minutes(15))
    assert [one for one in story.paged() if "201" in one] == [("201",)]

    await until(story, 8)
    assert [one for one in story.paged() if "201" in one][1:] != []


async def test_a_summary_that_an_outage_delays_into_the_quiet_hours_waits_too(
    store: Store,
) -> None:
    """It was due before eleven; we are back at two."""
    story = Story(store, desk=once({GRACE: LATE}))
    story.clock.advance(at(21, 45) - story.clock.now())
    await story.mail("P2")
    await story.mail("P2")
    await until(story, 2)
    assert [one for one in story.paged() if "201" in one] == [("201",)]

    await until(story, 8)
    await story.advance(minutes(10))
    told = [one.call for one in story.discord.sent if one.call and GRACE in one.call.people]
    assert {number for call in told for number, _ in call.steps} == {1, 2}


async def test_the_card_names_whom_the_next_step_calls_then(store: Store) -> None:
    story = Story(store, desk=resting({GRACE: LATE}))
    await at_night(story)
    card = story.in_room(Notice.CARD)[-1]

    assert "Linus Berg" in card.text
    assert "Grace Hall" not in card.text


async def test_a_push_waits_as_a_mention_does(store: Store) -> None:
    story = Story(store, desk=resting({GRACE: LATE}, by(DESK, grace=(Means.PUSH,))))
    await at_night(story)
    await until(story, 7, 59)
    assert GRACE not in story.called(Means.PUSH)
    await until(story, 8)
    assert story.called(Means.PUSH).count(GRACE) == 1


def living(zone: str) -> Desk:
    """Grace lives there."""
    return replace(DESK, people={**DESK.people, GRACE: replace(DESK.people[GRACE], zone=zone)})


HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    start=HOURS,
    end=HOURS,
    closed=st.one_of(st.just(Quiet(time(22), time(7))), st.builds(Quiet, HOURS, HOURS)),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    gaps=st.lists(st.sampled_from([1, 4, 9, 30, 95, 400]), min_size=4, max_size=20),
)
def test_nobody_is_called_by_a_step_by_day_within_their_quiet_hours(
    start: time, end: time, closed: Quiet, zone: str, gaps: list[int]
) -> None:
    quiet = Quiet(start, end)

    async def lived() -> None:
        story = Story(MemoryStore(), desk=resting({GRACE: quiet}, living(zone), closed))
        for number, gap in enumerate(gaps):
            if number % 3 == 0:
                await story.mail("P2")
            before = len(story.paged())
            await story.advance(minutes(gap))
            now = story.clock.now()
            called = {one for call in story.paged()[before:] for one in call}
            assert "201" not in called or quiet.over(now, zone) <= now, shown(zone, now)

    asyncio.run(lived())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    quiet=st.builds(Quiet, HOURS, HOURS),
    closed=st.one_of(st.just(Quiet(time(22), time(7))), st.builds(Quiet, HOURS, HOURS)),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
)
def test_nobody_is_called_by_a_step_by_day_within_the_quiet_hours_of_the_desk(
    quiet: Quiet, closed: Quiet, zone: str
) -> None:
    """One ticket, looked at each half hour of two days: all that is due falls on one of them."""
    desk = resting({GRACE: quiet}, living(zone), closed)
    halves = [at(0) + minutes(30 * one) for one in range(48)]
    assume(any(quiet.over(one, zone) <= one >= closed.over(one, desk.zone) for one in halves))

    async def lived() -> None:
        story = Story(MemoryStore(), desk=desk)
        await story.mail("P2")
        for _ in range(96):
            before = len(story.paged())
            await story.advance(minutes(30))
            now = story.clock.now()
            if story.paged()[before:]:
                assert closed.over(now, desk.zone) <= now, shown(desk.zone, now)
        assert "201" in {one for call in story.paged() for one in call}

    asyncio.run(lived())
