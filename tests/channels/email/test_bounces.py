"""Delivery reports name who was not reached, and about which mail."""

from __future__ import annotations

from channels.email.threads import message_id
from tests.channels.email.samples import KEY, mail, part, understood
from triage.carried import Bounced
from triage.messages import Nature
from triage.model import TicketId


def _report(status: str, returned: str = "", kind: str = "message/rfc822") -> bytes:
    parts = [part("It failed."), part(status, kind="message/delivery-status")]
    if returned:
        parts.append(part(returned, kind=kind))
    body = "".join(f"--cut\r\n{p}\r\n" for p in parts) + "--cut--\r\n"
    return mail(
        body,
        from_="Mail Delivery System <MAILER-DAEMON@mx.example>",
        content_type='multipart/report; report-type=delivery-status; boundary="cut"',
    )


def test_each_failed_recipient_is_named_with_its_status() -> None:
    status = (
        "Reporting-MTA: dns; mx.example\r\n\r\n"
        "Final-Recipient: rfc822; bob@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        "Final-Recipient: rfc822;<eve@x.example>\r\nAction: delayed\r\nStatus: 4.4.1 (busy)\r\n\r\n"
        "Final-Recipient: rfc822; ok@x.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\n"
        "Original-Recipient: rfc822; max@x.example\r\nAction: failed\r\n"
    )

    assert understood(_report(status)).bounced == (
        Bounced(address="bob@x.example", status="5.1.1", permanent=True),
        Bounced(address="eve@x.example", status="4.4.1", permanent=False),
        Bounced(address="max@x.example", status=None, permanent=True),
    )


def test_without_a_report_the_header_names_them() -> None:
    read = understood(mail(x_failed_recipients="bob@x.example, eve@x.example"))

    assert read.bounced == (
        Bounced(address="bob@x.example", status=None, permanent=True),
        Bounced(address="eve@x.example", status=None, permanent=True),
    )


def test_the_returned_mail_leads_to_its_ticket() -> None:
    own = message_id("ack:1", TicketId(7), KEY, "acme.example")

    for kind in ("message/rfc822", "text/rfc822-headers"):
        read = understood(_report("", f"Message-ID: <{own}>\r\nIn-Reply-To: <a@b>\r\n\r\n", kind))
        assert (read.nature, read.ticket) == (Nature.BOUNCE, TicketId(7))
        assert read.references == (own, "a@b")


def test_a_persons_mail_bounces_nobody() -> None:
    assert understood(mail()).bounced == ()
