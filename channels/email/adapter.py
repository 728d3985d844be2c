"""The email channel: what triage.ports.ChannelAdapter asks for, by IMAP and SMTP."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Callable
from datetime import datetime
from email.utils import localtime

from channels.email.apart import Reader, Task
from channels.email.compose import compose
from channels.email.config import EmailConfig, MailboxConfig, Server, Tls
from channels.email.intake import Watch
from channels.email.oauth import credentials
from channels.email.smtp import Outbound
from triage.errors import ConfigError, DeliveryRefusedError
from triage.messages import Act, Inbound, Outgoing, RawArrival, Receipt, Rejected
from triage.ports.channel import Intake


class EmailChannel:
    """All support mailboxes. `now` stamps the Date of what we send.

    Raises ConfigError when a connection beyond this machine would be unprotected.
    """

    def __init__(self, config: EmailConfig, *, now: Callable[[], datetime] = localtime) -> None:
        self._config = config
        self._now = now
        self._mailboxes = {mailbox.name: mailbox for mailbox in config.mailboxes}
        self._ours = frozenset(mailbox.address for mailbox in config.mailboxes)
        self._auth = {mailbox.name: credentials(mailbox.auth) for mailbox in config.mailboxes}
        self._out = {
            mailbox.name: Outbound(mailbox, auth=self._auth[mailbox.name])
            for mailbox in config.mailboxes
        }
        self._reader = Reader()
        for mailbox in config.mailboxes:
            _refuse_plain(mailbox, "imap", mailbox.imap)
            _refuse_plain(mailbox, "smtp", mailbox.smtp)

    @property
    def name(self) -> str:
        return "email"

    async def listen(self, intake: Intake) -> None:
        """Watch every mailbox, each on its own, until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                for mailbox in self._config.mailboxes:
                    watch = Watch(mailbox, intake, auth=self._auth[mailbox.name])
                    group.create_task(watch.run(), name=f"mailbox {mailbox.name}")
        finally:
            await self.close()

    def read(self, raw: RawArrival) -> Inbound | Rejected | None:
        """Understand one mail. None: the mailbox it came to is no longer configured."""
        mailbox = self._mailboxes.get(raw.account)
        if mailbox is None:
            return None
        return self._reader.read(
            Task(
                raw=raw.raw,
                mailbox=mailbox,
                key=self._config.key,
                received_at=raw.received_at,
                ours=self._ours,
            )
        )

    async def send(self, message: Outgoing) -> Receipt:
        """Mail it to `message.address` from the mailbox `message.to.account`."""
        mailbox = self._mailboxes.get(message.to.account)
        if mailbox is None or message.address is None:
            raise DeliveryRefusedError(
                f"no mailbox {message.to.account!r}, or no recipient; is it still configured?"
            )
        if message.act is not Act.POST:
            raise DeliveryRefusedError(f"mail cannot {message.act.value}: what is sent is sent")
        letter = compose(
            message,
            mailbox=mailbox,
            product=self._config.product,
            key=self._config.key,
            at=self._now(),
        )
        untaken = await self._out[mailbox.name].send(
            letter.raw, sender=letter.sender, recipients=letter.recipients
        )
        return Receipt(letter.message_id, untaken.refused, untaken.deferred)

    async def close(self) -> None:
        """End the connections that wait for the next mail to send, and the reader of large ones."""
        self._reader.close()
        for outbound in self._out.values():
            await outbound.close()


def _refuse_plain(mailbox: MailboxConfig, which: str, server: Server) -> None:
    if server.tls is not Tls.NONE or _is_loopback(server.host):
        return
    raise ConfigError(
        f'mailboxes.{mailbox.name}.{which}.tls: "none" would send the password in the clear to '
        f'{server.host}; write "implicit" or "starttls"'
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
