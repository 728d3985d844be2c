"""What was asked and is answered has no buttons any more; its words stay where they are."""

from __future__ import annotations

import pytest

from tests.story import Story, minutes
from triage.controls import Action
from triage.messages import Act, Notice, Opens, Outgoing
from triage.model import ConversationRef, MessageRef
from triage.testing.memory import MemoryStore

GRACE, LINUS = "201", "202"
DM = ConversationRef("discord", "1", "700")


@pytest.fixture
def story() -> Story:
    return Story(MemoryStore())


async def push(
    story: Story, on: Outgoing, action: Action, by: str = GRACE, **changes: object
) -> Outgoing:
    """Press a button where it stands."""
    [button] = [one for one in on.buttons if one.action is action][:1]
    where = MessageRef("discord", "1", f"discord-{on.key}")
    told = {"argument": button.argument, "message": where, "staff": by != "ada", **changes}
    return await story.press(action, by=by, ticket=button.ticket, **told)  # type: ignore[arg-type]


def bare(story: Story) -> list[str | None]:
    """Whose buttons were taken off."""
    return [one.target for one in story.discord.sent if one.act is Act.UNBUTTON]


async def test_a_line_that_is_told_is_asked_for_no_more_in_the_staff_thread(story: Story) -> None:
    await story.mail("P3")
    await story.react(Action.RESOLVE, by=GRACE, card="card:1")
    [asked] = story.in_room(Notice.LINE_ASKED, Act.DISCUSS)
    await story.advance(minutes(2))
    assert bare(story) == []
    await push(story, asked, Action.LINE, fields={"line": "Fixed."})

    [off] = [one for one in story.discord.sent if one.act is Act.UNBUTTON]
    assert (off.target, off.remote_id) == (asked.key, f"discord-{asked.key}")
    assert (off.to.thread, off.text, off.buttons) == ("discord-card:1", "", ())


async def test_a_line_that_comes_too_late_is_asked_for_no_more_either(story: Story) -> None:
    await story.mail("P3")
    await story.react(Action.RESOLVE, by=GRACE, card="card:1")
    [asked] = story.in_room(Notice.LINE_ASKED, Act.DISCUSS)
    await story.advance(minutes(11))

    assert bare(story) == [asked.key]


async def test_what_one_person_was_shown_is_answered_once(story: Story) -> None:
    await story.mail("P3")
    await story.press(Action.CLAIM, by=GRACE, staff=True)
    soon = await story.press(Action.RELEASE, by=GRACE, staff=True)
    await push(story, soon, Action.UNDO)
    await push(story, soon, Action.UNDO)

    [off] = [one for one in story.discord.sent if one.act is Act.UNBUTTON]
    assert (off.target, off.token) == (soon.key, soon.token)


async def test_a_refused_press_leaves_the_button_and_the_one_that_counts_takes_it_off(
    story: Story,
) -> None:
    await story.mail("P2")
    await story.react(Action.CLAIM, by=GRACE, card="card:1")
    await story.react(Action.CLAIM, by=LINUS, card="card:1")
    [line] = story.in_room(Notice.LOST_RACE)
    await push(story, line, Action.STEAL, by=LINUS)
    assert bare(story) == []

    await push(story, line, Action.STEAL, by=LINUS, fields={"reason": "I know this part"})
    assert bare(story) == [line.key]


async def test_cards_and_lists_keep_their_buttons(story: Story) -> None:
    await story.mail("P2")
    [card] = story.in_room(Notice.CARD)
    await push(story, card, Action.CLAIM)
    for when in ("2h", "4h"):
        made = {"until": when}
        await story.press(Action.AWAY, by=GRACE, ticket=None, staff=True, fields=made)
    listed = await story.press(Action.AWAY, by=GRACE, ticket=None, staff=True)
    assert [one.action for one in listed.buttons] == [Action.DROP, Action.DROP]
    await push(story, listed, Action.DROP)

    assert bare(story) == []


async def test_a_question_that_was_denied_is_asked_anew_about_the_next_words(story: Story) -> None:
    for words in ("hello there", "the export hangs P3"):
        await story.post(words, conversation=DM, place=None, opens=Opens.ASK, joins=False)
        asked = [one for one in story.discord.sent if one.act is Act.POST][-1]
        assert asked.notice is Notice.CONFIRM
        wanted = Action.DISMISS if words == "hello there" else Action.OPEN
        await push(story, asked, wanted, by="ada", conversation=DM, place=None)

    assert len(set(bare(story))) == 2
    assert await story.words() == "the export hangs P3"
