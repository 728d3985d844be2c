"""What people press, send in and call, from the door to the wire, on every store."""

import pytest

from tests.story import HELP, Story, minutes
from triage.controls import Action
from triage.messages import Act, Notice, Sender
from triage.model import (
    Assessment,
    Priority,
    TicketStatus,
)
from triage.ports.work import Store


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


async def test_the_receipt_in_chat_has_buttons_and_the_one_by_mail_has_none(story: Story) -> None:
    await story.post("The export is broken P2")
    await story.advance(minutes(1))
    await story.mail()

    [in_chat] = [one for one in story.discord.sent if one.notice is Notice.ACKNOWLEDGED]
    actions = [one.action for one in in_chat.buttons]
    assert actions == [Action.ANSWER, Action.PRIVATE, Action.SOLVED]
    assert {one.ticket for one in in_chat.buttons} == {in_chat.ticket}
    assert story.email.sent[0].buttons == ()


async def test_a_reporter_closes_the_own_ticket(story: Story) -> None:
    await story.post("The export is broken P1")
    answer = await story.press(Action.SOLVED, by="ada")

    assert answer.act is Act.ANSWER
    assert answer.text == "Ticket 1 is closed. Thank you for telling us."
    assert (await story.ticket()).status is TicketStatus.RESOLVED
    assert story.heard("discord")[-2:] == [Notice.CLOSED, Notice.ANSWER]
    paged = story.paged()
    await story.advance(minutes(60))
    assert story.paged() == paged


async def test_a_bystander_cannot_close_somebody_elses_ticket(story: Story) -> None:
    await story.post("The export is broken P2")
    answer = await story.press(Action.SOLVED, by="bob")

    assert "Only the person who reported ticket 1" in answer.text
    assert (await story.ticket()).status is TicketStatus.OPEN


async def test_staff_may_close_it_for_the_reporter(story: Story) -> None:
    await story.post("The export is broken P2")
    await story.press(Action.SOLVED, by="201", staff=True)

    [told] = [one for one in story.discord.sent if one.notice is Notice.CLOSED]
    assert "Grace Hall says that it is solved" in told.text


async def test_pressing_twice_closes_once(story: Story) -> None:
    await story.post("The export is broken P2")
    await story.press(Action.SOLVED, by="ada")
    again = await story.press(Action.SOLVED, by="ada")

    assert again.text.startswith("Ticket 1 is closed already.")
    assert story.heard("discord").count(Notice.CLOSED) == 1


async def test_words_after_the_end_open_it_again(story: Story) -> None:
    report = await story.post("The export is broken P2")
    await story.press(Action.SOLVED, by="ada")
    await story.post("It is back", thread=report)

    assert (await story.ticket()).status is TicketStatus.OPEN


async def test_a_button_of_a_ticket_that_is_not_there_says_so(story: Story) -> None:
    answer = await story.press(Action.SOLVED, by="ada", ticket=99)

    assert answer.text == "There is no ticket 99."


async def test_an_action_without_a_handler_is_still_answered(story: Story) -> None:
    answer = await story.press(Action.AFFECTED, by="ada", ticket=None)

    assert "another version" in answer.text


async def test_the_answer_is_in_the_language_of_their_client(story: Story) -> None:
    await story.post("The export is broken P2")
    answer = await story.press(Action.SOLVED, by="ada", language="de")

    assert answer.text.startswith("Ticket 1 ist geschlossen.")
    assert answer.to.thread == HELP


# ---------------------------------------------------------------- forms


async def test_a_form_becomes_a_ticket_in_a_private_thread(story: Story) -> None:
    fields = {"what": "The export hangs P2", "impact": "stopped", "since": "this morning"}
    answer = await story.press(Action.REPORT, by="ada", ticket=None, fields=fields)

    assert answer.text.startswith("Thank you, this is ticket 1.")
    ticket = await story.ticket()
    assert (ticket.private, ticket.subject) == (True, "The export hangs P2")
    [place] = [one for one in story.discord.sent if one.act is Act.OPEN_PRIVATE]
    assert (place.place, place.mentions, place.subject) == (HELP, ("ada",), "Ticket 1")
    assert ticket.conversation.thread == "discord-private:1"  # what the channel's receipt said
    [receipt] = [one for one in story.discord.sent if one.notice is Notice.ACKNOWLEDGED]
    assert receipt.to == ticket.conversation
    assert Action.PRIVATE not in [one.action for one in receipt.buttons]
    assert "This thread is public" not in receipt.text


async def test_words_in_the_private_thread_belong_to_its_ticket(story: Story) -> None:
    await story.press(Action.REPORT, by="ada", ticket=None, fields={"what": "It hangs P3"})
    await story.post("More P1", thread="discord-private:1")

    [ticket] = await story.tickets()
    assert ticket.priority is Priority.P1


async def test_answers_in_a_form_are_words_of_the_reporter(story: Story) -> None:
    await story.post("The export is broken P3")
    await story.advance(minutes(1))
    [receipt] = [one for one in story.discord.sent if one.notice is Notice.ACKNOWLEDGED]
    assert receipt.buttons[0].argument == "steps"
    answer = await story.press(Action.ANSWER, by="ada", fields={"steps": "Press save P1"})

    assert answer.text == "Thank you, that is added to ticket 1."
    assert (await story.ticket()).priority is Priority.P1
    assert "Steps to reproduce:\nPress save P1" in (await story.words())


async def test_a_bystanders_answers_do_not_speak_for_the_reporter(story: Story) -> None:
    await story.post("The export is broken P3")
    await story.press(Action.ANSWER, by="bob", fields={"steps": "Press save P1"})

    assert (await story.ticket()).priority is Priority.P3


# ---------------------------------------------------------------- private


async def test_a_ticket_moves_to_a_private_thread_by_button(story: Story) -> None:
    report = await story.post("The export is broken P2")
    await story.advance(minutes(1))
    answer = await story.press(Action.PRIVATE, by="ada")

    assert "private thread" in answer.text
    ticket = await story.ticket()
    assert (ticket.private, ticket.conversation.thread) == (True, "discord-private:1")
    [moved] = [one for one in story.discord.sent if one.notice is Notice.MOVED]
    assert (moved.remote_id, moved.text) == (report, "Ticket 1 goes on in private.")
    [place] = [one for one in story.discord.sent if one.act is Act.OPEN_PRIVATE]
    assert f"https://discord.com/channels/1/{report}" in place.text
    [card] = story.in_room(Notice.CARD, Act.EDIT)[-1:]
    assert card.text  # its link follows
    await story.react(Action.CLAIM, by="201", card="card:1")
    [claimed] = [one for one in story.discord.sent if one.notice is Notice.CLAIMED]
    assert claimed.to == ticket.conversation


async def test_what_the_reporter_still_writes_in_public_belongs_to_the_ticket(
    story: Story,
) -> None:
    report = await story.post("The export is broken P3")
    await story.press(Action.PRIVATE, by="ada")
    await story.post("It is P1 now", thread=report)

    [ticket] = await story.tickets()
    assert ticket.priority is Priority.P1


async def test_a_secret_in_a_report_makes_it_private(story: Story) -> None:
    await story.post("Log-in fails P2, password: hunter2")

    assert (await story.ticket()).private
    assert Notice.THREAD not in story.heard("discord")
    [place] = [one for one in story.discord.sent if one.act is Act.OPEN_PRIVATE]
    assert "hunter2" not in place.text
    assert "Please delete" in place.text
    [moved] = [one for one in story.discord.sent if one.notice is Notice.MOVED]
    assert moved.text == "Ticket 1 goes on in private."


async def test_a_rule_makes_it_private(store: Store) -> None:
    def tagged(_report: object, _context: object) -> Assessment:
        return Assessment(priority=Priority.P3, tags=("private",))

    story = Story(store, assess=tagged)
    await story.post("Somebody reads my data")

    assert (await story.ticket()).private


async def test_private_twice_moves_once(story: Story) -> None:
    await story.post("The export is broken P2")
    await story.press(Action.PRIVATE, by="ada")
    again = await story.press(Action.PRIVATE, by="ada")

    assert again.text.startswith("Ticket 1 is private already")
    assert story.heard("discord").count(Notice.PRIVATE) == 1


async def test_staff_hear_when_the_private_thread_cannot_be_made(story: Story) -> None:
    await story.post("The export is broken P2")
    await story.advance(minutes(1))
    story.discord.refusing = Act.OPEN_PRIVATE
    await story.press(Action.PRIVATE, by="ada")

    [told] = story.in_room(Notice.UNREACHED)
    assert told.text == (
        "**Ticket 1 could not be made private:** Missing Permissions. What is written there can "
        "still be read by others, and the reporter has been told nothing else."
    )
    ticket = await story.ticket()
    assert (ticket.private, ticket.began) == (False, None)
    assert Notice.MOVED not in story.heard("discord")
    assert (await story.events("stayed_public"))[0].facts["why"] == "Missing Permissions"


async def test_a_report_that_cannot_be_made_private_is_answered_where_it_stands(
    story: Story,
) -> None:
    story.discord.refusing = Act.OPEN_PRIVATE
    report = await story.post("Log-in fails P2, password: hunter2")
    await story.advance(minutes(1))

    assert not (await story.ticket()).private
    assert story.heard("discord")[-2:] == [Notice.THREAD, Notice.ACKNOWLEDGED]
    [receipt] = [one for one in story.discord.sent if one.notice is Notice.ACKNOWLEDGED]
    assert receipt.to.thread == report
    assert "This thread is public" in receipt.text


async def test_a_form_whose_private_thread_is_refused_stays_private(story: Story) -> None:
    story.discord.refusing = Act.OPEN_PRIVATE
    await story.press(Action.REPORT, by="ada", ticket=None, fields={"what": "It hangs P2"})

    assert (await story.ticket()).private
    assert "the reporter was not reached" in story.in_room(Notice.UNREACHED)[0].text


# ---------------------------------------------------------------- menus


async def test_a_message_that_opened_nothing_becomes_a_ticket_by_its_menu(story: Story) -> None:
    said = await story.post("hello, odd thing")
    answer = await story.press(Action.OPEN, by="201", staff=True, ticket=None, argument=said)

    assert answer.text == "This is ticket 1 now."
    assert (await story.ticket()).reporter_name == "Ada"
    again = await story.press(Action.OPEN, by="201", staff=True, ticket=None, argument=said)
    assert again.text == "This is ticket 1 already."


async def test_a_message_that_is_not_kept_opens_nothing(story: Story) -> None:
    answer = await story.press(Action.OPEN, by="201", staff=True, ticket=None, argument="77")

    assert "only made where we take reports" in answer.text
    assert await story.tickets() == []


async def test_a_message_is_added_to_a_ticket(story: Story) -> None:
    await story.post("The export is broken P3")
    said = await story.post("hello, same here", by="bob")
    answer = await story.press(
        Action.ADD, by="201", staff=True, ticket=None, argument=said, fields={"number": "#1"}
    )

    assert answer.text == "It belongs to ticket 1 now."
    assert "hello, same here" in await story.words()
    strange = await story.press(
        Action.ADD, by="201", staff=True, ticket=None, argument=said, fields={"number": "one"}
    )
    assert strange.text == "That is not the number of a ticket: one"


async def test_a_stranger_cannot_add_to_somebody_elses_ticket(story: Story) -> None:
    await story.post("The export is broken P3")
    said = await story.post("hello, buy this", by="eve")
    answer = await story.press(
        Action.ADD, by="eve", ticket=None, argument=said, fields={"number": "1"}
    )

    assert "Only the person who reported ticket 1" in answer.text
    assert "buy this" not in await story.words()


# ---------------------------------------------------------------- status


async def test_status_tells_a_reporter_how_their_tickets_are(story: Story) -> None:
    await story.post("The export is broken P2")
    await story.press(Action.SOLVED, by="ada")
    await story.advance(minutes(20))
    await story.post("The import is broken P2")
    await story.react(Action.CLAIM, by="201", card="card:2")
    await story.post("Not mine P2", by="bob")
    answer = await story.press(Action.STATUS, by="ada", ticket=None)

    assert answer.text.split("\n") == [
        "**2** The import is broken P2: Grace is looking at it",
        "**1** The export is broken P2: closed",
    ]


async def test_status_of_somebody_without_tickets_says_how_to_report(story: Story) -> None:
    answer = await story.press(Action.STATUS, by="ada", ticket=None)

    assert answer.text.startswith("You have no tickets here.")


async def test_a_helper_marks_what_solved_it_and_a_bystander_cannot(story: Story) -> None:
    report = await story.post("The export is broken P3")
    hint = await story.post("Clear the cache", by="bob", thread=report)
    where = (await story.ticket()).conversation
    helper = Sender(address="hal", name="Hal", helper=True)
    refused = await story.press(
        Action.MARK, by="bob", ticket=None, argument=hint, conversation=where
    )
    answer = await story.press(
        Action.MARK, by="hal", ticket=None, argument=hint, conversation=where, sender=helper
    )
    elsewhere = await story.press(Action.MARK, by="ada", ticket=None, argument=hint)

    assert "Only the person who reported ticket 1" in refused.text
    assert answer.text.startswith("Ticket 1 is closed.")
    [solved] = await story.events("solved")
    assert solved.facts["answer"] == hint
    assert elsewhere.text == "An answer is marked in the thread of its ticket."
