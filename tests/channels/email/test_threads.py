"""Which ticket a mail belongs to, proved and not guessed."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from channels.email.headers import Headers
from channels.email.threads import (
    is_ours,
    message_id,
    references,
    root,
    tagged,
    ticket_of,
    ticket_of_address,
)
from tests.channels.email.samples import KEY, mail, mailbox, understood
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
