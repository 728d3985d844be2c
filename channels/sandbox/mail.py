"""A mail server on loopback: SMTP for what the service sends, IMAP for what it reads.

In-process, with ephemeral ports on 127.0.0.1; aiosmtpd and pymap (the `demo` extra) behind real
sockets, so that the real clients talk to it. What the service mailed is kept as its readers got
it; faults can be played.
"""

from __future__ import annotations

import asyncio
import inspect
from collections import deque
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from channels.sandbox.mail_values import SentMail, SmtpFault, duplicates, resends
from triage.errors import ConfigError

if TYPE_CHECKING:
    from channels.sandbox.mail_imap import ImapStore
    from channels.sandbox.mail_smtp import SmtpServer


class MailSandbox:
    """`async with MailSandbox(address=..., user=..., password=...) as mail:`

    `sent`: what clients that signed in mailed, oldest first. Mail to a mailbox of the sandbox
    itself (also to `support+anything@`) lands in its INBOX as well. A client that did not sign
    in can mail only such local mailboxes: it is the world outside. `accepts`: which tokens are good
    for a sign-in by XOAUTH2, on SMTP. `plus`: whether mail to `support+anything@` arrives.
    """

    def __init__(
        self,
        *,
        address: str,
        user: str,
        password: str,
        accepts: Callable[[str], bool] = lambda _token: False,
    ) -> None:
        self._accepts = accepts
        self.sent: list[SentMail] = []
        self.imap_port = 0
        self.smtp_port = 0
        self._first = (address, user, password)
        self._users: dict[str, str] = {}
        self._passwords: dict[str, str] = {}
        self._faults: deque[SmtpFault] = deque()
        self._change = asyncio.Event()
        self._refused: set[str] = set()
        self._deferred: set[str] = set()
        self.plus = True

    async def __aenter__(self) -> Self:
        """Listen. Raises ConfigError when the `demo` extra is not installed."""
        self._imap, self._smtp = self._servers()
        self.imap_port = await self._imap.open()
        self.smtp_port = await self._smtp.open()
        address, user, password = self._first
        self.add_mailbox(address=address, user=user, password=password)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._smtp.close()
        await self._imap.close()

    def add_mailbox(self, *, address: str, user: str, password: str) -> None:
        """One more mailbox behind the same two ports, with a sign-in of its own."""
        self._users[address.casefold()] = user
        self._passwords[user] = password
        self._imap.add_user(user, password)

    async def deliver(self, raw: bytes, *, to: str | None = None) -> None:
        """A mail from outside arrives in the INBOX of `to` (the first mailbox, if not said)."""
        await self._imap.append(self._user_of(to or self._first[0]), raw)

    async def folder(self, name: str, *, of: str | None = None) -> list[bytes]:
        """The mails in an IMAP folder by UID; [] when there is no such folder."""
        return await self._imap.folder(self._user_of(of or self._first[0]), name)

    async def wait_for(
        self, predicate: Callable[[], bool | Awaitable[bool]], timeout: float = 10.0
    ) -> None:
        """Return once the predicate holds; looked at again after every mail and IMAP command.

        Raises TimeoutError after `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            while True:
                change = self._change  # before we look, so that nothing falls in between
                held = predicate()
                if await held if inspect.isawaitable(held) else held:
                    return
                await change.wait()

    def fail_next(self, fault: SmtpFault, *, times: int = 1) -> None:
        """Play the fault on the next `times` mails that come to its point; in order of calls."""
        self._faults.extend([fault] * times)

    def refuse(self, address: str) -> None:
        """Nobody lives there: every mail to this address is refused for good."""
        self._refused.add(address.casefold())

    def defer(self, address: str) -> None:
        """A greylist: the next mail to this address shall come again, and then it is taken."""
        self._deferred.add(address.casefold())

    def drop_connections(self) -> None:
        """Every IMAP client sees its connection die."""
        self._imap.drop_connections()

    def sent_to(self, address: str) -> list[SentMail]:
        """What one reader got, oldest first."""
        wanted = address.casefold()
        return [mail for mail in self.sent if wanted in (to.casefold() for to in mail.envelope_to)]

    def duplicates(self) -> tuple[SentMail, ...]:
        """Mails of another identity that say the same to the same reader again."""
        return duplicates(self.sent)

    def resends(self) -> tuple[SentMail, ...]:
        """Mails whose Message-ID the reader already had: one message to the reader."""
        return resends(self.sent)

    def _servers(self) -> tuple[ImapStore, SmtpServer]:
        try:
            # Late, because a service without the demo extra imports this package too.
            from channels.sandbox.mail_imap import ImapStore  # noqa: PLC0415
            from channels.sandbox.mail_smtp import PostOffice, SmtpServer  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise ConfigError(
                f"the mail sandbox needs {error.name}, which is not installed; "
                "install the demo extra: pip install 'firstline[demo]'"
            ) from error
        office = PostOffice(
            sign_in=lambda user, password: self._passwords.get(user) == password,
            accepts=lambda user, token: user in self._passwords and self._accepts(token),
            is_local=lambda address: _plain(address) in self._users,
            knows=lambda address: address.casefold() not in self._refused,
            defers=self._defers,
            next_fault=self._next_fault,
            keep=self.sent.append,
            deliver=self._deliver,
        )
        return ImapStore(changed=self._changed), SmtpServer(office)

    def _defers(self, address: str) -> bool:
        if address.casefold() not in self._deferred:
            return False
        self._deferred.remove(address.casefold())
        return True

    def _next_fault(self, wanted: frozenset[SmtpFault]) -> SmtpFault | None:
        if self._faults and self._faults[0] in wanted:
            return self._faults.popleft()
        return None

    async def _deliver(self, mail: SentMail) -> None:
        here = [user for to in mail.envelope_to if (user := self._users.get(self._box(to)))]
        for user in dict.fromkeys(here):
            await self._imap.append(user, mail.raw)
        self._changed()

    def _box(self, address: str) -> str:
        return _plain(address) if self.plus else address.casefold()

    def _changed(self) -> None:
        """Wake every waiter; each waits for one change, so each event is used once."""
        self._change.set()
        self._change = asyncio.Event()

    def _user_of(self, address: str) -> str:
        return self._users[_plain(address)]


def _plain(address: str) -> str:
    """The mailbox behind an address: `Support+t_4@Acme.example` is `support@acme.example`."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
