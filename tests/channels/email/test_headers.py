"""Header fields out of raw bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email.headers import Headers, Mailbox, scan, words


def _headers(*fields: tuple[str, str]) -> Headers:
    return Headers((name, value.encode("utf-8", "surrogateescape")) for name, value in fields)


def test_folded_fields_are_joined_and_the_body_is_found() -> None:
    raw = b"Subject: one\r\n two\r\nFrom: a@b.example\r\n\r\nbody"

    headers, start = scan(raw)

    assert headers.text("subject") == "one two"
    assert raw[start:] == b"body"


@pytest.mark.parametrize(
    ("raw", "subject", "body"),
    [
        (b"Subject: a\n\nbody", "a", b"body"),
        (b"From x Mon Jan 5\nSubject: a\n\nbody", "a", b"body"),
        (b"no field here\nSubject: a\n\nbody", "a", b"body"),
        (b"Subject : a\r\n\r\n", "a", b""),
        (b"Subject: a", "a", b""),
        (b"\r\nbody", None, b"body"),
        (b"", None, b""),
    ],
)
def test_strange_header_blocks_are_read(raw: bytes, subject: str | None, body: bytes) -> None:
    headers, start = scan(raw)

    assert (headers.text("subject"), raw[start:]) == (subject, body)


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?B?R3LDvMOfZQ==?=", "Grüße"),
        ("=?utf-8?B?R3LDvMOfZQ?=", "Grüße"),
        ("=?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3=9Fe?=", "Grüße"),
        ("Re: =?iso-8859-1?Q?=DCber_uns?= now", "Re: Über uns now"),
        ("=?utf-8*de?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?iso-8859-1?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?B?A?=", "A"),
        ("=?utf-8?x?a?= stays", "=?utf-8?x?a?= stays"),
        ("1 =? 2", "1 =? 2"),
    ],
)
def test_encoded_words_are_decoded(coded: str, text: str) -> None:
    assert words(coded) == text


def test_raw_bytes_beyond_ascii_are_read_as_meant() -> None:
    headers, _ = scan("Subject: Fr\xf6sche\n\n".encode("latin-1"))

    assert headers.text("subject") == "Frösche"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("ada@x.example", [Mailbox(None, "ada@x.example")]),
        ("Ada <ada@x.example>", [Mailbox("Ada", "ada@x.example")]),
        ('"Bloom, Ada" <ada@x.example>', [Mailbox("Bloom, Ada", "ada@x.example")]),
        ("ada@x.example (Ada Bloom)", [Mailbox("Ada Bloom", "ada@x.example")]),
        (
            "=?utf-8?q?J=C3=BCrgen?= <j@x.example>, <b@x.example>",
            [Mailbox("Jürgen", "j@x.example"), Mailbox(None, "b@x.example")],
        ),
        (
            "undisclosed-recipients:;",
            [
                Mailbox("undisclosed-recipients:", ""),
            ],
        ),
        ("Ada", [Mailbox(None, "")]),
        ("", []),
    ],
)
def test_addresses_are_found(field: str, expected: list[Mailbox]) -> None:
    found = _headers(("to", field)).mailboxes("to")

    assert [m.address for m in found] == [m.address for m in expected]
    if expected and expected[0].address:
        assert found == expected


def test_no_field_is_no_mailbox() -> None:
    assert _headers().mailbox("from") is None


@pytest.mark.parametrize(
    ("field", "ids"),
    [
        ("<a@b> <c@d>", ["a@b", "c@d"]),
        ("a@b", ["a@b"]),
        ("<a@b><c@d>", ["a@b", "c@d"]),
        ("< a@b >", ["a@b"]),
        ("your mail of Monday", []),
    ],
)
def test_ids_come_without_their_brackets(field: str, ids: list[str]) -> None:
    assert _headers(("references", field)).ids("references") == ids
    assert _headers().ids("references") == []


def test_all_fields_of_a_name_come_top_first() -> None:
    assert _headers(("received", "a"), ("received", "b")).all("received") == ["a", "b"]


@given(st.binary(max_size=300))
def test_a_scan_never_raises(raw: bytes) -> None:
    headers, start = scan(raw)

    assert 0 <= start <= len(raw)
    headers.mailboxes("from")
    headers.text("subject")
