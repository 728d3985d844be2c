"""An IMAP server that misbehaves on request, for faults that no real server plays.

It knows the commands a mail intake needs (RFC 3501 with IDLE, MOVE, UIDPLUS), keeps a small
mailbox state, and plays faults once (`Fault`) or has them for good (`Quirk`).
"""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime
from types import TracebackType
from typing import Self

from channels.sandbox.imap_session import Session
from channels.sandbox.imap_state import Fault, Folder, Quirk


class ScriptedImap:
    """`async with ScriptedImap(quirks=[...]) as server:`; plain text on 127.0.0.1.

    `commands`: every line the clients sent, in order, without tag, password and token.
    `folders` and `quirks` may be changed at any time. `accepts`: which XOAUTH2 tokens are good.
    """

    def __init__(
        self,
        mails: Iterable[bytes] = (),
        *,
        quirks: Iterable[Quirk] = (),
        user: str = "support",
        password: str = "secret",  # noqa: S107 - of a server that holds nothing
        accepts: Callable[[str], bool] = lambda _token: True,
    ) -> None:
        self.user = user
        self.password = password
        self.accepts = accepts
        self.quirks = frozenset(quirks)
        self.folders = {"INBOX": Folder()}
        self.commands: list[str] = []
        self.port = 0
        self._faults: deque[Fault] = deque()
        self._sessions: dict[StreamWriter, asyncio.Task[None]] = {}
        self._news = asyncio.Condition()
        for raw in mails:
            self.inbox.add(raw)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, host="127.0.0.1", port=0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.close()
        served = tuple(self._sessions.values())
        for task in served:
            task.cancel()
        await asyncio.gather(*served, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def inbox(self) -> Folder:
        return self.folders["INBOX"]

    async def deliver(self, raw: bytes, *, at: datetime | None = None) -> int:
        """A mail arrives in the INBOX; returns its UID. Clients in IDLE are told."""
        uid = self.inbox.add(raw, at=at)
        async with self._news:
            self._news.notify_all()
        return uid

    def play(self, fault: Fault, *, times: int = 1) -> None:
        """Play a fault at the next `times` commands it fits."""
        self._faults.extend([fault] * times)

    def heard(self, line: str) -> None:
        """A client sent this line."""
        self.commands.append(line)

    def due(self, fault: Fault) -> bool:
        """Whether this fault is to be played now; with that it is played."""
        if fault not in self._faults:
            return False
        self._faults.remove(fault)
        return True

    async def news(self) -> None:
        """Return when a mail was delivered."""
        async with self._news:
            await self._news.wait()

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:  # pragma: no cover - start_server always makes one
            return
        self._sessions[writer] = task
        try:
            await Session(self, reader=reader, writer=writer).run()
        except* (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client left, or the script cut it off
        finally:
            del self._sessions[writer]
            writer.close()
