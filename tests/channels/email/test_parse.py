"""MIME, as it comes in the wild."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email import limits
from channels.email.body import Segment, body
from channels.email.parse import content, parse, text, walk
from tests.channels.email.samples import mail, multipart, part, understood
from triage.messages import Attachment


def _texts(raw: bytes) -> list[str]:
    return [segment.text.strip() for segment in body(parse(raw)).segments]


def _further(raw: bytes) -> list[str]:
    return [segment.text.strip() for segment in body(parse(raw)).further]


def test_a_plain_mail_is_its_body() -> None:
    assert body(parse(mail("Hello\r\nthere\r\n"))).segments == [
        Segment("Hello\nthere\n", html=False)
    ]


@pytest.mark.parametrize(
    ("encoding", "coded"),
    [
        ("base64", base64.b64encode("Grüße".encode()).decode()),
        ("base64", base64.b64encode("Grüße".encode()).decode().rstrip("=")),
        (
            "BASE64",
            base64.b64encode(("Grüße!!" * 4).encode()).decode() + "\r\n_____\r\nlist footer",
        ),
        ("quoted-printable", "Gr=C3=BC=C3=9Fe"),
        ("8bit", "Grüße"),
        ("x-nobody-knows", "Grüße"),
    ],
)
def test_transfer_encodings_are_undone(encoding: str, coded: str) -> None:
    raw = mail(coded, content_type="text/plain; charset=utf-8", content_transfer_encoding=encoding)

    assert _texts(raw)[0].startswith("Grüße")


def test_plain_text_is_preferred_to_html() -> None:
    raw = multipart(part("plain"), part("<b>html</b>", kind="text/html"), kind="alternative")

    assert body(parse(raw)).segments == [Segment("plain", html=False)]
    assert body(parse(raw)).attachments == []


def test_html_stands_in_for_an_empty_plain_version() -> None:
    raw = multipart(part("  "), part("<b>html</b>", kind="text/html"), kind="alternative")

    assert body(parse(raw)).segments == [Segment("<b>html</b>", html=True)]


def test_text_below_a_picture_is_part_of_the_words() -> None:
    picture = part("R0lGODlh", "Content-Transfer-Encoding: base64", kind="image/gif; name=a.gif")

    raw = multipart(part("see:"), picture, part("and now?"))

    assert _texts(raw) == ["see:", "and now?"]
    digest = hashlib.sha256(b"GIF89a").hexdigest()
    assert body(parse(raw)).attachments == [
        Attachment(name="a.gif", type="image/gif", size=6, digest=digest, content=b"GIF89a")
    ]


def test_the_footer_that_a_list_appends_is_an_attachment() -> None:
    raw = multipart(part("Hello"), part("____\nlist@acme.example"))

    assert _texts(raw) == ["Hello"]
    assert [a.type for a in body(parse(raw)).attachments] == ["text/plain"]


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_the_mail_below_the_header_of_a_list_is_read_behind_it(kind: str) -> None:
    header = part("To answer, write to the list.", "Content-Disposition: inline")

    read = understood(multipart(header, part("It is broken.", kind=kind)))

    assert read.reply == "To answer, write to the list.\n\nIt is broken."


def test_a_text_behind_both_versions_of_the_words_is_no_body() -> None:
    versions = (
        "Content-Type: multipart/alternative; boundary=two\r\n\r\n--two\r\n\r\nwords\r\n"
        "--two\r\nContent-Type: text/html\r\n\r\n<b>words</b>\r\n--two--"
    )

    raw = multipart(versions, part("list footer"))

    assert (_texts(raw), _further(raw)) == (["words"], ["list footer"])


def test_a_boundary_that_is_the_outer_one_and_two_dashes_is_not_its_end() -> None:
    inner = "Content-Type: multipart/mixed; boundary=cut--\r\n\r\n--cut--\r\n\r\nwords\r\n--cut----"

    assert _texts(multipart(inner)) == ["words"]


def test_an_inline_text_next_to_a_text_is_read() -> None:
    assert _texts(multipart(part("one"), part("two", "Content-Disposition: inline"))) == [
        "one",
        "two",
    ]


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (['Content-Disposition: attachment; filename="log.txt"'], "log.txt"),
        (["Content-Disposition: attachment; filename*=utf-8''Pr%C3%BCfung.txt"], "Prüfung.txt"),
        (
            ["Content-Disposition: attachment; filename*0*=utf-8''Pr%C3%BC; filename*1=fung.txt"],
            "Prüfung.txt",
        ),
        (["Content-Disposition: attachment; filename==?utf-8?q?Pr=C3=BCf?="], "Prüf"),
        (['Content-Disposition: attachment; filename="C:\\\\tmp\\\\a.txt"'], "a.txt"),
        (['Content-Disposition: attachment; filename="../../etc/passwd"'], "passwd"),
        (['Content-Disposition: attachment; filename="open'], "open"),
        (["Content-Disposition: attachment"], "text.plain"),
    ],
)
def test_attachments_are_listed_by_name(headers: list[str], name: str) -> None:
    found = body(parse(multipart(part("hi"), part("x", *headers))))

    assert [(a.name, a.type, a.size) for a in found.attachments] == [(name, "text/plain", 1)]


def test_a_forwarded_mail_is_listed_under_its_subject() -> None:
    raw = multipart(part("hi"), part("Subject: Broken\r\n\r\nwords", kind="message/rfc822"))

    assert [a.name for a in body(parse(raw)).attachments] == ["Broken.eml"]


def test_related_and_signed_show_their_first_part() -> None:
    html = part("<img src=cid:1>", kind="text/html")
    picture = part("x", "Content-ID: <1>", kind="image/png")

    for kind in ("related", "signed"):
        found = body(parse(multipart(html, picture, kind=kind)))
        assert [s.html for s in found.segments] == [True]
        assert [a.type for a in found.attachments] == ["image/png"]


def test_a_nested_boundary_that_begins_like_the_outer_one_is_not_mistaken() -> None:
    inner = "Content-Type: multipart/mixed; boundary=cut2\r\n\r\n--cut2\r\n\r\nwords\r\n--cut2--"

    assert _texts(multipart(inner)) == ["words"]


@pytest.mark.parametrize(
    "raw",
    [
        mail("--cut\r\n\r\nwords", content_type="multipart/mixed; boundary=cut"),
        mail("words", content_type="multipart/mixed; boundary=cut"),
        mail("words", content_type="multipart/mixed"),
        mail("words", content_type="text"),
        mail("words", content_type=";;;"),
        mail("words", content_type="text/plain; charset"),
        mail("words", content_type='text/plain; charset="'),
    ],
)
def test_broken_structure_still_shows_its_words(raw: bytes) -> None:
    assert understood(raw).reply == "words"


def test_old_html_mailers_name_no_subtype() -> None:
    assert body(parse(mail("<b>x</b>", content_type="html"))).segments[0].html


def test_a_digest_is_of_mails() -> None:
    raw = multipart("\r\nSubject: one\r\n\r\nwords", kind="digest")

    assert [p.kind for p in walk(parse(raw))] == ["multipart/digest", "message/rfc822"]


def test_a_body_with_a_name_is_the_body_when_there_is_no_other() -> None:
    named = part("words", kind="text/plain; name=message.txt")

    assert understood(multipart(named)).reply == "words"
    assert _further(mail("words", content_disposition="attachment; filename=a.txt")) == ["words"]
    assert _further(multipart(part("x", "Content-Disposition: attachment"))) == []


def test_a_mail_that_only_carries_another_says_what_that_says() -> None:
    inner = part("Subject: Broken\r\n\r\nIt is broken.", kind="message/rfc822")

    read = understood(multipart(part("  "), inner))

    assert (read.text, read.reply) == ("", "It is broken.")


def test_a_multipart_without_parts_is_read_as_it_stands() -> None:
    for kind in ("mixed", "alternative", "related", "signed"):
        raw = mail("words", content_type=f"multipart/{kind}; boundary=cut")

        assert (understood(raw).text, understood(raw).reply) == ("", "words")


def test_nuls_and_byte_order_marks_are_no_text() -> None:
    assert text(parse(mail(b"\xef\xbb\xbfa\x00b"))) == "ab"


def test_what_is_nested_or_split_beyond_reason_is_refused() -> None:
    many = multipart(*["\r\nx"] * (limits.PARTS + 1))
    deep = b"x"
    for level in range(limits.DEPTH + 2):
        head = f"Content-Type: multipart/mixed; boundary=b{level}x\r\n\r\n--b{level}x\r\n".encode()
        deep = head + deep

    for raw in (many, deep):
        with pytest.raises(limits.ExceededError):
            parse(raw)


@given(st.binary(max_size=400))
def test_whatever_is_called_base64_decodes_to_something(data: bytes) -> None:
    raw = mail(data, content_transfer_encoding="base64")

    assert isinstance(content(parse(raw)), bytes)
