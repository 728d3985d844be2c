"""The board of a room: what it shows, and how often it moves."""

from datetime import timedelta

import pytest

from tests.story import Story, minutes
from triage.handling.orders import Claim, Reply, Resolve, SnoozeOrder
from triage.messages import Act, Notice, Outgoing
from triage.model import TicketStatus
from triage.ports.work import Store


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


def boards(story: Story) -> list[Outgoing]:
    return story.in_room(Notice.BOARD, Act.SHOW)


async def test_the_board_shows_who_owes_what_a_minute_later(story: Story) -> None:
    await story.mail("down P1", subject="All is down")
    await story.mail("slow P3", subject="Export is slow")
    await story.mail("typo P4", subject="A typo")
    assert boards(story) == []
    await story.order(Claim(), number=1)
    await story.order(Claim(), number=3)
    await story.order(SnoozeOrder(None), number=3)
    await story.advance(minutes(1))

    [board] = boards(story)
    lines = board.text.split("\n")
    assert lines[0] == "**The board of platform**"
    assert lines[1] == "**Nobody has it: 1**"
    assert lines[2].startswith("**2** P3 · Export is slow · Answer due <t:")
    assert lines[3] == "**We owe an answer or news: 1**"
    assert lines[4].startswith("**1** P1 · Grace Hall · All is down · Answer due <t:")
    assert lines[5:] == [
        "**Waiting for the reporter, or put off: 1**",
        "**3** P4 · Grace Hall · A typo",
    ]
    assert (board.target, board.mentions) == (None, ())


async def test_the_board_moves_once_a_minute_whatever_happens_and_not_for_nothing(
    story: Story,
) -> None:
    for number in range(20):
        await story.mail(f"P3 {number}", subject=f"Report {number}")
    await story.advance(minutes(1))
    assert len(boards(story)) == 1
    assert "14 more" in boards(story)[0].text
    assert len(boards(story)[0].text) < 2000

    for _ in range(3):  # raised and lowered again: nothing to show
        await story.order(Claim(), number=20)
        await story.advance(timedelta(seconds=20))
    assert len(boards(story)) == 2
    assert boards(story)[1].target == boards(story)[0].key
    await story.order(Reply("Soon."), number=20)
    await story.advance(minutes(2))
    assert len(boards(story)) <= 3


async def test_what_is_resolved_leaves_the_board(story: Story) -> None:
    await story.mail("P3", subject="Report")
    await story.advance(minutes(1))
    await story.order(Resolve("Done."))
    await story.advance(minutes(1))

    assert (await story.ticket()).status is TicketStatus.RESOLVED
    assert "Report" not in boards(story)[-1].text
