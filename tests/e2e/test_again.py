"""Who saw a form fail sends it again: what came about does so once, what did not is judged anew.
On every store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.story import DESK, LINUS, Story, minutes
from triage.controls import Action
from triage.desk import Inbox
from triage.handling.orders import Merge, Reply, Unmerge
from triage.messages import Notice, Outgoing, Sender
from triage.model import TicketId
from triage.ports.work import Store

WORDS = "Please clear the cache."


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, desk=replace(DESK, inboxes=(Inbox(name="support"),)))


async def replied(story: Story, text: str, *, by: str = "201") -> Outgoing:
    return await story.press(Action.REPLY, by=by, staff=True, fields={"text": text})


def replies(story: Story) -> list[str]:
    said = [one.text for one in story.email.sent if one.notice is Notice.REPLY]
    return [text for one in said for text in (WORDS, "Is it better?") if text in one]


async def test_the_same_reply_sent_again_reaches_the_reporter_once_and_is_answered_alike(
    story: Story,
) -> None:
    await story.mail("P2")
    first = await replied(story, WORDS)
    await story.advance(minutes(1))
    again = await replied(story, WORDS)
    assert replies(story) == [WORDS]
    assert (again.text, again.token != first.token) == (first.text, True)
    assert len(await story.events("replied")) == 1

    await replied(story, "Is it better?")
    assert replies(story) == [WORDS, "Is it better?"]


async def test_what_is_sent_again_later_is_said_again(story: Story) -> None:
    await story.mail("P2")
    await replied(story, WORDS)
    await story.advance(minutes(2))
    await replied(story, WORDS)
    assert replies(story) == [WORDS, WORDS]


async def test_a_report_by_form_that_is_sent_twice_is_one_ticket(story: Story) -> None:
    sent = [
        await story.press(Action.REPORT, by="ada", ticket=None, fields={"what": "It hangs P3"})
        for _ in range(2)
    ]
    assert [one.text for one in sent] == [sent[0].text] * 2
    assert len(await story.tickets()) == 1


FORMS = {
    "a note": (Action.NOTE, 1, {"note": WORDS}),
    "an answer": (Action.ANSWER, 1, {"steps": WORDS}),
    "a ticket for somebody else": (
        Action.NEW,
        None,
        {"for": "mia@shop.example", "report": f"{WORDS} P3"},
    ),
    "a page": (Action.PAGE, None, {"text": WORDS}),
}


@pytest.mark.parametrize("name", FORMS)
async def test_what_any_form_says_is_there_once(story: Story, name: str) -> None:
    action, ticket, fields = FORMS[name]
    await story.post("It broke P3")
    sent = [
        await story.press(action, by="201", staff=True, ticket=ticket, fields=fields)
        for _ in range(2)
    ]
    assert [one.text for one in sent] == [sent[0].text] * 2
    said = [await story.words(one.id) for one in await story.tickets()]
    whole = [text for one in said for text in one.splitlines() if text.startswith(WORDS)]
    assert len(whole) == 1  # our receipt quotes it


async def test_a_note_that_was_refused_is_taken_once_nothing_speaks_against_it(
    story: Story,
) -> None:
    await story.mail("It broke P3")
    await story.mail("It hangs P3", sender=Sender(address="mia@shop.example"))
    assert await story.order(Merge(TicketId(1)), number=2) is None
    first = await noted(story, 2)
    assert "part of ticket 1" in first.text
    assert await story.order(Unmerge(), number=2) is None

    second = await noted(story, 2)
    assert second.text != first.text
    assert len(await story.events("noted", 2)) == 1


async def test_a_reply_of_somebody_who_is_staff_only_now_is_sent(story: Story) -> None:
    await story.mail("P2")
    refused = await story.press(Action.REPLY, by="555", fields={"text": WORDS})
    sent = await replied(story, WORDS, by="555")

    assert refused.text != sent.text
    assert replies(story) == [WORDS]


async def test_a_held_reply_that_was_sent_all_the_same_is_not_asked_for_again(
    story: Story,
) -> None:
    await story.mail("P2")
    assert await story.order(Reply("Is it better?"), by=LINUS) is None
    held = await replied(story, WORDS)
    assert held.text.startswith("Not sent: Linus Berg")
    sent = await confirmed(story, held)
    again = await replied(story, WORDS)

    assert again.text == sent.text
    assert replies(story) == ["Is it better?", WORDS]


async def test_a_reply_that_was_held_twice_goes_out_once(story: Story) -> None:
    await story.mail("P2")
    assert await story.order(Reply("Is it better?"), by=LINUS) is None
    held = [await replied(story, WORDS) for _ in range(2)]
    told = [(await confirmed(story, one)).text for one in held]

    assert told[1] == "There is no answer of yours that waits on ticket 1."
    assert replies(story) == ["Is it better?", WORDS]


async def noted(story: Story, number: int) -> Outgoing:
    fields = {"note": WORDS}
    return await story.press(Action.NOTE, by="201", staff=True, ticket=number, fields=fields)


async def confirmed(story: Story, held: Outgoing) -> Outgoing:
    [send] = held.buttons
    return await story.press(Action.SEND, by="201", staff=True, argument=send.argument)
