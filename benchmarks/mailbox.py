"""A support mailbox drawn from a seed: the same seed gives the same mails, byte for byte.

40 % plain text, 35 % plain and HTML, 15 % HTML only, 10 % with an attachment; 15 % of all are
replies to earlier ones by the same sender. About 6.3 kB a mail.
"""

from __future__ import annotations

import base64
import quopri
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime

SUPPORT = "support@acme.example"
REPLIES = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail. `answers`: the Message-ID (no <>) of the earlier mail it replies to."""

    raw: bytes
    sender: str
    message_id: str
    answers: str | None


def letters(count: int, *, seed: int, now: datetime, prefix: str = "m") -> list[Letter]:
    """Draw a mailbox. `now` dates the mails, a second apart, the last one at `now`.

    `prefix` keeps senders and ids of two mailboxes of one run apart.
    """
    draw = random.Random(seed)  # noqa: S311 - reproducible, not secret
    return list(_drawn(draw, count=count, now=now, prefix=prefix))


def _drawn(draw: random.Random, *, count: int, now: datetime, prefix: str) -> Iterator[Letter]:
    first_mails: list[Letter] = []
    for number in range(count):
        answered = None
        if first_mails and draw.random() < REPLIES:
            answered = draw.choice(first_mails[-200:])
        letter = _letter(
            draw,
            number=number,
            answered=answered,
            when=now - timedelta(seconds=count - 1 - number),
            prefix=prefix,
        )
        if answered is None:
            first_mails.append(letter)
        yield letter


def _letter(
    draw: random.Random, *, number: int, answered: Letter | None, when: datetime, prefix: str
) -> Letter:
    sender = f"{prefix}{number}@customer.example" if answered is None else answered.sender
    message_id = f"{prefix}.{number}.{draw.getrandbits(48):012x}@mail.customer.example"
    headers = [
        f"Return-Path: <{sender}>",
        f"Received: from mx.customer.example by mail.acme.example; {format_datetime(when)}",
        f"From: {draw.choice(NAMES)} <{sender}>",
        f"To: Acme Support <{SUPPORT}>",
        f"Subject: {'Re: ' if answered else ''}{_subject(draw)}",
        f"Date: {format_datetime(when)}",
        f"Message-ID: <{message_id}>",
        "MIME-Version: 1.0",
        "X-Mailer: Postbox 4.2",
    ]
    answers = None if answered is None else answered.message_id
    if answers is not None:
        headers += [f"In-Reply-To: <{answers}>", f"References: <{answers}>"]
    body = _body(draw, boundary=f"=_{draw.getrandbits(64):016x}")
    raw = ("\r\n".join(headers) + "\r\n").encode() + body
    return Letter(raw=raw, sender=sender, message_id=message_id, answers=answers)


def _body(draw: random.Random, *, boundary: str) -> bytes:
    shapes: list[Callable[[random.Random, str], bytes]] = [_plain, _both, _html_only, _attached]
    (shape,) = draw.choices(shapes, weights=[40, 35, 15, 10])
    return shape(draw, boundary)


def _plain(draw: random.Random, _boundary: str) -> bytes:
    return _part("text/plain; charset=utf-8", _text(draw, paragraphs=12))


def _html_only(draw: random.Random, _boundary: str) -> bytes:
    return _part("text/html; charset=utf-8", _html(_text(draw, paragraphs=20)))


def _both(draw: random.Random, boundary: str) -> bytes:
    text = _text(draw, paragraphs=14)
    parts = [
        _part("text/plain; charset=utf-8", text),
        _part("text/html; charset=utf-8", _html(text)),
    ]
    return _multipart("alternative", parts, boundary=boundary)


def _attached(draw: random.Random, boundary: str) -> bytes:
    picture = base64.encodebytes(draw.randbytes(draw.randint(9_000, 18_000)))
    head = (
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        b'Content-Disposition: attachment; filename="screen.png"\r\n\r\n'
    )
    parts = [
        _part("text/plain; charset=utf-8", _text(draw, paragraphs=6)),
        head + picture.replace(b"\n", b"\r\n"),
    ]
    return _multipart("mixed", parts, boundary=boundary)


def _part(kind: str, text: str) -> bytes:
    encoded = quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode() + encoded


def _multipart(kind: str, parts: list[bytes], *, boundary: str) -> bytes:
    line = f"--{boundary}\r\n".encode()
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
    body = b"".join(line + part + b"\r\n" for part in parts)
    return head + body + f"--{boundary}--\r\n".encode()


def _html(text: str) -> str:
    paragraphs = "\n".join(
        f'<p style="font-family: Arial; font-size: 11pt">{paragraph}</p>'
        for paragraph in text.split("\n\n")
    )
    return f"<html><head><title>Mail</title></head><body>\n{paragraphs}\n</body></html>\n"


def _subject(draw: random.Random) -> str:
    return f"{draw.choice(PARTS).capitalize()} {draw.choice(FAULTS)}"


def _text(draw: random.Random, *, paragraphs: int) -> str:
    opening = f"Hello,\n\nsince this morning the {draw.choice(PARTS)} {draw.choice(FAULTS)}."
    middle = [
        " ".join(_sentence(draw) for _ in range(draw.randint(2, 4)))
        for _ in range(draw.randint(paragraphs // 2, paragraphs))
    ]
    return "\n\n".join([opening, *middle, f"Kind regards,\n{draw.choice(NAMES)}"]) + "\n"


def _sentence(draw: random.Random) -> str:
    return draw.choice(SENTENCES).format(
        part=draw.choice(PARTS), fault=draw.choice(FAULTS), number=draw.randint(2, 900)
    )


NAMES = ("Ada Winter", "Bela Kraus", "Chidi Okoro", "Dana Lund", "Émile Roy", "Jürgen Vogt")
PARTS = ("checkout", "log-in page", "export", "search", "calendar", "billing page", "upload")
FAULTS = (
    "shows an empty page",
    "answers with error 500",
    "takes minutes to load",
    "loses what I typed",
    "says that I am not allowed",
    "stops halfway",
)
SENTENCES = (
    "I open the {part}, press save, and it {fault}.",
    "About {number} of our people use the {part} every day, and most of them wait for it.",
    "On my colleague's machine the {part} works, on mine it {fault}.",
    "We expected the {part} to finish in a few seconds, as it did last week.",
    "Restarting the browser changes nothing; after {number} seconds it {fault} again.",
    "For now we write things down on paper, so we can wait a little.",
    "The version in the footer is 4.{number}, the browser is Firefox on Windows.",
    "Könnten Sie bitte prüfen, ob die letzte Änderung damit zu tun hat?",
)
