"""The IMAP half of the mail sandbox: pymap's in-memory backend, served on 127.0.0.1.

Import it late: pymap comes with the `demo` extra.
"""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from argparse import ArgumentParser, Namespace
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable

from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, DictBackend
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxSet
from pymap.concurrent import Subsystem
from pymap.context import connection_exit
from pymap.imap import IMAPConnection, IMAPService
from pymap.imap.state import ConnectionState
from pymap.interfaces.login import LoginInterface
from pymap.parsing.command import Command
from pymap.parsing.message import AppendMessage
from pymap.parsing.response import CommandResponse
from pymap.parsing.specials import FetchRequirement
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext
from typing_extensions import override


class ImapStore:
    """Mailboxes in memory and the IMAP server in front of them.

    `changed` is called after every command of a client, so that a waiter can look again.
    """

    def __init__(self, *, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._folders: dict[str, MailboxSet] = {}
        self._connections: dict[StreamWriter, asyncio.Task[None]] = {}

    async def open(self) -> int:
        """Listen on an ephemeral port of 127.0.0.1 and return it."""
        backend, self._config = await DictBackend.init(
            _arguments(),
            hash_context=Cleartext(),
            cpu_subsystem=Subsystem.for_asyncio(),
            invalid_user_sleep=0.0,
        )
        self._login = backend.login
        self._server = await asyncio.start_server(self._serve, host="127.0.0.1", port=0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        self._server.close()
        served = tuple(self._connections.values())
        self.drop_connections()
        await asyncio.gather(*served, return_exceptions=True)
        await self._server.wait_closed()

    def drop_connections(self) -> None:
        """Every client sees its connection die, as when the server is restarted."""
        for writer in self._connections:
            writer.transport.abort()

    def add_user(self, user: str, password: str) -> None:
        self._login.users_dict[user] = UserMetadata(self._config, user, password=password)
        self._folders[user] = MailboxSet()
        self._config.set_cache[user] = (self._folders[user], FilterSet())

    async def append(self, user: str, raw: bytes) -> None:
        """Put a mail into the user's INBOX; clients in IDLE are told."""
        inbox = await self._folders[user].get_mailbox("INBOX")
        await inbox.append(AppendMessage(raw), recent=True)
        self._changed()

    async def folder(self, user: str, name: str) -> list[bytes]:
        """The mails of a folder in the order of their UIDs; [] when there is no such folder."""
        try:
            found = await self._folders[user].get_mailbox(name)
        except KeyError:
            return []
        mails = sorted([mail async for mail in found.messages()], key=lambda mail: mail.uid)
        loaded = [await mail.load_content(FetchRequirement.CONTENT) for mail in mails]
        return [bytes(mail) for mail in loaded]

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """What pymap's IMAPServer does with a connection, but each command is told."""
        task = asyncio.current_task()
        if task is None:  # pragma: no cover - start_server always makes one
            return
        self._connections[writer] = task
        info = SocketInfo.get(writer, None, unique_id=uuid.uuid4().bytes)
        connection = IMAPConnection(self._config.commands, self._config, reader, writer, info)
        state = _Told(self._login, self._config, changed=self._changed)
        try:
            async with contextlib.AsyncExitStack() as stack:
                connection_exit.set(stack)
                stack.enter_context(contextlib.closing(connection))
                with contextlib.suppress(ConnectionError):
                    await connection.run(state)
        finally:
            del self._connections[writer]


class _Told(ConnectionState):
    """A connection that says when a command of its client is done."""

    def __init__(
        self, login: LoginInterface, config: Config, *, changed: Callable[[], None]
    ) -> None:
        super().__init__(login, config)
        self._changed = changed

    @override
    async def do_command(self, cmd: Command) -> CommandResponse:
        try:
            return await super().do_command(cmd)
        finally:
            self._changed()


def _arguments() -> Namespace:
    """The command line that pymap wants: no TLS, the dict backend, none of its demo mails."""
    parser = ArgumentParser()
    DictBackend.add_subparser("dict", parser.add_subparsers())
    IMAPService.add_arguments(parser)
    parser.set_defaults(debug=False, passlib_cfg=None)
    return parser.parse_args(["--no-tls", "--port", "0", "dict"])
