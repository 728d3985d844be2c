"""What people live through, from the door to the wire, on every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import raw
from tests.story import DESK, GRACE, HELP, LINUS, Story, at, minutes
from triage.carried import Remark
from triage.controls import Action
from triage.desk import BrakeLimit, Mode
from triage.errors import (
    ChannelUnavailableError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from triage.messages import Act, Attachment, Nature, Notice, Rejected, Sender
from triage.model import (
    Assessment,
    ConversationRef,
    Priority,
    TicketStatus,
)
from triage.ports.work import Store
from triage.testing.clock import ManualClock


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


# ---------------------------------------------------------------- mail


async def test_a_mail_is_acknowledged_at_once_and_carded(story: Story) -> None:
    await story.mail("Nothing works P2")

    assert story.heard() == [Notice.ACKNOWLEDGED]
    [receipt] = story.email.sent
    assert receipt.address == "ada@example.org"
    assert receipt.in_reply_to == "m1@example.org"
    assert receipt.automatic
    assert [one.mentions for one in story.in_room(Notice.CARD)] == [("201",)]


async def test_the_same_mail_twice_is_one_ticket_and_one_receipt(story: Story) -> None:
    await story.mail(external_id="a@x")
    await story.mail(external_id="a@x")

    assert len(await story.tickets()) == 1
    assert story.heard() == [Notice.ACKNOWLEDGED]


async def test_an_answer_to_our_receipt_lands_in_its_ticket(story: Story) -> None:
    await story.mail()
    await story.mail("more", references=("email-ack:1",))

    assert len(await story.tickets()) == 1
    assert story.heard() == [Notice.ACKNOWLEDGED]
    assert "message" in await story.timeline() or "reassessed" in await story.timeline()


async def test_a_strangers_mail_in_a_ticket_is_a_note(story: Story) -> None:
    await story.mail()
    await story.react(Action.RESOLVE, by="201", card="card:1")
    await story.advance(minutes(11))
    await story.mail(
        "buy this", references=("m1@example.org",), sender=Sender(address="eve@example.org")
    )

    assert (await story.ticket()).status is TicketStatus.RESOLVED
    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.RESOLVED]


async def test_old_mail_is_never_acknowledged(story: Story) -> None:
    await story.mail(at=story.clock.now() - timedelta(hours=25))

    assert len(await story.tickets()) == 1
    assert story.heard() == []


async def test_a_late_receipt_says_that_it_is_late(story: Story) -> None:
    await story.mail(at=story.clock.now() - timedelta(hours=3))

    assert "reached us late" in story.email.sent[0].text


@pytest.mark.parametrize("nature", [Nature.AUTOMATIC, Nature.BOUNCE, Nature.SPAM, Nature.OURS])
async def test_machines_open_no_ticket_and_get_no_answer(story: Story, nature: Nature) -> None:
    await story.mail(nature=nature)

    assert await story.tickets() == []
    assert story.email.sent == []


async def test_a_forged_address_is_held_until_it_is_known(story: Story) -> None:
    forged = "dmarc=fail header.from=example.org"
    await story.mail("Pay this bill", forged=forged)
    assert (story.heard(), story.in_room(Notice.CARD)) == ([], [])

    await story.mail("It broke P3")
    await story.mail("It broke again P3", forged=forged)

    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.ACKNOWLEDGED]


async def test_a_forged_colleague_opens_a_ticket_without_powers(story: Story) -> None:
    sender = Sender(address="grace@acme.example", verified=False)
    await story.mail("Restart all P3", sender=sender, forged="dmarc=fail")

    assert len(story.in_room(Notice.CARD)) == 1


async def test_what_came_along_is_said_on_the_card(story: Story) -> None:
    bob = Sender(address="bob@customer.example", name="Bob Reyes", verified=False)
    picture = Attachment(name="a.png", type="image/png", size=3)
    await story.mail(attachments=(picture, picture), original=bob, remarks=(Remark.SIGNED,))
    [card] = story.in_room(Notice.CARD)
    assert "2 files · passed on; written by Bob Reyes" in card.text
    assert "bob@customer.example" not in card.text
    assert "signed; the signature was not checked" in card.text

    receipt = story.email.sent[0]
    await story.mail("and this", ticket=receipt.ticket, attachments=(picture,))

    assert "3 files" in story.in_room(Notice.CARD, Act.EDIT)[-1].text


async def test_an_auto_reply_in_a_ticket_is_a_note_and_reopens_nothing(story: Story) -> None:
    await story.mail()
    await story.react(Action.RESOLVE, by="201", card="card:1")
    await story.advance(minutes(2))
    await story.mail("I am away", references=("m1@example.org",), nature=Nature.AUTOMATIC)

    assert (await story.ticket()).status is TicketStatus.RESOLVED
    assert (await story.timeline())[-1] == "automatic"


async def test_an_unreadable_mail_is_a_flagged_ticket_and_the_next_one_proceeds(
    story: Story,
) -> None:
    broken = Rejected(
        why="header block of 300 KB",
        conversation=ConversationRef("email", "support", "x"),
        external_id="x",
        subject="Help!!",
        sender="ada@example.org",
    )
    await story.arrive(broken)
    await story.mail()

    flagged, fine = await story.ticket(1), await story.ticket(2)
    assert flagged.subject == "Help!!"
    assert flagged.assessment.flag is not None
    assert "300 KB" in flagged.assessment.flag
    assert fine.assessment.flag is None
    assert "300 KB" in story.in_room(Notice.CARD)[0].text


async def test_a_person_whose_mail_cannot_be_read_gets_a_number(story: Story) -> None:
    broken = Rejected(
        why="larger than 25 MB",
        conversation=ConversationRef("email", "support", "x"),
        external_id="x",
        subject="Help!!",
        sender="ada@example.org",
        acknowledge=True,
    )
    await story.arrive(broken)

    [receipt] = story.email.sent
    assert (receipt.notice, receipt.address) == (Notice.ACKNOWLEDGED, "ada@example.org")
    assert "1" in receipt.text


async def test_an_arrival_that_fails_three_times_is_a_visible_ticket(story: Story) -> None:
    await story.pipeline.accept(raw("poison"), raw("second"))
    await story.mail()
    for _ in range(3):
        await story.advance(minutes(1))

    subjects = {one.subject for one in await story.tickets()}
    assert subjects == {"(unreadable message)", "Help"}
    assert len(await story.tickets()) == 3


async def test_what_cannot_be_read_is_german_where_the_service_is(store: Store) -> None:
    story = Story(store, desk=replace(DESK, language="de"))
    await story.pipeline.accept(raw("poison"))
    for _ in range(3):
        await story.advance(minutes(1))

    assert (await story.ticket()).subject == "(nicht lesbare Nachricht)"
    card = story.in_room(Notice.CARD)[0].text
    assert "Zuerst ansehen: war nicht lesbar: " in card
    assert "Warum P3: nicht lesbar (" in card
    assert "unreadable" not in card


async def test_a_rule_that_raises_opens_the_ticket_at_the_default_flagged(store: Store) -> None:
    def broken(_report: object, _context: object) -> Assessment:
        raise ZeroDivisionError("by zero")

    story = Story(store, assess=broken)
    await story.mail("P1")

    ticket = await story.ticket()
    assert ticket.priority is Priority.P3
    assert ticket.assessment.flag == "a rule failed: ZeroDivisionError: by zero"
    assert story.heard() == [Notice.ACKNOWLEDGED]


# ---------------------------------------------------------------- chat


async def test_a_report_in_chat_gets_a_thread_a_card_and_after_silence_a_receipt(
    story: Story,
) -> None:
    report = await story.post("The export is broken P2")

    assert story.heard("discord") == [Notice.THREAD]
    [thread] = [one for one in story.discord.sent if one.notice is Notice.THREAD]
    assert (thread.act, thread.to.thread, thread.place) == (Act.OPEN_THREAD, report, HELP)
    assert len(story.in_room(Notice.CARD)) == 1

    await story.advance(minutes(1))
    assert story.heard("discord") == [Notice.THREAD, Notice.ACKNOWLEDGED]


async def test_five_fast_messages_of_one_person_are_one_ticket(story: Story) -> None:
    for words in ("hey", "the export", "is broken", "since today", "P2"):
        await story.post(words)
        await story.advance(timedelta(seconds=20))

    [ticket] = await story.tickets()
    assert ticket.priority is Priority.P2
    assert story.heard("discord") == [Notice.THREAD]
    await story.advance(minutes(1))
    assert story.heard("discord") == [Notice.THREAD, Notice.ACKNOWLEDGED]


async def test_somebody_who_never_stops_writing_is_acknowledged_after_three_minutes(
    story: Story,
) -> None:
    for _ in range(7):
        await story.post("and another thing")
        await story.advance(timedelta(seconds=30))

    assert story.heard("discord") == [Notice.THREAD, Notice.ACKNOWLEDGED]


async def test_after_a_quarter_of_an_hour_it_is_another_ticket(story: Story) -> None:
    await story.post("The export is broken")
    await story.advance(minutes(16))
    await story.post("Now the import too")

    assert len(await story.tickets()) == 2


async def test_chatter_opens_nothing_until_a_person_says_it_is_a_report(story: Story) -> None:
    chat = await story.post("hello everyone")
    assert await story.tickets() == []

    await story.react(Action.OPEN, by="77", message=chat, staff=False)
    [ticket] = await story.tickets()
    assert (ticket.reporter_name, ticket.conversation.thread) == ("Ada", chat)


async def test_staff_and_replies_to_others_open_nothing(story: Story) -> None:
    await story.post("it is broken", sender=Sender(address="201", staff=True))
    await story.post("yes broken here", in_reply_to="5", references=("5",))

    assert await story.tickets() == []


async def test_bystanders_do_not_speak_for_the_reporter(story: Story) -> None:
    report = await story.post("Broken P3")
    await story.post("P1 P1 P1", by="bob", thread=report)

    assert (await story.ticket()).priority is Priority.P3


async def test_the_reporters_answer_changes_the_assessment_and_the_card(story: Story) -> None:
    report = await story.post("Broken P3")
    await story.post("Everybody is stopped P1", thread=report)

    ticket = await story.ticket()
    assert ticket.priority is Priority.P1
    assert story.paged() == [("201",)]
    assert "P1" in story.in_room(Notice.CARD, Act.EDIT)[-1].text


async def test_staff_words_in_the_reporters_thread_stop_the_answer_clock(story: Story) -> None:
    report = await story.post("Broken P3")
    await story.post("Looking", by="201", thread=report, sender=Sender(address="201", staff=True))

    assert (await story.ticket()).answered_at == story.clock.now()


# ---------------------------------------------------------------- claims


async def test_the_first_of_two_claims_wins_and_the_loser_is_told(story: Story) -> None:
    await story.mail("P2")
    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.react(Action.CLAIM, by="202", card="card:1")

    ticket = await story.ticket()
    assert (ticket.assignee, ticket.status) == (GRACE, TicketStatus.CLAIMED)
    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.CLAIMED]
    [line] = story.in_room(Notice.LOST_RACE)
    assert "Grace" in line.text
    assert line.mentions == ()
    assert [one.action for one in line.buttons] == [Action.STEAL]
    [taken_back] = story.in_room(Notice.LOST_RACE, Act.UNREACT)
    assert (taken_back.address, taken_back.remote_id) == ("202", "discord-card:1")


@pytest.mark.parametrize("who", ["stranger", "reporter"])
async def test_strangers_and_the_reporter_cannot_claim(story: Story, who: str) -> None:
    if who == "reporter":
        await story.post("Broken", sender=Sender(address="202"))
        await story.react(Action.CLAIM, by="202", card="card:1")
    else:
        await story.mail()
        await story.react(Action.CLAIM, by="66", card="card:1", staff=False)

    assert (await story.ticket()).assignee is None
    assert len(story.in_room(Notice.NOT_ALLOWED)) == 1


async def test_without_staff_roles_the_people_of_the_configuration_have_hands(
    store: Store,
) -> None:
    story = Story(store, desk=replace(DESK, roles_decide=False))
    await story.mail()
    await story.react(Action.CLAIM, by="66", card="card:1", staff=False)
    assert (await story.ticket()).assignee is None

    await story.react(Action.CLAIM, by="201", card="card:1", staff=False)
    assert (await story.ticket()).assignee == GRACE


async def test_a_claim_taken_back_is_released_after_a_minute(story: Story) -> None:
    await story.mail("P2")
    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.react(Action.CLAIM, by="201", card="card:1", present=False)
    assert (await story.ticket()).assignee == GRACE

    await story.advance(minutes(1))
    assert (await story.ticket()).status is TicketStatus.OPEN
    assert story.paged() == [("201",), ("201",)]


async def test_a_claim_set_again_in_time_is_kept(story: Story) -> None:
    await story.mail()
    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.react(Action.CLAIM, by="201", card="card:1", present=False)
    await story.advance(timedelta(seconds=30))
    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.advance(minutes(5))

    assert (await story.ticket()).assignee == GRACE
    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.CLAIMED]


async def test_resolve_takes_effect_after_a_minute_and_can_be_undone(story: Story) -> None:
    await story.mail()
    await story.react(Action.RESOLVE, by="201", card="card:1")
    await story.react(Action.RESOLVE, by="201", card="card:1", present=False)
    await story.advance(minutes(5))
    assert (await story.ticket()).status is TicketStatus.OPEN

    await story.react(Action.RESOLVE, by="201", card="card:1")
    await story.advance(minutes(1))
    assert (await story.ticket()).status is TicketStatus.RESOLVED
    await story.advance(minutes(9))
    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.RESOLVED]


async def test_an_answer_after_the_end_opens_the_ticket_again(story: Story) -> None:
    await story.mail("P2")
    await story.react(Action.CLAIM, by="201", card="card:1")
    await story.react(Action.RESOLVE, by="201", card="card:1")
    await story.advance(minutes(1))
    farewell = f"email-{story.email.sent[-1].key}"
    await story.mail("still broken P2", references=(farewell,))

    ticket = await story.ticket()
    assert (ticket.status, ticket.assignee) == (TicketStatus.CLAIMED, GRACE)
    assert story.heard()[-1] is Notice.REOPENED


async def test_raising_takes_effect_at_once_and_calls_by_the_new_policy(story: Story) -> None:
    await story.mail("P3")
    assert story.paged() == []

    await story.react(Action.RAISE, by="202", card="card:1")
    assert (await story.ticket()).priority is Priority.P2
    assert story.paged() == [("201",)]

    await story.mail("P4 after all", references=("m1@example.org",))
    assert (await story.ticket()).priority is Priority.P2  # a person's word stays


async def test_lowering_stops_the_calls(story: Story) -> None:
    await story.mail("P1")
    await story.react(Action.LOWER, by="202", card="card:1")
    await story.react(Action.LOWER, by="203", card="card:1")
    await story.advance(timedelta(hours=3))

    assert (await story.ticket()).priority is Priority.P3
    assert story.paged() == [("201",), ("201",)]


# ---------------------------------------------------------------- escalation


async def test_nobody_claims_and_the_policy_goes_its_way(story: Story) -> None:
    await story.mail("P1")
    assert story.paged() == [("201",)]

    await story.advance(minutes(5))
    assert story.paged()[1:] == [("201", "202")]

    await story.advance(minutes(10))
    assert story.paged()[2:] == [("203",)]

    await story.advance(minutes(15))
    assert story.paged()[3:] == [("203",)]


async def test_a_claim_ends_the_calls(story: Story) -> None:
    await story.mail("P1")
    await story.react(Action.CLAIM, by="202", card="card:1")
    await story.advance(timedelta(days=120))

    assert story.paged() == [("201",)]


async def test_a_claim_on_the_page_counts_like_one_on_the_card(story: Story) -> None:
    await story.mail("P1")
    await story.advance(minutes(5))
    await story.react(Action.CLAIM, by="202", card="page:1:0.1")

    assert (await story.ticket()).assignee == LINUS


async def test_low_priorities_call_nobody(story: Story) -> None:
    await story.mail("P3")
    await story.mail("P4")
    await story.advance(timedelta(days=3))

    assert story.paged() == []


async def test_p2_at_night_waits_for_the_morning(store: Store) -> None:
    story = Story(store, clock=ManualClock(at(22)))
    await story.mail("P2")
    await story.advance(timedelta(hours=9))
    assert story.paged() == []

    await story.advance(timedelta(hours=1))  # 09:00 in Berlin
    assert story.paged() == [("201",)]


async def test_after_an_outage_a_p1_is_called_once_not_for_every_missed_step(
    story: Story,
) -> None:
    await story.mail("P1")
    story.clock.advance(timedelta(hours=5))
    story.start()
    await story.settle()

    assert len(story.paged()) <= 3


# ---------------------------------------------------------------- restraint


async def test_in_watch_mode_reporters_hear_nothing_and_nobody_is_called(store: Store) -> None:
    story = Story(store, desk=replace(DESK, mode=Mode.WATCH))
    await story.mail("P1")
    await story.post("broken P1")
    await story.advance(minutes(20))
    await story.react(Action.CLAIM, by="201", card="card:1")

    assert story.heard() == []
    assert story.heard("discord") == []
    assert story.paged() == []
    assert "P1" in story.in_room(Notice.CARD)[0].text
    assert "Grace Hall" in story.in_room(Notice.CARD)[0].text
    assert "withheld" in await story.timeline()


async def test_the_brake_holds_receipts_and_tells_the_room_once(store: Store) -> None:
    story = Story(store, desk=replace(DESK, brake=BrakeLimit(count=2, window=minutes(10))))
    for number in range(5):
        await story.mail(sender=Sender(address=f"ada{number}@example.org"))

    assert story.heard() == [Notice.ACKNOWLEDGED] * 2
    assert len(story.in_room(Notice.HELD)) == 1
    assert len(await story.tickets()) == 5


async def test_while_paused_nothing_is_sent_and_intake_goes_on(story: Story) -> None:
    await story.store.transact(lambda work: work.switches.set("paused", "by grace"))
    await story.mail("P1")
    assert (story.email.sent, story.discord.sent) == ([], [])

    await story.store.transact(lambda work: work.switches.set("paused", None))
    await story.settle()
    assert story.heard() == [Notice.ACKNOWLEDGED]


# ---------------------------------------------------------------- delivery


async def test_a_channel_that_is_down_is_tried_again(story: Story) -> None:
    story.email.failures = [ChannelUnavailableError("421 busy"), ChannelUnavailableError("421")]
    await story.mail()
    assert story.heard() == []

    await story.advance(minutes(1))
    await story.advance(minutes(1))
    assert story.heard() == [Notice.ACKNOWLEDGED]
    assert story.email.resends == 0


async def test_an_uncertain_send_is_sent_again_under_the_same_key(story: Story) -> None:
    story.email.failures = [DeliveryUncertainError("died after DATA")]
    await story.mail()
    await story.advance(minutes(1))

    assert story.email.sent[0].resend
    assert story.email.sent[0].key == "ack:1"


async def test_a_refused_message_is_on_the_timeline_and_blocks_nothing(story: Story) -> None:
    story.email.failures = [DeliveryRefusedError("550 no such user")]
    await story.mail()
    await story.react(Action.CLAIM, by="201", card="card:1")

    assert story.heard() == [Notice.CLAIMED]
    assert "undeliverable" in await story.timeline()


async def test_timers_claims_and_outbox_survive_a_restart(story: Story) -> None:
    story.email.failures = [ChannelUnavailableError("down")]
    await story.mail("P1")
    await story.post("broken P3")
    await story.react(Action.CLAIM, by="202", card="card:2")

    story.start()
    await story.advance(minutes(5))

    assert (await story.ticket(2)).assignee == LINUS
    assert story.heard() == [Notice.ACKNOWLEDGED]
    assert Notice.ACKNOWLEDGED in story.heard("discord")
    assert story.paged()[-1] == ("201", "202")


async def test_a_send_that_never_ends_is_given_up_before_its_lease_and_sent_again(
    story: Story,
) -> None:
    story.deliverers = [replace(one, patience=0.05) for one in story.deliverers]
    story.email.stalls = True
    await story.mail()
    assert story.heard() == []

    story.email.stalls = False
    await story.advance(minutes(1))
    assert story.heard() == [Notice.ACKNOWLEDGED]
    assert story.email.sent[0].resend


async def test_whoever_names_a_reporter_speaks_about_their_report(story: Story) -> None:
    """Replies and mentions go first, then the same author within 15 minutes."""
    await story.post("The export is broken P3")
    await story.post("@Ada did you clear the cache?", by="bob", mentions=("ada",))
    await story.post("@Eve the import is broken P3", by="bob", mentions=("eve",))

    assert len(await story.tickets()) == 2
    assert "did you clear the cache?" in await story.words()
