"""People's own quiet hours: a step by day waits for their end, and everybody else is called."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.e2e.test_paging import by
from tests.story import AMARA, DESK, GRACE, LINUS, PLATFORM, Story, at, minutes
from triage.controls import Action
from triage.desk import Desk
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


def resting(quiet: Mapping[PersonId, Quiet], desk: Desk = DESK) -> Desk:
    """P2 calls by day; the desk itself is quiet for one minute, so that people's hours count."""
    soon = replace(desk.policies["soon"], business=False, day=True, repeat=minutes(90))
    hours = replace(desk.hours, quiet=Quiet(time(12), time(12, 1)))
    policies = {**desk.policies, "soon": soon}
    return replace(desk, policies=policies, hours=hours, quiet=quiet)


def once(quiet: Mapping[PersonId, Quiet]) -> Desk:
    """P2 has one step, which calls who is on duty."""
    desk = resting(quiet)
    soon = replace(desk.policies["soon"], steps=desk.policies["soon"].steps[:1], repeat=None)
    return replace(desk, policies={**desk.policies, "soon": soon})


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

    assert "203" in {one for call in story.paged() for one in call}
    assert all("201" not in one for one in story.paged())


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


HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    start=HOURS,
    end=HOURS,
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    gaps=st.lists(st.sampled_from([1, 4, 9, 30, 95, 400]), min_size=4, max_size=20),
)
def test_nobody_is_called_by_a_step_by_day_within_their_quiet_hours(
    start: time, end: time, zone: str, gaps: list[int]
) -> None:
    quiet = Quiet(start, end)

    async def lived() -> None:
        people = {**DESK.people, GRACE: replace(DESK.people[GRACE], zone=zone)}
        story = Story(MemoryStore(), desk=resting({GRACE: quiet}, replace(DESK, people=people)))
        for number, gap in enumerate(gaps):
            if number % 3 == 0:
                await story.mail("P2")
            before = len(story.paged())
            await story.advance(minutes(gap))
            now = story.clock.now()
            called = {one for call in story.paged()[before:] for one in call}
            assert "201" not in called or quiet.over(now, zone) <= now, shown(zone, now)

    asyncio.run(lived())
