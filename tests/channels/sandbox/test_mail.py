"""The mail sandbox, spoken to by the real clients."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from email.message import EmailMessage

import aioimaplib
import aiosmtplib
import pytest

from channels.sandbox.mail import MailSandbox
from channels.sandbox.mail_values import SentMail, SmtpFault
from triage.errors import ConfigError

ADDRESS = "support@acme.example"
RAW = b"From: ada@customer.example\r\nTo: support@acme.example\r\nSubject: It broke\r\n\r\nHelp\r\n"


@pytest.fixture
async def mail() -> AsyncIterator[MailSandbox]:
    async with MailSandbox(address=ADDRESS, user="support", password="secret") as sandbox:
        yield sandbox


async def _signed_in(mail: MailSandbox) -> aioimaplib.IMAP4:
    client = aioimaplib.IMAP4(host="127.0.0.1", port=mail.imap_port, timeout=5)
    await client.wait_hello_from_server()
    assert (await client.login("support", "secret")).result == "OK"
    await client.select("INBOX")
    return client


def _smtp(mail: MailSandbox, **options: str) -> aiosmtplib.SMTP:
    return aiosmtplib.SMTP(
        hostname="127.0.0.1",
        port=mail.smtp_port,
        use_tls=False,
        start_tls=False,
        timeout=5,
        username=options.get("username", "support"),
        password=options.get("password", "secret"),
    )


def _message(
    *, to: str = "ada@customer.example", message_id: str = "<1@acme.example>"
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = ADDRESS
    message["To"] = to
    message["Subject"] = "Re: It broke"
    message["Message-ID"] = message_id
    message.set_content("We have your report.\n.\nA line of one dot above.\n")
    return message


async def test_a_delivered_mail_is_fetched_byte_for_byte(mail: MailSandbox) -> None:
    await mail.deliver(RAW)
    client = await _signed_in(mail)

    uids = (await client.uid_search("ALL", charset=None)).lines[0].split()
    fetched = await client.uid("fetch", uids[0].decode(), "(BODY.PEEK[])")
    await client.logout()

    assert [line for line in fetched.lines if isinstance(line, bytearray)] == [RAW]


async def test_a_client_in_idle_is_told_of_a_delivery(mail: MailSandbox) -> None:
    client = await _signed_in(mail)
    idle = await client.idle_start(timeout=5)

    await mail.deliver(RAW)
    pushed = await client.wait_server_push(timeout=5)
    client.idle_done()
    await asyncio.wait_for(idle, 5)
    await client.logout()

    assert b"1 EXISTS" in pushed


async def test_a_moved_mail_is_seen_in_its_new_folder(mail: MailSandbox) -> None:
    await mail.deliver(RAW)
    client = await _signed_in(mail)
    await client.create("Processed")

    async def moved() -> bool:
        return await mail.folder("Processed") == [RAW]

    async with asyncio.TaskGroup() as group:
        group.create_task(mail.wait_for(moved, timeout=5))
        await client.uid("move", "101", "Processed")
    await client.logout()

    assert await mail.folder("INBOX") == []


async def test_a_folder_that_nobody_made_is_empty(mail: MailSandbox) -> None:
    assert await mail.folder("Nowhere") == []


async def test_what_the_service_sends_is_kept_as_its_reader_gets_it(mail: MailSandbox) -> None:
    async with _smtp(mail) as client:
        await client.send_message(_message(), sender="support+v_7@acme.example")

    (sent,) = mail.sent
    assert (sent.envelope_from, sent.envelope_to, sent.message_id, sent.subject, sent.text) == (
        "support+v_7@acme.example",
        ("ada@customer.example",),
        "1@acme.example",
        "Re: It broke",
        "We have your report.\n.\nA line of one dot above.\n",
    )
    assert mail.sent_to("Ada@Customer.example") == [sent]
    assert mail.sent_to("grace@acme.example") == []


async def test_mail_to_the_support_address_itself_comes_back_in(mail: MailSandbox) -> None:
    async with _smtp(mail) as client:
        await client.send_message(_message(to="Support+t_4@acme.example"))

    (looped,) = await mail.folder("INBOX")
    assert looped == mail.sent[0].raw


async def test_a_stranger_reaches_the_support_address_without_signing_in(mail: MailSandbox) -> None:
    async with aiosmtplib.SMTP(
        hostname="127.0.0.1", port=mail.smtp_port, start_tls=False, timeout=5
    ) as client:
        await client.sendmail("ada@customer.example", [ADDRESS], RAW)

    assert await mail.folder("INBOX") == [RAW]
    assert mail.sent == []


async def test_a_stranger_cannot_send_to_others(mail: MailSandbox) -> None:
    async with aiosmtplib.SMTP(
        hostname="127.0.0.1", port=mail.smtp_port, start_tls=False, timeout=5
    ) as client:
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
            await client.sendmail("ada@customer.example", ["bob@customer.example"], RAW)


@pytest.mark.parametrize("user", ["support", "nobody"])
async def test_a_wrong_password_is_refused_on_both_wires(mail: MailSandbox, user: str) -> None:
    imap = aioimaplib.IMAP4(host="127.0.0.1", port=mail.imap_port, timeout=5)
    await imap.wait_hello_from_server()
    assert (await imap.login(user, "wrong")).result == "NO"
    await imap.logout()

    with pytest.raises(aiosmtplib.SMTPAuthenticationError):
        await _smtp(mail, username=user, password="wrong").connect()


async def test_two_mailboxes_keep_their_mail_apart(mail: MailSandbox) -> None:
    mail.add_mailbox(address="security@acme.example", user="security", password="other")

    await mail.deliver(RAW, to="security@acme.example")

    assert await mail.folder("INBOX") == []
    assert await mail.folder("INBOX", of="security@acme.example") == [RAW]


@pytest.mark.parametrize(
    ("fault", "code"), [(SmtpFault.REFUSE_RECIPIENT, 550), (SmtpFault.TRY_LATER, 451)]
)
async def test_a_refusal_hits_one_mail_and_the_next_one_passes(
    mail: MailSandbox, fault: SmtpFault, code: int
) -> None:
    mail.fail_next(fault)
    async with _smtp(mail) as client:
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as refused:
            await client.send_message(_message())
        await client.send_message(_message(message_id="<2@acme.example>"))

    assert [refusal.code for refusal in refused.value.recipients] == [code]
    assert [sent.message_id for sent in mail.sent] == ["2@acme.example"]


@pytest.mark.parametrize(
    ("fault", "kept"), [(SmtpFault.DROP_AFTER_TAKING, 1), (SmtpFault.DROP_BEFORE_TAKING, 0)]
)
async def test_a_server_that_dies_at_the_final_dot_looks_the_same_whether_it_kept_the_mail(
    mail: MailSandbox, fault: SmtpFault, kept: int
) -> None:
    mail.fail_next(fault)
    client = _smtp(mail)
    await client.connect()

    with pytest.raises(aiosmtplib.SMTPServerDisconnected):
        await client.send_message(_message())

    assert len(mail.sent) == kept


async def test_dropped_connections_are_seen_by_the_client(mail: MailSandbox) -> None:
    client = await _signed_in(mail)
    lost = asyncio.Event()
    client.protocol.conn_lost_cb = lambda _error: lost.set()

    mail.drop_connections()

    await asyncio.wait_for(lost.wait(), 5)


async def test_waiting_for_what_never_comes_times_out(mail: MailSandbox) -> None:
    with pytest.raises(TimeoutError):
        await mail.wait_for(lambda: False, timeout=0.01)


def _sent(message: EmailMessage, *, to: tuple[str, ...] = ("ada@customer.example",)) -> SentMail:
    return SentMail(envelope_from=ADDRESS, envelope_to=to, raw=message.as_bytes(), at=0.0)


async def test_the_same_words_under_another_id_are_a_duplicate_and_under_the_same_id_a_resend() -> (
    None
):
    first, again = _sent(_message()), _sent(_message())
    copy = _sent(_message(message_id="<2@acme.example>"))
    other = _sent(_message(message_id="<3@acme.example>"), to=("bob@customer.example",))
    sandbox = MailSandbox(address=ADDRESS, user="support", password="secret")

    sandbox.sent += [first, again, copy, other]

    assert sandbox.duplicates() == (copy,)
    assert sandbox.resends() == (again,)


async def test_boundaries_drawn_anew_do_not_hide_a_duplicate() -> None:
    def multipart(message_id: str, boundary: str) -> SentMail:
        message = _message(message_id=message_id)
        message.add_alternative("<p>We have your report.</p>", subtype="html")
        message.set_boundary(boundary)
        return _sent(message)

    sandbox = MailSandbox(address=ADDRESS, user="support", password="secret")
    sandbox.sent += [multipart("<1@acme.example>", "one"), multipart("<2@acme.example>", "two")]

    assert sandbox.duplicates() == (sandbox.sent[1],)


async def test_mails_without_an_id_are_never_resends_and_alike_ones_are_duplicates() -> None:
    bare = _message()
    del bare["Message-ID"]
    sandbox = MailSandbox(address=ADDRESS, user="support", password="secret")
    sandbox.sent += [_sent(bare), _sent(bare)]

    assert sandbox.resends() == ()
    assert sandbox.duplicates() == (sandbox.sent[1],)


async def test_without_the_demo_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "channels.sandbox.mail_smtp", raising=False)
    monkeypatch.setitem(sys.modules, "aiosmtpd.smtp", None)

    with pytest.raises(ConfigError, match=r"needs aiosmtpd.*pip install 'firstline\[demo\]'"):
        async with MailSandbox(address=ADDRESS, user="support", password="secret"):
            pass
