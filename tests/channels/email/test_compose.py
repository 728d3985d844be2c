"""What we send, as it goes over the wire."""

from __future__ import annotations

import base64
import dataclasses
import email
import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email import html
from channels.email.compose import compose
from channels.email.threads import message_id, tagged
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
    return email.message_from_bytes(mail.raw, policy=email.policy.default)


def part_of(mail: EmailMessage, kind: str = "plain") -> EmailMessage:
    part = mail.get_body(preferencelist=(kind,))
    assert isinstance(part, EmailMessage)
    return part


def words_of(mail: EmailMessage, kind: str = "plain") -> str:
    return str(part_of(mail, kind).get_content()).replace("\r\n", "\n")


def test_a_receipt_says_that_no_person_wrote_it() -> None:
    mail = composed()
    boundary = mail.get_boundary()

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
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{boundary}"',
    }
    assert words_of(mail) == "Hello Ada,\n\nwe have it.\n"


def test_what_answers_no_mail_says_that_it_is_no_reply() -> None:
    """A page, a code."""
    assert composed(in_reply_to=None)["Auto-Submitted"] == "auto-generated"


def test_a_persons_reply_carries_no_header_of_a_machine() -> None:
    mail = composed(automatic=False)

    assert not {"Auto-Submitted", "X-Auto-Response-Suppress", "X-Firstline-Loop"} & set(mail.keys())


def test_the_same_key_is_the_same_mail_and_a_resend_keeps_its_date() -> None:
    first = compose(outgoing(), mailbox=mailbox(), product="Acme", key=KEY, at=AT)
    again = compose(
        outgoing(resend=True, first_tried_at=AT),
        mailbox=mailbox(),
        product="Acme",
        key=KEY,
        at=AT.replace(hour=20),
    )

    assert again == first


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


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("plain\n.\n..dots\nFrom here\n-- \nAcme\n", "7bit"),
        ("Grüße, die Ausfuhr ist wieder in Ordnung.\n.\n", "quoted-printable"),
        ("x" * 2000 + "\n", "quoted-printable"),
        ("サポートからのお知らせです\n", "base64"),
    ],
)
def test_words_of_any_script_survive_the_wire(words: str, encoding: str) -> None:
    mail = composed(text=words)

    assert words_of(mail) == words
    assert part_of(mail)["Content-Transfer-Encoding"] == encoding
    assert "".join(words.split()) in "".join(html.render(words_of(mail, "html")).whole.split())


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=40))
def test_whatever_is_said_no_line_is_too_long_and_no_header_is_added(
    subject: str, text: str, product: str
) -> None:
    message = outgoing(subject=subject, text=text)
    raw = compose(message, mailbox=mailbox(), product=product, key=KEY, at=AT).raw

    assert all(len(line) <= 998 and b"\r" not in line for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    names = [line.partition(b":")[0] for line in raw.split(b"\r\n\r\n")[0].split(b"\r\n")]
    assert len([name for name in names if not name.startswith(b" ")]) == 12
    assert raw.isascii()


@pytest.mark.parametrize(
    "subject", ["Grüße aus dem schönen Köln " * 9, "サポート" * 30, "=?a?b?c?="]
)
def test_subjects_of_any_script_survive(subject: str) -> None:
    assert composed(subject=subject)["Subject"] == " ".join(subject.split())


@pytest.mark.parametrize("product", ["Acme", "Acme, Inc.", 'The "A"', "Ärger & Söhne"])
def test_names_of_any_kind_survive(product: str) -> None:
    mail = compose(outgoing(), mailbox=mailbox(), product=product, key=KEY, at=AT)

    assert understood(mail.raw).sender.name == product


@pytest.mark.parametrize("address", [None, "", "nobody", "a@b@c", "a@b\r\nBcc: x@y", "@"])
def test_an_address_that_is_none_is_refused(address: str | None) -> None:
    with pytest.raises(DeliveryRefusedError):
        composed(address=address)


def test_a_persons_words_go_to_the_copies_and_a_receipt_to_the_sender_alone() -> None:
    copies = ("bob@customer.example", "ada@customer.example", "not an address")
    letter = compose(
        outgoing(copies=copies, automatic=False),
        mailbox=mailbox(),
        product="Acme",
        key=KEY,
        at=AT,
    )

    assert letter.recipients == ("ada@customer.example", "bob@customer.example")
    assert understood(letter.raw.replace(b"From: Acme", b"From: X")).copies == (
        "ada@customer.example",
        "bob@customer.example",
    )
    assert "Cc" not in composed()


def test_an_address_of_the_ticket_is_used_only_where_a_probe_has_proved_it() -> None:
    box = dataclasses.replace(mailbox(), plus=True)
    letter = compose(outgoing(), mailbox=box, product="Acme", key=KEY, at=AT)
    mail = email.message_from_bytes(letter.raw, policy=email.policy.default)

    assert mail["Reply-To"] == letter.sender == tagged("support@acme.example", TicketId(7), KEY)
    assert mail["From"] == "Acme <support@acme.example>"
    plain = compose(outgoing(), mailbox=mailbox(), product="Acme", key=KEY, at=AT)
    assert (composed()["Reply-To"], plain.sender) == (None, "support@acme.example")
    nowhere = compose(outgoing(ticket=None), mailbox=box, product="Acme", key=KEY, at=AT)
    assert nowhere.sender == "support@acme.example"


def test_outlook_finds_its_conversation_again() -> None:
    parent = base64.b64encode(b"\x01" + bytes(21)).decode()
    mail = composed(echo={"Thread-Index": parent, "Thread-Topic": "Größe fehlt"})
    index = base64.b64decode(str(mail["Thread-Index"]).replace(" ", ""))

    assert index[:22] == base64.b64decode(parent)
    assert len(index) == 27
    assert mail["Thread-Topic"] == "Größe fehlt"
    assert "Thread-Index" not in composed(echo={"Thread-Index": "nonsense"})


def test_the_html_says_the_same_in_the_readers_language() -> None:
    mail = composed(language="de", text="Hallo Ada,\n\n1 < 2 & so.\n")
    page = words_of(mail, "html")

    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert '<html lang="de">' in page
    assert "<title>Re: Export stops [7]</title>" in page
    assert "<p>1 &lt; 2 &amp; so.</p>" in page


def test_our_own_receipt_coming_back_is_known_as_ours() -> None:
    mail = compose(outgoing(), mailbox=mailbox(), product="Acme", key=KEY, at=AT)

    assert understood(mail.raw).nature is Nature.OURS
