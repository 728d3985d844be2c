"""A whole service that calls people: real clients, a loopback Discord, mail server and gateway.

Its clock is moved by hand; all that waits for the network is as fast as the loop.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from channels.sandbox.discord.server import DiscordSandbox
from channels.sandbox.mail import MailSandbox
from channels.sandbox.mail_values import SentMail
from channels.sandbox.push import PushGateway
from tests.fast import SPEED, in_step
from tests.secret_files import keep_secrets
from triage.app.service import Service, reclaim
from triage.clock import SystemClock
from triage.model import Event, TicketId
from triage.settings.load import load
from triage.store.migrate import migrate
from triage.store.sql import SqlStore
from triage.testing.clock import ManualClock

MAILBOX = "support@acme.example"
GRACE_MAIL = "grace@acme.example"
PATIENCE = 90.0 * SPEED
"""Seconds until a story has to be over, ninety of real time."""

CONFIG = """\
mode = "live"
product = "Acme"
time_zone = "UTC"
database = "sqlite:///{folder}/pages.db"
key = "file:{folder}/key"
[discord]
token = "file:{folder}/token"
guild = {guild}
staff_roles = [{staff}]
sandbox_url = "{url}"
[mailboxes.support]
address = "support@acme.example"
imap = {{ host = "127.0.0.1", port = {imap}, tls = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, tls = "none" }}
auth = {{ kind = "password", user = "support", password = "file:{folder}/password" }}
[people.grace]
name = "Grace Hall"
discord = {grace}
email = "grace@acme.example"
page = {ladder}
{gateway}
[people.linus]
name = "Linus Berg"
discord = {linus}
[people.amara]
name = "Amara Obi"
discord = {amara}
[teams.platform]
room = {room}
lead = "amara"
{rotations}
[[rules]]
id = "a-story-has-p1-only"
when = {{ field = "text", matches = "." }}
then = {{ priority = "P1" }}
"""
ON_CALL = """\
[[rotations]]
team = "platform"
people = ["grace"]
starts = 2026-01-05
[[rotations]]
team = "platform"
layer = "backup"
people = ["linus"]
starts = 2026-01-05
"""
"""One person in each layer: no handover comes between the steps of a story."""


@dataclass(kw_only=True)
class Pages:
    """A desk on loopback servers. `write` its configuration, then let it be `running`."""

    folder: Path
    discord: DiscordSandbox
    mail: MailSandbox
    gateway: PushGateway
    words: dict[str, str]
    clock: ManualClock = field(default_factory=lambda: ManualClock(SystemClock().now()))
    count: int = 0

    def write(self, *ladder: str, rotations: str = ON_CALL) -> None:
        """Grace is called by these means, one after the other; Linus and Amara by a mention."""
        text = CONFIG.format(
            **self.words,
            ladder="[" + ", ".join(f'"{one}"' for one in ladder) + "]",
            gateway=f'push = "file:{self.folder}/push"' if "push" in ladder else "",
            rotations=rotations,
        )
        (self.folder / "config.toml").write_text(text)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Pages]:
        settings = load(self.folder / "config.toml", os.environ)
        migrate(settings.database)
        with SqlStore(settings.database, service=True) as store:
            await store.transact(reclaim)
            self.store = store
            service = Service.build(settings, store, self.clock)
            async with asyncio.TaskGroup() as group:
                task = group.create_task(service.run())
                await self.until(lambda: self.discord.gateway.connected > 0)
                await self.until(self._reads_mail)
                yield self
                task.cancel()

    async def _reads_mail(self) -> bool:
        found = await self.store.look(
            lambda work: work.arrivals.position("email", "support", "INBOX")
        )
        return found is not None

    async def report(self) -> None:
        """Somebody writes that everything is down."""
        self.count += 1
        await self.mail.deliver(
            (
                f"From: Ada <ada{self.count}@customer.example>\r\nTo: {MAILBOX}\r\n"
                f"Message-ID: <m{self.count}@customer.example>\r\n"
                f"Subject: Nothing works {self.count}\r\n\r\nNobody can log in.\r\n"
            ).encode()
        )

    async def until(self, told: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = told()
                if isinstance(answer, Awaitable):
                    answer = await answer
                if answer:
                    return
                await asyncio.sleep(0.02 * SPEED)

    def advance(self, by: timedelta) -> None:
        self.clock.advance(by)

    # ------------------------------------------------------------ what people see

    def pinged(self, name: str) -> int:
        """How often a message in the room notified somebody."""
        wanted = self.words[name]
        return sum(wanted in one.pinged for one in self.discord.messages(self.words["room"]))

    def told(self, words: str) -> bool:
        return any(words in one.content for one in self.discord.messages(self.words["room"]))

    def dms(self) -> int:
        return len(self.discord.dm(self.words["grace"]))

    def mails(self) -> list[SentMail]:
        return self.mail.sent_to(GRACE_MAIL)

    def pushes(self) -> list[str]:
        return [title for _, title, _ in self.gateway.received]

    async def events(self, number: int = 1) -> list[Event]:
        return await self.store.look(lambda work: work.tickets.events(TicketId(number)))

    async def happened(self, kind: str) -> bool:
        return any(one.kind == kind for one in await self.events())

    def to_grace(self) -> int:
        """By whatever means."""
        return self.pinged("grace") + self.dms() + len(self.mails()) + len(self.pushes())


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Pages]:
    """Servers, people and secrets; Discord must have been spoken to as its documents say."""
    mail = MailSandbox(address=MAILBOX, user="support", password="secret")
    async with DiscordSandbox() as discord, mail, PushGateway() as gateway:
        in_step(discord)
        staff = discord.add_role("engineers")
        words = {name: discord.add_member(name, [staff]) for name in ("grace", "linus", "amara")}
        words |= {
            "folder": str(folder),
            "guild": discord.guild_id,
            "staff": staff,
            "url": discord.url,
            "room": discord.add_channel("on-call"),
            "imap": str(mail.imap_port),
            "smtp": str(mail.smtp_port),
        }
        secrets = {
            "key": "k" * 64,
            "token": discord.token,
            "password": "secret",
            "push": gateway.url("grace"),
        }
        keep_secrets(folder, secrets)
        yield Pages(folder=folder, discord=discord, mail=mail, gateway=gateway, words=words)


BOUNCE = """\
From: mailer-daemon@acme.example\r
To: {to}\r
Message-ID: <bounce-{id}>\r
Subject: Undelivered Mail Returned to Sender\r
Auto-Submitted: auto-replied\r
MIME-Version: 1.0\r
Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
\r
--b\r
Content-Type: text/plain\r
\r
It failed.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.acme.example\r
\r
Final-Recipient: rfc822; grace@acme.example\r
Action: failed\r
Status: 5.1.1\r
\r
--b\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: <{id}>\r
Subject: a page\r
--b--\r
"""
