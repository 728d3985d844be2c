"""Hostile mails are stopped before anything parses them."""

from __future__ import annotations

import pytest

from channels.email import limits
from channels.email.limits import check
from tests.channels.email.samples import mail, rejected, understood


def test_an_ordinary_mail_is_worth_parsing() -> None:
    assert check(mail()) is None


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"a" * (limits.SIZE + 1), "larger than 25 MB"),
        (b"a" * (limits.HEADER_BLOCK + 9), "header block larger than 256 KB"),
        (mail("", *["X-A: b"] * 501), "more than 500 header fields"),
        (b"X-A: b\n" * 501, "more than 500 header fields"),
    ],
)
def test_what_goes_beyond_is_named(raw: bytes, why: str) -> None:
    assert check(raw) == why
    assert rejected(raw).why == why


def test_folded_lines_are_one_field() -> None:
    assert check(mail("", "X-A: b" + "\r\n c" * 600)) is None


def test_a_subject_of_a_megabyte_costs_only_what_is_read_of_it() -> None:
    raw = mail("Help", subject="x" * 200_000, to=", ".join(["a@b.example"] * 4_000))

    read = understood(raw)

    assert read.text == "Help"
    assert read.subject == "x" * limits.HEADER_READ


def test_a_mail_of_too_many_parts_keeps_what_its_headers_say() -> None:
    raw = mail("--c\r\n\r\nx\r\n" * 600, content_type="multipart/mixed; boundary=c")

    refused = rejected(raw)

    assert refused.why == "ExceededError: more than 500 MIME parts"
    assert (refused.subject, refused.sender) == ("Export stops", "ada@customer.example")
    assert refused.external_id == "first@customer.example"


@pytest.mark.parametrize(
    ("fields", "acknowledge"),
    [
        ({}, True),
        ({"auto_submitted": "auto-replied"}, False),
        ({"precedence": "bulk"}, False),
        ({"from_": "MAILER-DAEMON@relay.example"}, False),
        ({"from_": "support@acme.example"}, False),
        ({"from_": None}, False),
        ({"x_auto_response_suppress": "All"}, False),
    ],
)
def test_a_person_whose_mail_is_too_large_gets_a_receipt_and_a_machine_none(
    fields: dict[str, str | None],
    acknowledge: bool,  # noqa: FBT001
) -> None:
    assert rejected(mail("a" * limits.SIZE, **fields)).acknowledge is acknowledge
