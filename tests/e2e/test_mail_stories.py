"""What reporters and staff live through with mail, on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import message
from tests.story import DESK, GRACE, PLATFORM, ROOM, Story, at, minutes
from triage.carried import Bounced, Remark
from triage.controls import Action
from triage.duties.silence import Silence
from triage.errors import DeliveryRefusedError, DeliveryUncertainError
from triage.handling import copying
from triage.handling.orders import Claim, Reply
from triage.marks import Cursor
from triage.messages import (
    Nature,
    Notice,
    Sender,
)
from triage.model import ConversationRef, TicketId, TicketStatus
from triage.ports.work import Store


@pytest.fixture
def story(store: Store) -> Story:
    return Story(store)


# ---------------------------------------------------------------- intake


async def _both_mailboxes(story: Story) -> None:
    for account in ("support", "sales"):
        cursor = Cursor(channel="email", account=account, place="INBOX", value="1:0")
        await story.pipeline.accept(cursor=cursor)


async def test_the_same_mail_to_two_mailboxes_is_one_ticket_and_one_receipt(story: Story) -> None:
    await _both_mailboxes(story)
    mail = message(external_id="both@x", conversation=ConversationRef("email", "support", "both@x"))
    await story.arrive(mail)
    await story.arrive(replace(mail, conversation=ConversationRef("email", "sales", "both@x")))

    assert len(await story.tickets()) == 1
    assert story.heard() == [Notice.ACKNOWLEDGED]
    assert (await story.timeline())[-1] == "copy"


async def test_a_mail_to_the_other_mailbox_alone_is_a_ticket_of_its_own(story: Story) -> None:
    await _both_mailboxes(story)
    await story.mail()
    await story.mail(conversation=ConversationRef("email", "sales", "m2@example.org"))

    assert len(await story.tickets()) == 2


# ---------------------------------------------------------------- the alarm


class Watchman:
    """The alarm, asked by hand."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._silence = Silence(
            store=story.store,
            clock=story.clock,
            desk=DESK,
            outbox=story.pipeline.outbox,
            accounts=["support"],
        )
        self._started = story.clock.now()

    async def later(self, by: timedelta) -> list[str]:
        """What the room has read about it by then."""
        await self._story.advance(by)
        await self._story.store.transact(lambda work: self._silence.check(work, self._started))
        await self._story.settle()
        return [one.text for one in self._story.in_room(Notice.INTAKE)]


async def test_a_mailbox_that_is_not_read_is_told_in_the_room_once_and_so_is_its_return(
    story: Story,
) -> None:
    watchman = Watchman(story)
    await story.pipeline.looked("email", "support")
    assert await watchman.later(minutes(10)) == []

    await story.pipeline.looked("email", "support", trouble="sign in again: it ended")
    [said] = await watchman.later(minutes(1))
    assert said.startswith("**No mail from support** since <t:")
    assert "sign in again: it ended" in said
    assert len(await watchman.later(minutes(60))) == 1

    await story.pipeline.looked("email", "support")
    assert (await watchman.later(minutes(1)))[1:] == ["Mailbox support is read again."]
    assert len(await watchman.later(minutes(5))) == 2
    [line, _] = story.in_room(Notice.INTAKE)
    assert (line.to, line.mentions, DESK.default_team) == (ROOM, (), PLATFORM)


async def test_an_outage_of_our_own_is_no_silence_of_the_mailbox(story: Story) -> None:
    await story.pipeline.looked("email", "support")
    await story.advance(timedelta(hours=8))

    assert await Watchman(story).later(minutes(9)) == []


# ---------------------------------------------------------------- who reads along


async def say(story: Story, words: str) -> None:
    """Grace answers the first ticket."""
    await story.order(Reply(text=words), by=GRACE)


BOB = Sender(address="Bob@customer.example", name="Bob")


async def test_a_persons_words_go_to_whom_the_reporter_copied_last(story: Story) -> None:
    await story.mail(copies=("bob@customer.example",))
    await say(story, "We look at it.")
    await story.mail("more", references=("m1@example.org",), copies=("eve@customer.example",))
    await say(story, "It is fixed.")

    receipt, first, second = story.email.sent
    assert (receipt.notice, receipt.copies) == (Notice.ACKNOWLEDGED, ())
    assert (first.copies, second.copies) == (("bob@customer.example",), ("eve@customer.example",))
    assert (first.automatic, first.language) == (False, "en")


async def test_whom_the_reporter_brought_in_speaks_for_the_reporter(story: Story) -> None:
    await story.mail(copies=("bob@customer.example",))
    await story.react(Action.RESOLVE, by="201", card="card:1")
    await story.advance(minutes(2))
    await story.mail("still broken", references=("m1@example.org",), sender=BOB)

    ticket = await story.ticket()
    assert ticket.status is TicketStatus.OPEN
    assert len(await story.tickets()) == 1
    assert ticket.copies == ("bob@customer.example",)


async def test_a_stranger_is_a_note_and_brings_nobody_in(story: Story) -> None:
    await story.mail()
    await story.mail(
        "me, too",
        references=("m1@example.org",),
        sender=Sender(address="eve@elsewhere.example"),
        copies=("mallory@elsewhere.example",),
    )
    await say(story, "We look at it.")

    assert story.email.sent[-1].copies == ()
    assert (await story.ticket()).participants == ()


async def test_whom_a_copied_person_adds_is_mailed_once_confirmed(story: Story) -> None:
    eve = "eve@elsewhere.example"
    await story.mail(copies=("bob@customer.example",))
    added = ("ada@example.org", "grace@acme.example", eve)
    await story.mail("Eve, look", references=("m1@example.org",), sender=BOB, copies=added)
    await say(story, "We look at it.")

    assert [*story.email.sent[-1].copies] == ["bob@customer.example"]
    assert all(eve not in (one.address, *one.copies) for one in story.email.sent)
    assert (await story.ticket()).added == (eve,)

    await story.decide(lambda ticket: copying.confirm(ticket, eve, GRACE))
    await say(story, "Still at it.")
    assert [*story.email.sent[-1].copies] == ["bob@customer.example", eve]
    await story.mail("more", references=("m1@example.org",), copies=())
    await say(story, "It is fixed.")
    assert [*story.email.sent[-1].copies] == [eve]
    assert [one.facts["address"] for one in await story.events("copied")] == [eve]


async def test_what_the_reporters_program_wants_back_goes_with_every_answer(story: Story) -> None:
    await story.mail(echo={"Thread-Index": "abc"})

    assert story.email.sent[0].echo == {"Thread-Index": "abc"}


# ---------------------------------------------------------------- what does not arrive


async def _bounce(
    story: Story, *, address: str = "ada@example.org", permanent: bool = True
) -> None:
    await story.mail(
        "Undeliverable",
        references=("email-ack:1",),
        nature=Nature.BOUNCE,
        sender=Sender(address="mailer-daemon@example.org"),
        bounced=(Bounced(address=address, status="5.1.1", permanent=permanent),),
    )


async def _contact(story: Story) -> str | None:
    found = await story.store.look(
        lambda work: work.tickets.contact("email", "support", "ada@example.org")
    )
    assert found is not None
    return found.undeliverable


async def test_a_mail_that_comes_back_marks_contact_and_message_and_tells_who_has_it(
    story: Story,
) -> None:
    await story.mail()
    await story.react(Action.CLAIM, by="201", card="card:1")
    sent = len(story.email.sent)
    await _bounce(story)

    [line] = story.in_room(Notice.UNDELIVERED)
    assert "Grace Hall, please reach them another way." in line.text
    assert ("ada@example.org" in line.text, line.mentions) == (False, ())
    assert await _contact(story) == "bounced: 5.1.1"
    [(message, state, why)] = await story.store.look(
        lambda work: work.outbox.undelivered(TicketId(1))
    )
    assert (message.key, state, why) == ("ack:1", "bounced", "bounced: 5.1.1")
    assert len(story.email.sent) == sent
    await story.mail("I am here", references=("m1@example.org",))
    assert await _contact(story) is None


async def test_a_delay_is_a_note_and_an_address_we_never_wrote_to_marks_nobody(
    story: Story,
) -> None:
    await story.mail()
    await _bounce(story, permanent=False)
    assert story.in_room(Notice.UNDELIVERED) == []
    await _bounce(story, address="somebody@elsewhere.example")

    assert len(story.in_room(Notice.UNDELIVERED)) == 1
    assert await _contact(story) is None


async def test_a_persons_reply_that_is_refused_is_told(story: Story) -> None:
    await story.mail()
    story.email.failures.append(DeliveryRefusedError("552 too large"))
    await say(story, "We look at it.")

    [line] = story.in_room(Notice.UNREACHED)
    assert "552 too large" in line.text


async def test_a_receipt_and_a_reply_that_may_have_arrived_are_sent_until_it_is_sure(
    story: Story,
) -> None:
    story.email.failures += [DeliveryUncertainError("died after DATA")] * 3
    await story.mail()
    for _ in range(4):
        await story.advance(minutes(5))
    assert (story.email.failures, story.heard()) == ([], [Notice.ACKNOWLEDGED])

    story.email.failures += [DeliveryUncertainError("died after DATA")] * 3
    await say(story, "We look at it.")
    for _ in range(4):
        await story.advance(minutes(5))
    assert (story.email.failures, story.heard()[-1]) == ([], Notice.REPLY)


async def test_an_update_that_may_have_arrived_is_sent_again_once_and_then_told(
    story: Story,
) -> None:
    await story.mail()
    story.email.failures += [DeliveryUncertainError("died after DATA")] * 3
    await story.order(Claim())
    for _ in range(4):
        await story.advance(minutes(5))

    assert (len(story.email.failures), story.heard()) == (1, [Notice.ACKNOWLEDGED])
    [line] = story.in_room(Notice.UNREACHED)
    assert "sent twice, and neither time was it confirmed" in line.text


# ---------------------------------------------------------------- orders by mail


GRACE_BY_MAIL = Sender(address="grace@acme.example", name="Grace Hall", verified=True)


async def test_staff_claims_notes_and_resolves_by_mail(story: Story) -> None:
    await story.mail()
    await story.mail("/claim", references=("m1@example.org",), sender=GRACE_BY_MAIL)
    assert (await story.ticket()).assignee == GRACE

    await story.mail(
        "/note ask Kim\nabout it", references=("m1@example.org",), sender=GRACE_BY_MAIL
    )
    await story.mail(
        "/resolve Exports work again.\n\n-- \nGrace",
        references=("m1@example.org",),
        sender=GRACE_BY_MAIL,
    )
    ticket = await story.ticket()
    assert ticket.status is TicketStatus.RESOLVED
    assert story.heard() == [Notice.ACKNOWLEDGED, Notice.CLAIMED, Notice.RESOLVED]
    assert "Exports work again." in story.email.sent[-1].text
    assert all("Kim" not in one.text for one in story.email.sent)


async def test_staff_orders_by_number_in_a_mail_of_its_own(story: Story) -> None:
    await story.mail()
    await story.mail("/claim 1", sender=GRACE_BY_MAIL)
    await story.mail("/claim 99", sender=GRACE_BY_MAIL)

    assert (await story.ticket()).assignee == GRACE
    assert len(await story.tickets()) == 2  # nobody is refused a word: it became a ticket


async def test_an_order_from_an_address_that_is_not_proved_is_only_words(story: Story) -> None:
    await story.mail()
    forged = replace(GRACE_BY_MAIL, verified=False)
    await story.mail("/claim", references=("m1@example.org",), sender=forged)
    await story.mail("/resolve 1", sender=forged)

    assert (await story.ticket()).assignee is None
    assert (await story.ticket()).status is TicketStatus.OPEN


# ---------------------------------------------------------------- machines that answer machines


async def test_a_machine_that_answers_every_receipt_gets_one(story: Story) -> None:
    """Without Auto-Submitted, and each time with another number in it."""
    for number in range(10):
        await story.mail(f"Your request {number} was received at 12:{number:02}. P3")

    assert story.heard() == [Notice.ACKNOWLEDGED]
    assert len(await story.tickets()) == 10
    [line] = story.in_room(Notice.LOOP)
    assert "automatic answers to a\\*\\*\\*@example.org within an hour: 1." in line.text
    assert "withheld" in await story.timeline(2)


async def test_a_person_gets_three_receipts_an_hour_and_then_again(story: Story) -> None:
    words = ("the export fails", "the import is slow", "a typo on the first page", "no sound")
    for one in words:
        await story.mail(f"{one} P3")
    assert story.heard() == [Notice.ACKNOWLEDGED] * 3

    await story.advance(minutes(61))
    await story.mail("something else again P3")
    assert story.heard() == [Notice.ACKNOWLEDGED] * 4


async def test_what_a_person_wrote_is_sent_however_much_went_out(story: Story) -> None:
    await story.mail("the same P3")
    await story.mail("the same P3")
    for _ in range(5):
        await say(story, "We look at it.")

    assert story.heard().count(Notice.REPLY) == 5


async def test_a_ticket_opens_again_with_one_notice_an_hour(story: Story) -> None:
    await story.mail()
    for number in range(3):
        await story.react(Action.RESOLVE, by="201", card="card:1")
        await story.advance(minutes(2))
        await story.mail(f"answer {number}", references=("m1@example.org",))
        await story.react(Action.RESOLVE, by="201", card="card:1", present=False)

    assert story.heard().count(Notice.REOPENED) == 1
    assert len(story.in_room(Notice.LOOP)) == 1


# ---------------------------------------------------------------- spam


async def _morning(story: Story) -> None:
    """The next opening, in Berlin: Tuesday at nine."""
    await story.advance(at(8, day=3) - story.clock.now())


WINS = Sender(address="win@offers.example", name="Win", verified=False)


async def test_spam_is_held_and_told_in_one_line_the_next_morning(story: Story) -> None:
    await story.mail("You won", subject="You have won", nature=Nature.SPAM, sender=WINS)
    await story.mail("Pay now", subject="Invoice", forged="dmarc=fail", sender=WINS)
    assert (await story.tickets(), story.heard(), story.in_room(Notice.SPAM)) == ([], [], [])

    await _morning(story)
    [line] = story.in_room(Notice.SPAM)
    assert line.text.splitlines()[0] == "2 mails look like spam and are held: look."
    assert "win@offers.example" not in line.text
    assert "You have won" in line.text
    await story.advance(minutes(60 * 24 * 3))
    assert len(story.in_room(Notice.SPAM)) == 1
    assert story.heard() == []


async def test_one_reaction_lets_in_what_was_held_and_the_sender_from_then_on(
    story: Story,
) -> None:
    await story.mail("The export fails P3", nature=Nature.SPAM, sender=WINS)
    await _morning(story)
    await story.react(Action.OPEN, by="999", card="spam:2026-03-03", staff=False)
    assert await story.tickets() == []

    await story.react(Action.OPEN, by="201", card="spam:2026-03-03")
    [ticket] = await story.tickets()
    assert ticket.address == "win@offers.example"
    await story.mail("The import fails P3", nature=Nature.SPAM, sender=WINS)
    assert len(await story.tickets()) == 2


async def test_who_is_known_is_not_held_for_a_failed_check_of_the_sender(story: Story) -> None:
    await story.mail()
    await story.mail("something else P3", forged="dmarc=fail")

    assert len(await story.tickets()) == 2


# ---------------------------------------------------------------- ids that are no identity


async def test_another_persons_mail_with_a_used_id_is_a_ticket_of_its_own_and_flagged(
    story: Story,
) -> None:
    """Some programs give every mail the same Message-ID."""
    where = ConversationRef("email", "support", "1@localhost")
    first = message(external_id="1@localhost", conversation=where)
    await story.arrive(first, external_id="1@localhost:aaaa")
    await story.arrive(replace(first, sender=BOB, reply="Mine P3"), external_id="1@localhost:bbbb")

    bobs, adas = await story.tickets()
    assert (bobs.address, adas.address) == ("Bob@customer.example", "ada@example.org")
    assert Remark.SAME_ID not in adas.carried.remarks
    assert Remark.SAME_ID in bobs.carried.remarks
    assert "same Message-ID" in story.in_room(Notice.CARD)[-1].text


async def test_the_same_persons_mail_with_the_same_id_belongs_to_the_ticket(story: Story) -> None:
    """A list adds a footer, and the direct copy has none."""
    where = ConversationRef("email", "support", "1@localhost")
    first = message(external_id="1@localhost", conversation=where)
    await story.arrive(first, external_id="1@localhost:aaaa")
    await story.arrive(replace(first, reply="It broke. -- The list"), external_id="1@localhost:b")

    assert len(await story.tickets()) == 1
    assert story.heard() == [Notice.ACKNOWLEDGED]


async def test_the_mail_that_an_earlier_answer_answered_joins_its_ticket(story: Story) -> None:
    """The CC'd colleague was faster than the mail that she answers."""
    root = ConversationRef("email", "support", "root@x")
    await story.arrive(
        message(external_id="answer@x", conversation=root, sender=BOB, references=("root@x",))
    )
    await story.arrive(message(external_id="root@x", conversation=root))

    assert len(await story.tickets()) == 1


# ---------------------------------------------------------------- a number in the subject


async def test_a_number_in_the_subject_is_a_hint_to_staff_and_no_way_into_a_ticket(
    story: Story,
) -> None:
    await story.mail()
    told = len(story.email.sent)
    await story.mail("What did you find? P3", subject="Re: Help [1]", sender=BOB)

    bobs, adas = await story.tickets()
    assert (bobs.carried.related, adas.carried.related) == (TicketId(1), None)
    assert "maybe related to ticket 1" in story.in_room(Notice.CARD)[-1].text
    assert [one.address for one in story.email.sent[told:]] == ["Bob@customer.example"]
    said = await story.store.look(lambda work: work.tickets.messages(TicketId(1)))
    assert all("What did you find?" not in one.text for one in said)


@pytest.mark.parametrize("subject", ["Re: Help [1]", "The export again [#1]"])
async def test_a_number_lets_in_who_takes_part_and_is_proved_to_be_who_they_say(
    story: Story, subject: str
) -> None:
    await story.mail(copies=("bob@customer.example",))
    await story.mail("It is back", subject=subject)
    await story.mail("Here too", subject=subject, sender=BOB)

    assert len(await story.tickets()) == 1
    said = await story.words()
    assert ("It is back" in said, "Here too" in said) == (True, True)


async def test_a_number_does_not_let_in_an_address_that_nobody_vouches_for(story: Story) -> None:
    await story.mail()
    unproved = Sender(address=(await story.ticket()).address, verified=False)
    await story.mail("What did you find?", subject="[1]", sender=unproved)

    assert "What did you find?" not in await story.words()
    assert (await story.ticket(2)).carried.related == TicketId(1)


async def test_a_number_that_no_ticket_has_is_no_hint(story: Story) -> None:
    await story.mail(subject="Re: Help [77]")

    assert (await story.ticket()).carried.related is None


async def test_the_hint_stays_when_more_is_said_and_the_card_says_it_in_german_too(
    story: Story,
) -> None:
    story.desk = replace(DESK, language="de")
    story.start()
    await story.mail()
    await story.mail("Noch etwas P3", subject="Re: Help [1]", sender=BOB)
    await story.mail("more", references=("m2@example.org",), sender=BOB, remarks=(Remark.CUT,))

    assert (await story.ticket(2)).carried.related == TicketId(1)
    assert "gehört vielleicht zu Ticket 1" in story.in_room(Notice.CARD)[-1].text
