"""What engineers press, and what only they are told, on every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.story import DESK, ROOM, Story, at, minutes
from triage.controls import Action, Asked, Button
from triage.desk import Inbox
from triage.messages import Act, Notice, Outgoing, Sender
from triage.model import ConversationRef, Priority, TicketStatus
from triage.ports.work import Store
from triage.wording.controls import form as form_of

GRACE, LINUS = "201", "202"
NO_REASON = "Say why in a few words; the others read it."
UNDO = timedelta(seconds=61)
SECRET = "\n".join(f"line {n}: please write to ada@example.org" for n in range(90))


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


async def press(story: Story, action: Action, by: str = GRACE, **changes: object) -> Outgoing:
    return await story.press(action, by=by, staff=True, **changes)  # type: ignore[arg-type]


def offered(answer: Outgoing) -> list[Action]:
    return [one.action for one in answer.buttons]


def card(story: Story) -> Outgoing:
    """As it stands in the room now."""
    return [one for one in story.discord.sent if one.notice is Notice.CARD][-1]


# ---------------------------------------------------------------- the card


async def test_a_card_carries_three_buttons_and_two_reactions(story: Story) -> None:
    await story.mail("P2")

    assert offered(card(story)) == [Action.CLAIM, Action.REPLY, Action.MORE]
    assert card(story).actions == (Action.CLAIM, Action.RESOLVE)
    await press(story, Action.CLAIM)
    assert offered(card(story)) == [Action.REPLY, Action.MORE]


async def test_of_two_who_press_claim_the_loser_is_told_who_has_it(story: Story) -> None:
    await story.mail("P2")
    won = await press(story, Action.CLAIM)
    lost = await press(story, Action.CLAIM, by=LINUS)

    assert won.text == "Ticket 1 is yours."
    assert lost.text == "Ticket 1 is Grace Hall's. Ask them, or take it over and say why."
    assert offered(lost) == [Action.STEAL]
    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.CLAIMED]


async def test_the_loser_of_a_race_takes_it_over_where_they_read_who_has_it(story: Story) -> None:
    await story.mail("P2")
    await story.react(Action.CLAIM, by=GRACE, card="card:1")
    await story.react(Action.CLAIM, by=LINUS, card="card:1")
    [line] = story.in_room(Notice.LOST_RACE)
    [steal] = line.buttons
    form = form_of(Asked(action=steal.action, ticket=steal.ticket, argument="", language="en"))
    assert form is not None
    assert [(one.key, one.required) for one in form.fields] == [("reason", True)]

    silent = await press(story, steal.action, by=LINUS)
    assert (silent.text, (await story.ticket()).assignee) == (NO_REASON, "grace")
    await press(story, steal.action, by=LINUS, fields={"reason": "I know this part"})
    assert (await story.ticket()).assignee == "linus"
    [stolen] = await story.events("stolen")
    assert stolen.facts["reason"] == "I know this part"
    assert "I know this part" in story.in_room(Notice.HANDED, Act.DISCUSS)[-1].text


@pytest.mark.parametrize("action", [Action.CLAIM, Action.REPLY, Action.MORE, Action.WHOLE])
async def test_who_is_no_staff_learns_nothing(story: Story, action: Action) -> None:
    await story.mail("P2")
    answer = await story.press(action, by="666", fields={"text": "hi"})

    assert answer.text == "Only the support staff can do that, so nothing has changed."
    assert (answer.buttons, story.heard()) == ((), [Notice.ACKNOWLEDGED])


async def test_more_offers_what_makes_sense_for_whoever_asks(story: Story) -> None:
    await story.mail("P2")
    nobodys = offered(await press(story, Action.MORE))
    await press(story, Action.CLAIM)
    mine = offered(await press(story, Action.MORE))
    others = offered(await press(story, Action.MORE, by=LINUS))

    assert Action.TRANSFER in nobodys
    assert Action.SNOOZE not in nobodys
    assert {Action.RELEASE, Action.SNOOZE, Action.ESCALATE} <= set(mine)
    assert Action.STEAL in others
    assert Action.RELEASE not in others


async def test_the_whole_report_is_shown_to_staff_page_by_page_and_noted(story: Story) -> None:
    await story.mail(SECRET)
    assert "ada@example.org" not in card(story).text
    opening = card(story).text.split("\n")[1].removeprefix("> ")
    assert (len(opening), opening[-1]) == (300, "…")
    first = await press(story, Action.WHOLE)
    [further] = first.buttons
    second = await press(story, Action.WHOLE, argument=further.argument)

    assert first.text.startswith("**1 · Help**\nline 0: please write to ada@example.org")
    assert further.argument == "1500"
    assert SECRET[1500:1600] in second.text
    assert (await story.timeline())[-2:] == ["read_whole", "read_whole"]


async def test_a_report_in_several_messages_is_shown_whole(story: Story) -> None:
    await story.post("The export stops at 50 %")
    await story.post("since this morning")

    shown = await press(story, Action.WHOLE)
    assert shown.text.endswith("The export stops at 50 %\n\nsince this morning")


async def test_why_names_the_reasons_and_whose_word_stands(story: Story) -> None:
    await story.mail("P2")
    assert (await press(story, Action.WHY)).text == (
        "Ticket 1 is P2.\nNo rule said anything in particular."
    )
    raised = await press(story, Action.RAISE)
    assert raised.text == "Ticket 1 is P1 now. That stays, whatever the rules say later."
    assert (await story.ticket()).priority is Priority.P1
    assert "Grace Hall set it" in (await press(story, Action.WHY)).text


# ---------------------------------------------------------------- undo, and the line


async def test_a_release_takes_effect_after_a_minute_and_can_be_taken_back(story: Story) -> None:
    await story.mail("P2")
    await press(story, Action.CLAIM)
    said = await press(story, Action.RELEASE)
    assert said.text == "Ticket 1 goes back to the team in 60 seconds."
    assert offered(said) == [Action.UNDO]
    undone = await press(story, Action.UNDO)
    await story.advance(UNDO)
    assert undone.text == "Nothing has changed on ticket 1."
    assert (await story.ticket()).status is TicketStatus.CLAIMED

    await press(story, Action.RELEASE)
    await story.advance(UNDO)
    assert (await story.ticket()).status is TicketStatus.OPEN


async def test_a_resolve_with_a_line_tells_it_to_the_reporter_after_a_minute(story: Story) -> None:
    await story.mail("P3")
    said = await press(story, Action.RESOLVE, fields={"line": "Works again since 10:42."})
    assert said.text.endswith("The reporter hears: Works again since 10:42.")
    assert story.heard() == [Notice.ACKNOWLEDGED]
    await story.advance(UNDO)

    assert "Works again since 10:42." in story.email.sent[-1].text
    assert story.in_room(Notice.LINE_ASKED, Act.DISCUSS) == []
    assert "Resolved by Grace Hall" in card(story).text


async def test_a_resolve_by_reaction_asks_for_the_line_and_tells_it_when_it_comes(
    story: Story,
) -> None:
    await story.mail("P3")
    await story.react(Action.RESOLVE, by=GRACE, card="card:1")
    [asked] = story.in_room(Notice.LINE_ASKED, Act.DISCUSS)
    assert (asked.target, asked.mentions, offered(asked)) == (
        "card:1",
        (),
        [Action.LINE, Action.UNDO],
    )
    await story.advance(UNDO)
    assert (await story.ticket()).status is TicketStatus.RESOLVED
    assert story.heard() == [Notice.ACKNOWLEDGED]

    said = await press(story, Action.LINE, fields={"line": "Fixed in 4.2.2."})
    assert said.text == "The reporter of ticket 1 reads: Fixed in 4.2.2."
    assert "Fixed in 4.2.2." in story.email.sent[-1].text
    late = await press(story, Action.LINE, fields={"line": "again"})
    assert late.text == "The reporter of ticket 1 has heard of it already."
    await story.advance(minutes(30))
    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.RESOLVED]


async def test_without_a_line_the_reporter_hears_after_ten_minutes_what_we_believe(
    story: Story,
) -> None:
    await story.mail("P3")
    await story.react(Action.RESOLVE, by=GRACE, card="card:1")
    await story.advance(minutes(9))
    assert story.heard() == [Notice.ACKNOWLEDGED]
    await story.advance(minutes(1.5))

    assert "We believe that ticket 1 is fixed." in story.email.sent[-1].text


async def test_a_reporter_who_writes_meanwhile_is_not_told_that_it_is_fixed(story: Story) -> None:
    await story.mail("P3")
    await story.react(Action.RESOLVE, by=GRACE, card="card:1")
    await story.advance(UNDO)
    await story.mail("still broken P3", references=("m1@example.org",))
    await story.advance(minutes(30))

    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.REOPENED]


# ---------------------------------------------------------------- words


async def test_a_reply_goes_to_the_reporter_where_they_wrote(story: Story) -> None:
    await story.mail("P2")
    said = await press(story, Action.REPLY, fields={"text": "Please clear the cache."})

    assert said.text == "On its way to the reporter of ticket 1."
    sent = story.email.sent[-1]
    assert (sent.notice, sent.automatic, sent.address) == (Notice.REPLY, False, "ada@example.org")
    assert "Please clear the cache." in sent.text
    assert (await story.ticket()).answered_at is not None


async def test_two_who_answer_at_once_are_told_and_the_second_answer_is_kept(
    story: Story,
) -> None:
    await story.mail("P2")
    await press(story, Action.REPLY, fields={"text": "Clear the cache."})
    await story.advance(timedelta(seconds=40))
    said = await press(story, Action.REPLY, by=LINUS, fields={"text": "Restart it."})
    assert said.text == (
        "Not sent: Grace Hall answered ticket 1 40 seconds ago: Clear the cache.\n"
        "Yours is kept. Send it all the same?"
    )
    assert story.heard().count(Notice.REPLY) == 1

    [send] = said.buttons
    for text in ("On its way to the reporter of ticket 1.", "There is no answer of yours"):
        again = await press(story, Action.SEND, by=LINUS, argument=send.argument)
        assert again.text.startswith(text)
    assert story.heard().count(Notice.REPLY) == 2
    assert "Restart it." in story.email.sent[-1].text
    stolen = await press(story, Action.SEND, argument=send.argument)
    assert stolen.text.startswith("There is no answer of yours")


async def test_ones_own_second_answer_and_a_later_one_of_a_colleague_are_sent(
    story: Story,
) -> None:
    await story.mail("P2")
    await press(story, Action.REPLY, fields={"text": "one"})
    await press(story, Action.REPLY, fields={"text": "two"})
    await story.advance(minutes(3))
    await press(story, Action.REPLY, by=LINUS, fields={"text": "three"})

    assert story.heard().count(Notice.REPLY) == 3


async def test_words_in_the_staff_thread_belong_to_its_ticket(story: Story) -> None:
    await story.mail("P2")
    thread = ConversationRef("discord", "1", "discord-card:1")
    said = await press(
        story, Action.NOTE, ticket=None, conversation=thread, fields={"text": "ask Kim"}
    )
    assert said.text == "Noted on ticket 1. The reporter does not see it."
    said = await press(story, Action.NOTE, ticket=None, fields={"text": "ask Kim"})
    assert said.text.startswith("Which ticket? Use this in the thread of a ticket")
    assert story.heard() == [Notice.ACKNOWLEDGED]


# ---------------------------------------------------------------- from hand to hand


async def test_a_ticket_is_handed_over_by_two_presses(story: Story) -> None:
    await story.mail("P2")
    await press(story, Action.CLAIM)
    whom = await press(story, Action.TRANSFER)
    assert [(one.label, one.argument) for one in whom.buttons] == [
        ("Linus Berg", "linus"),
        ("Amara Obi", "amara"),
    ]
    said = await press(
        story, Action.TRANSFER, argument="linus", fields={"reason": "needs the database"}
    )
    assert said.text == "Ticket 1 is Linus Berg's now."
    assert (await story.ticket()).assignee == "linus"
    [line] = story.in_room(Notice.HANDED, Act.DISCUSS)
    assert line.mentions == ()
    said = await press(story, Action.TRANSFER, by=LINUS, argument="eve", fields={"reason": "x"})
    assert said.text == "There is no eve among the staff."
    said = await press(story, Action.STEAL, fields={"reason": "Linus is ill"})
    assert said.text == "Ticket 1 is Grace Hall's now."


@pytest.mark.parametrize(
    ("given", "told", "until"),
    [
        ("2h", "put off until <t:", at(14)),
        ("tomorrow", "put off until <t:", at(8, day=3)),
        ("", "put off until the reporter writes", None),
    ],
)
async def test_a_ticket_is_put_off(story: Story, given: str, told: str, until: object) -> None:
    await story.mail("P3")
    await press(story, Action.CLAIM)
    said = await press(story, Action.SNOOZE, fields={"until": given} if given else {})

    snoozed = (await story.ticket()).snoozed
    assert told in said.text
    assert snoozed is not None
    assert snoozed.until == until
    assert Action.WAKE in offered(await press(story, Action.MORE))


async def test_a_moment_that_is_none_is_said_with_how_to_write_one(story: Story) -> None:
    await story.mail("P3")
    await press(story, Action.CLAIM)
    said = await press(story, Action.SNOOZE, fields={"until": "soon"})

    assert said.text.startswith("That is no moment: soon. Write it like 2h")
    assert (await story.ticket()).snoozed is None


async def test_tickets_are_merged_linked_and_taken_apart_by_number(story: Story) -> None:
    await story.mail("P2")
    await story.mail("P2 too", sender=Sender(address="bob@example.org", name="Bob"))

    said = await press(story, Action.LINK, fields={"ticket": "#2"})
    assert said.text == "Tickets 1 and 2 are linked."
    said = await press(story, Action.MERGE, ticket=2, fields={"ticket": "1"})
    assert said.text.startswith("Ticket 2 is part of ticket 1 now.")
    assert Action.UNMERGE in offered(await press(story, Action.MORE, ticket=2))
    said = await press(story, Action.UNMERGE, ticket=2)
    assert said.text == "Ticket 2 is a ticket of its own again, as it was."
    for given in ("9", "seven", ""):
        said = await press(story, Action.MERGE, ticket=2, fields={"ticket": given})
        assert said.text == f"That is not the number of a ticket: {given}"


# ---------------------------------------------------------------- lists


async def test_the_open_tickets_of_a_room_the_most_pressing_first(story: Story) -> None:
    for words in ("slow P3", "down P1", "typo P4"):
        await story.mail(words, subject=words)
    await press(story, Action.CLAIM, ticket=2)
    said = await press(story, Action.TICKETS, ticket=None, conversation=ROOM)

    assert said.text.split("\n") == [
        "**2** P1 · Grace Hall has it · down P1",
        "**1** P3 · nobody has it · slow P3",
        "**3** P4 · nobody has it · typo P4",
    ]
    none = await story.press(Action.TICKETS, by="666", ticket=None)
    assert none.text.startswith("Only the support staff")


async def test_long_lists_have_a_next_page(story: Story) -> None:
    for number in range(14):
        await story.mail("P3", subject=f"cache {number}")
    first = await press(story, Action.FIND, ticket=None, fields={"words": "cache"})
    assert first.text.count("\n") == 12
    assert first.text.endswith("2 more")
    [further] = first.buttons
    assert isinstance(further, Button)
    second = await press(story, Action.FIND, ticket=None, argument=further.argument)
    assert [line.split(" ")[0] for line in second.text.split("\n")] == ["**2**", "**1**"]
    none = await press(story, Action.FIND, ticket=None, fields={"words": "nowhere"})
    assert none.text == "No tickets."


async def test_a_ticket_for_somebody_who_called_is_answered_by_mail(store: Store) -> None:
    story = Story(store, desk=replace(DESK, inboxes=(Inbox(name="support"),)))
    fields = {"for": "bob@example.org", "report": "Nothing works P1"}
    said = await press(story, Action.NEW, ticket=None, fields=fields)

    assert said.text == "This is ticket 1 now. The receipt and every step go by mail."
    assert story.heard() == [Notice.ACKNOWLEDGED]
    assert (await story.ticket()).priority is Priority.P1
    wrong = await press(story, Action.NEW, ticket=None, fields=fields | {"for": "bob"})
    assert wrong.text == "That is no mail address: bob"
