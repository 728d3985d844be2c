"""Attachments: safe names, contents within limits, and what is a version of the words."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email import limits
from channels.email.body import body
from channels.email.files import safe_name
from channels.email.parse import parse
from tests.channels.email.samples import multipart, part


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\report.pdf", "report.pdf"),
        ("..", None),
        (".bashrc", "bashrc"),
        ("a\x00b\r\n.txt", "ab.txt"),
        ("exe.\u202egpj.exe", "exe.gpj.exe"),
        ("CON", "_CON"),
        ("aux.txt", "_aux.txt"),
        ("a<b>:c?.txt", "a_b__c_.txt"),
        ("Bericht ä ö.pdf", "Bericht ä ö.pdf"),
        ("報告.pdf", "報告.pdf"),
        ("   ", None),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
        ("画" * 200 + ".png", "画" * 65 + ".png"),
    ],
)
def test_names_are_made_safe(given_name: str, safe: str | None) -> None:
    assert safe_name(given_name) == safe


@given(st.text())
def test_no_name_leaves_its_folder_or_is_too_long(name: str) -> None:
    safe = safe_name(name)

    if safe is not None:
        assert not {"/", "\\", "\x00"} & set(safe)
        assert safe not in {".", ".."}
        assert len(safe.encode()) <= 200


def test_an_attachment_brings_its_content_and_its_hash() -> None:
    coded = base64.encodebytes(b"pixels").decode()
    raw = multipart(
        part("hi"), part(coded, "Content-Transfer-Encoding: base64", kind="image/png; name=a.png")
    )

    [found] = body(parse(raw)).attachments

    assert (found.name, found.size, found.content) == ("a.png", 6, b"pixels")
    assert found.digest == hashlib.sha256(b"pixels").hexdigest()


def test_what_is_too_large_is_listed_without_its_content() -> None:
    size = limits.ATTACHMENT + 1
    large = part("x" * size, kind="x/y; name=a")

    [found] = body(parse(multipart(part("hi"), large))).attachments

    assert (found.size, found.digest, found.content) == (size, None, None)


def test_more_than_fifty_are_counted_and_not_listed() -> None:
    pictures = [part("x", kind=f"image/png; name={n}.png") for n in range(limits.ATTACHMENTS + 3)]

    found = body(parse(multipart(part("hi"), *pictures)))

    assert (len(found.attachments), found.left_off) == (limits.ATTACHMENTS, 3)


def test_an_invitation_beside_the_words_is_a_file_and_other_versions_are_none() -> None:
    raw = multipart(
        part("Come at ten."),
        part("<b>Come at ten.</b>", kind="text/html"),
        part("<b>Come</b>", kind="text/x-amp-html"),
        part("BEGIN:VCALENDAR", kind="text/calendar; method=REQUEST"),
        kind="alternative",
    )

    assert [a.type for a in body(parse(raw)).attachments] == ["text/calendar"]


@pytest.mark.parametrize(
    "kind",
    [
        "application/ms-tnef; name=winmail.dat",
        "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
        "application/pgp-encrypted",
        "message/rfc822",
    ],
)
def test_what_we_do_not_open_is_an_attachment(kind: str) -> None:
    raw = multipart(part("hi"), part("Subject: x\r\n\r\ny", kind=kind))

    assert [a.type for a in body(parse(raw)).attachments] == [kind.split(";", maxsplit=1)[0]]
