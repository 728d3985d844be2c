"""Edits, deletions, and people who have it too: beside the ticket's own words, on every store."""

from __future__ import annotations

import pytest

from rules import same_here
from tests.story import Story
from triage.controls import Action
from triage.messages import Act, Notice
from triage.model import Assessment, Context, Priority, Report
from triage.ports.work import Store


def by_people(report: Report, context: Context) -> Assessment:
    """One reporter alone cannot make it P1, two can."""
    alone = context.distinct_reporters < 2
    if "P1" in report.text:
        return Assessment(priority=Priority.P2 if alone else Priority.P1)
    return Assessment(priority=Priority.P3)


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, assess=by_people, same_here=same_here)


async def test_an_edit_is_kept_with_what_it_was_and_judged_again(story: Story) -> None:
    report = await story.post("The export is slow")
    await story.edit(report, "The export is gone P1")

    assert await story.words() == "The export is gone P1"
    assert (await story.ticket()).priority is Priority.P2
    [edited] = await story.events("edited")
    assert edited.facts == {"message": report, "before": "The export is slow"}


async def test_an_edit_that_changes_nothing_is_no_event(story: Story) -> None:
    report = await story.post("The export is slow")
    await story.edit(report, "The export is slow")

    assert await story.events("edited") == []


async def test_a_deleted_message_stays_in_the_ticket_and_is_noted(story: Story) -> None:
    report = await story.post("The export is slow")
    await story.edit(report, None)

    assert await story.words() == "The export is slow"
    assert len(await story.events("deleted")) == 1


async def test_a_bystanders_edit_is_kept_and_judged_by_nobody(story: Story) -> None:
    report = await story.post("The export is slow")
    beside = await story.post("Try again", by="bob", thread=report)
    await story.edit(beside, "Everything is down P1")

    assert (await story.ticket()).priority is Priority.P3


async def test_an_edit_of_chatter_is_no_ticket(story: Story) -> None:
    await story.edit("77", "whatever P1")

    assert await story.tickets() == []


async def test_same_here_counts_one_more_and_may_raise_the_priority(story: Story) -> None:
    report = await story.post("All is gone P1")
    await story.post("same here", by="bob", thread=report)
    await story.post("me too", by="bob", thread=report)

    ticket = await story.ticket()
    assert (ticket.affected, ticket.priority) == (2, Priority.P1)
    assert "2 reporters" in story.in_room(Notice.CARD, Act.EDIT)[-1].text
    [event] = await story.events("affects")
    assert event.facts["name"] == "Bob"


async def test_a_hand_raised_on_the_report_counts_and_taken_back_does_not(story: Story) -> None:
    report = await story.post("All is gone P1")
    await story.react(Action.AFFECTED, by="bob", message=report, staff=False)
    assert (await story.ticket()).affected == 2
    await story.react(Action.AFFECTED, by="bob", message=report, staff=False, present=False)

    ticket = await story.ticket()
    assert (ticket.affected, ticket.others, ticket.priority) == (1, (), Priority.P2)


async def test_neither_the_reporter_nor_staff_count_themselves(story: Story) -> None:
    report = await story.post("All is gone P1")
    await story.react(Action.AFFECTED, by="ada", message=report, staff=False)
    await story.react(Action.AFFECTED, by="201", message=report)
    await story.post("same here", thread=report)

    assert (await story.ticket()).affected == 1


async def test_a_hand_raised_on_chatter_means_nothing(story: Story) -> None:
    await story.react(Action.AFFECTED, by="bob", message="77", staff=False)

    assert await story.tickets() == []
