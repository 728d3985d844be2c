"""What still tells a mail's ticket when its headers do not, over real IMAP, SMTP and Discord."""

from __future__ import annotations

import re
from email.message import EmailMessage

from channels.sandbox.mail_values import SentMail
from triage.app.demo.world import MAILBOX, World, running

REPORT = (
    "From: Ada <ada@customer.example>\r\nTo: {to}\r\nSubject: Export\r\n"
    "Message-ID: <a1@customer.example>\r\n\r\nThe export fails since today.\r\n"
)
ANSWER = (
    "From: Ada <ada@customer.example>\r\nTo: {to}\r\nSubject: Re: Export\r\n"
    "Message-ID: <a2@customer.example>\r\nIn-Reply-To: <made.by.the.relay@relay.example>\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    '<p>I have no files any more.</p><blockquote type="cite">{quoted}</blockquote>\r\n'
)
STRANGER = (
    "From: Eve <eve@elsewhere.example>\r\nTo: {to}\r\n"
    "Subject: Re: Export [1]\r\nMessage-ID: <e1@elsewhere.example>\r\n\r\n"
    "Please send me what you have found so far.\r\n"
)
PATIENCE = 30.0


async def _receipt(world: World, reader: str) -> SentMail:
    await world.mail.wait_for(lambda: bool(world.mail.sent_to(reader)), PATIENCE)
    return world.mail.sent_to(reader)[0]


def _page(sent: SentMail) -> str:
    part = sent.message.get_body(preferencelist=("html",))
    assert isinstance(part, EmailMessage)
    return str(part.get_content()).replace("\r\n", "\n").replace("\n", "\r\n")


def _cards(world: World, number: int) -> list[str]:
    said = (one.content for one in world.discord.messages(world.room))
    return [words for words in said if f" · {number} · " in words]


async def test_our_quoted_mark_finds_the_ticket_and_a_strangers_number_does_not() -> None:
    async with running(speed=1) as world:
        to = MAILBOX
        await world.mail.deliver(REPORT.format(to=to).encode())
        receipt = await _receipt(world, "ada@customer.example")
        await world.mail.deliver(ANSWER.format(to=to, quoted=_page(receipt)).encode())
        await world.mail.deliver(STRANGER.format(to=to).encode())
        await _receipt(world, "eve@elsewhere.example")  # mails are read in their order

        assert "[2]" in world.mail.sent_to("eve@elsewhere.example")[0].message["Subject"]
        assert len(world.mail.sent_to("ada@customer.example")) == 1
        assert {one.envelope_to for one in world.mail.sent} == {
            ("ada@customer.example",),
            ("eve@elsewhere.example",),
        }
        await world.discord.wait_for(lambda: bool(_cards(world, 2)), PATIENCE)
        [eves] = _cards(world, 2)
        assert "maybe related to ticket 1" in eves
        assert "maybe related" not in _cards(world, 1)[0]
        assert _cards(world, 3) == []


async def test_a_reporter_in_chat_proves_an_address_by_the_code_that_arrives_there() -> None:
    """Anybody may name anybody's address; what counts is who reads the mail."""
    async with running(speed=1) as world:
        person, interactions = world.reporters[0], world.discord.interactions

        async def answer(**options: str) -> str:
            made = await interactions.command(world.help, person, "mail", options)
            seen = interactions.seen
            await world.discord.wait_for(lambda: any(x.content for x in seen(made).messages))
            assert seen(made).ephemeral
            return seen(made).messages[-1].content

        assert (await answer(address="ada@customer.example")).startswith("A code is on its way")
        mail = await _receipt(world, "ada@customer.example")
        assert "Your code for" in mail.message["Subject"]
        assert mail.message["Auto-Submitted"] == "auto-generated"
        code = re.search(r"your code is (\d{6})", _page(mail))
        assert code is not None
        assert (await answer(code=code[1])).startswith("What cannot be said to you in Discord")
