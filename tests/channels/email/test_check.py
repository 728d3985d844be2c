"""`triage check` says what is missing and how to mend it."""

from __future__ import annotations

import dataclasses

from channels.email.check import probe
from channels.email.config import EmailConfig, MailboxConfig, PasswordAuth
from channels.sandbox.imap_state import Fault
from channels.sandbox.mail import MailSandbox
from channels.sandbox.scripted_imap import ScriptedImap
from tests.channels.email.samples import KEY, mailbox


def _config(*mailboxes: MailboxConfig) -> EmailConfig:
    return EmailConfig(mailboxes=mailboxes, key=KEY, product="Acme")


async def test_a_good_configuration_has_nothing_missing() -> None:
    async with MailSandbox(
        address="support@acme.example", user="support", password="secret"
    ) as server:
        box = mailbox(imap_port=server.imap_port, smtp_port=server.smtp_port)

        assert await probe(_config(box)) == ()
        assert server.sent == []


async def test_every_mailbox_and_server_is_told_of() -> None:
    async with MailSandbox(
        address="support@acme.example", user="support", password="secret"
    ) as server:
        good = mailbox(imap_port=server.imap_port, smtp_port=server.smtp_port)
        wrong = dataclasses.replace(good, auth=PasswordAuth(user="support", password="x"))
        elsewhere = dataclasses.replace(good, name="sales", folder="Sales")

        told = await probe(_config(wrong, elsewhere))

    assert [line.partition(";")[2] for line in told] == [
        " check auth.user and auth.password of this mailbox",
        " check auth.user and auth.password of this mailbox",
        " set folder of this mailbox to one that exists",
    ]
    assert told[2].startswith("mailboxes.sales: IMAP 127.0.0.1:")


async def test_a_server_that_goes_away_meanwhile_is_told_of() -> None:
    async with ScriptedImap() as server:
        server.play(Fault.DROP_AT_GREETING)
        told = await probe(_config(mailbox(imap_port=server.port, smtp_port=1)))

    assert len(told) == 2
