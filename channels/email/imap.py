"""One IMAP connection: the only module that knows aioimaplib, typed and guarded.

aioimaplib 2.0.3 parses recursively and forgets pending commands when the connection dies, so a
call can hang for ever, past its own timeout (measured). Here every command runs alone, under a
timeout that a lost connection expires at once, and a timeout ends the connection.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import re
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aioimaplib

from channels.email.config import PasswordAuth, Server, Tls
from channels.email.oauth import Credentials, Tokens
from triage.ending import is_ending
from triage.errors import ChannelUnavailableError, ConfigError

FETCH_AT_ONCE = 100
"""Mails a command: ten thousand in one took 65 s, in hundreds 4.5 s (measured)."""
IDLE_AT_MOST = 540.0
"""Seconds; renewed well before the 29 minutes of RFC 2177, for routers forget sooner."""
_BYTES_A_SECOND = 50_000
"""The slowest line on which we wait for a large mail to the end."""

_UIDVALIDITY = re.compile(rb"\[UIDVALIDITY (\d+)\]", re.IGNORECASE)
_UIDNEXT = re.compile(rb"\[UIDNEXT (\d+)\]", re.IGNORECASE)
_FETCH = re.compile(rb"\d+ FETCH \(", re.IGNORECASE)
_UID = re.compile(rb"\bUID (\d+)", re.IGNORECASE)
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)", re.IGNORECASE)
_DATE = re.compile(rb"\bINTERNALDATE \"([^\"]+)\"", re.IGNORECASE)
_ASTRING = re.compile(r"[A-Za-z0-9!#$&'+,./:;<=>?@^_`|~-]+")

# Its debug lines carry tokens and passwords, and cost time to format.
logging.getLogger("aioimaplib.aioimaplib").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A selected folder. `uidvalidity` 0: the server keeps no lasting UIDs."""

    uidvalidity: int
    uidnext: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A mail in the folder, not read yet. `size` in bytes; `arrived_at` from INTERNALDATE."""

    uid: int
    size: int
    arrived_at: datetime


async def connect(server: Server, auth: Credentials | None, *, timeout: float = 30.0) -> Imap:
    """Connect and sign in.

    Raises ChannelUnavailableError when the server cannot be reached, ConfigError when it does
    not let us in or offers no STARTTLS.
    """
    connection = Imap(server, timeout=timeout)
    with ExitStack() as undo:  # also when we are cancelled half way
        undo.callback(connection.abort)
        await connection.open(auth)
        undo.pop_all()
    return connection


class Imap:
    """A signed-in connection. Every method raises ChannelUnavailableError when it breaks."""

    def __init__(self, server: Server, *, timeout: float) -> None:
        self._where = f"IMAP {server.host}:{server.port}"
        self._server = server
        self._timeout = timeout
        self._lock = asyncio.Lock()
        self._limit: asyncio.Timeout | None = None
        self._gone = asyncio.Event()
        self._client = self._make_client()

    async def open(self, auth: Credentials | None) -> None:
        async with self._guarded("connect"):
            await self._client.wait_hello_from_server()
            if self._server.tls is Tls.STARTTLS:
                await self._start_tls()
        if isinstance(auth, PasswordAuth):
            await self._login(auth)
        elif auth is not None:
            await self._sign_in(auth)
        async with self._guarded("CAPABILITY"):  # what LOGIN announced is parsed wrongly
            await self._client.protocol.capability()

    def can(self, capability: str) -> bool:
        return capability.upper() in {str(c).upper() for c in self._client.protocol.capabilities}

    async def select(self, folder: str) -> Folder:
        """Raises ConfigError when there is no such folder."""
        async with self._guarded(f"SELECT {folder}"):
            answer = await self._client.select(quoted(folder))
        if answer.result != "OK":
            raise ConfigError(
                f"{self._where}: cannot open folder {folder!r} ({_said(answer)}); "
                "set folder of this mailbox to one that exists"
            )
        lines = b"\n".join(bytes(line) for line in answer.lines)
        validity, following = _UIDVALIDITY.search(lines), _UIDNEXT.search(lines)
        return Folder(
            uidvalidity=int(validity[1]) if validity else 0,
            uidnext=int(following[1]) if following else None,
        )

    async def ensure_folder(self, folder: str) -> bool:
        """Create the folder unless it exists; False when the server will not have it."""
        async with self._guarded(f"STATUS {folder}"):
            answer = await self._client.status(quoted(folder), "(MESSAGES)")
        if answer.result == "OK":
            return True
        async with self._guarded(f"CREATE {folder}"):
            answer = await self._client.create(quoted(folder))
        return bool(answer.result == "OK") or "ALREADYEXISTS" in _said(answer)  # RFC 5530

    async def search(self, *criteria: str) -> list[int]:
        """UIDs, ascending. No CHARSET is sent: Exchange and Yahoo reject it."""
        async with self._guarded("UID SEARCH"):
            answer = await self._client.uid_search(*criteria, charset=None)
        self._expect_ok("UID SEARCH", answer)
        found: set[int] = set()
        for line in answer.lines[:-1]:
            numbers = bytes(line).split()
            if all(number.isdigit() for number in numbers):
                found.update(int(number) for number in numbers)
        return sorted(found)

    async def list_mails(self, uids: Sequence[int]) -> list[Listed]:
        """Size and arrival of each; one that vanished meanwhile is left out."""
        found: list[Listed] = []
        for at in range(0, len(uids), FETCH_AT_ONCE):
            batch = _set(uids[at : at + FETCH_AT_ONCE])
            async with self._guarded("UID FETCH of sizes"):
                answer = await self._client.uid("fetch", batch, "(UID RFC822.SIZE INTERNALDATE)")
                found += _listed(answer.lines)  # a date that is none breaks the connection, too
            self._expect_ok("UID FETCH", answer)
        return found

    async def fetch(self, mails: Sequence[Listed], *, most: int | None = None) -> dict[int, bytes]:
        """The bytes of at most FETCH_AT_ONCE mails by UID; of each the first `most` bytes.

        As literals of BODY.PEEK[] only: the library mangles quoted data lines.
        """
        partial = "" if most is None else f"<0.{most}>"
        weight = sum(min(mail.size, most or mail.size) for mail in mails)
        limit = self._timeout + weight / _BYTES_A_SECOND
        batch = _set([mail.uid for mail in mails])
        async with self._guarded("UID FETCH", timeout=limit):
            answer = await self._client.uid("fetch", batch, f"(UID BODY.PEEK[]{partial})")
        self._expect_ok("UID FETCH", answer)
        return _literals(answer.lines)

    async def move(self, uids: Sequence[int], folder: str) -> bool:
        """Move mails away; False when the server refused, then they are where they were.

        Without MOVE: COPY, mark deleted, and expunge exactly these where UIDPLUS can; never a
        bare EXPUNGE, which would also take what a person has marked deleted (RFC 4315).
        """
        batch, target = _set(uids), quoted(folder)
        if self.can("MOVE"):
            return await self._uid_ok("move", batch, target)
        if not await self._uid_ok("copy", batch, target):
            return False
        await self._uid_ok("store", batch, "+FLAGS.SILENT", r"(\Deleted)")
        if self.can("UIDPLUS"):
            await self._uid_ok("expunge", batch)
        return True

    async def idle(self, seconds: float) -> None:
        """Return when the server has something to say, or after `seconds`. Only a hint."""
        seconds = min(seconds, IDLE_AT_MOST)
        async with self._guarded("IDLE", timeout=seconds + 2 * self._timeout):
            while not self._client.protocol.idle_queue.empty():
                self._client.protocol.idle_queue.get_nowait()
            async with asyncio.timeout(self._timeout):
                answered = await self._client.idle_start(timeout=seconds + 2 * self._timeout)
            pushed: list[bytes] = []
            with suppress(TimeoutError):
                pushed = await self._client.wait_server_push(timeout=seconds)
            if any(bytes(line).upper().startswith(b"BYE") for line in pushed):
                raise aioimaplib.Abort("the server says BYE")
            self._client.idle_done()
            await answered

    async def noop(self) -> None:
        async with self._guarded("NOOP"):
            await self._client.noop()

    async def close(self) -> None:
        """Sign out politely where that is still possible, and hang up."""
        if not self._gone.is_set():
            with suppress(ChannelUnavailableError):
                async with self._guarded("LOGOUT", timeout=5.0):
                    await self._client.logout()
        self.abort()
        await asyncio.sleep(0)  # lets the transport close its socket

    def abort(self) -> None:
        """Hang up at once."""
        self._gone.set()
        for task in (*self._client.tasks, *self._client.protocol.tasks):
            task.cancel()
        transport = self._client.protocol.transport
        if transport is not None:
            transport.abort()

    def _make_client(self) -> Any:
        kind = aioimaplib.IMAP4_SSL if self._server.tls is Tls.IMPLICIT else aioimaplib.IMAP4
        # Its own timeouts only have to be longer than ours.
        client = kind(host=self._server.host, port=self._server.port, timeout=86_400)
        client.protocol.conn_lost_cb = self._connection_lost
        return client

    async def _login(self, auth: PasswordAuth) -> None:
        async with self._guarded("LOGIN"):
            answer = await self._client.login(_astring(auth.user), auth.password)
        if answer.result != "OK":
            raise ConfigError(
                f"{self._where}: sign-in as {auth.user} refused ({_said(answer)}); "
                "check auth.user and auth.password of this mailbox"
            )

    async def _sign_in(self, tokens: Tokens) -> None:
        """XOAUTH2; a token that ended before its time is replaced once."""
        token = await tokens.bearer()
        answer = await self._authenticate(tokens.user, token)
        if answer.result != "OK":
            token = await tokens.bearer(refused=token)
            answer = await self._authenticate(tokens.user, token)
        if answer.result != "OK":
            raise tokens.refused(f"{self._where} as {tokens.user}: {_said(answer)}")

    async def _authenticate(self, user: str, token: str) -> Any:
        """The library's own xoauth2() leaves the server's challenge unanswered, and hangs."""
        protocol: Any = self._client.protocol
        words = base64.b64encode(f"user={user}\1auth=Bearer {token}\1\1".encode()).decode("ascii")
        command = _XOAuth2("AUTHENTICATE", protocol.new_tag(), "XOAUTH2", words, loop=protocol.loop)
        command.answer = lambda: protocol.transport.write(b"\r\n")
        async with self._guarded("AUTHENTICATE"):
            answer = await protocol.execute(command)
        if answer.result == "OK":
            protocol.state = aioimaplib.AUTH
        return answer

    async def _start_tls(self) -> None:
        """RFC 3501, 6.2.1; aioimaplib knows the command only by name."""
        protocol: Any = self._client.protocol
        if "STARTTLS" not in protocol.capabilities:
            raise ConfigError(
                f"{self._where}: the server offers no STARTTLS; "
                'set imap.tls = "implicit", usually on port 993'
            )
        command = aioimaplib.Command("STARTTLS", protocol.new_tag(), loop=protocol.loop)
        self._expect_ok("STARTTLS", await protocol.execute(command))
        if protocol.incomplete_line:  # CVE-2011-0411: words slipped in before the encryption
            raise aioimaplib.Abort("data behind the answer to STARTTLS")
        protocol.transport = await protocol.loop.start_tls(
            protocol.transport,
            protocol,
            ssl.create_default_context(),
            server_hostname=self._server.host,
        )
        await protocol.capability()

    def _connection_lost(self, _error: Exception | None) -> None:
        self._gone.set()
        if self._limit is not None and not self._limit.expired():
            self._limit.reschedule(asyncio.get_running_loop().time())

    @asynccontextmanager
    async def _guarded(self, what: str, *, timeout: float | None = None) -> AsyncIterator[None]:
        seconds = self._timeout if timeout is None else timeout
        async with self._lock:
            if self._gone.is_set():
                raise ChannelUnavailableError(f"{self._where}: the connection is lost")
            done = False
            try:
                async with asyncio.timeout(seconds) as self._limit:
                    yield
                if is_ending():
                    raise asyncio.CancelledError
                done = True
            except TimeoutError as error:
                why = "the connection was lost" if self._gone.is_set() else "no answer in time"
                raise ChannelUnavailableError(f"{self._where}: {what}: {why}") from error
            except (aioimaplib.AioImapException, OSError, RecursionError, ValueError) as error:
                raise ChannelUnavailableError(f"{self._where}: {what}: {error}") from error
            finally:
                self._limit = None
                if not done:  # a command ended in its middle, by whatever: no other can follow
                    self.abort()

    async def _uid_ok(self, command: str, *arguments: str) -> bool:
        async with self._guarded(f"UID {command.upper()}"):
            answer = await self._client.uid(command, *arguments)
        return bool(answer.result == "OK")

    def _expect_ok(self, what: str, answer: Any) -> None:
        if answer.result != "OK":
            raise ChannelUnavailableError(f"{self._where}: {what}: {_said(answer)}")


class _XOAuth2(aioimaplib.Command):  # type: ignore[misc]  # of an untyped library
    """AUTHENTICATE XOAUTH2. A refusal comes as a challenge, and ends after an empty answer.

    Source: Google for Developers, "OAuth 2.0 Mechanism", error response; RFC 4959 for the token
    in the first line.
    """

    answer: Callable[[], None]

    def flush(self) -> None:
        """The library calls this when the server wants more."""
        self.answer()


def quoted(folder: str) -> str:
    """A folder name for the wire: modified UTF-7 (RFC 3501, 5.1.3), quoted (9)."""
    encoded = re.sub(r"[^\x20-\x7e]+", _shifted, folder.replace("&", "&-"))
    return '"' + encoded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shifted(run: re.Match[str]) -> str:
    coded = base64.b64encode(run[0].encode("utf-16-be")).decode("ascii")
    return "&" + coded.rstrip("=").replace("/", ",") + "-"


def _astring(text: str) -> str:
    if _ASTRING.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _set(uids: Sequence[int]) -> str:
    """`1:3,7` for 1, 2, 3, 7: short, however many there are."""
    runs: list[list[int]] = []
    for uid in sorted(uids):
        if runs and uid == runs[-1][1] + 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(str(a) if a == b else f"{a}:{b}" for a, b in runs)


def _listed(lines: Sequence[bytes]) -> list[Listed]:
    found: list[Listed] = []
    for line in lines:
        data = bytes(line)
        uid, size, date = _UID.search(data), _SIZE.search(data), _DATE.search(data)
        if _FETCH.match(data) and uid and size and date:
            arrived = datetime.strptime(date[1].decode("ascii").strip(), "%d-%b-%Y %H:%M:%S %z")
            found.append(Listed(uid=int(uid[1]), size=int(size[1]), arrived_at=arrived))
    return found


def _literals(lines: Sequence[bytes | bytearray]) -> dict[int, bytes]:
    """UID -> literal; the UID may stand before or behind its literal."""
    found: dict[int, bytes] = {}
    uid: int | None = None
    literal: bytes | None = None
    for line in lines:
        if isinstance(line, bytearray):
            literal = bytes(line)
        else:
            if _FETCH.match(line):
                uid = literal = None
            number = _UID.search(line)
            uid = int(number[1]) if number else uid
        if uid is not None and literal is not None:
            found[uid] = literal
    return found


def _said(answer: Any) -> str:
    last = answer.lines[-1] if answer.lines else b""
    return f"{answer.result} {bytes(last).decode('utf-8', 'replace')}".strip()
