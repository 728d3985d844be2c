"""A team is taken out of the configuration while tickets of it are open; on every store.

Its tickets are the default team's from then on: in its room, with its people called.
"""

from __future__ import annotations

from dataclasses import replace

from tests.e2e.test_paging import OTHER, two_teams
from tests.story import DESK, PLATFORM, ROOM, Story, minutes
from tests.triage.test_promises import PROMISED
from triage.controls import Action
from triage.handling.orders import Claim, Resolve
from triage.messages import Notice, Outgoing
from triage.model import ConversationRef, TicketStatus
from triage.ports.work import Store

ELSEWHERE = ConversationRef("discord", "1", "902")


async def left_behind(store: Store, words: str) -> Story:
    """A ticket of a team that has just gone."""
    desk = replace(two_teams(DESK), promises=PROMISED.promises)
    teams = {**desk.teams, OTHER: replace(desk.teams[OTHER], room=ELSEWHERE)}
    story = Story(store, desk=replace(desk, teams=teams))
    await story.mail(words, team=OTHER)
    assert (await story.ticket()).team == OTHER
    story.desk = replace(DESK, promises=PROMISED.promises)
    story.start()
    return story


async def restarted(store: Store, words: str) -> Story:
    story = await left_behind(store, words)
    await store.transact(story.duties.begin)
    await story.settle()
    return story


def sent(story: Story, notice: Notice) -> list[Outgoing]:
    return [one for one in story.discord.sent if one.notice is notice]


async def test_an_open_ticket_has_a_card_in_the_default_room_that_calls_its_people(
    store: Store,
) -> None:
    story = await restarted(store, "P1")

    assert (await story.ticket()).team == PLATFORM
    [card] = story.in_room(Notice.CARD)
    assert (card.key, card.mentions) == ("card:1:m1", ("201",))
    [event] = await story.events("team_gone")
    assert event.facts["handed_on"] == {"from": OTHER, "to": PLATFORM}
    await story.advance(minutes(5))
    assert set(story.in_room(Notice.PAGE)[-1].mentions) == {"201", "202"}


async def test_a_second_start_moves_nothing_again(store: Store) -> None:
    story = await restarted(store, "P1")
    await store.transact(story.duties.begin)
    await story.settle()

    assert len(story.in_room(Notice.CARD)) == 1
    assert len(await story.events("team_gone")) == 1


async def test_its_reporter_is_heard_and_staff_can_take_it(store: Store) -> None:
    story = await left_behind(store, "P2")
    await story.mail("and the import too P1", references=("m1@example.org",))
    assert "and the import too" in await story.words()
    assert await story.order(Claim()) is None
    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.CLAIMED]
    await story.press(Action.RESOLVE, by="201", staff=True, fields={"line": "Fixed."})
    await story.advance(minutes(2))

    assert (await story.ticket()).status is TicketStatus.RESOLVED
    assert story.heard()[-1] is Notice.RESOLVED


async def test_what_is_owed_on_it_is_told_in_the_default_teams_room(store: Store) -> None:
    story = await restarted(store, "P1")
    await story.order(Claim())
    await story.advance(minutes(12))

    [nudge] = sent(story, Notice.NUDGE)
    assert (nudge.to, nudge.mentions) == (ROOM, ("201",))


async def test_a_resolved_ticket_comes_back_in_the_default_team_when_its_reporter_writes(
    store: Store,
) -> None:
    desk = replace(two_teams(DESK), promises=PROMISED.promises)
    story = Story(store, desk=desk)
    await story.mail("P2", team=OTHER)
    await story.order(Resolve(line="Fixed."))
    story.desk = DESK
    await store.transact(story.duties.begin)
    story.start()
    assert (await story.ticket()).team == OTHER  # nobody waits for it
    await story.mail("still broken P2", references=("m1@example.org",))

    ticket = await story.ticket()
    assert (ticket.team, ticket.status) == (PLATFORM, TicketStatus.OPEN)
    assert story.paged()[-1] == ("201",)
    assert story.heard()[-1] is Notice.REOPENED
    assert story.in_room(Notice.CARD)[-1].key == "card:1:m1"


async def test_the_default_teams_lists_and_board_show_it(store: Store) -> None:
    story = await restarted(store, "P3")
    await story.order(Claim())
    await story.advance(minutes(2))
    listed = await story.press(Action.TICKETS, by="201", staff=True, ticket=None, conversation=ROOM)

    assert listed.text.startswith("**1** P3")
    board = sent(story, Notice.BOARD)[-1]
    assert (board.to, "**1** P3" in board.text) == (ROOM, True)
