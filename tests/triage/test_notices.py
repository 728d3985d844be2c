"""What is sent to whom, as values: which way a letter goes, and what can be pressed under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON, ROOM, outgoing, ticket
from tests.story import AMARA, DESK, GRACE, LINUS, PLATFORM
from triage.controls import Action
from triage.desk import Desk
from triage.messages import Act, Call, Notice, Outgoing
from triage.model import Closing, ConversationRef, Merged, Ticket, TicketId, TicketStatus
from triage.notices import batons, hands, pages, reporter, room, roster
from triage.notices.scene import Scene
from triage.oncall.schedule import OnDuty
from triage.oncall.swaps import Swap, SwapState
from triage.people import Means
from triage.wording.calls import Baton
from triage.wording.ladder_facts import Instead

OPEN = ticket()
CLAIMED = replace(OPEN, status=TicketStatus.CLAIMED, assignee=GRACE, assignee_name="Grace Hall")
RESOLVED = replace(CLAIMED, status=TicketStatus.RESOLVED)
PART = replace(
    RESOLVED,
    merged=Merged(into=TicketId(2), at=NOON, by=GRACE, status=TicketStatus.OPEN, affected=1),
)
MAILING = replace(DESK, mailbox="support")
HEADING = "2 tickets wait, and nobody has claimed them:"


def having(*means: Means, desk: Desk = MAILING, addresses: Sequence[str] | None = None) -> Desk:
    """Grace is called so; `addresses`: only these of hers are left."""
    grace = desk.people[GRACE]
    known = {
        channel: address
        for channel, address in grace.addresses.items()
        if addresses is None or channel in addresses
    }
    return replace(
        desk, people={**desk.people, GRACE: replace(grace, means=means, addresses=known)}
    )


# ---------------------------------------------------------------- by somebody's own means


@pytest.mark.parametrize(
    ("means", "where", "address", "act"),
    [
        (Means.DM, ConversationRef("discord", "1", "@201"), "201", Act.DIRECT),
        (
            Means.EMAIL,
            ConversationRef("email", "support", "staff:grace"),
            "grace@acme.example",
            Act.POST,
        ),
        (Means.PUSH, ConversationRef("push", "push", "grace"), "grace", Act.POST),
    ],
)
def test_a_page_goes_where_the_means_has_its_address(
    means: Means, where: ConversationRef, address: str, act: Act
) -> None:
    page = pages.to_person(OPEN, Scene(desk=MAILING, now=NOON), GRACE, means, "0.1", every=True)

    assert page is not None
    assert (page.to, page.address, page.act) == (where, address, act)
    assert page.call == Call(people=(GRACE,), means=means, steps=((OPEN.id, "0.1"),), every=True)
    assert page.key == f"page:1:0.1:grace:{means.value}"


@pytest.mark.parametrize(
    ("means", "desk"),
    [
        (Means.DM, having(Means.DM, addresses=["email"])),
        (Means.EMAIL, having(Means.EMAIL, addresses=["discord"])),
        (Means.EMAIL, DESK),  # there is no mailbox to send it from
        (Means.DISCORD, DESK),  # a mention stands in the room, it is no letter
    ],
)
def test_a_letter_without_a_place_to_go_to_is_none(means: Means, desk: Desk) -> None:
    scene = Scene(desk=desk, now=NOON)

    assert pages.to_person(OPEN, scene, GRACE, means, "0.0", every=False) is None


def test_a_test_page_calls_by_exactly_that_means() -> None:
    grace = DESK.people[GRACE]
    mention = pages.trial(DESK, PLATFORM, grace, Means.DISCORD, mark="m")
    push = pages.trial(DESK, PLATFORM, grace, Means.PUSH, mark="m")

    assert mention is not None
    assert push is not None
    assert (mention.to, mention.mentions) == (DESK.teams[PLATFORM].room, ("201",))
    assert (push.to.channel, push.mentions, push.key) == ("push", (), "test:grace:push:m")


def test_a_test_page_to_somebody_whom_no_mention_reaches_is_none() -> None:
    desk = having(Means.DISCORD, addresses=["email"])

    assert pages.trial(desk, PLATFORM, desk.people[GRACE], Means.DISCORD, mark="m") is None


# ---------------------------------------------------------------- summaries


def many(*people: object) -> pages.Many:
    return pages.Many(
        team=PLATFORM,
        tickets=(OPEN, ticket(2)),
        steps=((TicketId(1), "0.0"), (TicketId(2), "0.0")),
        people=people,  # type: ignore[arg-type]
        missed=False,
        now=NOON,
    )


def test_a_summary_mentions_in_the_room_only_whom_a_mention_calls_first() -> None:
    desk = having(Means.PUSH, Means.DISCORD)
    in_room, push = pages.summary(desk, many(GRACE, LINUS))

    assert (in_room.mentions, in_room.call and in_room.call.people) == (("202",), (LINUS,))
    assert (push.address, push.call and push.call.people) == (GRACE, (GRACE,))


@pytest.mark.parametrize(
    "desk",
    [
        having(),
        having(Means.DM, addresses=["email"]),
        replace(DESK, people={AMARA: DESK.people[AMARA]}),
    ],
    ids=["no means", "no address", "left"],
)
def test_a_summary_still_stands_in_the_room_when_nobody_can_be_called(desk: Desk) -> None:
    [in_room] = pages.summary(desk, many(GRACE))

    assert in_room.mentions == ()
    assert "2 tickets wait" in in_room.text


def again(message: Outgoing, means: Means) -> Outgoing:
    assert message.call is not None
    grace = MAILING.people[GRACE]
    found = pages.summary_again(MAILING, message, grace, means, call=message.call, team=PLATFORM)
    assert found is not None
    return found


def test_a_summary_from_a_phone_is_the_same_in_the_room_with_a_mention() -> None:
    _, push = pages.summary(having(Means.PUSH), many(GRACE))
    mention = again(push, Means.DISCORD)

    assert mention.text.split("\n")[0] == f"<@201> {push.subject}"
    assert mention.text.split("\n")[1:] == push.text.split("\n")
    assert (mention.mentions, mention.to) == (("201",), DESK.teams[PLATFORM].room)


@pytest.mark.parametrize("means", [Means.PUSH, Means.EMAIL])
def test_a_summary_from_the_room_is_the_same_by_other_means_without_its_markup(
    means: Means,
) -> None:
    [in_room] = pages.summary(MAILING, many(GRACE))
    assert in_room.text.startswith("<@201> **")
    letter = again(in_room, means)

    assert letter.subject == HEADING
    assert letter.text == in_room.text.partition("\n")[2]
    assert letter.call == Call(people=(GRACE,), means=means, steps=many().steps)


def test_a_direct_message_has_no_subject_so_the_heading_is_its_first_line() -> None:
    [in_room] = pages.summary(MAILING, many(GRACE))
    direct = again(in_room, Means.DM)

    assert direct.text.split("\n")[0] == HEADING
    assert direct.act is Act.DIRECT


# ---------------------------------------------------------------- handovers


BATON = Baton(
    team=PLATFORM,
    leaving=("Grace Hall",),
    coming=("Linus Berg",),
    until=None,
    burning=(),
    owed=(),
    waiting=0,
    oldest=None,
    held=(),
    keeping="keep",
    tickets=0,
    pages=0,
    nights=0,
    noisy=(),
    note=None,
    backup=(),
    take_by=NOON,
    ask=False,
)


def test_a_handover_goes_to_the_room_and_to_whom_no_mention_calls_first() -> None:
    sent = list(batons.baton(having(Means.EMAIL), PLATFORM, "k", BATON, people=(GRACE, LINUS)))

    assert [(one.to.channel, one.key) for one in sent] == [("discord", "k"), ("email", "k:grace")]


@pytest.mark.parametrize(
    "desk",
    [having(Means.DM, addresses=["email"]), replace(DESK, people={LINUS: DESK.people[LINUS]})],
    ids=["no address", "left"],
)
def test_a_handover_to_somebody_who_cannot_be_written_to_stands_in_the_room(desk: Desk) -> None:
    [in_room] = batons.baton(desk, PLATFORM, "k", BATON, people=(GRACE, LINUS))

    assert in_room.mentions == ("202",)


def test_whoever_has_left_is_reminded_of_no_shift() -> None:
    starts = NOON + timedelta(hours=20)

    assert list(batons.reminders(replace(DESK, people={}), PLATFORM, GRACE, starts=starts)) == []
    [mention] = batons.reminders(DESK, PLATFORM, GRACE, starts=starts)
    assert mention.mentions == ("201",)


def test_a_handover_that_nobody_takes_names_those_on_duty_and_calls_their_backup() -> None:
    duty = OnDuty(people=(GRACE,), backup=(LINUS,), until=None)
    asked = batons.not_taken(replace(DESK, people={LINUS: DESK.people[LINUS]}), PLATFORM, "k", duty)

    assert asked.mentions == ("202",)
    assert "grace has not taken over" in asked.text


def test_a_swap_is_asked_of_whoever_is_there_and_of_nobody_who_left() -> None:
    asked = Swap(team=PLATFORM, name="on-call", at=NOON, asker=LINUS, other=GRACE, id=3)
    message = roster.swap_to(DESK, asked, GRACE)

    assert message is not None
    assert (message.address, len(message.buttons)) == ("201", 2)
    alone = replace(DESK, people={LINUS: DESK.people[LINUS]})
    assert roster.swap_to(alone, asked, GRACE) is None
    assert roster.swap_to(having(addresses=[]), asked, GRACE) is None


def test_a_swap_is_asked_by_mail_where_there_is_no_chat_and_has_nothing_to_press_there() -> None:
    asked = Swap(team=PLATFORM, name="on-call", at=NOON, asker=LINUS, other=GRACE, id=3)
    mail = roster.swap_to(having(addresses=["email"]), asked, GRACE)

    assert mail is not None
    assert (mail.to.channel, mail.address, mail.buttons) == ("email", "grace@acme.example", ())
    assert mail.subject == mail.text.splitlines()[0]
    assert roster.swap_said(mail) is None
    question = roster.swap_to(having(), asked, GRACE)
    assert question is not None
    assert roster.swap_said(question) == (3, SwapState.ASKED, GRACE)


# ---------------------------------------------------------------- what can be pressed


def offered(one: Ticket) -> list[Action]:
    return [button.action for button in hands.menu(one, GRACE, "en")]


def test_a_part_of_another_ticket_can_only_be_read_linked_and_taken_apart() -> None:
    assert offered(PART) == [Action.WHY, Action.WHOLE, Action.NOTE, Action.UNMERGE, Action.LINK]


def test_a_resolved_ticket_takes_the_line_until_the_reporter_has_it() -> None:
    waiting = replace(RESOLVED, closing=Closing(by=GRACE, at=NOON))

    assert Action.LINE in offered(waiting)
    assert Action.LINE not in offered(RESOLVED)
    assert Action.REOPEN in offered(RESOLVED)


def test_a_link_can_be_taken_back_only_where_there_is_one() -> None:
    assert Action.UNLINK not in offered(OPEN)
    assert offered(replace(OPEN, links=(TicketId(9),)))[-1] is Action.UNLINK


def test_a_card_offers_to_claim_only_what_nobody_has() -> None:
    def shown(one: Ticket) -> list[Action]:
        return [button.action for button in hands.on_card(one, "en")]

    assert shown(OPEN) == [Action.CLAIM, Action.REPLY, Action.MORE]
    assert shown(CLAIMED) == [Action.REPLY, Action.MORE]
    assert shown(RESOLVED) == [Action.MORE]


# ---------------------------------------------------------------- to the reporter, to the room


def test_the_line_that_a_conversation_has_moved_stays_where_it_was() -> None:
    """In the thread on the report, and in a lane of its own, so that it does not follow the
    conversation into the private one."""
    public = ticket(conversation=ConversationRef("discord", "1", "100"), place="50")
    line = reporter.moved(public, Scene(desk=DESK, now=NOON))

    assert (line.to.thread, line.remote_id, line.lane) == ("50", "100", "moved:1")
    assert line.lane != reporter.resolved(public, Scene(desk=DESK, now=NOON)).lane


def test_a_panel_stands_once_in_its_channel_and_opens_the_form() -> None:
    where = ConversationRef("discord", "1", "50")
    panel = reporter.panel(DESK, where)

    assert (panel.to, panel.key, panel.ticket) == (where, "panel:50", None)
    assert [(one.action, one.ticket) for one in panel.buttons] == [(Action.REPORT, None)]
    assert "Acme" in panel.text


def test_a_channel_that_cannot_be_read_is_told_once_a_time_in_the_default_room() -> None:
    first = room.unseen(DESK, "301", since=NOON, why="Missing Access", now=NOON)
    later = room.unseen(DESK, "301", since=NOON, why="Missing Access", now=NOON + timedelta(days=1))

    assert (first.to, first.notice, first.mentions) == (ROOM, Notice.INTAKE, ())
    assert first.key != later.key
    assert "<#301> cannot be read" in first.text
    assert "<#301> is read again" in room.seen_again(DESK, "301", now=NOON).text


def test_an_undelivered_letter_names_what_the_reporter_did_not_get() -> None:
    lost = outgoing("claimed:1:v2", notice=Notice.CLAIMED)
    scene = Scene(desk=DESK, now=NOON)
    line = room.unreached(OPEN, scene, lost, "403", instead=Instead.NOTHING)

    assert (line.key, line.to) == ("unreached:claimed:1:v2", ROOM)
    assert "403" in line.text
