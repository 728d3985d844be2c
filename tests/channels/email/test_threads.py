"""Which ticket a mail belongs to, proved and not guessed."""

from __future__ import annotations

import base64
import dataclasses
import email
import email.policy
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from channels.email.compose import compose
from channels.email.headers import Headers
from channels.email.threads import (
    is_ours,
    mark,
    message_id,
    references,
    root,
    tagged,
    ticket_of,
    ticket_of_address,
    ticket_of_quotes,
)
from tests.channels.email.samples import AT, KEY, mail, mailbox, multipart, part, understood
from tests.channels.email.test_compose import outgoing
from triage.messages import Nature
from triage.model import TicketId


def _headers(**fields: str) -> Headers:
    return Headers((name.replace("_", "-"), value.encode()) for name, value in fields.items())


@given(st.integers(1, 10**9), st.text(max_size=20))
def test_our_own_id_proves_its_ticket_in_any_case_of_letters(number: int, key: str) -> None:
    made = message_id(key, TicketId(number), KEY, "acme.example")

    assert ticket_of(["x@y", made], KEY) == TicketId(number)
    assert ticket_of([made.upper()], KEY) == TicketId(number)
    assert made == message_id(key, TicketId(number), KEY, "acme.example")


def test_an_id_without_a_ticket_is_ours_and_proves_none() -> None:
    made = message_id("page:1", None, KEY, "acme.example")

    assert is_ours(made, KEY)
    assert ticket_of([made], KEY) is None


def test_another_number_another_key_or_another_form_proves_nothing() -> None:
    made = message_id("a", TicketId(7), KEY, "acme.example")

    assert ticket_of([made.replace("t.7.", "t.8.")], KEY) is None
    assert ticket_of([made], b"another key") is None
    assert ticket_of(["t.7.guess.guess@acme.example"], KEY) is None
    assert not is_ours("x@y", KEY)


def test_references_come_most_telling_first_and_once() -> None:
    headers = _headers(in_reply_to="<c@x>", references="<a@x> <b@x> <c@x>")

    assert references(headers) == ("c@x", "b@x", "a@x")


def test_a_hostile_list_of_references_is_cut_at_its_old_end() -> None:
    headers = _headers(references=" ".join(f"<{n}@x>" for n in range(300)))

    assert references(headers) == tuple(f"{n}@x" for n in range(299, 249, -1))


def test_a_conversation_is_named_by_its_first_mail() -> None:
    assert root(_headers(references="<a@x> <b@x>", in_reply_to="<b@x>"), "own@x") == "a@x"
    assert root(_headers(in_reply_to="<b@x>"), "own@x") == "b@x"
    assert root(_headers(), "own@x") == "own@x"


def test_an_address_of_a_ticket_proves_it_and_a_guessed_one_does_not() -> None:
    address = tagged("support@acme.example", TicketId(17), KEY)

    assert address is not None
    assert address.startswith("support+t_17_")
    assert ticket_of_address(["x@y", address.upper()], KEY) == TicketId(17)
    assert ticket_of_address([address.replace("_17_", "_18_")], KEY) is None
    assert ticket_of_address([address], b"another key" * 4) is None
    assert tagged("a" * 40 + "@acme.example", TicketId(17), KEY) is None


def test_an_answer_to_the_tickets_address_finds_it_without_any_reference() -> None:
    address = tagged("support@acme.example", TicketId(17), KEY)
    raw = mail(to=f"Acme <{address}>")
    proved = dataclasses.replace(mailbox(), plus=True)

    assert understood(raw, box=proved).ticket == TicketId(17)
    assert understood(raw).ticket is None
    assert understood(raw).copies == ()


def test_a_bounce_that_returns_nothing_is_known_by_where_it_was_sent() -> None:
    """The envelope sender of what we send is the ticket's address (VERP)."""
    report = "\r\n".join(
        [
            "--cut",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mx.customer.example",
            "",
            "Final-Recipient: rfc822; ada@customer.example",
            "Action: failed",
            "Status: 5.1.1",
            "",
            "--cut--",
            "",
        ]
    )
    raw = mail(
        report,
        from_="mailer-daemon@customer.example",
        to=tagged("support@acme.example", TicketId(17), KEY),
        content_type='multipart/report; report-type=delivery-status; boundary="cut"',
    )
    read = understood(raw, box=dataclasses.replace(mailbox(), plus=True))

    assert (read.nature, read.ticket) == (Nature.BOUNCE, TicketId(17))
    assert [(one.address, one.permanent) for one in read.bounced] == [
        ("ada@customer.example", True)
    ]


# ---------------------------------------------------------------- the mark in the body


def _quoted() -> str:
    """The HTML of a mail of ticket 7, as an answer quotes it."""
    letter = compose(outgoing(), mailbox=mailbox(), product="Acme", key=KEY, at=AT)
    parsed = email.message_from_bytes(letter.raw, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    page = parsed.get_body(preferencelist=("html",))
    assert isinstance(page, EmailMessage)
    return str(page.get_content())


def _answer(quoted: str) -> str:
    return f'<p>It is Chrome 131.</p><blockquote type="cite">{quoted}</blockquote>'


def test_an_answer_that_quotes_our_html_finds_its_ticket_and_shows_no_mark() -> None:
    read = understood(
        mail(
            _answer(_quoted()),
            in_reply_to="<made.by.the.relay@x>",
            content_type="text/html; charset=utf-8",
        )
    )

    assert (read.ticket, read.reply) == (TicketId(7), "It is Chrome 131.")
    assert "we have it" in read.text
    assert "t.7." not in read.text


def test_the_mark_is_found_when_only_the_version_that_is_not_read_has_it() -> None:
    coded = base64.encodebytes(_answer(_quoted()).encode()).decode().replace("\n", "\r\n")
    page = part(coded, "Content-Transfer-Encoding: base64", kind="text/html; charset=utf-8")
    read = understood(multipart(part("It is Chrome 131."), page, kind="alternative"))

    assert (read.ticket, read.text.strip()) == (TicketId(7), "It is Chrome 131.")


def test_the_mark_is_found_in_plain_words_of_a_program_that_shows_it() -> None:
    shown = mark("ack:7", TicketId(7), KEY)

    assert understood(mail(f"It is Chrome 131.\r\n\r\n> {shown}\r\n")).ticket == TicketId(7)


def test_a_signed_id_says_more_than_a_quoted_mark() -> None:
    ours = message_id("ack:8", TicketId(8), KEY, "acme.example")
    raw = mail(_answer(_quoted()), in_reply_to=f"<{ours}>", content_type="text/html")

    assert understood(raw).ticket == TicketId(8)


def test_the_first_genuine_mark_is_the_newest_and_a_forged_one_proves_nothing() -> None:
    seven, nine = (mark(f"ack:{n}", TicketId(n), KEY) or "" for n in (7, 9))
    forged = seven.replace("t.7.", "t.8.")

    assert ticket_of_quotes([f"{forged} {nine.upper()} {seven}"], KEY) == TicketId(9)
    assert ticket_of_quotes([forged, f"{seven}0", f"x{seven}"], KEY) is None
    assert ticket_of_quotes([seven], b"another key" * 4) is None
    assert mark("page:1", None, KEY) is None


def test_a_mark_in_an_attached_file_is_no_answer() -> None:
    log = part(
        mark("ack:7", TicketId(7), KEY) or "", 'Content-Disposition: attachment; filename="a.txt"'
    )

    assert understood(multipart(part("See the file."), log)).ticket is None
