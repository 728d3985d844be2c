"""Mails made to hurt whoever reads them; none of them came from anywhere."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
from collections.abc import Callable, Iterator

MB = 1024 * 1024
_HEAD = b"From: a@b.example\r\nTo: support@acme.example\r\nMessage-ID: <evil@b.example>\r\n"


def _mail(fields: bytes = b"", body: bytes = b"words\r\n", *, subject: bytes = b"hello") -> bytes:
    return _HEAD + b"Subject: " + subject + b"\r\n" + fields + b"\r\n" + body


def _typed(kind: bytes, body: bytes, *fields: bytes) -> bytes:
    return _mail(b"Content-Type: " + kind + b"\r\n" + b"".join(f + b"\r\n" for f in fields), body)


def _parts(kind: bytes, count: int, piece: bytes) -> bytes:
    body = (b"--x\r\n" + piece + b"\r\n") * count + b"--x--\r\n"
    return _typed(b"multipart/" + kind + b"; boundary=x", body)


def _nested(depth: int) -> bytes:
    body = b"deep"
    for level in range(depth):
        line = b"b%dx" % level
        head = b"Content-Type: multipart/mixed; boundary=" + line + b"\r\n\r\n"
        body = head + b"--" + line + b"\r\n" + body + b"\r\n--" + line + b"--\r\n"
    return _HEAD + body


def _forwarded(depth: int) -> bytes:
    mail = b"Subject: deep\r\n\r\nwords"
    for _ in range(depth):
        mail = b"Content-Type: message/rfc822\r\n\r\n" + mail
    return _HEAD + mail


def _zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(16):
            archive.writestr(f"{number}.bin", bytes(16 * MB))
    coded = base64.encodebytes(gzip.compress(packed.getvalue()))
    part = b"Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n" + coded
    return _parts(b"mixed", 1, part)


def _html(body: bytes) -> bytes:
    return _typed(b"text/html; charset=utf-8", body)


def _attached(count: int, size: int) -> bytes:
    coded = base64.encodebytes(bytes(size))
    part = b"Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return _parts(b"mixed", count, part + coded)


def _text(line: bytes, size: int) -> bytes:
    return _mail(b"In-Reply-To: <a@b>\r\n", line * (size // len(line)))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "subject of 1 MB": lambda: _mail(subject=b"a" * MB),
    "subject of 1 MB, folded": lambda: _mail(subject=b"a\r\n " * (MB // 4)),
    "subject of 20,000 encoded words": lambda: _mail(subject=b"=?utf-8?q?=41?= " * 20_000),
    "encoded words without an end": lambda: _mail(subject=b"=?utf-8?q?" * 800),
    "20,000 recipients": lambda: _mail(b"Cc: " + b"a@b.example, " * 20_000 + b"\r\n"),
    "20,000 recipients, folded": lambda: _mail(b"Cc: " + b"a@b.example,\r\n " * 20_000 + b"\r\n"),
    "quotes and comments in From": lambda: _mail(b"Reply-To: " + b'"(<' * 2_700 + b"\r\n"),
    "100,000 references": lambda: _mail(b"References: " + b"<a@b> " * 100_000 + b"\r\n"),
    "20,000 header fields": lambda: _mail(b"X-A: b\r\n" * 20_000),
    "a header block without an end": lambda: _HEAD + b"X-A: b\r\n" * 200_000,
    "no header at all": lambda: b"\x00\xff" * 100_000,
    "20,000 parts": lambda: _parts(b"mixed", 20_000, b"\r\nwords"),
    "20,000 alternatives": lambda: _parts(b"alternative", 20_000, b"\r\nwords"),
    "400 texts of 50 KB": lambda: _parts(b"mixed", 400, b"\r\n" + b"w " * 25_000),
    "400 HTML parts of 50 KB": lambda: _parts(
        b"related", 400, b"Content-Type: text/html\r\n\r\n" + b"<p>w</p>" * 6_000
    ),
    "100 HTML bodies, inline": lambda: _parts(
        b"mixed",
        100,
        b"Content-Type: text/html\r\nContent-Disposition: inline\r\n\r\n" + b"<p>w</p>" * 10_000,
    ),
    "1,000 nested parts": lambda: _nested(1_000),
    "20 nested parts": lambda: _nested(19),
    "1,000 mails in mails": lambda: _forwarded(1_000),
    "boundaries that are none": lambda: _parts(b"mixed", 1, b"\r\n" + b"--x \x01\r\n" * 200_000),
    "an empty boundary": lambda: _typed(b'multipart/mixed; boundary=" "', b"--\r\n" * 300_000),
    "a type of 8 KB": lambda: _typed(b"text/plain" + b"; a=b" * 1_600, b"words"),
    "a parameter of many pieces": lambda: _typed(
        b"text/plain" + b"".join(b"; name*%d*=%%41" % n for n in range(99)), b"words"
    ),
    "a zip bomb": _zip_bomb,
    "NULs": lambda: _mail(b"X-A: \x00\r\n", b"\x00" * MB),
    "bare CRs": lambda: _mail(body=b"a\r" * (MB // 2)),
    "only CRs": lambda: _HEAD.replace(b"\r\n", b"\r") + b"Subject: x\r\rwords\r" * 10,
    "8-bit headers": lambda: _mail(subject=bytes(range(128, 256)) * 8_000),
    "unknown charset": lambda: _typed(b"text/plain; charset=x-foo-8859-99", b"\xe4\xf6\xfc" * MB),
    "utf-7": lambda: _typed(b"text/plain; charset=utf-7", b"+AGE-" * MB),
    "20 MB of base64": lambda: _typed(
        b"text/plain", base64.encodebytes(b"a" * 14 * MB), b"Content-Transfer-Encoding: base64"
    ),
    "20 MB of quoted-printable": lambda: _typed(
        b"text/plain", b"=E4=F6 " * 2 * MB, b"Content-Transfer-Encoding: quoted-printable"
    ),
    "24 MB of attachments": lambda: _attached(24, 700_000),
    "an attachment of 17 MB": lambda: _attached(1, 17 * MB),
    "20 MB of text": lambda: _text(b"the export stops at 30 % ", 20 * MB),
    "20 MB of lines": lambda: _text(b"a\r\n", 20 * MB),
    "a line of dates": lambda: _text(b"On 2 March 2026 at 9:15 ", MB),
    "4,900 announcements that never end": lambda: _text(b"On 2 March 2026 at 9:15\r\n", 122_000),
    "4,900 labels": lambda: _text(b"From: a\r\n", 44_000),
    "4,900 quotes": lambda: _text(b"> a\r\nb\r\n", 39_000),
    "4,900 rules": lambda: _text(b"-----\r\n", 34_000),
    "4,900 blank lines": lambda: _text(b"a:\r\n\r\n", 29_000),
    "long lines of dashes": lambda: _text(b"- " * 5_000 + b"x\r\n", MB),
    "long lines of spaces": lambda: _text(b" " * 10_000 + b"x\r\n", MB),
    "long lines of names": lambda: _text(b"Ada " * 2_500 + b"\r\n", MB),
    "long lines of digits": lambda: _text(b"+49 30 " * 2_500 + b"\r\n", MB),
    "long lines of addresses": lambda: _text(b"a@b.c <" * 2_500 + b"\r\n", MB),
    "HTML nested 100,000 deep": lambda: _html(b"<div>" * 100_000 + b"x"),
    "HTML of 19,000 blockquotes": lambda: _html(b"<blockquote type=cite>" * 19_000 + b"x"),
    "HTML of 19,000 tags": lambda: _html(b"<p>a</p>" * 9_500),
    "HTML of 19,000 cells": lambda: _html(b"<table>" + b"<tr><td>a<td>b" * 6_300),
    "HTML of nested tables": lambda: _html(b"<table><tr><td>" * 200 + b"x"),
    "HTML of styles that never end": lambda: _html(b"<style><title>" * 100_000),
    "HTML with entities": lambda: _html(b"&#x10FFFF;&nbsp;&lt;" * 100_000),
    "HTML with long styles": lambda: _html(b'<p style="' + b"padding-left:9em;" * 60_000 + b'">x'),
    "HTML with wide cells": lambda: _html(
        b"<table><tr><td>" + b"a" * MB + b"</td></tr>" + b"<tr><td>b</td></tr>" * 1_000
    ),
    "an image in the HTML": lambda: _html(
        b'<img src="data:image/png;base64,' + b"A" * 8 * MB + b'">x'
    ),
    "a bounce of 400 recipients": lambda: _parts(
        b"report",
        400,
        b"Content-Type: message/delivery-status\r\n\r\n"
        + b"Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n\r\n" * 500,
    ),
    "Authentication-Results of 8 KB": lambda: _mail(
        b"Authentication-Results: mx.acme.example; " + b"dmarc=(" * 1_100 + b"\r\n"
    ),
    "400 Authentication-Results": lambda: _mail(b"Authentication-Results: x; dkim=pass\r\n" * 400),
    "a date that is none": lambda: _mail(b"Date: " + b"9" * 8_000 + b"\r\n"),
    "more than 25 MB": lambda: _mail(body=b"a" * 26 * MB),
}


def hostile() -> Iterator[tuple[str, bytes]]:
    """Each of them by its name."""
    for name, made in HOSTILE.items():
        yield name, made()
