"""The way out: what the server's answers mean."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator

import pytest

from channels.email.config import PasswordAuth, Server, Tls
from channels.email.smtp import Outbound, Untaken
from channels.sandbox.mail import MailSandbox
from channels.sandbox.mail_values import SmtpFault
from tests.channels.email.samples import mailbox
from triage.errors import (
    ChannelError,
    ChannelUnavailableError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)

MAIL = b"From: support@acme.example\r\nSubject: Hi\r\n\r\n.dot\r\n"
TO = "ada@customer.example"


@pytest.fixture
async def server() -> AsyncIterator[MailSandbox]:
    async with MailSandbox(
        address="support@acme.example", user="support", password="secret"
    ) as sandbox:
        yield sandbox


@pytest.fixture
async def outbound(server: MailSandbox) -> AsyncIterator[Outbound]:
    out = Outbound(mailbox(smtp_port=server.smtp_port))
    yield out
    await out.close()


async def _send(outbound: Outbound, *, recipient: str = TO) -> None:
    await outbound.send(MAIL, sender="support@acme.example", recipients=[recipient])


async def test_mails_go_out_one_after_the_other(server: MailSandbox, outbound: Outbound) -> None:
    for _ in range(3):
        await _send(outbound)

    assert [(m.envelope_from, m.envelope_to) for m in server.sent] == [
        ("support@acme.example", (TO,))
    ] * 3
    assert server.sent[0].raw.endswith(b"\r\n.dot\r\n")


async def test_many_at_once_all_arrive(server: MailSandbox, outbound: Outbound) -> None:
    await asyncio.gather(*(_send(outbound) for _ in range(30)))

    assert len(server.sent) == 30


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (SmtpFault.REFUSE_RECIPIENT, DeliveryRefusedError),
        (SmtpFault.TRY_LATER, ChannelUnavailableError),
        (SmtpFault.DROP_AFTER_TAKING, DeliveryUncertainError),
        (SmtpFault.DROP_BEFORE_TAKING, DeliveryUncertainError),
    ],
)
async def test_a_failure_is_told_apart_and_the_next_mail_goes(
    server: MailSandbox, outbound: Outbound, fault: SmtpFault, error: type[ChannelError]
) -> None:
    await _send(outbound)
    server.fail_next(fault)
    with pytest.raises(error):
        await _send(outbound)
    sent = len(server.sent)

    await _send(outbound)

    assert len(server.sent) == sent + 1


async def test_a_server_that_stops_answering_the_rested_connection_is_unavailable(
    server: MailSandbox, outbound: Outbound
) -> None:
    await _send(outbound)
    await server.__aexit__(None, None, None)

    with pytest.raises(ChannelUnavailableError):
        await _send(outbound)


async def test_no_server_is_unavailable(server: MailSandbox) -> None:
    await server.__aexit__(None, None, None)
    with pytest.raises(ChannelUnavailableError):
        await _send(Outbound(mailbox(smtp_port=server.smtp_port)))


async def test_a_refused_sign_in_says_what_to_check(server: MailSandbox) -> None:
    box = dataclasses.replace(
        mailbox(smtp_port=server.smtp_port), auth=PasswordAuth(user="support", password="old")
    )
    with pytest.raises(ChannelUnavailableError, match=r"check auth\.user and auth\.password"):
        await _send(Outbound(box))


async def test_a_server_without_starttls_is_not_trusted(server: MailSandbox) -> None:
    box = dataclasses.replace(
        mailbox(), smtp=Server(host="127.0.0.1", port=server.smtp_port, tls=Tls.STARTTLS)
    )
    with pytest.raises(ChannelUnavailableError, match="STARTTLS"):
        await _send(Outbound(box))


async def test_an_address_beyond_ascii_needs_a_server_that_takes_it(
    server: MailSandbox, outbound: Outbound
) -> None:
    try:
        await _send(outbound, recipient="jürgen@customer.example")
    except DeliveryRefusedError as error:
        assert "SMTPUTF8" in str(error)  # noqa: PT017
    else:
        assert server.sent[0].envelope_to == ("jürgen@customer.example",)


async def test_a_connection_that_rested_too_long_proves_itself_or_is_replaced(
    server: MailSandbox,
) -> None:
    out = Outbound(mailbox(smtp_port=server.smtp_port), ask_after=0.0)
    await _send(out)
    await _send(out)
    for client, _ in out.resting:
        client.close()
    await _send(out)
    await out.close()

    assert len(server.sent) == 3


async def test_a_rested_connection_that_died_is_replaced_before_anything_is_lost(
    server: MailSandbox, outbound: Outbound
) -> None:
    await _send(outbound)
    for client, _ in outbound.resting:
        assert isinstance(client.transport, asyncio.WriteTransport)
        client.transport.abort()

    await _send(outbound)

    assert len(server.sent) == 2


# ---------------------------------------------------------------- several recipients


async def test_a_refused_copy_is_said_and_the_mail_goes_to_the_others(
    server: MailSandbox, outbound: Outbound
) -> None:
    server.refuse("gone@customer.example")
    untaken = await outbound.send(
        MAIL,
        sender="support@acme.example",
        recipients=[TO, "gone@customer.example", "bob@customer.example"],
    )

    assert untaken == Untaken(refused={"gone@customer.example": "550 5.1.1 no such mailbox here"})
    assert server.sent[0].envelope_to == (TO, "bob@customer.example")


async def test_a_copy_that_is_put_off_is_said_apart_from_one_that_is_refused(
    server: MailSandbox, outbound: Outbound
) -> None:
    server.defer("bob@customer.example")
    to = [TO, "bob@customer.example"]
    untaken = await outbound.send(MAIL, sender="support@acme.example", recipients=to)

    assert untaken == Untaken(deferred={"bob@customer.example": "451 4.7.1 try again later"})
    assert server.sent[0].envelope_to == (TO,)


async def test_without_the_first_recipient_nobody_gets_it(
    server: MailSandbox, outbound: Outbound
) -> None:
    server.refuse(TO)
    with pytest.raises(DeliveryRefusedError, match="no such mailbox"):
        await outbound.send(
            MAIL, sender="support@acme.example", recipients=[TO, "bob@customer.example"]
        )

    assert server.sent == []


async def test_a_mail_that_is_too_large_for_the_server_is_refused_before_it_is_sent(
    server: MailSandbox, outbound: Outbound
) -> None:
    large = MAIL + b"x" * 34_000_000
    with pytest.raises(DeliveryRefusedError, match="and the server takes 33554432"):
        await outbound.send(large, sender="support@acme.example", recipients=[TO])

    assert server.sent == []
    await _send(outbound)
    assert len(server.sent) == 1
