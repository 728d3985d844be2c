"""What staff are told of a mail besides its words, and whose words were passed on."""

from __future__ import annotations

import dataclasses

import pytest

from channels.email import limits
from tests.channels.email.samples import mail, mailbox, multipart, part, understood
from triage.carried import Remark
from triage.messages import Sender

_BOX = dataclasses.replace(mailbox(), trust_results_from=None)
_SIGNATURE = part("x", kind="application/pgp-signature")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (mail("hi"), ()),
        (multipart(part("hi"), _SIGNATURE, kind="signed"), (Remark.SIGNED,)),
        (
            multipart(
                part("Version: 1", kind="application/pgp-encrypted"),
                part("-----BEGIN PGP MESSAGE-----", kind="application/octet-stream"),
                kind="encrypted",
            ),
            (Remark.ENCRYPTED,),
        ),
        (mail("-----BEGIN PGP MESSAGE-----\r\n\r\nabc"), (Remark.ENCRYPTED,)),
        (mail("-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nhi"), (Remark.SIGNED,)),
        (
            mail("MIAG", content_type="application/pkcs7-mime; smime-type=enveloped-data"),
            (Remark.ENCRYPTED,),
        ),
        (
            mail("MIAG", content_type="application/x-pkcs7-mime; smime-type=Signed-Data"),
            (Remark.SEALED,),
        ),
        (
            multipart(part("hi"), part("x", kind="application/ms-tnef; name=winmail.dat")),
            (Remark.WINMAIL,),
        ),
        (multipart(part("hi"), part("x", kind="text/calendar")), (Remark.INVITATION,)),
        (mail("a " * limits.TEXT), (Remark.CUT,)),
        (
            multipart(part("hi"), *[part("x", kind="image/png")] * (limits.ATTACHMENTS + 1)),
            (Remark.NOT_KEPT,),
        ),
    ],
)
def test_what_is_more_than_words_is_told(raw: bytes, told: tuple[Remark, ...]) -> None:
    assert understood(raw, box=_BOX).remarks == told


def test_an_encrypted_mail_is_listed_and_says_nothing() -> None:
    raw = mail("MIAG", content_type="application/pkcs7-mime; name=smime.p7m")

    read = understood(raw)

    assert (read.text, read.reply) == ("", "")
    assert [one.name for one in read.attachments] == ["smime.p7m"]


GRACE = Sender(address="bob@customer.example", name="Bob Reyes", verified=False)
_BELOW = "Date: Monday\nSubject: Broken\nTo: Ada <ada@customer.example>\n\nIt is broken."


@pytest.mark.parametrize(
    "text",
    [
        f"---------- Forwarded message ---------\nFrom: Bob Reyes <bob@customer.example>\n{_BELOW}",
        f"See below.\n\nFrom: Bob Reyes <bob@customer.example>\n{_BELOW}",
        f"Begin forwarded message:\n\n> From: Bob Reyes <bob@customer.example>\n> {_BELOW}",
        f"From: Bob Reyes [mailto:bob@customer.example]\n{_BELOW}",
        f"*From:* Bob Reyes <bob@customer.example>\n{_BELOW}",
        f"From: Bob Reyes\n<bob@customer.example>\n{_BELOW}",
        (
            "-------- Weitergeleitete Nachricht --------\nBetreff: Kaputt\nDatum: Mo\n"
            "Von: Bob Reyes <bob@customer.example>\nAn: Ada\n\nEs ist kaputt."
        ),
        "De : Bob Reyes <bob@customer.example>\nEnvoyé : lundi\nÀ : Ada\nObjet : Panne\n\nx",
        "差出人: Bob Reyes <bob@customer.example>\n日付: 3月2日\n宛先: Ada\n件名: x\n\n壊れた",
    ],
)
def test_the_author_of_what_is_passed_on_is_named(text: str) -> None:
    raw = mail(text, subject="Fwd: Broken", from_="Colleague <col@acme.example>")

    assert understood(raw).original == GRACE


def test_the_author_of_the_one_mail_that_is_attached_is_named() -> None:
    inner = part("From: Bob Reyes <bob@customer.example>\r\n\r\nx", kind="message/rfc822")
    raw = multipart(part("see"), inner).replace(b"Subject: ", b"Subject: WG: ")
    two = multipart(part("see"), inner, inner).replace(b"Subject: ", b"Subject: WG: ")

    assert understood(raw).original == GRACE
    assert understood(two).original is None
    assert understood(multipart(part("see"), inner)).original is None


@pytest.mark.parametrize(
    "author", ["Ada <ada@customer.example>", "Support <SUPPORT@acme.example>", "nobody", ""]
)
def test_nobody_is_named_who_wrote_it_anyway_or_is_us_or_has_no_address(author: str) -> None:
    raw = mail(f"From: {author}\n{_BELOW.replace('<ada@customer.example>', '')}", subject="Fwd: x")

    assert understood(raw).original is None


def test_a_mail_that_passes_nothing_on_names_nobody() -> None:
    assert understood(mail("From: Bob <bob@customer.example> I heard of it.")).original is None
