"""The one message that tells a reporter how the ticket stands, and "status?", on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules import asks_status
from tests.story import DESK, Story, minutes
from tests.triage.test_promises import PROMISED
from triage.controls import Action
from triage.desk import Mode
from triage.handling.orders import Claim, Merge, Reply, Resolve
from triage.messages import Act, Notice, Outgoing
from triage.model import TicketId
from triage.ports.work import Store


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, asks_status=asks_status)


def shown(story: Story, number: int = 1) -> list[Outgoing]:
    return [
        one for one in story.discord.sent if (one.notice, one.ticket) == (Notice.STATUS, number)
    ]


def told(story: Story, notice: Notice = Notice.ASKED) -> list[str]:
    return [one.text for one in (*story.discord.sent, *story.email.sent) if one.notice is notice]


async def reported(story: Story) -> str:
    report = await story.post("The export is broken P2")
    await story.advance(minutes(1))
    return report


async def test_it_comes_after_the_receipt_and_changes_with_the_ticket(story: Story) -> None:
    report = await reported(story)
    [first] = shown(story)
    said = [one.notice for one in story.discord.sent if one.to.thread == report]
    assert said[-2:] == [Notice.ACKNOWLEDGED, Notice.STATUS]
    assert (first.act, first.target) == (Act.RENEW, None)
    assert first.text.startswith("**Ticket 1:** nobody has it yet; a person answers by <t:")

    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.order(Reply("Which version is it?"))
    await story.order(Resolve("Works again."))
    keys = [one.key for one in shown(story)]
    assert [one.target for one in shown(story)] == [None, *keys[:-1]]
    lines = [one.text.removeprefix("**Ticket 1:** ").rstrip(".") for one in shown(story)]
    states = [one.split(";")[0] for one in lines]
    assert states == [
        "nobody has it yet",
        "somebody from platform is looking at it",
        "we wait for your answer",
        "closed",
    ]
    assert len([one for one in story.discord.sent if one.notice is Notice.CLAIMED]) == 1


async def test_what_changes_nothing_for_the_reporter_changes_nothing_in_it(story: Story) -> None:
    await reported(story)
    await story.post("same here", by="bob", thread="1001")
    await story.react(Action.AFFECTED, by="bob", message="1001", staff=False)
    assert len(shown(story)) == 1


async def test_a_ticket_that_has_moved_shows_it_in_the_private_place(story: Story) -> None:
    await reported(story)
    await story.press(Action.PRIVATE, by="ada")
    last = shown(story)[-1]
    assert last.to == (await story.ticket()).conversation
    assert last.target is None


async def test_a_merged_report_is_shown_as_the_whole_stands(story: Story) -> None:
    await reported(story)
    await story.post("The export hangs P2", by="bob")
    await story.advance(minutes(1))
    await story.order(Merge(TicketId(1)), number=2)
    assert shown(story, 2)[-1].text == "**Ticket 2:** handled together with an earlier report."
    await story.order(Claim(), number=1)
    assert shown(story, 2)[-1].text.startswith("**Ticket 2:** somebody from platform is looking")


async def test_in_watch_mode_and_by_mail_there_is_none(store: Store) -> None:
    watching = Story(store, desk=replace(DESK, mode=Mode.WATCH))
    await reported(watching)
    await watching.mail("It broke P3")
    assert shown(watching) == []
    live = Story(store)
    await live.mail("It broke P3")
    assert [one.notice for one in live.email.sent] == [Notice.ACKNOWLEDGED]


async def test_who_asks_how_it_stands_is_told_at_once(story: Story) -> None:
    report = await reported(story)
    await story.post("any news?", thread=report)
    await story.post("any news?", thread=report)
    [answer] = told(story)
    assert answer.startswith("**Ticket 1:** nobody has it yet; a person answers by")
    await story.advance(timedelta(minutes=5))
    await story.post("status?", by="bob", thread=report)
    assert len(told(story)) == 1


LATE = "nobody has it yet; we are late, and sorry: a person was to answer by <t:"
NEWS_LATE = "nobody has it yet; we are late, and sorry: there was to be news by <t:"


async def test_once_the_moment_is_over_it_says_that_we_are_late_and_so_do_the_answers(
    store: Store,
) -> None:
    """A P1 is answered within fifteen minutes; then there is news every hour, and a claim that
    stays silent returns after half of one."""
    story = Story(store, desk=PROMISED, asks_status=asks_status)
    report = await story.post("The export is broken P1")
    await story.advance(minutes(14))
    assert len(shown(story)) == 1
    await story.advance(minutes(1))
    assert shown(story)[-1].text.startswith(f"**Ticket 1:** {LATE}")
    assert [one.target for one in shown(story)] == [None, shown(story)[0].key]
    await story.post("any news?", thread=report)
    assert told(story)[0].startswith(f"**Ticket 1:** {LATE}")
    asked = await story.press(Action.STATUS, by="ada", ticket=None)
    assert f": {LATE}" in asked.text

    await story.react(Action.CLAIM, by="201", card="card:1")
    assert "is looking at it; next news by <t:" in shown(story)[-1].text
    await story.advance(minutes(1))
    await story.order(Reply("Still on it."))
    await story.advance(minutes(31))
    assert shown(story)[-1].text.startswith("**Ticket 1:** nobody has it yet; next news by <t:")
    await story.advance(minutes(30))
    assert shown(story)[-1].text.startswith(f"**Ticket 1:** {NEWS_LATE}")
    said = [one.text for one in shown(story)]
    assert len(said) == len(set(said)) == 6


async def test_who_asks_by_mail_is_told_by_mail(story: Story) -> None:
    await story.mail("It broke P3", external_id="m@x")
    await story.mail("status?", in_reply_to="m@x", references=("m@x",))
    [answer] = told(story)
    assert "Ticket 1: nobody has it yet; a person answers by" in answer


async def test_who_asks_about_what_is_closed_hears_that_it_is_open_again(story: Story) -> None:
    report = await reported(story)
    await story.press(Action.SOLVED, by="ada")
    await story.post("status?", thread=report)
    assert (told(story), len(told(story, Notice.REOPENED))) == ([], 1)
