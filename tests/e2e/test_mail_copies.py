"""What becomes of the copies of a person's reply, on every store."""

from __future__ import annotations

import pytest

from tests.story import GRACE, Story, minutes
from triage.errors import ChannelUnavailableError, DeliveryRefusedError
from triage.handling.orders import Reply
from triage.messages import Notice, Outgoing
from triage.model import TicketId
from triage.ports.work import Store

BOB = "bob@customer.example"


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


async def _answered(story: Story) -> None:
    """Ada's report with a copy to Bob, and Grace's answer to both."""
    await story.mail(copies=(BOB,))
    assert await story.order(Reply(text="We look at it."), by=GRACE) is None


def _replies(story: Story) -> list[Outgoing]:
    return [one for one in story.email.sent if one.notice is Notice.REPLY]


async def _undelivered(story: Story) -> list[tuple[str | None, str]]:
    found = await story.store.look(lambda work: work.outbox.undelivered(TicketId(1)))
    return [(message.only, state) for message, state, _ in found]


async def test_a_copy_that_is_refused_is_told_and_on_the_timeline(story: Story) -> None:
    story.email.unknown = frozenset({BOB})
    await _answered(story)

    assert (await story.timeline())[-1] == "undeliverable"
    [line] = story.in_room(Notice.UNDELIVERED)
    assert "nobody lives there" in line.text


async def test_a_copy_that_is_put_off_goes_out_again_for_that_reader_alone(story: Story) -> None:
    story.email.later = frozenset({BOB})
    await _answered(story)
    assert (await story.timeline())[-1] == "deferred"
    assert await _undelivered(story) == [(BOB, "due")]
    await story.advance(minutes(1))  # one more try, and still not

    story.email.later = frozenset()
    await story.advance(minutes(5))

    first, again = _replies(story)
    assert (first.only, again.only, again.identity) == (None, BOB, first.key)
    assert (again.text, again.copies) == (first.text, first.copies)
    assert await _undelivered(story) == []
    assert (await story.words()).count("We look at it.") == 1
    assert story.in_room(Notice.UNDELIVERED) == []


async def test_what_is_said_next_does_not_wait_for_a_copy_that_is_put_off(story: Story) -> None:
    story.email.later = frozenset({BOB})
    await _answered(story)
    story.email.later = frozenset()
    story.email.failures = [ChannelUnavailableError("down", retry_after=3600)]  # for Bob's copy
    await story.advance(minutes(1))

    assert await story.order(Reply(text="It works again."), by=GRACE) is None

    assert [one.text.split("\n")[0] for one in _replies(story)] == [
        "We look at it.",
        "It works again.",
    ]


async def test_a_copy_that_is_put_off_and_then_refused_is_told(story: Story) -> None:
    story.email.later = frozenset({BOB})
    await _answered(story)
    story.email.failures = [DeliveryRefusedError("550 no such mailbox")]
    await story.advance(minutes(1))

    [line] = story.in_room(Notice.UNDELIVERED)
    assert "550 no such mailbox" in line.text
    assert story.in_room(Notice.UNREACHED) == []
    assert (await story.events("undeliverable"))[-1].facts["recipient"] == BOB
    assert await _undelivered(story) == [(BOB, "dead")]
