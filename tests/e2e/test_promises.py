"""Claims that run out, promises that come due, reporters who are silent: on every store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.story import GRACE, Story, minutes
from tests.triage.test_promises import PROMISED
from triage.controls import Action
from triage.messages import Notice, Sender
from triage.model import TicketStatus
from triage.ports.work import Store

STAFF = Sender(address="201", name="Grace", staff=True)


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, desk=PROMISED)


async def claimed(story: Story, words: str = "P1") -> str:
    report = await story.post(words)
    await story.react(Action.CLAIM, by="201", card="card:1")
    return report


def nudged(story: Story) -> list[tuple[str, ...]]:
    return [one.mentions for one in story.in_room(Notice.NUDGE)]


# ---------------------------------------------------------------- leases


async def test_a_silent_claim_is_warned_of_and_then_the_page_goes_out_anew(story: Story) -> None:
    await claimed(story)
    await story.advance(minutes(12))
    await story.advance(minutes(10))
    assert nudged(story) == [("201",)] * 2  # the answer was due soon, then late

    await story.advance(minutes(1))
    assert nudged(story)[-1] == ("201",)
    assert (await story.ticket()).assignee == GRACE

    await story.advance(minutes(7))
    assert (await story.ticket()).status is TicketStatus.OPEN
    assert "lease_expired" in await story.timeline()
    assert story.paged().count(("201",)) >= 2
    assert [one.key for one in story.in_room(Notice.PAGE)] == ["page:1:1.0"]


async def test_words_of_the_holder_keep_the_claim(story: Story) -> None:
    report = await claimed(story)
    for _ in range(4):
        await story.advance(minutes(20))
        await story.post("still on it", by="201", thread=report, sender=STAFF)

    assert (await story.ticket()).assignee == GRACE


async def test_a_question_to_the_reporter_stops_every_clock(story: Story) -> None:
    report = await claimed(story)
    await story.post("Which browser?", by="201", thread=report, sender=STAFF)
    await story.advance(timedelta(hours=6))

    assert (await story.ticket()).assignee == GRACE
    assert nudged(story) == []

    await story.post("Firefox P1", thread=report)
    ticket = await story.ticket()
    assert ticket.waiting_since is None
    assert ticket.news_by is not None
    await story.advance(minutes(30))
    assert (await story.ticket()).status is TicketStatus.OPEN


async def test_a_claim_that_is_resolved_or_released_is_never_warned_of(story: Story) -> None:
    await claimed(story)
    await story.react(Action.RESOLVE, by="201", card="card:1")
    await story.advance(minutes(1))
    await story.advance(timedelta(days=30))

    assert nudged(story) == []
    assert story.paged() == [("201",)]


# ---------------------------------------------------------------- promises


async def test_the_first_words_are_asked_for_and_a_broken_promise_is_on_the_timeline(
    story: Story,
) -> None:
    await claimed(story)
    await story.advance(minutes(12))
    assert nudged(story) == [("201",)]
    assert "first words" in story.in_room(Notice.NUDGE)[0].text

    await story.advance(minutes(3))
    assert "promise_broken" in await story.timeline()


async def test_first_words_in_time_are_not_asked_for(story: Story) -> None:
    report = await claimed(story)
    await story.post("Looking at it", by="201", thread=report, sender=STAFF)
    await story.advance(minutes(20))

    assert nudged(story) == []
    assert "promise_broken" not in await story.timeline()


async def test_the_next_news_are_asked_for_before_they_are_late(story: Story) -> None:
    report = await claimed(story)
    await story.post("Looking at it", by="201", thread=report, sender=STAFF)
    for _ in range(3):
        await story.advance(minutes(15))
        await story.react(Action.CLAIM, by="201", card="card:1", present=False)
        await story.react(Action.CLAIM, by="201", card="card:1")  # visible work: no lease ends

    assert nudged(story) == [("201",)]
    assert "next news" in story.in_room(Notice.NUDGE)[0].text


async def test_an_unclaimed_p3_whose_answer_is_due_mentions_nobody(story: Story) -> None:
    await story.mail("P3")
    await story.advance(timedelta(hours=22))

    assert nudged(story) == [()]
    assert story.paged() == []


# ---------------------------------------------------------------- silence


async def test_a_silent_reporter_is_reminded_once_then_the_ticket_closes(story: Story) -> None:
    report = await claimed(story, "P3")
    await story.post("Which browser?", by="201", thread=report, sender=STAFF)
    for _ in range(14):
        await story.advance(timedelta(days=1))

    assert story.heard("discord").count(Notice.REMINDED) == 1
    assert story.heard("discord")[-1] is Notice.LAPSED
    assert (await story.ticket()).status is TicketStatus.RESOLVED

    await story.post("sorry, Firefox", thread=report)
    assert (await story.ticket()).status is TicketStatus.CLAIMED
    assert story.heard("discord")[-1] is Notice.REOPENED


async def test_a_reporter_who_answers_is_not_reminded(story: Story) -> None:
    report = await claimed(story, "P3")
    await story.post("Which browser?", by="201", thread=report, sender=STAFF)
    await story.advance(timedelta(days=1))
    await story.post("Firefox P3", thread=report)
    for _ in range(14):
        await story.advance(timedelta(days=1))

    assert Notice.REMINDED not in story.heard("discord")
