"""A reporter in chat proves a mail address, and is reached there when Discord refuses."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.e2e.test_ladder import CLOSED, ENTRANCE, replied, sent, told, whispered
from tests.story import DESK, Story, minutes
from triage.controls import Action
from triage.desk import Mode
from triage.messages import Act, Notice, Opens, Sender
from triage.model import ConversationRef, TicketId
from triage.ports.work import Store
from triage.testing.memory import MemoryStore

ADA = "ada@customer.example"


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, desk=replace(DESK, entrance=ENTRANCE, mailbox="support"))


async def mail(story: Story, by: str = "ada", **fields: str) -> str:
    return (await story.press(Action.MAIL, by=by, ticket=None, fields=fields)).text


def code(story: Story) -> str:
    """As it stands in the newest mail."""
    found = re.search(r"your code is (\d{6})\.", sent(story, Notice.PROOF)[-1].text)
    assert found is not None
    return found[1]


def wrong(right: str) -> str:
    return "000000" if right != "000000" else "000001"


async def test_what_discord_refuses_goes_to_the_proved_address_and_its_answer_counts(
    story: Story,
) -> None:
    await mail(story, address=ADA)
    [asked] = sent(story, Notice.PROOF)
    assert (asked.to.channel, asked.to.account, asked.address) == ("email", "support", ADA)
    assert (await mail(story, code=f" {code(story)} ")).startswith("What cannot be said to you in")
    await whispered(story)
    story.discord.refusing = Act.OPEN_PRIVATE
    await replied(story, CLOSED)

    [reply] = sent(story, Notice.REPLY)
    assert (reply.to.channel, reply.address) == ("email", ADA)
    assert "Please update to 4.2." in reply.text
    assert told(story)[-1] == "It goes to the mail address that we know of them."
    where = ConversationRef("email", "support", "answer@customer.example")
    await story.mail(
        "It works now",
        conversation=where,
        ticket=TicketId(1),
        sender=Sender(address=ADA),
        opens=Opens.ALWAYS,
    )
    said = await story.store.look(lambda work: work.tickets.messages(TicketId(1)))
    assert [one.author.value for one in said if one.text == "It works now"] == ["reporter"]


async def test_without_the_code_nothing_is_sent_to_an_address(story: Story) -> None:
    await mail(story, address=ADA)
    assert "not the code" in await mail(story, code=wrong(code(story)))
    await whispered(story)
    story.discord.refusing = Act.OPEN_PRIVATE
    await replied(story, CLOSED)

    assert sent(story, Notice.REPLY) == []
    assert [one.notice for one in story.email.sent] == [Notice.PROOF]


async def test_a_code_is_for_whoever_asked_for_it_for_half_an_hour_and_five_tries(
    story: Story,
) -> None:
    await mail(story, address=ADA)
    assert "No code is waited for" in await mail(story, by="eve", code=code(story))
    await story.advance(minutes(31))
    assert "No code is waited for" in await mail(story, code=code(story))

    await mail(story, address=ADA)
    for _ in range(5):
        assert "not the code" in await mail(story, code=wrong(code(story)))
    assert "No code is waited for" in await mail(story, code=code(story))


async def test_nobody_is_flooded_with_codes(story: Story) -> None:
    for who in ("ada", "ben", "cy", "dee"):
        await mail(story, by=who, address=ADA.upper() if who == "ben" else ADA)
    assert len(sent(story, Notice.PROOF)) == 3
    said = [await mail(story, address=f"a{n}@customer.example") for n in range(3)]
    assert said[-1].startswith("Three codes were sent within a day")
    await story.advance(minutes(60 * 24))
    assert (await mail(story, address=ADA)).startswith("A code is on its way to")


async def test_an_address_is_shown_and_forgotten(story: Story) -> None:
    assert (await mail(story)).startswith("No mail address of yours is known here.")
    assert await mail(story, address="not one") == "That is not a mail address: not one"
    await mail(story, address=ADA)
    await mail(story, code=code(story))
    shown = await story.press(Action.MAIL, by="ada", ticket=None)
    assert [one.action for one in shown.buttons] == [Action.UNMAIL]
    assert ADA not in shown.text  # masked: somebody may look over their shoulder
    gone = await story.press(Action.UNMAIL, by="ada", ticket=None)
    assert gone.text == "Your mail address is forgotten; nothing goes there any more."
    assert (await mail(story)).startswith("No mail address of yours is known here.")


async def test_where_no_mail_goes_out_or_it_is_known_already_no_code_is_sent() -> None:
    watching = Story(MemoryStore(), desk=replace(DESK, mailbox="support", mode=Mode.WATCH))
    assert (await mail(watching, address=ADA)).startswith("This desk sends no mail just now")
    without = Story(MemoryStore(), desk=DESK)
    assert (await mail(without, address=ADA)).startswith("This desk sends no mail just now")
    assert (await mail(watching, by="201", address=ADA)).startswith("Yours stands in")
    assert sent(watching, Notice.PROOF) + sent(without, Notice.PROOF) == []
