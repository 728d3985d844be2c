"""Direct messages to the bot, and people who report too much, on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.story import DESK, Story, at, minutes
from triage.controls import Action
from triage.desk import Limits, Mode
from triage.errors import DeliveryRefusedError
from triage.handling.orders import Resolve
from triage.messages import Act, Notice, Opens, Outgoing, Sender
from triage.model import ConversationRef, TicketStatus
from triage.ports.work import Store

DM = ConversationRef("discord", "1", "700")


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


async def write(story: Story, words: str, **changes: object) -> str:
    """Ada writes to the bot alone."""
    facts: dict[str, object] = {
        "conversation": DM,
        "place": None,
        "opens": Opens.ASK,
        "private": True,
        "joins": False,
    }
    return await story.post(words, **facts | changes)  # type: ignore[arg-type]


def asked(story: Story) -> list[Outgoing]:
    return [one for one in story.discord.sent if one.notice is Notice.CONFIRM]


async def test_a_direct_message_is_asked_about_first_and_once(story: Story) -> None:
    first = await write(story, "hello there")
    await write(story, "the export hangs P2")

    assert await story.tickets() == []
    [question] = asked(story)
    assert question.to == DM
    assert [(one.action, one.argument) for one in question.buttons] == [
        (Action.OPEN, first),
        (Action.DISMISS, first),
    ]


async def test_everything_written_before_the_yes_is_in_the_ticket(story: Story) -> None:
    first = await write(story, "hello there")
    await write(story, "the export hangs P2")
    answer = await story.press(
        Action.OPEN, by="ada", ticket=None, argument=first, conversation=DM, place=None
    )

    assert answer.text == "This is ticket 1 now."
    [ticket] = await story.tickets()
    assert (ticket.private, ticket.conversation) == (True, DM)
    assert await story.words() == "hello there\n\nthe export hangs P2"
    await story.advance(minutes(1))
    [receipt] = [one for one in story.discord.sent if one.notice is Notice.ACKNOWLEDGED]
    assert (receipt.to, Action.PRIVATE in [one.action for one in receipt.buttons]) == (DM, False)
    assert "by direct message from Ada" in story.in_room(Notice.CARD)[0].text


async def test_what_was_written_in_a_downtime_is_one_question_and_in_its_order_in_the_ticket(
    story: Story,
) -> None:
    """What came live is heard first; what was missed before it, later."""
    again = await write(story, "anybody there?")
    hours_ago = story.clock.now() - timedelta(hours=3)
    await write(story, "the export hangs P2", at=hours_ago)
    assert len(asked(story)) == 1

    await story.press(Action.OPEN, by="ada", ticket=None, argument=again, conversation=DM)

    assert await story.words() == "the export hangs P2\n\nanybody there?"


async def test_after_a_no_nothing_is_opened_and_later_words_ask_again(story: Story) -> None:
    first = await write(story, "hello there")
    answer = await story.press(
        Action.DISMISS, by="ada", ticket=None, argument=first, conversation=DM
    )
    assert answer.text == "All right, nothing was opened."
    await story.advance(minutes(20))
    second = await write(story, "it hangs P3")
    await story.press(Action.OPEN, by="ada", ticket=None, argument=second, conversation=DM)

    assert (await story.words()).startswith("it hangs P3")
    assert len(asked(story)) == 2


async def test_the_setting_decides_how_long_direct_words_open_it_again_and_is_said(
    store: Store,
) -> None:
    waiting = replace(DESK.waiting, reopen=timedelta(days=30))
    story = Story(store, desk=replace(DESK, waiting=waiting))
    first = await write(story, "it hangs P3")
    await story.press(Action.OPEN, by="ada", ticket=None, argument=first, conversation=DM)
    await story.press(Action.SOLVED, by="ada", conversation=DM)
    told = [one for one in story.discord.sent if one.notice is Notice.CLOSED][-1]
    assert "within 30 days" in told.text
    await story.advance(timedelta(days=29))
    await write(story, "again")

    assert (await story.ticket()).status is TicketStatus.OPEN


async def test_in_a_thread_an_answer_opens_it_again_however_late_as_is_said_there(
    store: Store,
) -> None:
    story = Story(store)
    report = await story.post("The export is broken P3")
    await story.order(Resolve("Fixed."))
    told = [one for one in story.discord.sent if one.notice is Notice.RESOLVED][-1]
    assert "Just answer here and it opens again" in told.text
    await story.advance(timedelta(days=100))
    await story.post("still broken P3", thread=report)

    assert (await story.ticket()).status is TicketStatus.OPEN


async def test_words_to_an_open_ticket_and_soon_after_its_end_belong_to_it(story: Story) -> None:
    first = await write(story, "it hangs P3")
    await story.press(Action.OPEN, by="ada", ticket=None, argument=first, conversation=DM)
    await write(story, "still P2")
    await story.press(Action.SOLVED, by="ada", conversation=DM)
    await write(story, "again")

    assert (await story.ticket()).status is TicketStatus.OPEN
    await story.press(Action.SOLVED, by="ada", conversation=DM)
    await story.advance(timedelta(days=15))
    await write(story, "something else")
    assert (await story.ticket()).status is TicketStatus.RESOLVED
    assert len(asked(story)) == 2


async def test_in_watch_mode_nobody_is_asked_and_a_report_opens(store: Store) -> None:
    story = Story(store, desk=replace(DESK, mode=Mode.WATCH))
    await write(story, "it hangs P3", opens=Opens.ASK)

    assert asked(story) == []


async def test_who_takes_no_direct_messages_is_told_in_a_private_thread(story: Story) -> None:
    first = await write(story, "it hangs P3")
    await story.press(Action.OPEN, by="ada", ticket=None, argument=first, conversation=DM)
    await story.advance(minutes(1))
    story.discord.failures.append(DeliveryRefusedError("Cannot send messages to this user"))
    await story.react(Action.CLAIM, by="201", card="card:1")

    claimed = [one for one in story.discord.sent if one.notice is Notice.CLAIMED]
    assert [one.to.thread for one in claimed] == ["discord-private:1"]
    [told] = story.in_room(Notice.UNREACHED)
    assert "Cannot send messages to this user" in told.text


# ---------------------------------------------------------------- too much

LIMITED = replace(
    DESK, limits=Limits(open=3, burst=2, window=minutes(10), blocked=frozenset({"eve"}))
)


async def test_too_many_reports_in_a_row_are_declined_kindly_and_once(store: Store) -> None:
    story = Story(store, desk=LIMITED)
    for n in range(4):
        await story.post(f"P3 number {n}", joins=False)

    assert len(await story.tickets()) == 2
    declined = [one for one in story.discord.sent if one.notice is Notice.DECLINED]
    assert [(one.act, one.address) for one in declined] == [(Act.DIRECT, "ada")]
    assert "ten minutes" in declined[0].text


async def test_open_tickets_count_and_closed_ones_do_not(store: Store) -> None:
    story = Story(store, desk=LIMITED)
    for n in range(3):
        await story.post(f"P3 number {n}", joins=False)
        await story.advance(minutes(11))
    await story.post("P3 one more", joins=False)
    assert len(await story.tickets()) == 3
    await story.press(Action.SOLVED, by="ada")
    await story.post("P3 and now", joins=False)

    assert len(await story.tickets()) == 4


async def test_a_blocked_account_opens_nothing_in_any_way(store: Store) -> None:
    story = Story(store, desk=LIMITED)
    await story.post("P1 all is down", by="eve")
    answer = await story.press(Action.REPORT, by="eve", ticket=None, fields={"what": "P1"})

    assert await story.tickets() == []
    assert answer.text.startswith("We take no reports from this account.")


async def test_staff_are_not_limited(store: Store) -> None:
    story = Story(store, desk=LIMITED)
    for n in range(4):
        await story.post(f"P3 number {n}", by="201", joins=False, opens=Opens.ALWAYS)

    assert len(await story.tickets()) == 4


CAREFUL = replace(DESK, limits=replace(DESK.limits, account_age=timedelta(days=7)))


def new(story: Story) -> Sender:
    """Somebody who made an account to tell us."""
    return Sender(address="new", name="Nia", since=story.clock.now() - timedelta(hours=1))


async def morning(story: Story) -> Outgoing:
    """The line about what is held."""
    await story.advance(at(8, day=3) - story.clock.now())
    [line] = story.in_room(Notice.SPAM)
    return line


async def test_reports_of_a_new_account_are_held_kindly_and_staff_let_them_in(
    store: Store,
) -> None:
    story = Story(store, desk=CAREFUL)
    nia = new(story)
    await story.post("The export is broken P3\nsince noon", sender=nia)
    await story.post("The export is broken, too P3")
    asked = await story.press(
        Action.REPORT, by="new", ticket=None, sender=nia, fields={"what": "The import fails P2"}
    )

    assert [one.reporter_name for one in await story.tickets()] == ["Ada"]
    [told] = [one for one in story.discord.sent if one.notice is Notice.DECLINED]
    assert (told.act, told.address) == (Act.DIRECT, "new")
    assert told.text.startswith("Your account is still new, so somebody of the staff looks at this")
    assert asked.text == told.text
    line = await morning(story)
    assert line.text.splitlines()[:3] == [
        "2 reports come from new accounts and are held: look.",
        "- Nia: The export is broken P3",
        "- Nia: The import fails P2",
    ]
    await story.react(Action.OPEN, by="201", card="spam:2026-03-03")
    assert {one.subject for one in await story.tickets() if one.address == "new"} == {
        "The import fails P2",
        "The export is broken P3",
    }
    await story.advance(minutes(2))
    receipts = [one for one in story.discord.sent if one.notice is Notice.ACKNOWLEDGED]
    assert len(receipts) == 3
    assert "late" not in receipts[-1].text + receipts[-2].text
    await story.post("Now the login fails P3", sender=nia, joins=False)
    assert len(await story.tickets()) == 4


async def test_a_new_accounts_direct_messages_are_let_in_with_all_their_words(
    store: Store,
) -> None:
    story = Story(store, desk=CAREFUL)
    nia = new(story)
    first = await write(story, "The export is broken P3", sender=nia)
    await write(story, "since noon", sender=nia)
    answer = await story.press(
        Action.OPEN, by="new", ticket=None, argument=first, sender=nia, conversation=DM, place=None
    )
    assert answer.text.startswith("Your account is still new")
    assert await story.tickets() == []

    await morning(story)
    await story.react(Action.OPEN, by="201", card="spam:2026-03-03")
    assert "since noon" in await story.words()


async def test_what_staff_opened_by_hand_meanwhile_is_not_let_in_twice(store: Store) -> None:
    story = Story(store, desk=CAREFUL)
    message = await story.post("The export is broken P3", sender=new(story))
    await story.react(Action.OPEN, by="201", message=message)
    await morning(story)
    await story.react(Action.OPEN, by="201", card="spam:2026-03-03")

    said = await story.words()
    assert (len(await story.tickets()), said.count("The export is broken")) == (1, 2)
    assert said.count("Understood so far: The export is broken") == 1


async def test_what_was_declined_becomes_a_ticket_by_hand(store: Store) -> None:
    story = Story(store, desk=LIMITED)
    for n in range(2):
        await story.post(f"P3 number {n}", joins=False)
    declined = await story.post("P3 number 3", joins=False)
    await story.react(Action.OPEN, by="201", message=declined)

    assert len(await story.tickets()) == 3
