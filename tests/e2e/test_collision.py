"""Two who answer at the same time hear of each other, whatever they answer by; on every store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.story import LINUS, Story, minutes
from triage.controls import Action
from triage.handling.orders import Reply
from triage.messages import Act, Notice, Outgoing, Sender
from triage.model import TicketStatus
from triage.ports.work import Store

SOON = timedelta(seconds=20)
FIXED = {"line": "Works again since 10:42."}


@pytest.fixture
async def story(store: Store) -> Story:
    story = Story(store)
    await story.post("The export is broken P2")
    await story.advance(minutes(5))
    return story


async def press(story: Story, action: Action, by: str = "201", **changes: object) -> Outgoing:
    return await story.press(action, by=by, staff=True, **changes)  # type: ignore[arg-type]


async def answers_in_thread(story: Story, by: str, words: str) -> None:
    thread = (await story.ticket()).conversation.thread
    await story.post(words, by=by, thread=thread, sender=Sender(address=by, staff=True))


def told(story: Story) -> list[str]:
    return [one.text for one in story.in_room(Notice.COLLISION, Act.DISCUSS)]


async def test_a_resolve_with_a_line_waits_while_a_colleague_answers(story: Story) -> None:
    assert await story.order(Reply("Please send the file."), by=LINUS) is None
    await story.advance(SOON)
    held = await press(story, Action.RESOLVE, fields=FIXED)

    assert held.text == (
        "Not resolved: Linus Berg answered ticket 1 20 seconds ago: Please send the file.\n"
        "Your line is kept. Resolve with it all the same?"
    )
    [send] = held.buttons
    await story.advance(minutes(2))
    assert (await story.ticket()).status is TicketStatus.OPEN
    await press(story, Action.SEND, argument=send.argument)
    await story.advance(minutes(2))
    assert (await story.ticket()).status is TicketStatus.RESOLVED
    [over] = [one for one in story.discord.sent if one.notice is Notice.RESOLVED]
    assert "Works again since 10:42." in over.text
    again = await press(story, Action.SEND, argument=send.argument)
    assert again.text == "There is no answer of yours that waits on ticket 1."


async def test_a_resolve_without_a_line_says_nothing_so_it_collides_with_nothing(
    story: Story,
) -> None:
    assert await story.order(Reply("Please send the file."), by=LINUS) is None
    said = await press(story, Action.RESOLVE)

    assert said.text.startswith("Ticket 1 is resolved in 60 seconds.")


async def test_the_line_of_a_resolve_waits_too(story: Story) -> None:
    await press(story, Action.RESOLVE)
    assert await story.order(Reply("Please send the file."), by=LINUS) is None
    held = await press(story, Action.LINE, fields=FIXED)

    assert held.text.startswith("Not sent: Linus Berg answered ticket 1")
    sent = await press(story, Action.SEND, argument=held.buttons[0].argument)
    assert sent.text == "The reporter of ticket 1 reads: Works again since 10:42."


async def test_an_answer_in_the_reporters_thread_counts_for_the_next_one(story: Story) -> None:
    await answers_in_thread(story, "202", "Which version is it?")
    held = await press(story, Action.REPLY, fields={"text": "Please send the file."})

    assert "Linus Berg answered ticket 1 0 seconds ago: Which version is it?" in held.text


async def test_who_answers_in_the_thread_after_a_colleague_is_told_among_staff(
    story: Story,
) -> None:
    assert await story.order(Reply("Please send the file."), by=LINUS) is None
    await story.advance(SOON)
    await answers_in_thread(story, "201", "Which version is it?")

    [line] = told(story)
    assert line == (
        "Grace Hall and Linus Berg have both answered ticket 1, 20 seconds apart. "
        "Linus Berg wrote: Please send the file."
    )
    await answers_in_thread(story, "202", "Thanks, that is enough")
    assert len(told(story)) == 1
    await answers_in_thread(story, "203", "Me, too")
    assert len(told(story)) == 2
    assert story.paged() == [("201",)]


async def test_after_two_minutes_nobody_is_told(story: Story) -> None:
    assert await story.order(Reply("Please send the file."), by=LINUS) is None
    await story.advance(minutes(3))
    await answers_in_thread(story, "201", "Which version is it?")
    said = await press(story, Action.RESOLVE, by="202", fields=FIXED)

    assert told(story) == []
    assert said.text.startswith("Not resolved: Grace Hall answered")
