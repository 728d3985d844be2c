"""A ticket goes to another team, and whom others added is confirmed; on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.story import AMARA, DESK, PLATFORM, ROOM, Story
from triage.controls import Action
from triage.handling.orders import Claim, HandOn
from triage.messages import Act, Notice, Outgoing, Sender
from triage.model import ConversationRef, TeamId, TicketStatus
from triage.oncall.schedule import Rotation
from triage.people import Team
from triage.ports.work import Store

DATABASE, FRONT = TeamId("database"), TeamId("front")
THERE = ConversationRef("discord", "1", "902")
TWO = replace(
    DESK,
    teams={
        **DESK.teams,
        DATABASE: Team(id=DATABASE, room=THERE, lead=AMARA),
        FRONT: Team(
            id=FRONT,
            room=ConversationRef("discord", "1", "903"),
            members=(AMARA,),
            escalates_to=PLATFORM,
        ),
    },
    rotations=(
        *DESK.rotations,
        Rotation(team=DATABASE, people=(AMARA,), starts=date(2026, 3, 2), zone="Europe/Berlin"),
    ),
)
REASON = {"reason": "the disk is full"}


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, desk=TWO)


async def press(story: Story, action: Action, **changes: object) -> Outgoing:
    return await story.press(action, by="201", staff=True, **changes)  # type: ignore[arg-type]


def cards(story: Story, act: Act = Act.POST) -> list[Outgoing]:
    return [one for one in story.discord.sent if one.notice is Notice.CARD and one.act is act]


async def test_handed_to_another_team_by_more(story: Story) -> None:
    await story.mail("P2")
    await press(story, Action.CLAIM)
    more = await press(story, Action.MORE)
    assert Action.HAND_ON in [one.action for one in more.buttons]
    choice = await press(story, Action.HAND_ON)
    assert [one.argument for one in choice.buttons] == [DATABASE, FRONT]
    answer = await press(story, Action.HAND_ON, argument=DATABASE, fields=REASON)

    assert answer.text.startswith("Ticket 1 is the database team's now")
    ticket = await story.ticket()
    assert (ticket.team, ticket.assignee, ticket.status) == (DATABASE, None, TicketStatus.OPEN)
    [before, there] = cards(story)
    assert (before.to, there.to, there.mentions) == (ROOM, THERE, ("203",))
    left = [one for one in cards(story, Act.EDIT) if one.to == ROOM][-1]
    assert ("Handed on to database" in left.text, left.buttons) == (True, ())
    told = [one for one in story.discord.sent if one.notice is Notice.HANDED]
    assert [(one.to, one.target) for one in told] == [(THERE, there.key)]
    assert told[0].text == "Grace Hall handed ticket 1 over to database: the disk is full"
    [event] = await story.events("handed_on")
    assert event.facts["reason"] == "the disk is full"


async def test_the_claim_there_is_on_the_new_card_and_back_it_has_a_third(story: Story) -> None:
    await story.mail("P2")
    assert await story.order(HandOn(DATABASE, "the disk is full")) is None
    await story.react(Action.CLAIM, by="203", card="card:1:m1")
    assert (await story.ticket()).assignee == AMARA

    assert await story.order(HandOn(PLATFORM, "it is not"), by=AMARA) is None
    assert [one.key for one in cards(story)] == ["card:1", "card:1:m1", "card:1:m2"]
    assert (await story.ticket()).assignee is None


@pytest.mark.parametrize(
    ("to", "why"), [("nowhere", "no_team"), ("platform", "same_team"), ("front", "first_line")]
)
async def test_where_it_cannot_go(story: Story, to: str, why: str) -> None:
    await story.mail("P1")
    assert await story.order(Claim()) is None

    assert await story.order(HandOn(TeamId(to), "x")) == why
    assert (await story.ticket()).team == PLATFORM


async def test_with_one_team_nobody_is_offered_another(store: Store) -> None:
    story = Story(store)
    await story.mail("P2")
    more = await press(story, Action.MORE)

    assert Action.HAND_ON not in [one.action for one in more.buttons]


async def test_whom_somebody_else_added_is_confirmed_by_more(story: Story) -> None:
    await story.mail("P2")
    colleague = Sender(address="cy@customer.example", name="Cy")
    await story.mail(
        "me too",
        sender=colleague,
        in_reply_to="m1@example.org",
        references=("m1@example.org",),
        copies=("boss@customer.example",),
    )
    assert (await story.ticket()).added == ("boss@customer.example",)
    assert Action.CONFIRM in [one.action for one in (await press(story, Action.MORE)).buttons]
    [one] = (await press(story, Action.CONFIRM)).buttons
    assert one.label == "boss@customer.example"
    done = await press(story, Action.CONFIRM, argument=one.argument)

    assert (
        done.text == "b\\*\\*\\*@customer.example gets what people write on ticket 1 from now on."
    )
    ticket = await story.ticket()
    assert (ticket.added, ticket.confirmed) == ((), ("boss@customer.example",))
    again = await press(story, Action.CONFIRM, argument=one.argument)
    assert again.text == "That address waits no more on ticket 1."
    assert Action.CONFIRM not in [one.action for one in (await press(story, Action.MORE)).buttons]
