"""A mail to oneself, over real servers."""

from __future__ import annotations

import dataclasses

import pytest

from channels.email.config import MailboxConfig, PasswordAuth
from channels.email.probe import Probed, round_trip
from channels.sandbox.mail import MailSandbox
from tests.channels.email.samples import mailbox, understood
from triage.errors import ChannelUnavailableError
from triage.messages import Nature


def sandbox(**options: str) -> MailSandbox:
    return MailSandbox(address="support@acme.example", user="support", password="secret", **options)  # type: ignore[arg-type]


def box(server: MailSandbox) -> MailboxConfig:
    return mailbox(imap_port=server.imap_port, smtp_port=server.smtp_port)


async def _probed(server: MailSandbox) -> Probed:
    return await round_trip(box(server), patience=0.3, every=0.05)


async def test_a_mail_to_oneself_comes_back_by_its_plus_address_and_is_moved_away() -> None:
    async with sandbox() as server:
        probed = await _probed(server)
        [sent] = server.sent
        assert await server.folder("INBOX") == []
        assert len(await server.folder("Processed")) == 1

    assert probed.seconds is not None
    assert (probed.plus, probed.verified, probed.server) == (True, False, None)
    assert sent.envelope_from == sent.envelope_to[0]
    assert sent.envelope_from.startswith("support+probe")


async def test_the_service_takes_no_notice_of_it() -> None:
    async with sandbox() as server:
        await _probed(server)
        assert understood(server.sent[0].raw).nature is Nature.OURS


async def test_where_a_plus_does_not_arrive_the_plain_address_is_tried() -> None:
    async with sandbox() as server:
        server.plus = False
        probed = await _probed(server)

        assert len(server.sent) == 2
    assert probed.seconds is not None
    assert not probed.plus


async def test_what_never_comes_back_is_said() -> None:
    async with sandbox() as server:
        elsewhere = dataclasses.replace(box(server), address="sales@acme.example")
        assert await round_trip(elsewhere, patience=0.1, every=0.05) == Probed()
        server.refuse("support@acme.example")
        server.plus = False
        assert (await _probed(server)) == Probed()


async def test_a_server_that_lets_nobody_in_says_what_to_check() -> None:
    async with sandbox() as server:
        wrong = dataclasses.replace(box(server), auth=PasswordAuth(user="support", password="old"))
        with pytest.raises(ChannelUnavailableError, match=r"check auth\.user and auth\.password"):
            await round_trip(wrong, patience=0.1)
