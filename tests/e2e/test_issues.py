"""A ticket becomes an issue without saying who reported it, and its closing is told to staff."""

from dataclasses import replace

import pytest

from tests.story import DESK, Story
from triage.handling.orders import FileIssue
from triage.messages import Act, Notice
from triage.model import Assessment, Context, MessageRef, Priority, Report, Reproduction
from triage.ports.work import Store
from triage.tracked import IssueClosed


def assess(_report: Report, _context: Context) -> Assessment:
    steps = ("open `export` as ada@example.org", "press save")
    return Assessment(priority=Priority.P3, reproduction=Reproduction(steps=steps))


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, desk=replace(DESK, tracker="acme/shop"), assess=assess)


async def test_an_issue_says_how_to_see_it_and_never_who_reported_it(story: Story) -> None:
    await story.mail("The export fails", subject="Export of ada@example.org fails")
    assert await story.order(FileIssue()) is None
    assert await story.order(FileIssue()) == "filed"

    [issue] = story.github.sent
    assert (issue.key, issue.to.account) == ("issue:1", "acme/shop")
    text = f"{issue.subject}\n{issue.text}"
    assert text.startswith("Export of a***@example.org fails\nFrom ticket 1 of Acme.")
    assert "- `open 'export' as a***@example.org`\n- `press save`" in text
    assert "Ada" not in text


async def test_without_a_tracker_nothing_is_filed(store: Store) -> None:
    story = Story(store)
    await story.mail()

    assert await story.order(FileIssue()) == "no_tracker"


async def test_its_closing_is_told_to_staff_and_resolves_nothing(story: Story) -> None:
    await story.mail()
    await story.order(FileIssue())
    number = MessageRef("github", "acme/shop", "github-issue:1")
    shut = IssueClosed(issue=number, url="https://x/5", by="kim")
    await story.close_issue(shut)

    [line] = story.in_room(Notice.ISSUE_CLOSED, Act.DISCUSS)
    assert line.text.startswith("The issue of ticket 1 was closed by kim: https://x/5")
    assert (await story.timeline())[-1] == "issue_closed"
    assert (await story.ticket()).status.value == "open"
    await story.close_issue(replace(shut, issue=MessageRef("github", "acme/shop", "6")))
    assert len(story.in_room(Notice.ISSUE_CLOSED, Act.DISCUSS)) == 1
