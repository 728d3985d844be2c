"""The channel as the service sees it: over real IMAP and SMTP, both ways."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest

from channels.email.adapter import EmailChannel
from channels.email.config import EmailConfig, MailboxConfig, Server, Tls
from channels.sandbox.mail import MailSandbox
from tests.channels.email.door import Door
from tests.channels.email.samples import AT, KEY, mail, mailbox
from tests.channels.email.test_compose import outgoing
from triage.errors import ConfigError, DeliveryRefusedError
from triage.messages import Act, MessageArrived, RawArrival
from triage.model import ConversationRef, TicketId
from triage.ports.channel import ChannelAdapter


def _channel(*mailboxes: MailboxConfig) -> EmailChannel:
    config = EmailConfig(mailboxes=mailboxes, key=KEY, product="Acme")
    return EmailChannel(config, now=lambda: AT)


async def test_a_report_is_answered_and_the_answer_to_that_finds_its_ticket() -> None:
    door = Door()
    async with MailSandbox(
        address="support@acme.example", user="support", password="secret"
    ) as server:
        channel: ChannelAdapter = _channel(
            mailbox(imap_port=server.imap_port, smtp_port=server.smtp_port)
        )
        assert channel.name == "email"
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(channel.listen(door))
            await door.until(lambda: bool(door.positions))

            await server.deliver(mail())
            await door.until(lambda: len(door.arrivals) == 1)
            report = channel.read(door.arrivals[0])
            assert isinstance(report, MessageArrived)

            receipt = await channel.send(outgoing(to=report.conversation))
            assert [m.message_id for m in server.sent] == [receipt.external_id]

            await server.deliver(
                mail("Thanks", message_id="<2@x>", in_reply_to=f"<{receipt.external_id}>")
            )
            await door.until(lambda: len(door.arrivals) == 2)
            reply = channel.read(door.arrivals[1])
            assert isinstance(reply, MessageArrived)
            assert reply.ticket == TicketId(7)
            listening.cancel()
        await channel.close()  # type: ignore[attr-defined]


async def test_one_mailbox_that_is_down_does_not_stop_the_other() -> None:
    door = Door()
    async with MailSandbox(
        address="support@acme.example", user="support", password="secret"
    ) as server:
        up = mailbox(imap_port=server.imap_port)
        down = dataclasses.replace(mailbox(imap_port=1), name="sales")
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(_channel(down, up).listen(door))
            await door.until(lambda: bool(door.positions))
            await server.deliver(mail())
            await door.until(lambda: len(door.arrivals) == 1)
            listening.cancel()

    assert door.arrivals[0].account == "support"


async def test_who_cannot_take_a_copy_yet_gets_the_same_mail_later_and_nobody_else_does() -> None:
    bob = "bob@customer.example"
    async with MailSandbox(
        address="support@acme.example", user="support", password="secret"
    ) as server:
        channel = _channel(mailbox(smtp_port=server.smtp_port))
        server.defer(bob)
        message = outgoing(key="reply:7", copies=(bob,), automatic=False)
        receipt = await channel.send(message)
        assert receipt.deferred == {bob: "451 4.7.1 try again later"}

        rest = dataclasses.replace(message, key="reply:7:bob", rest_of="reply:7", only=bob)
        again = await channel.send(rest)
        await channel.close()

    assert again.external_id == receipt.external_id
    first, second = server.sent
    assert (first.envelope_to, second.envelope_to) == (("ada@customer.example",), (bob,))
    assert second.raw == first.raw


def test_a_mail_to_a_mailbox_that_is_gone_is_of_no_interest() -> None:
    raw = RawArrival(channel="email", account="old", external_id="x", raw=mail(), received_at=AT)

    assert _channel(mailbox()).read(raw) is None


@pytest.mark.parametrize(
    "message",
    [
        outgoing(to=ConversationRef("email", "gone", "x")),
        outgoing(address=None),
        outgoing(act=Act.EDIT),
    ],
)
async def test_what_mail_cannot_do_is_refused(message: object) -> None:
    with pytest.raises(DeliveryRefusedError):
        await _channel(mailbox()).send(message)  # type: ignore[arg-type]


@pytest.mark.parametrize("which", ["imap", "smtp"])
def test_passwords_do_not_leave_this_machine_in_the_clear(which: str) -> None:
    far = Server(host="mail.acme.example", port=143, tls=Tls.NONE)
    box = dataclasses.replace(mailbox(), **{which: far})  # type: ignore[arg-type]

    with pytest.raises(ConfigError, match=f"mailboxes.support.{which}.tls"):
        _channel(box)


def test_this_machine_has_several_names() -> None:
    near = Server(host="localhost", port=143, tls=Tls.NONE)

    assert _channel(dataclasses.replace(mailbox(), imap=near)).name == "email"
