"""What people press, send in and call, from the door to the wire, on every store."""

import pytest

from tests.story import HELP, Story, minutes
from triage.messages import Act, Notice
from triage.model import Action, TicketStatus
from triage.ports.work import Store


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


async def test_the_receipt_in_chat_has_buttons_and_the_one_by_mail_has_none(story: Story) -> None:
    await story.post("The export is broken P2")
    await story.advance(minutes(1))
    await story.mail()

    [in_chat] = [one for one in story.discord.sent if one.notice is Notice.ACKNOWLEDGED]
    assert [one.action for one in in_chat.buttons] == [Action.SOLVED]
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
    answer = await story.press(Action.LOWER, by="ada", ticket=None)

    assert "another version" in answer.text


async def test_the_answer_is_in_the_language_of_their_client(story: Story) -> None:
    await story.post("The export is broken P2")
    answer = await story.press(Action.SOLVED, by="ada", language="de")

    assert answer.text.startswith("Ticket 1 ist geschlossen.")
    assert answer.to.thread == HELP
