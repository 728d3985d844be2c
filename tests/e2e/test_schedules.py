"""Who a page reaches when people swapped, took over or are away: as the resolver says, no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON
from tests.story import AMARA, DESK, GRACE, LINUS, PLATFORM, Story, minutes
from triage.controls import Action
from triage.messages import Notice
from triage.model import TeamId
from triage.oncall.schedule import Absence, Calendar, Change, Listed, Override
from triage.oncall.swaps import Swap, SwapState
from triage.ports.work import Store, UnitOfWork

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NAMES = {"201": GRACE, "202": LINUS, "203": AMARA}


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


async def change(story: Story, unit: Callable[[UnitOfWork], object]) -> None:
    await story.store.transact(unit)


def carded(story: Story) -> list[list[str]]:
    """Whom each card mentioned."""
    return [[NAMES[one] for one in card.mentions] for card in story.in_room(Notice.CARD)]


async def test_a_page_goes_to_whoever_took_the_turn_by_a_swap(story: Story) -> None:
    swap = Swap(team=PLATFORM, name="on-call", at=NOON, asker=GRACE, other=LINUS)
    await change(story, lambda work: work.roster.ask_swap(swap))
    await story.mail("Down P1")
    await change(story, lambda work: work.roster.answer_swap(1, SwapState.ACCEPTED))
    await story.mail("Down again P1")

    assert [one for one in carded(story) if one] == [[GRACE], [LINUS]]


async def test_a_page_goes_to_whoever_took_over_now_and_back_when_it_ends(story: Story) -> None:
    cover = Override(team=PLATFORM, person=AMARA, start=NOON, end=NOON + 2 * DAY, instead_of=GRACE)
    await change(story, lambda work: work.roster.add_override(cover))
    await story.mail("Down P1")
    story.clock.advance(2 * DAY)
    await story.mail("Down again P1")

    assert [one for one in carded(story) if one][:2] == [[AMARA], [GRACE]]


async def test_nobody_who_is_away_is_ever_called(story: Story) -> None:
    """Grace is on duty and away: Linus has her seat, and nothing calls her at any step."""
    await change(
        story,
        lambda work: work.roster.add_absence(
            Absence(person=GRACE, start=NOON - DAY, end=NOON + 9 * DAY)
        ),
    )
    await story.mail("Down P1")
    for _ in range(6):
        story.clock.advance(minutes(15))
        await story.settle()

    called = {one for message in story.discord.sent for one in message.mentions}
    assert "202" in called
    assert "201" not in called


async def test_a_page_reaches_whoever_the_calendar_names(store: Store) -> None:
    desk = replace(DESK, rotations=(Calendar(team=PLATFORM, name="ops"),))
    story = Story(store, desk=desk)
    shift = Listed(team=PLATFORM, name="ops", person=AMARA, start=NOON - DAY, end=NOON + DAY)
    await change(story, lambda work: work.roster.list_shifts(PLATFORM, "ops", [shift]))
    added = Override(team=PLATFORM, person=LINUS, start=NOON, end=NOON + DAY, change=Change.ADD)
    await change(story, lambda work: work.roster.add_override(added))
    await story.mail("Down P1")

    assert [one for one in carded(story) if one] == [[AMARA, LINUS]]


async def test_staff_ask_in_chat_who_is_on_call_now_and_next(story: Story) -> None:
    away = Absence(person=GRACE, start=NOON, end=NOON + DAY)
    before = await story.press(Action.WHO, by="202", ticket=None, staff=True)
    await change(story, lambda work: work.roster.add_absence(away))
    after = await story.press(Action.WHO, by="202", ticket=None, staff=True, language="de")
    stranger = await story.press(Action.WHO, by="666", ticket=None)

    monday, tomorrow = (int((NOON + one).timestamp()) for one in (7 * DAY - 3 * HOUR, DAY))
    assert before.text == (
        f"**platform:** Grace Hall until <t:{monday}:f>, then Linus Berg. Backup: Linus Berg."
    )
    assert after.text == f"**platform:** Linus Berg bis <t:{tomorrow}:f>, danach Grace Hall."
    assert stranger.text.startswith("Only the support staff")


async def test_whoever_takes_over_in_chat_is_called_from_then_on(story: Story) -> None:
    async def take(by: str, **changes: object) -> str:
        answer = await story.press(Action.TAKE, by=by, ticket=None, staff=True, **changes)
        return answer.text

    monday = int((NOON + 7 * DAY - 3 * HOUR).timestamp())
    taken = await take("202")
    assert taken == (
        f"Linus Berg is on call for platform in place of Grace Hall from "
        f"<t:{int(NOON.timestamp())}:f> until <t:{monday}:f>."
    )
    assert [one.text for one in story.in_room(Notice.ROSTER)] == [taken]
    assert await take("202") == "Linus Berg is on call already."
    await story.mail("Down P1")
    assert [one for one in carded(story) if one] == [[LINUS]]


async def test_who_may_not_take_over_is_told_why(story: Story) -> None:
    stranger = await story.press(Action.TAKE, by="666", ticket=None)
    assert stranger.text.startswith("Only the support staff")
    story.desk = replace(DESK, teams={PLATFORM: replace(DESK.teams[PLATFORM], lead=None)})
    story.start()
    outside = await story.press(Action.TAKE, by="203", ticket=None, staff=True)
    assert outside.text.startswith("Only who belongs to the team platform")
    away = Absence(person=LINUS, start=NOON, end=NOON + DAY)
    await change(story, lambda work: work.roster.add_absence(away))
    absent = await story.press(Action.TAKE, by="202", ticket=None, staff=True)
    assert absent.text.startswith("Linus Berg is away then")
    other = TeamId("support")
    teams = {PLATFORM: DESK.teams[PLATFORM], other: replace(DESK.teams[PLATFORM], id=other)}
    story.desk = replace(DESK, teams=teams)
    story.start()
    several = await story.press(Action.TAKE, by="203", ticket=None, staff=True)
    assert several.text.startswith("There are several teams (platform, support).")
    calendar = Calendar(team=PLATFORM, name="ops")
    story.desk = replace(DESK, rotations=(calendar,))
    story.start()
    endless = await story.press(Action.TAKE, by="203", ticket=None, staff=True)
    assert "No turn ends by itself" in endless.text
