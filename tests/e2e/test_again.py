"""Who saw a form fail sends it again; what it said is said once, on every store."""

from __future__ import annotations

import pytest

from tests.story import Story, minutes
from triage.controls import Action
from triage.messages import Notice, Outgoing
from triage.ports.work import Store

WORDS = "Please clear the cache."


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


async def replied(story: Story, text: str, *, by: str = "201") -> Outgoing:
    return await story.press(Action.REPLY, by=by, staff=True, fields={"text": text})


def replies(story: Story) -> list[str]:
    said = [one.text for one in story.email.sent if one.notice is Notice.REPLY]
    return [text for one in said for text in (WORDS, "Is it better?") if text in one]


async def test_the_same_reply_sent_again_reaches_the_reporter_once_and_is_answered_alike(
    story: Story,
) -> None:
    await story.mail("P2")
    first = await replied(story, WORDS)
    await story.advance(minutes(1))
    again = await replied(story, WORDS)
    assert replies(story) == [WORDS]
    assert (again.text, again.token != first.token) == (first.text, True)
    assert len(await story.events("replied")) == 1

    await replied(story, "Is it better?")
    assert replies(story) == [WORDS, "Is it better?"]


async def test_what_is_sent_again_later_is_said_again(story: Story) -> None:
    await story.mail("P2")
    await replied(story, WORDS)
    await story.advance(minutes(2))
    await replied(story, WORDS)
    assert replies(story) == [WORDS, WORDS]


async def test_a_report_by_form_that_is_sent_twice_is_one_ticket(story: Story) -> None:
    sent = [
        await story.press(Action.REPORT, by="ada", ticket=None, fields={"what": "It hangs P3"})
        for _ in range(2)
    ]
    assert [one.text for one in sent] == [sent[0].text] * 2
    assert len(await story.tickets()) == 1
