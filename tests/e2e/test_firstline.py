"""A first line answers in business hours, hands on, and never holds a P1; on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.story import AMARA, DESK, PLATFORM, ROOM, Story, at, minutes
from triage.controls import Action
from triage.handling import hands
from triage.handling.change import Actor, Change
from triage.handling.orders import Escalate
from triage.messages import Act, Notice, Outgoing
from triage.model import ConversationRef, TeamId, Ticket
from triage.people import Team
from triage.ports.work import Store
from triage.testing.clock import ManualClock

SUPPORT = TeamId("support")
FRONT = ConversationRef("discord", "1", "901")
TEAMS = {
    SUPPORT: Team(id=SUPPORT, room=FRONT, members=(AMARA,), escalates_to=PLATFORM),
    PLATFORM: DESK.teams[PLATFORM],
}
TWO_LINES = replace(DESK, teams=TEAMS, default_team=SUPPORT)


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, desk=TWO_LINES)


def cards(story: Story, act: Act = Act.POST) -> list[Outgoing]:
    return [one for one in story.discord.sent if one.notice is Notice.CARD and one.act is act]


async def escalate(story: Story) -> None:
    who = Actor(person=AMARA, name="Amara Obi", staff=True)

    def decision(ticket: Ticket) -> Change:
        change = hands.decide(ticket, Escalate("needs a restart"), who, now=story.clock.now())
        assert isinstance(change, Change)
        return change

    await story.decide(decision)
    await story.settle()


async def test_the_members_of_a_first_line_are_called_in_business_hours(story: Story) -> None:
    await story.mail("P2")

    [card] = cards(story)
    assert (card.to, card.mentions) == (FRONT, ("203",))


async def test_nobody_of_a_first_line_is_called_at_night(store: Store) -> None:
    policies = {**DESK.policies, "soon": replace(DESK.policies["soon"], business=False)}
    desk = replace(TWO_LINES, policies=policies)
    story = Story(store, desk=desk, clock=ManualClock(at(22)))
    await story.mail("P2")
    await story.advance(timedelta(hours=9))
    assert story.paged() == []

    await story.advance(timedelta(hours=1))
    assert story.paged() == [("203",)]


async def test_escalated_it_is_the_other_teams_with_a_card_and_a_call_from_the_start(
    story: Story,
) -> None:
    await story.mail("P2")
    await story.react(Action.CLAIM, by="203", card="card:1")
    await escalate(story)

    ticket = await story.ticket()
    assert (ticket.team, ticket.assignee) == (PLATFORM, None)
    front, behind = cards(story)
    assert (behind.to, behind.mentions) == (ROOM, ("201",))
    left = [one for one in cards(story, Act.EDIT) if one.to == FRONT][-1]
    assert "Handed on to platform" in left.text

    await story.react(Action.CLAIM, by="201", card=behind.key)
    assert (await story.ticket()).assignee_name == "Grace Hall"
    assert cards(story, Act.EDIT)[-1].to == ROOM
    assert cards(story, Act.EDIT)[-1].target == behind.key
    assert front.key == "card:1"


async def test_a_p1_never_waits_in_a_first_line(story: Story) -> None:
    await story.mail("P1")

    assert (await story.ticket()).team == PLATFORM
    [card] = cards(story)
    assert (card.to, card.mentions, card.key) == (ROOM, ("201",), "card:1")


async def test_raised_to_p1_it_goes_on_at_once(story: Story) -> None:
    await story.mail("P2")
    await story.react(Action.RAISE, by="203", card="card:1")

    assert (await story.ticket()).team == PLATFORM
    assert story.paged() == [("203",), ("201",)]

    await story.advance(minutes(5))
    assert story.paged()[-1] == ("201", "202")


async def test_the_timeline_says_which_team_a_ticket_went_to_and_by_what(story: Story) -> None:
    await story.mail("P2")

    [opened] = await story.events("opened")
    assert opened.facts["route"] == {"team": SUPPORT, "by": "default"}
