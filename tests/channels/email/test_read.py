"""A mail becomes a message."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.email.read import read_mail
from channels.email.threads import message_id
from tests.channels.email.samples import (
    AT,
    KEY,
    mail,
    mailbox,
    multipart,
    part,
    rejected,
    understood,
)
from triage.carried import Remark
from triage.messages import MessageArrived, Nature, Opens, Rejected, Sender
from triage.model import Audience, ConversationRef, TicketId


def test_a_report_by_mail_is_understood_whole() -> None:
    assert understood(mail("The export stops at 30 %.\r\n-- \r\nAda\r\n")) == MessageArrived(
        conversation=ConversationRef("email", "support", "first@customer.example"),
        place=None,
        external_id="first@customer.example",
        sender=Sender(address="ada@customer.example", name="Ada Bloom", verified=False),
        at=datetime(2026, 3, 2, 9, 29, tzinfo=UTC),
        subject="Export stops",
        text="The export stops at 30 %.\n-- \nAda\n",
        reply="The export stops at 30 %.",
        opens=Opens.ALWAYS,
        audience=Audience.CUSTOMERS,
        nature=Nature.PERSON,
        remarks=(Remark.UNVERIFIED,),
    )


def test_an_answer_names_its_ticket_its_conversation_and_what_it_answers() -> None:
    ours = message_id("ack", TicketId(41), KEY, "acme.example")
    raw = mail(
        message_id="<second@customer.example>",
        in_reply_to=f"<{ours}>",
        references=f"<first@customer.example> <{ours}>",
    )

    read = understood(raw)

    assert read.conversation.thread == "first@customer.example"
    assert read.in_reply_to == ours
    assert read.references == (ours, "first@customer.example")
    assert read.ticket == TicketId(41)


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Mon, 02 Mar 2026 10:29:00 +0100", datetime(2026, 3, 2, 9, 29, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 09:29:00 -0000", datetime(2026, 3, 2, 9, 29, tzinfo=UTC)),
        ("Tue, 03 Mar 2026 09:29:00 +0000", AT),
        ("Mon, 02 Mar 2020 09:29:00 +0000", AT),
        ("Mon, 01 Jan 0001 00:00:00 +2300", AT),
        ("yesterday", AT),
        (None, AT),
    ],
)
def test_a_believable_date_is_believed(date: str | None, at: datetime) -> None:
    assert understood(mail(date=date)).at == at


def test_a_mail_without_anything_is_a_message_still() -> None:
    read = understood(b"\r\n")

    assert (read.sender.address, read.subject, read.text, read.reply) == ("", None, "", "")
    assert read.nature is Nature.PERSON
    assert len(read.external_id) == 64


def test_html_alone_is_read() -> None:
    read = understood(mail("<p>It <b>stops</b>.</p>", content_type="text/html"))

    assert (read.text, read.reply) == ("It stops.", "It stops.")


def test_an_html_reply_of_a_quote_alone_shows_the_quote() -> None:
    body = '<blockquote type="cite">What did you do?</blockquote>'

    read = understood(mail(body, content_type="text/html", in_reply_to="<a@b>"))

    assert read.reply == "What did you do?"


def test_unreadable_structure_is_rejected_with_its_headers() -> None:
    refused = rejected(mail("--c\r\n\r\nx\r\n" * 600, content_type="multipart/a; boundary=c"))

    assert refused.conversation == ConversationRef("email", "support", "first@customer.example")


_PIECES = st.sampled_from(
    [
        b"\r\n",
        b"\n\n",
        b"--cut\r\n",
        b"--cut--",
        b"Content-Type: multipart/alternative; boundary=cut\r\n",
        b"Content-Type: text/html; charset=utf-7\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Date: Mon, 99 Foo 2026 99:99 +9999\r\n",
        b"From: =?x?b?!?= <@>,(\r\n",
        b"<div><blockquote type=cite>",
        b"> ",
        b"\x00\xff\xfe",
        b"Final-Recipient: ;;\r\n",
    ]
)


@given(st.lists(st.one_of(_PIECES, st.binary(max_size=30)), max_size=25))
@settings(max_examples=200, deadline=None)
def test_bytes_never_raise(pieces: list[bytes]) -> None:
    read = read_mail(b"".join(pieces), mailbox=mailbox(), key=KEY, received_at=AT)

    assert isinstance(read, MessageArrived | Rejected)


_WHOLE = multipart(
    part("Grüße\r\n> zitiert\r\n", "Content-Transfer-Encoding: 8bit"),
    part("<p>Hi <blockquote type=cite>x</blockquote></p>", kind="text/html"),
    part("aGVsbG8=", "Content-Transfer-Encoding: base64", kind="application/pdf; name=a.pdf"),
)


@given(st.lists(st.tuples(st.integers(0, len(_WHOLE)), st.binary(max_size=3)), max_size=8))
@settings(max_examples=200, deadline=None)
def test_mutated_mails_never_raise(changes: list[tuple[int, bytes]]) -> None:
    raw = _WHOLE
    for at, data in changes:
        raw = raw[:at] + data + raw[at + 2 :]

    read = read_mail(raw, mailbox=mailbox(), key=KEY, received_at=AT + timedelta(hours=1))

    assert isinstance(read, MessageArrived | Rejected)


@pytest.mark.parametrize(
    ("fields", "audience"),
    [
        ({"from_": "Ada <ada@customer.example>"}, Audience.CUSTOMERS),
        ({"from_": "Ada <ada@Partner.example>"}, Audience.DEVELOPERS),
        ({"from_": "Ada <ada@eu.partner.example>"}, Audience.DEVELOPERS),
        ({"from_": "Ada <ada@notpartner.example>"}, Audience.CUSTOMERS),
        ({"to": "support@acme.example, Staff <staff@acme.example>"}, Audience.INTERNAL),
    ],
)
def test_whom_it_is_for_by_domain_and_by_list(fields: dict[str, str], audience: Audience) -> None:
    known = {"partner.example": Audience.DEVELOPERS, "staff@acme.example": Audience.INTERNAL}
    box = dataclasses.replace(mailbox(), audiences=known)
    assert understood(mail(**fields), box=box).audience is audience


@pytest.mark.parametrize(
    ("dmarc", "domain", "audience", "known"),
    [
        ("pass", "customer.example", Audience.CUSTOMERS, True),
        ("pass", "customer.example", Audience.USERS, False),
        ("fail", "customer.example", Audience.CUSTOMERS, False),
        ("pass", "example", Audience.INTERNAL, True),
        ("pass", "stomer.example", Audience.CUSTOMERS, False),
    ],
)
def test_known_is_who_is_proved_to_write_from_a_domain_that_we_named(
    dmarc: str, domain: str, audience: Audience, *, known: bool
) -> None:
    box = dataclasses.replace(mailbox(), audiences={domain: audience})
    results = f"mx.acme.example; dmarc={dmarc} header.from=customer.example"

    sender = understood(mail(authentication_results=results), box=box).sender

    assert (sender.verified, sender.known) == (dmarc == "pass", known)
