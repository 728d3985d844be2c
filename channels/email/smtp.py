"""Hand mails to an SMTP server over one or two living connections. Only here is aiosmtplib.

A connection is greeted (EHLO) before it is used: two hundred first sends at once without were
all dropped by Postfix (measured).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import NoReturn

import aiosmtplib

from channels.email.config import MailboxConfig, PasswordAuth, Tls
from channels.email.oauth import Credentials, Tokens, credentials
from triage.errors import (
    ChannelUnavailableError,
    ConfigError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)

_CONNECTIONS = 2
_TIMEOUT = 60.0
_PERMANENT = 500
_CLOSING = 421


class Outbound:
    """The way out for one mailbox.

    `resting`: connections that wait for the next mail, and since when (the loop's time).
    `ask_after`: seconds one may rest before it has to prove with NOOP that it lives.
    """

    def __init__(
        self,
        mailbox: MailboxConfig,
        *,
        auth: Credentials | None = None,
        ask_after: float = 20.0,
    ) -> None:
        self._ask_after = ask_after
        self._server = mailbox.smtp
        self._auth = auth or credentials(mailbox.auth)
        self._domain = mailbox.address.rpartition("@")[2]
        self._where = f"SMTP {mailbox.smtp.host}:{mailbox.smtp.port}"
        self._gate = asyncio.Semaphore(_CONNECTIONS)
        self.resting: list[tuple[aiosmtplib.SMTP, float]] = []

    async def send(self, mail: bytes, *, sender: str, recipients: Sequence[str]) -> Untaken:
        """Deliver to the server; return which copies it did not take, and what it said.

        The first recipient is the one who counts: refused, nothing is sent. Raises the three
        errors of ChannelAdapter.send.
        """
        envelope = _Envelope(sender=sender, recipients=tuple(recipients), size=len(mail))
        async with self._gate:
            client, untaken = await self._addressed(envelope)
            with ExitStack() as undo:  # also when we are cancelled half way
                undo.callback(client.close)
                await self._hand_over(client, mail)
                undo.pop_all()
            self.resting.append((client, asyncio.get_running_loop().time()))
        return untaken

    async def connect(self) -> aiosmtplib.SMTP:
        """A greeted and signed-in connection. Raises ChannelUnavailableError."""
        client = aiosmtplib.SMTP(
            hostname=self._server.host,
            port=self._server.port,
            local_hostname=self._domain,
            timeout=_TIMEOUT,
            use_tls=self._server.tls is Tls.IMPLICIT,
            start_tls=self._server.tls is Tls.STARTTLS,
        )
        with ExitStack() as undo:
            undo.callback(client.close)
            try:
                async with asyncio.timeout(_TIMEOUT):
                    await client.connect()
                    await self._sign_in(client)
                    if client.is_ehlo_or_helo_needed:
                        await client.ehlo()
            except aiosmtplib.SMTPAuthenticationError as error:
                raise ChannelUnavailableError(self._refused_us(error)) from error
            except ConfigError as error:  # who sends can only wait; intake says it, too
                raise ChannelUnavailableError(f"{self._where}: {error}") from error
            except (aiosmtplib.SMTPException, OSError) as error:
                raise ChannelUnavailableError(f"{self._where}: {error}") from error
            undo.pop_all()
        return client

    async def _sign_in(self, client: aiosmtplib.SMTP) -> None:
        """A token that ended before its time is replaced once."""
        if isinstance(self._auth, PasswordAuth):
            await client.login(self._auth.user, self._auth.password)
        elif self._auth is not None:
            token = await self._auth.bearer()
            try:
                await client.auth_xoauth2(self._auth.user, token)
            except aiosmtplib.SMTPAuthenticationError:
                token = await self._auth.bearer(refused=token)
                await client.auth_xoauth2(self._auth.user, token)

    async def close(self) -> None:
        """End the resting connections."""
        while self.resting:
            client, _ = self.resting.pop()
            with suppress(aiosmtplib.SMTPException, OSError):
                async with asyncio.timeout(5.0):
                    await client.quit()
            client.close()

    async def _living(self) -> aiosmtplib.SMTP | None:
        """A resting connection that still answers."""
        now = asyncio.get_running_loop().time()
        while self.resting:
            client, since = self.resting.pop()
            if client.is_connected and now - since < self._ask_after:
                return client
            try:
                async with asyncio.timeout(5.0):
                    await client.noop()
            except (aiosmtplib.SMTPException, OSError):
                client.close()
            else:
                return client
        return None

    async def _addressed(self, envelope: _Envelope) -> tuple[aiosmtplib.SMTP, Untaken]:
        """A connection that has taken the envelope; a new one if the rested one is dead."""
        client = await self._living()
        if client is not None:
            untaken = await self._offer(client, envelope)
            if not isinstance(untaken, Exception):
                return client, untaken
        client = await self.connect()
        untaken = await self._offer(client, envelope)
        if isinstance(untaken, Exception):
            raise ChannelUnavailableError(f"{self._where}: {untaken}") from untaken
        return client, untaken

    async def _offer(self, client: aiosmtplib.SMTP, envelope: _Envelope) -> Untaken | Exception:
        """MAIL and RCPT; the error, if the connection broke, for nothing is sent yet."""
        options, encoding = _options(client, envelope)
        first, *others = envelope.recipients
        untaken = Untaken()
        with ExitStack() as undo:
            undo.callback(client.close)
            try:
                async with asyncio.timeout(_TIMEOUT):
                    await client.mail(envelope.sender, options=options, encoding=encoding)
                    await client.rcpt(first, encoding=encoding)
                    for other in others:
                        with _noted(untaken, other):
                            await client.rcpt(other, encoding=encoding)
            except aiosmtplib.SMTPResponseException as error:
                self._raise_for(error)
            except (aiosmtplib.SMTPException, OSError) as error:
                return error
            undo.pop_all()
        return untaken

    async def _hand_over(self, client: aiosmtplib.SMTP, mail: bytes) -> None:
        try:
            async with asyncio.timeout(2 * _TIMEOUT):
                await client.data(mail)
        except aiosmtplib.SMTPResponseException as error:
            self._raise_for(error)
        except (aiosmtplib.SMTPException, OSError) as error:
            # From here on the server may have it: RFC 5321, 4.5.4.1 and 6.1.
            raise DeliveryUncertainError(f"{self._where}: after DATA: {error}") from error

    def _raise_for(self, error: aiosmtplib.SMTPResponseException) -> NoReturn:
        """RFC 5321, 4.2.1: 5yz will never work, 4yz may work later."""
        said = f"{self._where}: {error.code} {error.message}"
        if error.code >= _PERMANENT:
            raise DeliveryRefusedError(said) from error
        raise ChannelUnavailableError(said) from error

    def _refused_us(self, error: aiosmtplib.SMTPAuthenticationError) -> str:
        said = f"{error.code} {error.message}"
        if isinstance(self._auth, Tokens):
            return str(self._auth.refused(f"{self._where} as {self._auth.user}: {said}"))
        user = self._auth.user if self._auth else "nobody"
        return (
            f"{self._where}: sign-in as {user} refused ({said}); "
            "check auth.user and auth.password of this mailbox"
        )


@dataclass(frozen=True, slots=True)
class Untaken:
    """Copies that did not go, and what the server said: `refused` for good, `deferred` for now."""

    refused: dict[str, str] = field(default_factory=dict)
    deferred: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Envelope:
    """Whom a mail of `size` bytes is from and for."""

    sender: str
    recipients: tuple[str, ...]
    size: int


@contextmanager
def _noted(untaken: Untaken, recipient: str) -> Iterator[None]:
    """A copy that is not taken does not stop the mail; what was said is kept."""
    try:
        yield
    except aiosmtplib.SMTPResponseException as error:
        if error.code == _CLOSING:
            raise
        noted = untaken.refused if error.code >= _PERMANENT else untaken.deferred
        noted[recipient] = f"{error.code} {error.message}"


def _options(client: aiosmtplib.SMTP, envelope: _Envelope) -> tuple[list[str], str]:
    """Parameters of MAIL: the size (RFC 1870), and SMTPUTF8 for addresses beyond ASCII (6531).

    Raises DeliveryRefusedError when the server says at once that it takes no such mail.
    """
    options: list[str] = []
    if client.supports_extension("size"):
        most = client.esmtp_extensions.get("size", "")
        if most.isdigit() and 0 < int(most) < envelope.size:
            raise DeliveryRefusedError(
                f"the mail has {envelope.size} bytes, and the server takes {most}"
            )
        options.append(f"SIZE={envelope.size}")
    if (envelope.sender + "".join(envelope.recipients)).isascii():
        return options, "ascii"
    if not client.supports_extension("smtputf8"):
        raise DeliveryRefusedError("the server takes no addresses beyond ASCII (SMTPUTF8)")
    return [*options, "SMTPUTF8"], "utf-8"
