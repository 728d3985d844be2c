"""What we send, as it goes over the wire."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import pytest

from channels.email.compose import compose
from channels.email.threads import message_id
from tests.channels.email.samples import AT, KEY, mailbox, understood
from triage.errors import DeliveryRefusedError
from triage.messages import Grade, Nature, Notice, Outgoing
from triage.model import ConversationRef, TicketId


def outgoing(**changes: object) -> Outgoing:
    fields: dict[str, object] = {
        "key": "ack:7",
        "ticket": TicketId(7),
        "notice": Notice.ACKNOWLEDGED,
        "to": ConversationRef("email", "support", "first@customer.example"),
        "lane": "email:support:first",
        "grade": Grade.REPLY,
        "address": "ada@customer.example",
        "subject": "Re: Export stops [7]",
        "text": "Hello Ada,\n\nwe have it.\n",
        "in_reply_to": "first@customer.example",
    }
    return Outgoing(**(fields | changes))  # type: ignore[arg-type]


def composed(**changes: object) -> EmailMessage:
    mail = compose(outgoing(**changes), mailbox=mailbox(), product="Acme", key=KEY, at=AT)
    return email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)


def words_of(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


def test_a_receipt_says_that_no_person_wrote_it() -> None:
    mail = composed()

    assert dict(mail.items()) == {
        "From": "Acme <support@acme.example>",
        "To": "ada@customer.example",
        "Subject": "Re: Export stops [7]",
        "Date": "Mon, 02 Mar 2026 09:30:00 +0000",
        "Message-ID": f"<{message_id('ack:7', TicketId(7), KEY, 'acme.example')}>",
        "In-Reply-To": "<first@customer.example>",
        "References": "<first@customer.example>",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "X-Firstline-Loop": "support",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "7bit",
        "MIME-Version": "1.0",
    }
    assert words_of(mail) == "Hello Ada,\n\nwe have it.\n"


def test_a_persons_reply_carries_no_header_of_a_machine() -> None:
    mail = composed(automatic=False)

    assert not {"Auto-Submitted", "X-Auto-Response-Suppress", "X-Firstline-Loop"} & set(mail.keys())


def test_the_same_key_is_the_same_mail_and_a_resend_keeps_its_date() -> None:
    first = composed()
    again = compose(
        outgoing(resend=True, first_tried_at=AT),
        mailbox=mailbox(),
        product="Acme",
        key=KEY,
        at=AT.replace(hour=20),
    )

    assert (again["Message-ID"], again["Date"]) == (first["Message-ID"], first["Date"])


def test_long_ids_stay_whole_and_old_ones_are_left_out_in_the_middle() -> None:
    ids = tuple(f"{n}-{'x' * 90}@customer.example" for n in range(80))

    mail = composed(references=ids, in_reply_to=ids[-1])

    assert str(mail["References"]).split() == [f"<{i}>" for i in (ids[0], *ids[-49:])]


def test_an_id_that_no_mail_has_is_not_referred_to() -> None:
    mail = composed(references=("0" * 64, "two words@x"), in_reply_to="")

    assert "References" not in mail
    assert "In-Reply-To" not in mail


def test_line_breaks_in_a_subject_make_no_headers() -> None:
    mail = composed(subject="Hello\r\nBcc: all@acme.example")

    assert mail["Subject"] == "Hello Bcc: all@acme.example"
    assert "Bcc" not in mail


def test_no_subject_is_no_header() -> None:
    assert "Subject" not in composed(subject=None)


def test_any_words_survive_the_wire() -> None:
    words = "Grüße\n.\n..dots\nFrom here\n" + "x" * 2000 + "\nサポート\n"

    assert words_of(composed(text=words, subject="Grüße サポート")) == words


@pytest.mark.parametrize("address", [None, "", "nobody", "a@b@c", "a@b\r\nBcc: x@y", "@"])
def test_an_address_that_is_none_is_refused(address: str | None) -> None:
    with pytest.raises(DeliveryRefusedError):
        composed(address=address)


def test_our_own_receipt_coming_back_is_known_as_ours() -> None:
    mail = compose(outgoing(), mailbox=mailbox(), product="Acme", key=KEY, at=AT)

    assert understood(mail.as_bytes()).nature is Nature.OURS
