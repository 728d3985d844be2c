"""Where words go whose reporter cannot be reached, and what staff hear of it, on every store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.e2e.test_direct import DM, write
from tests.story import DESK, HELP, Story, minutes
from triage.controls import Action
from triage.desk import Limits
from triage.errors import (
    ChannelError,
    DeliveryRefusedError,
    NoRoomError,
    RecipientGoneError,
)
from triage.handling.orders import Reply
from triage.messages import Act, Notice, Outgoing
from triage.model import ConversationRef
from triage.ports.work import Store

ENTRANCE = ConversationRef("discord", "1", HELP)
CLOSED = DeliveryRefusedError("Cannot send messages to this user (code 50007)")


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, desk=replace(DESK, entrance=ENTRANCE, mailbox="support"))


async def whispered(story: Story, by: str = "ada") -> None:
    """A ticket from a direct message."""
    first = await write(story, "it hangs P3", by=by)
    await story.press(Action.OPEN, by=by, ticket=None, argument=first, conversation=DM)
    await story.advance(minutes(1))


async def replied(story: Story, *failures: ChannelError) -> None:
    """Staff answer, and the next sends fail so."""
    story.discord.failures.extend(failures)
    await story.order(Reply("Please update to 4.2."))


def sent(story: Story, notice: Notice) -> list[Outgoing]:
    return [one for one in (*story.discord.sent, *story.email.sent) if one.notice is notice]


def told(story: Story) -> list[str]:
    """What the room hears: what is tried instead."""
    return [one.text.split("\n")[1] for one in story.in_room(Notice.UNREACHED)]


async def test_the_next_rung_is_a_private_thread(story: Story) -> None:
    await whispered(story)
    await replied(story, CLOSED)
    [reply] = sent(story, Notice.REPLY)
    assert reply.to.thread == "discord-private:1"
    assert told(story) == ["It is said again in a private thread."]


async def test_what_waits_behind_the_first_refusal_goes_there_too(story: Story) -> None:
    await whispered(story)
    story.by_hand = True
    story.discord.closed = frozenset({DM.thread})
    await replied(story)
    await story.order(Reply("And tell us whether it helped."))
    await story.work()
    assert [one.to.thread for one in sent(story, Notice.REPLY)] == ["discord-private:1"] * 2
    assert sent(story, Notice.KNOCK) == []


async def test_without_a_private_thread_they_are_called_without_the_words(story: Story) -> None:
    await whispered(story)
    story.discord.refusing = Act.OPEN_PRIVATE
    await replied(story, CLOSED)
    [knock] = sent(story, Notice.KNOCK)
    assert (knock.to, knock.mentions, "update" in knock.text) == (ENTRANCE, ("ada",), False)
    assert knock.text.startswith("<@ada> There is news for you about ticket 1")
    assert sent(story, Notice.REPLY) == []
    assert told(story)[-1].startswith(f"They were called in <#{HELP}>, without the words.")


async def test_whose_mail_is_known_gets_the_words_by_mail_too(story: Story) -> None:
    await whispered(story, by="202")
    story.discord.refusing = Act.OPEN_PRIVATE
    await replied(story, CLOSED)
    [reply] = sent(story, Notice.REPLY)
    assert (reply.to.channel, reply.address) == ("email", "linus@acme.example")
    assert "This is what we wrote there:" in reply.text
    assert "Please update to 4.2." in reply.text
    assert "mail address that we know" in told(story)[-1]


async def test_who_has_left_the_server_is_not_called_there(story: Story) -> None:
    await whispered(story)
    await replied(story, RecipientGoneError("no mutual guild (code 50278)"))
    assert sent(story, Notice.KNOCK) + sent(story, Notice.PRIVATE) == []
    assert told(story) == ["Nobody else tells them: please find another way."]


async def test_the_ladder_ends(story: Story) -> None:
    await whispered(story)
    story.discord.refusing = Act.POST
    await story.order(Reply("Please update to 4.2."))
    for _ in range(9):
        await story.advance(minutes(10))
    tried = [one.key for one, _, _ in await story.store.look(lambda w: w.outbox.undelivered())]
    assert len([one for one in tried if one.startswith("reply")]) <= 2


async def test_a_thread_that_is_gone_is_followed_by_a_private_one(story: Story) -> None:
    await story.post("The export is broken P3")
    await story.advance(minutes(1))
    await replied(story, DeliveryRefusedError("Unknown Channel (code 10003)"))
    [reply] = sent(story, Notice.REPLY)
    [opening] = sent(story, Notice.PRIVATE)
    assert reply.to.thread == "discord-private:1"
    assert "delete what should not be public" not in opening.text


async def test_while_there_is_no_room_for_a_thread_everybody_knows(story: Story) -> None:
    story.discord.failures.append(NoRoomError("too many threads (160006)", retry_after=600))
    await story.post("The export is broken P3")
    await story.advance(minutes(1))
    [knock] = sent(story, Notice.KNOCK)
    assert knock.text.startswith("<@ada> We have your report, it is ticket 1")
    assert told(story)[0].startswith("It is said as soon as there is room")
    assert sent(story, Notice.ACKNOWLEDGED) == []
    await story.advance(minutes(11))
    assert len(sent(story, Notice.THREAD)) == len(sent(story, Notice.ACKNOWLEDGED)) == 1
    assert len(sent(story, Notice.KNOCK)) == 1


async def test_who_is_declined_and_takes_no_direct_messages_is_told_in_the_channel(
    store: Store,
) -> None:
    desk = replace(DESK, limits=Limits(burst=1, window=minutes(10)))
    story = Story(store, desk=desk)
    await story.post("P3 one", joins=False)
    story.discord.refusing = Act.DIRECT
    await story.post("P3 two", joins=False)
    [aloud] = sent(story, Notice.DECLINED)
    assert (aloud.to, aloud.mentions) == (ENTRANCE, ("ada",))
    assert aloud.text.startswith("<@ada> That were many reports")
