"""A rule on trial: a week later the room hears what it would have changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

import rules
from tests.rules.given import built
from tests.story import Story
from triage.duties import trials
from triage.messages import Notice
from triage.model import Assessment, Context, Priority, Report
from triage.ports.work import Store

SHOP = {
    "id": "shop",
    "shadow": True,
    "when": {"field": "text", "contains": "checkout"},
    "then": {"priority": "P1"},
}
ON_TRIAL = built({**rules.defaults, "rules": [SHOP]})
WEEK = timedelta(days=7)


def assess(report: Report, context: Context) -> Assessment:
    return rules.assess(report, context, ON_TRIAL)


@pytest.fixture
async def story(store: Store) -> Story:
    story = Story(store, assess=assess)
    await watched(story, "shop")
    await story.mail("The checkout is slow")
    await story.mail("The list is empty")
    return story


async def watched(story: Story, *on_trial: str) -> None:
    now = story.clock.now()
    await story.store.transact(lambda work: trials.watch(work, on_trial, now=now))


async def test_it_decides_nothing_and_the_timeline_says_what_it_would_have(story: Story) -> None:
    ticket = await story.ticket(1)
    assert ticket.priority is Priority.P3
    events = await story.store.look(lambda work: work.tickets.events(ticket.id))
    assert events[0].facts["shadow"] == [["shop", "P3 becomes P1"]]


async def test_after_a_week_the_room_hears_of_it_and_a_week_later_again(story: Story) -> None:
    await story.advance(WEEK - timedelta(minutes=1))
    assert story.in_room(Notice.TRIAL) == []
    await story.advance(timedelta(minutes=1))
    [told] = story.in_room(Notice.TRIAL)
    assert "held on 1 of 2 tickets" in told.text
    assert "once: P3 becomes P1" in told.text
    assert told.mentions == ()
    await story.advance(WEEK)
    assert len(story.in_room(Notice.TRIAL)) == 2


async def test_a_restart_does_not_begin_the_week_anew(story: Story) -> None:
    await story.advance(timedelta(days=6))
    await watched(story, "shop")
    await story.advance(timedelta(days=1))
    assert len(story.in_room(Notice.TRIAL)) == 1


async def test_a_rule_that_is_on_trial_no_more_is_not_told_of(story: Story) -> None:
    await watched(story)
    await story.advance(WEEK)
    assert story.in_room(Notice.TRIAL) == []
