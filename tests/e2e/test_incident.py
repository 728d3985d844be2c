"""An incident is declared, seen by everybody, and taken back; on every store."""

from __future__ import annotations

from dataclasses import replace

import pytest

import rules
from tests.rules.given import SHIPPED
from tests.story import DESK, GRACE, PLATFORM, ROOM, Story, minutes
from triage.controls import Action
from triage.handling.orders import Link, Merge
from triage.messages import Act, Notice, Outgoing, Sender
from triage.model import Context, Priority, Report, TicketId
from triage.ports.work import Store

DOWN = "Checkout returns error 500 for everyone, nobody can pay, work is stopped"
REASON = {"reason": "nobody can pay"}


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


def by_rules(report: Report, context: Context) -> object:
    return rules.assess(report, context, SHIPPED)


async def burst(store: Store) -> Story:
    story = Story(store, assess=by_rules)  # type: ignore[arg-type]
    for who in ("ada", "ben", "cy"):
        await story.mail(DOWN, sender=Sender(address=f"{who}@{who}.example", name=who.title()))
    return story


async def press(story: Story, action: Action, by: str = "201", **changes: object) -> Outgoing:
    return await story.press(action, by=by, staff=True, **changes)  # type: ignore[arg-type]


def card(story: Story, key: str = "card:1") -> Outgoing:
    """As it stands in the room now."""
    shown = [one for one in story.discord.sent if one.notice is Notice.CARD]
    return [one for one in shown if key in (one.key, one.target)][-1]


def offered(message: Outgoing) -> list[Action]:
    return [one.action for one in message.buttons]


async def test_declared_by_a_button_it_is_p1_and_calls_and_the_card_says_it(story: Story) -> None:
    await story.mail("P3")
    answer = await press(story, Action.DECLARE, fields=REASON)

    assert answer.text == "Ticket 1 is an incident now, and P1: nobody can pay"
    ticket = await story.ticket()
    assert (ticket.priority, ticket.priority_by) == (Priority.P1, GRACE)
    assert "**INCIDENT · P1 · 1 · Help**" in card(story).text
    assert "Incident, declared by Grace Hall" in card(story).text
    assert ("201",) in story.paged()
    [told] = await story.events("incident_declared")
    assert (told.by, told.facts["reason"], told.facts["from"]) == (GRACE, "nobody can pay", "P3")


async def test_the_board_and_the_page_say_it_too(story: Story) -> None:
    await story.mail("P3")
    await press(story, Action.DECLARE, fields=REASON)
    await story.advance(minutes(2))

    board = [one for one in story.discord.sent if one.notice is Notice.BOARD][-1]
    assert board.text.startswith("**The board of platform**\n**Incidents: 1**\n**1** P1")
    assert "Nobody has it: 0" in board.text
    [page] = story.in_room(Notice.PAGE)
    assert "INCIDENT · P1 · 1 · Help" in page.text


async def test_taken_back_it_is_as_it_was_and_that_is_written_down(story: Story) -> None:
    await story.mail("P3")
    await press(story, Action.DECLARE, fields=REASON)
    assert Action.WITHDRAW in offered(await press(story, Action.MORE))
    answer = await press(story, Action.WITHDRAW, "202", fields={"reason": "a test"})

    assert answer.text == ("Ticket 1 is no incident any more; its priority is what it was.")
    ticket = await story.ticket()
    assert (ticket.incident, ticket.priority, ticket.priority_by) == (None, Priority.P3, None)
    assert "INCIDENT" not in card(story).text
    assert (await story.timeline())[-1] == "incident_withdrawn"
    assert Action.DECLARE in offered(await press(story, Action.MORE))


async def test_a_burst_asks_with_two_buttons_and_yes_offers_to_link_what_it_named(
    store: Store,
) -> None:
    story = await burst(store)
    asked = offered(card(story))
    assert asked == [Action.CLAIM, Action.REPLY, Action.MORE, Action.DECLARE, Action.SEPARATE]
    yes = await press(story, Action.DECLARE, fields=REASON)

    assert offered(yes) == [Action.GATHER]
    assert Action.SEPARATE not in offered(card(story))
    linked = await press(story, Action.GATHER)
    assert linked.text == "Ticket 1 is linked with 2, 3. Each stays a ticket of its own."
    assert [(await story.ticket(n)).links for n in (1, 2, 3)] == [(2, 3), (1,), (1,)]
    again = await press(story, Action.GATHER)
    assert "no other open ticket" in again.text


async def test_lists_and_the_board_say_what_belongs_to_an_incident_and_what_is_double(
    store: Store,
) -> None:
    story = await burst(store)
    for words in ("typo P4", "another typo P4"):
        await story.mail(words, subject=words)
    await press(story, Action.DECLARE, fields=REASON)
    await story.order(Link(TicketId(2)), number=1)
    await story.order(Merge(TicketId(1)), number=3)
    await story.order(Merge(TicketId(4)), number=5)
    await story.advance(minutes(2))

    listed = (await press(story, Action.TICKETS, ticket=None)).text.split("\n")
    assert [line.split(" · ")[:3] for line in listed] == [
        ["**1** P1", "INCIDENT", "includes 1 other"],
        ["**2** P1", "of incident 1", "nobody has it"],
        ["**4** P4", "includes 1 other", "nobody has it"],
    ]
    found = await press(story, Action.FIND, ticket=None, fields={"words": "checkout"})
    assert "**3** P1 · of incident 1 · part of 1 · Help" in found.text.split("\n")
    board = [one for one in story.discord.sent if one.notice is Notice.BOARD][-1].text
    assert "**Incidents: 1**\n**1** P1 · includes 1 other · Help" in board
    assert "**2** P1 · of incident 1 · Help" in board
    assert "**4** P4 · includes 1 other · typo P4" in board


async def test_no_ends_the_question_for_that_burst_and_is_written_down(store: Store) -> None:
    story = await burst(store)
    answer = await press(story, Action.SEPARATE)
    await story.mail(DOWN, sender=Sender(address="dee@dee.example", name="Dee"))

    assert answer.text.startswith("Nobody is asked about ticket 1 again.")
    assert "Declare an incident?" not in card(story).text
    assert offered(card(story)) == [Action.CLAIM, Action.REPLY, Action.MORE]
    [kept] = await story.events("kept_separate")
    assert (kept.by, kept.facts["people"]) == (GRACE, 3)


async def test_from_the_menu_of_a_message_its_ticket_is_opened_first(story: Story) -> None:
    said = await story.post("hello, all is dark")
    assert await story.tickets() == []
    answer = await press(story, Action.DECLARE, ticket=None, argument=said, fields=REASON)

    assert answer.text == "Ticket 1 is an incident now, and P1: nobody can pay"
    ticket = await story.ticket()
    assert (ticket.reporter_name, ticket.priority) == ("Ada", Priority.P1)
    assert (await story.words()) == "hello, all is dark"


async def test_from_the_menu_of_a_message_or_its_card_the_ticket_is_meant(story: Story) -> None:
    said = await story.post("The export is broken P2")
    await press(story, Action.DECLARE, ticket=None, argument=said, fields=REASON)
    here = await press(
        story, Action.DECLARE, "202", ticket=None, argument="discord-card:1", fields=REASON
    )

    assert here.text == "Ticket 1 is an incident already; Grace Hall has declared it."
    assert len(await story.tickets()) == 1


async def test_who_is_no_staff_declares_nothing_and_opens_nothing(story: Story) -> None:
    said = await story.post("hello, all is dark")
    answer = await story.press(Action.DECLARE, by="ada", ticket=None, argument=said, fields=REASON)

    assert answer.text == "Only the support staff can do that, so nothing has changed."
    assert await story.tickets() == []


async def test_a_message_that_is_not_kept_declares_nothing(story: Story) -> None:
    answer = await press(story, Action.DECLARE, ticket=None, argument="77", fields=REASON)

    assert "only made where we take reports" in answer.text


async def test_it_is_said_in_german_too(store: Store) -> None:
    story = Story(store, desk=replace(DESK, language="de"))
    await story.mail("P3")
    await press(story, Action.DECLARE, fields=REASON, language="de")

    assert "**VORFALL · P1 · 1 · Help**" in card(story).text
    assert "Vorfall, ausgerufen von Grace Hall" in card(story).text


async def test_marked_as_duplicate_from_the_menu_of_a_message(story: Story) -> None:
    await story.mail("P2")
    said = await story.post("The export is broken P2", by="ben")
    answer = await press(story, Action.MERGE, ticket=None, argument=said, fields={"ticket": "1"})

    assert answer.text.startswith("Ticket 2 is part of ticket 1 now.")
    merged = (await story.ticket(2)).merged
    assert merged is not None
    assert merged.into == 1
    assert (await story.ticket()).absorbed == (2,)
    assert story.in_room(Notice.CARD, Act.EDIT)[-1].to == ROOM
    assert (await story.ticket(2)).team == PLATFORM


async def test_a_message_without_a_ticket_is_nobodys_duplicate(story: Story) -> None:
    await story.mail("P2")
    said = await story.post("hello you")
    answer = await press(story, Action.MERGE, ticket=None, argument=said, fields={"ticket": "1"})

    assert answer.text.startswith("Which ticket?")
