"""Changing who is on call in chat: who may, what it does, who hears of it; on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON
from tests.e2e.test_schedules import carded
from tests.story import AMARA, DESK, GRACE, LINUS, PLATFORM, ROOM, Story, minutes, person
from triage.apply import Clerk
from triage.controls import Action
from triage.desk import Mode
from triage.messages import Act, Notice, Outgoing
from triage.model import ConversationRef, PersonId, Priority, TeamId
from triage.model.meaning import Own
from triage.oncall.schedule import Rotation
from triage.oncall.swaps import SwapState
from triage.ports.work import Store, UnitOfWork
from triage.rota import swap

DAY = timedelta(days=1)
ZOE = PersonId("zoe")  # on the staff, in no team, in Tokyo
DM = ConversationRef("discord", "1", "700")
TWO = replace(
    DESK,
    people={
        **DESK.people,
        ZOE: replace(person(ZOE, "Zoe Lind", "204"), zone="Asia/Tokyo"),
        GRACE: replace(DESK.people[GRACE], zone="America/New_York"),
    },
)


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store, desk=TWO)


async def call(story: Story, action: Action, by: str, **fields: str) -> Outgoing:
    given = {key.rstrip("_"): value for key, value in fields.items()}
    return await story.press(action, by=by, ticket=None, staff=True, fields=given)


async def push(story: Story, answer: Outgoing, by: str, *, at: int = 0) -> Outgoing:
    """Press a button of an answer, or of a message in the room or to one alone."""
    button = answer.buttons[at]
    return await story.press(
        button.action, by=by, ticket=None, staff=True, argument=button.argument
    )


def alone(story: Story, address: str) -> list[Outgoing]:
    """What one person got by direct message."""
    return [one for one in story.discord.sent if one.act is Act.DIRECT and one.address == address]


async def recorded(story: Story) -> list[tuple[str, str | None]]:
    found = await story.store.look(lambda work: work.roster.recorded(after=NOON - DAY))
    return [(one.kind, one.by) for one in found]


# ---------------------------------------------------------------- overrides


async def test_an_override_is_called_from_then_on_and_told_to_all_it_concerns(
    story: Story,
) -> None:
    """Amara, the lead, puts Linus in Grace's place; typed by her own clock, in Berlin."""
    answer = await call(story, Action.COVER, "203", person="202", for_="201", until="14:30")
    end = int((NOON + minutes(90)).timestamp())
    said = (
        f"Linus Berg is on call for platform in place of Grace Hall from "
        f"<t:{int(NOON.timestamp())}:f> until <t:{end}:f>."
    )
    assert answer.text == (
        f"{said}\nUnderstood as: from Monday 2 March, 13:00 (Berlin time) until Monday 2 March, "
        "14:30 (Berlin time)."
    )
    assert [one.text for one in story.in_room(Notice.ROSTER)] == [said]
    assert [[one.text for one in alone(story, who)] for who in ("201", "202", "203")] == [
        [said], [said], [],
    ]  # fmt: skip
    await story.mail("Down P1")
    assert [one for one in carded(story) if one] == [[LINUS]]
    assert await recorded(story) == [("override", AMARA)]


async def test_an_override_is_taken_back_by_its_button_once(story: Story) -> None:
    made = await call(story, Action.COVER, "203", person="202", until="2h")
    back = await push(story, made, "203")
    assert back.text.startswith("Taken back, and no longer so: Linus Berg is on call")
    again = await push(story, made, "203")
    assert again.text.startswith("There is no override 1 that is not over")
    await story.mail("Down P1")
    assert [one for one in carded(story) if one] == [[GRACE]]
    assert await recorded(story) == [("override", AMARA), ("override_dropped", AMARA)]


async def test_a_time_is_meant_by_the_clock_of_whoever_typed_it(story: Story) -> None:
    """Grace is in New York, where it is 7:00."""
    answer = await call(story, Action.COVER, "201", person="202", from_="tomorrow 9:00", until="2h")
    assert answer.text.endswith(
        "from Tuesday 3 March, 09:00 (New York time) until Tuesday 3 March, 11:00 (New York time)."
    )


@pytest.mark.parametrize(
    ("by", "fields", "words"),
    [
        ("204", {"person": "202"}, "Only who belongs to the team platform can do that"),
        ("203", {"person": "999"}, "Nobody of [people] in the configuration has this account"),
        ("203", {"person": "202", "for_": "202"}, "Both are Linus Berg"),
        ("203", {"person": "202", "until": "soon"}, "That is no moment: soon."),
        (
            "203",
            {"person": "202", "until": "2026-01-01"},
            "The end (2026-01-01) is not after the start.",
        ),
        ("203", {"person": "202", "team": "x"}, "There is no team x; there is platform."),
        (
            "203",
            {"person": "202", "for_": "201", "change": "add"},
            "Whose seat it is counts only where one person is in place of another.",
        ),
    ],
)
async def test_what_cannot_be_is_refused_kindly_and_changes_nothing(
    story: Story, by: str, fields: dict[str, str], words: str
) -> None:
    answer = await call(story, Action.COVER, by, **{"until": "2h", **fields})

    assert answer.text.startswith(words)
    assert (story.in_room(Notice.ROSTER), await recorded(story)) == ([], [])


async def test_who_is_not_on_the_staff_changes_nothing(story: Story) -> None:
    for action in (Action.COVER, Action.AWAY, Action.SWAP, Action.PAGE, Action.BATON, Action.DROP):
        answer = await story.press(action, by="666", ticket=None, argument="override:1")
        assert answer.text == "Only the support staff can do that, so nothing has changed."
    assert await recorded(story) == []


async def test_what_changes_nobody_is_said_and_somebody_can_be_taken_off(story: Story) -> None:
    void = await call(story, Action.COVER, "203", person="201", until="2h")
    assert "As the rotations stand, it changes nobody." in void.text
    off = await call(story, Action.COVER, "203", person="201", until="2h", change="remove")
    assert off.text.startswith("Grace Hall is not on call for platform from")
    await story.mail("Down P1")
    assert [one for one in carded(story) if one] == [[LINUS]]


# ---------------------------------------------------------------- absences


async def test_an_absence_is_told_with_its_holes_listed_and_taken_back(story: Story) -> None:
    first = await call(story, Action.AWAY, "201", until="2d")
    assert first.text.startswith("Grace Hall is away from <t:")
    assert "the next in turn is on call for them" in story.in_room(Notice.ROSTER)[0].text
    second = await call(story, Action.AWAY, "202", until="1d")
    assert "platform has too few people from" in second.text
    await story.mail("Down P1")
    assert [one for one in carded(story) if one] == []

    listed = await call(story, Action.AWAY, "202")
    assert listed.text.startswith("When you are away:\n- 2: from")
    assert [one.label for one in listed.buttons] == ["Take it back: 2"]
    theirs = await call(story, Action.AWAY, "202", withdraw="1")
    assert theirs.text == "Only Grace Hall can do that. Nothing has changed."
    back = await push(story, listed, "202")
    assert back.text.startswith("Linus Berg is not away any more from")
    assert (await call(story, Action.AWAY, "202")).text.startswith("You are not away.")
    await story.mail("Down again P1")
    assert [one for one in carded(story) if one] == [[LINUS]]
    assert [kind for kind, _ in await recorded(story)] == [
        "absence", "absence", "absence_dropped",
    ]  # fmt: skip


async def test_an_absence_needs_an_end(story: Story) -> None:
    assert (await call(story, Action.AWAY, "201", from_="fri")).text.startswith("Say until when")
    assert await recorded(story) == []


# ---------------------------------------------------------------- swaps


async def test_a_swap_is_asked_alone_and_in_the_room_and_counts_once_accepted(
    story: Story,
) -> None:
    asked = await call(story, Action.SWAP, "201", with_="202", back="mon 12:00")
    assert asked.text.startswith("Swap 1: Linus Berg is asked alone, by direct message or mail")
    [question] = alone(story, "202")
    assert [one.label for one in question.buttons] == ["Accept", "Decline"]
    [line] = story.in_room(Notice.ROSTER)
    assert (line.text, line.buttons) == (question.text, question.buttons)
    assert line.mentions == ()

    story.start()  # the service is restarted in between
    answer = await story.press(
        Action.SWAP_YES, by="202", ticket=None, argument="1", conversation=DM, place=None
    )
    assert answer.text.startswith("**Swap 1:** Linus Berg accepts.")
    assert [one.text for one in alone(story, "201")] == [answer.text]
    await story.mail("Down P1")
    assert [one for one in carded(story) if one] == [[LINUS]]
    assert await recorded(story) == [("swap_asked", GRACE), ("swap_accepted", LINUS)]


def mailed(story: Story) -> list[tuple[str | None, str]]:
    """Whom mails about the schedule went to, and how they begin."""
    mails = [one for one in story.email.sent if one.notice is Notice.ROSTER]
    return [(one.address, (one.subject or "")[:31]) for one in mails]


async def test_who_takes_no_direct_messages_is_asked_by_mail(store: Store) -> None:
    story = Story(store, desk=replace(TWO, mailbox="support"))
    story.discord.refusing = Act.DIRECT
    await call(story, Action.SWAP, "201", with_="202")
    [asked] = [one for one in story.email.sent if one.notice is Notice.ROSTER]
    assert "in the team's room, or with `triage oncall swap accept 1`" in asked.text
    assert ("**" in asked.text, asked.buttons) == (False, ())

    await story.press(Action.SWAP_BACK, by="201", ticket=None, staff=True, argument="1")
    assert mailed(story) == [
        ("linus@acme.example", "Swap 1: Grace Hall asks Linus B"),
        ("linus@acme.example", "Swap 1: Grace Hall takes the qu"),
    ]


async def test_what_is_answered_meanwhile_is_not_asked_by_mail(store: Store) -> None:
    story = Story(store, desk=replace(TWO, mailbox="support"))
    story.discord.refusing = Act.DIRECT
    [rotation] = (one for one in TWO.rotations if isinstance(one, Rotation))

    def asked_and_answered(work: UnitOfWork) -> None:
        clerk = Clerk(work=work, desk=story.desk, now=story.clock.now())
        swap.ask(clerk, rotation, asker=GRACE, other=LINUS)
        swap.answer(clerk, 1, person=LINUS, state=SwapState.DECLINED)

    await story.store.transact(asked_and_answered)
    await story.work()

    assert mailed(story) == [("grace@acme.example", "Swap 1: Linus Berg declines. No")]


async def test_only_who_was_asked_answers_and_only_once(story: Story) -> None:
    await call(story, Action.SWAP, "201", with_="202")
    [question] = alone(story, "202")
    for by in ("203", "201"):
        wrong = await push(story, question, by)
        assert wrong.text == "Only Linus Berg can do that. Nothing has changed."
    stranger = await push(story, question, "666")
    assert stranger.text.startswith("Only the support staff can do that")
    declined = await push(story, question, "202", at=1)
    assert declined.text.startswith("**Swap 1:** Linus Berg declines.")
    twice = await push(story, question, "202")
    assert twice.text == "Swap 1 is declined already. Nothing has changed."
    await story.mail("Down P1")
    assert [one for one in carded(story) if one] == [[GRACE]]


async def test_a_swap_is_taken_back_by_the_asker_and_expires_with_its_turn(story: Story) -> None:
    first = await call(story, Action.SWAP, "201", with_="202")
    back = await push(story, first, "201")
    assert back.text.startswith("**Swap 1:** Grace Hall takes the question")
    assert alone(story, "202")[-1].text == back.text
    await call(story, Action.SWAP, "201", with_="202")
    story.clock.advance(8 * DAY)
    late = await story.press(Action.SWAP_YES, by="202", ticket=None, staff=True, argument="2")
    assert late.text.startswith("on-call has no turn to give away then: it is over")


async def test_who_takes_no_turns_swaps_none(story: Story) -> None:
    lead = await call(story, Action.SWAP, "203", with_="202")
    assert "in which Amara Obi takes turns; there is on-call" in lead.text
    other = await call(story, Action.SWAP, "201", with_="203")
    assert other.text == "Amara Obi takes no turns in on-call. Ask one of Linus Berg."
    assert alone(story, "203") == []


# ---------------------------------------------------------------- handover


async def test_the_handover_is_shown_as_it_would_be_with_the_note_in_it(story: Story) -> None:
    await story.mail("P2 export fails")
    first = await call(story, Action.BATON, "201", note="The backup runs late")
    assert first.text == (
        "Told in the handover when the shift of platform ends: The backup runs late"
    )
    second = await call(story, Action.BATON, "202", note="Ask Kim")
    assert second.text.endswith("It takes the place of: The backup runs late")
    shown = await call(story, Action.BATON, "204")
    assert shown.text.startswith("**Handover platform: from Grace Hall to Linus Berg** · your")
    assert "Watch out: Ask Kim" in shown.text
    assert "please take it" not in shown.text
    assert shown.buttons == ()
    outside = await call(story, Action.BATON, "204", note="x")
    assert outside.text.startswith("Only who belongs to the team platform")
    assert (await call(story, Action.BATON, "201", note=" ")).text.startswith(
        "The handover of platform has no line of yours any more."
    )


# ---------------------------------------------------------------- paging


async def test_in_working_hours_a_person_pages_whoever_is_on_call_at_once(store: Store) -> None:
    story = Story(store)
    answer = await call(story, Action.PAGE, "203", text="Payments look wrong, please look")
    assert answer.text.startswith("Ticket 1: Grace Hall is called for platform now.")
    ticket = await story.ticket()
    assert (ticket.priority, ticket.reporter, ticket.private) == (Priority.P1, AMARA, True)
    assert (ticket.priority_by, ticket.assessment.reasons[0].rule) == (AMARA, Own.CALLED)
    [card] = story.in_room(Notice.CARD)
    assert (card.mentions, "Payments look wrong" in card.text) == (("201",), True)
    [private] = [one for one in story.discord.sent if one.notice is Notice.PRIVATE]
    assert private.mentions == ("203",)
    await story.advance(minutes(5))
    assert story.paged()[-1] == ("201", "202")  # the policy goes on as for any other P1


async def test_outside_working_hours_it_says_first_who_is_woken(story: Story) -> None:
    """Noon in Berlin is 7:00 in New York; an hour earlier it is night there."""
    story.clock.advance(timedelta(hours=-1))
    asked = await call(story, Action.PAGE, "203", text="Payments look wrong")
    assert "this wakes, for platform: Grace Hall (there it is Monday 2 March, 06:00 (New Y" in (
        asked.text
    )
    assert (await story.tickets(), story.in_room(Notice.CARD)) == ([], [])
    other = await push(story, asked, "202")
    assert other.text.startswith("That question does not stand any more")
    done = await push(story, asked, "203")
    assert done.text.startswith("Ticket 1: Grace Hall is called")
    assert [one.mentions for one in story.in_room(Notice.CARD)] == [("201",)]
    twice = await push(story, asked, "203")
    assert twice.text.startswith("That question does not stand any more")
    assert len(await story.tickets()) == 1


async def test_a_question_at_night_pages_nobody_in_the_morning(story: Story) -> None:
    story.clock.advance(timedelta(hours=-2))
    asked = await call(story, Action.PAGE, "203", text="x")
    await story.advance(minutes(16))
    assert (await push(story, asked, "203")).text.startswith("That question does not stand")
    assert await story.tickets() == []


async def test_a_page_of_a_first_line_calls_the_team_behind_it(store: Store) -> None:
    support = TeamId("support")
    room = replace(ROOM, thread="901")
    team = replace(
        DESK.teams[PLATFORM], id=support, room=room, members=(LINUS,), escalates_to=PLATFORM
    )
    story = Story(store, desk=replace(DESK, teams={**DESK.teams, support: team}))
    answer = await call(story, Action.PAGE, "203", text="x", team="support")
    assert answer.text.startswith("Ticket 1: Grace Hall is called for platform now.")
    assert [one.mentions for one in story.in_room(Notice.CARD) if one.mentions] == [("201",)]


async def test_a_page_that_comes_later_says_when(store: Store) -> None:
    steps = (replace(DESK.policies["urgent"].steps[0], after=minutes(5)),)
    policies = {**DESK.policies, "urgent": replace(DESK.policies["urgent"], steps=steps)}
    story = Story(store, desk=replace(DESK, policies=policies))
    answer = await call(story, Action.PAGE, "203", text="x")
    soon = int((NOON + minutes(5)).timestamp())
    assert f"Grace Hall is called for platform at <t:{soon}:f>, as its" in answer.text
    await story.advance(minutes(5))
    assert story.paged()[-1] == ("201",)


async def test_where_nobody_can_be_called_nothing_is_opened(store: Store) -> None:
    story = Story(store, desk=replace(DESK, mode=Mode.WATCH))
    watching = await call(story, Action.PAGE, "203", text="x")
    assert watching.text.startswith("This desk watches only and calls nobody")
    empty = replace(DESK, rotations=(), teams={PLATFORM: replace(DESK.teams[PLATFORM], lead=None)})
    story.desk = empty
    story.start()
    nobody = await call(story, Action.PAGE, "203", text="x")
    assert nobody.text.startswith("No step of the escalation calls anybody for platform now")
    assert (await call(story, Action.PAGE, "203", text=" ")).text.startswith("There are no words")
    assert await story.tickets() == []


@pytest.mark.parametrize(
    ("action", "argument", "words"),
    [
        (Action.SWAP_YES, "x", "There is no swap 0"),
        (Action.SWAP_NO, "9" * 40, "There is no swap 0"),
        (Action.DROP, "override:", "There is no override 0"),
        (Action.DROP, "absence:²", "There is no absence 0"),
        (Action.TAKEN, "x", "There is no team x"),
        (Action.PAGE_NOW, "x", "That question does not stand any more"),
    ],
)
async def test_a_button_that_was_never_ours_does_nothing(
    story: Story, action: Action, argument: str, words: str
) -> None:
    answer = await story.press(action, by="201", ticket=None, staff=True, argument=argument)

    assert answer.text.startswith(words)
