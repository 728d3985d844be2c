"""Who speaks: a person, a machine, a bounce, a spammer, or we."""

# ruff: noqa: RUF001 -- letters of many alphabets are the point
from __future__ import annotations

import pytest

from tests.channels.email.samples import mail, mailbox, multipart, part, understood
from triage.messages import Nature

REPORT = 'multipart/report; report-type={}; boundary="cut"'


@pytest.mark.parametrize(
    ("raw", "nature", "why"),
    [
        (mail(), Nature.PERSON, None),
        (mail(auto_submitted="no"), Nature.PERSON, None),
        (mail(x_auto_response_suppress="All"), Nature.PERSON, None),
        (mail(subject="[URGENT] Undeliverable parcels"), Nature.PERSON, None),
        (mail(subject="Out of office settings are lost"), Nature.PERSON, None),
        (mail(subject="Auto response not working"), Nature.PERSON, None),
        (mail(feedback_id="1.eu-west-1.x:AmazonSES"), Nature.PERSON, None),
        (
            mail(x_ms_exchange_organization_scl="6"),
            Nature.SPAM,
            "X-MS-Exchange-Organization-SCL: 6",
        ),
        (mail(x_ms_exchange_organization_scl="-1"), Nature.PERSON, None),
        (mail(list_id="Support <support.acme.example>"), Nature.PERSON, None),
        (mail(auto_submitted="auto-replied"), Nature.AUTOMATIC, "Auto-Submitted: auto-replied"),
        (mail(precedence="bulk"), Nature.AUTOMATIC, "Precedence: bulk"),
        (mail(list_id="<talk.list.example>"), Nature.AUTOMATIC, "List-ID"),
        (mail(x_autoreply="yes"), Nature.AUTOMATIC, "X-Autoreply"),
        (mail(return_path="<>"), Nature.AUTOMATIC, "Return-Path: <>"),
        (mail(from_="no-reply@shop.example"), Nature.AUTOMATIC, "From no-reply@shop.example"),
        (
            mail(subject="Automatische Antwort: Ticket"),
            Nature.AUTOMATIC,
            "Subject: Automatische Antwort: Ticket",
        ),
        (
            mail(content_type=REPORT.format("disposition-notification")),
            Nature.AUTOMATIC,
            "multipart/report of disposition-notification",
        ),
        (mail(content_type=REPORT.format("delivery-status")), Nature.BOUNCE, "multipart/report"),
        (mail(x_failed_recipients="bob@x.example"), Nature.BOUNCE, "X-Failed-Recipients"),
        (mail(from_="MAILER-DAEMON@mx.example"), Nature.BOUNCE, "From MAILER-DAEMON@mx.example"),
        (mail(from_="MAILER-DAEMON"), Nature.BOUNCE, "From a mailer daemon"),
        (
            mail(subject="Undeliverable: Hello", return_path="<>"),
            Nature.BOUNCE,
            "Subject 'Undeliverable' without a person behind it",
        ),
        (mail(x_spam_flag="YES"), Nature.SPAM, "X-Spam-Flag: YES"),
        (mail(x_spam_status="Yes, score=9"), Nature.SPAM, "X-Spam-Status: Yes"),
        (
            mail(x_forefront_antispam_report="CIP:1;SFV:SPM;H:x"),
            Nature.SPAM,
            "X-Forefront-Antispam-Report SFV:SPM",
        ),
        (mail(x_firstline_loop="support"), Nature.OURS, "X-Firstline-Loop is ours"),
        (
            mail(from_="Us <Support@acme.example>"),
            Nature.OURS,
            "From is our own address Support@acme.example",
        ),
    ],
)
def test_headers_say_who_speaks(raw: bytes, nature: Nature, why: str | None) -> None:
    read = understood(raw)

    assert (read.nature, read.why) == (nature, why)


def test_a_returned_mail_under_a_telling_subject_is_a_bounce() -> None:
    returned = part("Subject: Hi\r\n\r\nwords", kind="message/rfc822")
    raw = multipart(part("It failed."), returned).replace(b"Export stops", b"Mail delivery failed")

    assert understood(raw).nature is Nature.BOUNCE


@pytest.mark.parametrize(
    ("value", "wanted"), [(None, True), ("OOF", False), ("All", False), ("RN, NRN", True)]
)
def test_a_sender_may_ask_for_no_receipt(value: str | None, wanted: bool) -> None:  # noqa: FBT001
    assert understood(mail(x_auto_response_suppress=value)).acknowledge is wanted


def test_the_other_addresses_of_the_desk_are_ours_too() -> None:
    from channels.email.read import read_mail  # noqa: PLC0415
    from tests.channels.email.samples import AT, KEY  # noqa: PLC0415

    raw = mail(from_="sales@acme.example")
    read = read_mail(raw, mailbox=mailbox(), key=KEY, received_at=AT, ours={"Sales@acme.example"})

    assert getattr(read, "nature", None) is Nature.OURS


@pytest.mark.parametrize(
    "subject",
    [
        "Rapport de non-remise (échec)",
        "No se puede entregar: Export",
        "Não foi possível entregar: Export",
        "Mancato recapito",
        "Onbestelbaar: Export",
        "Niedostarczone: Export",
        "Olevererbart: Export",
        "Не удается доставить: Export",
        "配信不能: Export",
        "系统退信",
        "배달되지 않음: Export",
        "Zustellung fehlgeschlagen",
        "[Bounce] Export",
    ],
)
def test_a_bounce_is_known_in_many_languages_and_a_person_who_quotes_one_is_none(
    subject: str,
) -> None:
    relay = mail("x", subject=subject, from_="MTA <mta@relay.example>", return_path="<>")

    assert understood(relay).nature is Nature.BOUNCE
    assert understood(mail("x", subject=subject)).nature is Nature.PERSON
