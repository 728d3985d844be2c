"""Nobody hears that a person will come after the person has come; on every store."""

import pytest

from tests.story import Story, minutes
from triage.controls import Action
from triage.handling.orders import Reply
from triage.messages import Notice
from triage.ports.work import Store


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


async def test_a_claim_within_the_minute_of_silence_is_told_after_the_receipt(
    story: Story,
) -> None:
    await story.post("The export is broken P2")
    await story.react(Action.CLAIM, by="201", card="card:1")

    assert story.heard("discord") == [Notice.THREAD, Notice.ACKNOWLEDGED, Notice.CLAIMED]
    await story.advance(minutes(5))
    assert story.heard("discord")[-1] is Notice.CLAIMED
    assert (await story.ticket()).asked == ("steps",)


async def test_a_reply_within_the_minute_of_silence_is_told_after_the_receipt(
    story: Story,
) -> None:
    await story.post("The export is broken P2")
    assert await story.order(Reply("Please send the file.")) is None

    assert story.heard("discord") == [Notice.THREAD, Notice.ACKNOWLEDGED, Notice.REPLY]
