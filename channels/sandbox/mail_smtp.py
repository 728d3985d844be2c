"""The SMTP half of the mail sandbox: aiosmtpd on 127.0.0.1, with faults on request.

Import it late: aiosmtpd comes with the `demo` extra.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from typing_extensions import override

from channels.sandbox.imap_session import CHALLENGE, bearer
from channels.sandbox.mail_values import SentMail, SmtpFault

TAKEN = "250 2.0.0 taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOffice:
    """What the SMTP server asks of the sandbox.

    `knows`: whether somebody lives at an address, `defers`: and takes no mail now. `sign_in`
    decides on user and password, `accepts` on user and XOAUTH2 token. `next_fault` takes the fault
    due out of the queue when it is one of those asked for. `keep` gets the mails of clients that
    signed in, `deliver` puts any mail into local mailboxes.
    """

    sign_in: Callable[[str, str], bool]
    accepts: Callable[[str, str], bool]
    is_local: Callable[[str], bool]
    knows: Callable[[str], bool]
    defers: Callable[[str], bool]
    next_fault: Callable[[frozenset[SmtpFault]], SmtpFault | None]
    keep: Callable[[SentMail], None]
    deliver: Callable[[SentMail], Awaitable[None]]


class SmtpServer:
    """One aiosmtpd protocol a connection, in the running loop."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office
        self._connections: set[asyncio.BaseTransport] = set()

    async def open(self) -> int:
        """Listen on an ephemeral port of 127.0.0.1 and return it."""
        # aiosmtpd 1.4.6 warns at every connection about an attribute that only it reads.
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        loop = asyncio.get_running_loop()
        handler = _Handler(self._office)
        self._server = await loop.create_server(
            lambda: _Protocol(handler, loop=loop, connections=self._connections),
            host="127.0.0.1",
            port=0,
        )
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        self._server.close()
        for transport in tuple(self._connections):
            transport.close()
        await self._server.wait_closed()


class _Protocol(SMTP):
    """aiosmtpd, with its open connections known, so that they can be closed."""

    def __init__(
        self,
        handler: _Handler,
        *,
        loop: asyncio.AbstractEventLoop,
        connections: set[asyncio.BaseTransport],
    ) -> None:
        super().__init__(
            handler,
            hostname="mail.sandbox.example",
            ident="sandbox",
            enable_SMTPUTF8=True,
            authenticator=handler.sign_in,
            auth_require_tls=False,
            loop=loop,
        )
        self._connections = connections

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._connections.add(transport)
        super().connection_made(transport)

    @override
    def connection_lost(self, error: Exception | None) -> None:
        if self.transport is not None:
            self._connections.discard(self.transport)
        super().connection_lost(error)

    def die(self) -> None:
        """Reset the connection: the client sees a server that is gone."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()


_REFUSALS = {
    SmtpFault.REFUSE_RECIPIENT: "550 5.1.1 no such mailbox here",
    SmtpFault.TRY_LATER: "451 4.7.1 try again later",
}
_AT_DATA = frozenset({SmtpFault.DROP_AFTER_TAKING, SmtpFault.DROP_BEFORE_TAKING})


class _Handler:
    """The hooks aiosmtpd calls, by name."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office

    def sign_in(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _method: str, given: object
    ) -> AuthResult:
        if not isinstance(given, LoginPassword):
            return AuthResult(success=False, handled=False)
        user, password = given.login.decode(), given.password.decode()
        return AuthResult(success=self._office.sign_in(user, password), handled=False)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 - as above
        """A refusal comes as a challenge that wants an empty line, then as 535."""
        user, token = bearer(args[1] if len(args) > 1 else "")
        if self._office.accepts(user, token):
            return AuthResult(success=True, auth_data=LoginPassword(user.encode(), b""))
        await server.challenge_auth(CHALLENGE, encode_to_b64=False)
        return AuthResult(success=False, handled=False)

    async def handle_RCPT(  # noqa: N802 - the names and order of aiosmtpd's hooks
        self,
        _server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Refuse to relay for strangers, as every server does; then play the fault that is due."""
        if not session.authenticated and not self._office.is_local(address):
            return "530 5.7.0 sign in before you send to others"
        if not self._office.knows(address):
            return _REFUSALS[SmtpFault.REFUSE_RECIPIENT]
        if self._office.defers(address):
            return _REFUSALS[SmtpFault.TRY_LATER]
        fault = self._office.next_fault(frozenset(_REFUSALS))
        if fault is not None:
            return _REFUSALS[fault]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 fine"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: _Protocol, session: Session, envelope: Envelope
    ) -> str:
        fault = self._office.next_fault(_AT_DATA)
        if fault is not SmtpFault.DROP_BEFORE_TAKING:
            mail = SentMail(
                envelope_from=envelope.mail_from or "",
                envelope_to=tuple(envelope.rcpt_tos),
                raw=envelope.original_content or b"",
                at=asyncio.get_running_loop().time(),
            )
            if session.authenticated:
                self._office.keep(mail)
            await self._office.deliver(mail)
        if fault is not None:
            server.die()
        return TAKEN
