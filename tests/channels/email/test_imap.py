"""The guarded connection, against a server that plays every fault."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from channels.email import imap
from channels.email.config import PasswordAuth, Server, Tls
from channels.email.imap import Folder, Listed
from channels.sandbox.imap_state import Fault, Quirk
from channels.sandbox.scripted_imap import ScriptedImap
from triage.errors import ChannelUnavailableError, ConfigError

ONE = b"Subject: One\r\n\r\nHelp\r\n"
TWO = b"Subject: Two\r\n\r\n* 3 EXISTS\r\nA1 OK fetched\r\n)\r\n* 2 FETCH (UID 9)\r\n"
AUTH = PasswordAuth(user="support", password="secret")
CERTIFICATE = Path(__file__).with_name("localhost.pem")


def _listed(uid: int, raw: bytes) -> Listed:
    return Listed(uid=uid, size=len(raw), arrived_at=datetime(2026, 1, 5, 9, uid, tzinfo=UTC))


def _server(port: int, tls: Tls = Tls.NONE) -> Server:
    return Server(host="127.0.0.1", port=port, tls=tls)


@asynccontextmanager
async def signed_in(server: ScriptedImap, *, timeout: float = 5.0) -> AsyncIterator[imap.Imap]:
    connection = await imap.connect(_server(server.port), AUTH, timeout=timeout)
    try:
        await connection.select("INBOX")
        yield connection
    finally:
        await connection.close()


@pytest.mark.parametrize("quirks", [(), (Quirk.BYTE_BY_BYTE,), (Quirk.CHATTY,)])
async def test_mails_are_listed_and_fetched_whole(quirks: tuple[Quirk, ...]) -> None:
    async with ScriptedImap([ONE, TWO], quirks=quirks) as server, signed_in(server) as inbox:
        uids = await inbox.search("UID 1:*")
        listed = await inbox.list_mails(uids)
        mails = await inbox.fetch(listed)

    assert listed == [_listed(1, ONE), _listed(2, TWO)]
    assert mails == {1: ONE, 2: TWO}


async def test_a_thousand_mails_come_in_batches() -> None:
    raws = [b"Subject: %d\r\n\r\nHelp\r\n" % n for n in range(1000)]
    async with ScriptedImap(raws) as server, signed_in(server) as inbox:
        listed = await inbox.list_mails(await inbox.search("ALL"))

        assert len(listed) == 1000
        assert sum("RFC822.SIZE" in line for line in server.commands) == 10


async def test_only_the_beginning_of_a_mail_can_be_asked_for() -> None:
    async with ScriptedImap([ONE]) as server, signed_in(server) as inbox:
        assert await inbox.fetch([_listed(1, ONE)], most=12) == {1: b"Subject: One"}


async def test_a_folder_says_its_validity_and_what_comes_next() -> None:
    async with ScriptedImap([ONE]) as server:
        connection = await imap.connect(_server(server.port), AUTH)
        assert await connection.select("INBOX") == Folder(uidvalidity=1, uidnext=2)
        await connection.close()


async def test_a_folder_that_is_not_there_is_the_operators() -> None:
    async with ScriptedImap() as server:
        connection = await imap.connect(_server(server.port), AUTH)
        with pytest.raises(ConfigError, match="cannot open folder 'Nowhere'"):
            await connection.select("Nowhere")
        await connection.close()


async def test_a_folder_is_made_once() -> None:
    async with ScriptedImap() as server, signed_in(server) as inbox:
        assert await inbox.ensure_folder("Erledigte Aufträge")
        assert await inbox.ensure_folder("Erledigte Aufträge")

        assert 'CREATE "Erledigte Auftr&AOQ-ge"' in server.commands
        assert list(server.folders) == ["INBOX", "Erledigte Auftr&AOQ-ge"]


@pytest.mark.parametrize("quirks", [(), (Quirk.NO_MOVE,)])
async def test_mails_are_moved_with_and_without_move(quirks: tuple[Quirk, ...]) -> None:
    async with ScriptedImap([ONE, TWO], quirks=quirks) as server, signed_in(server) as inbox:
        await inbox.ensure_folder("Done")

        assert await inbox.move([1], "Done")

        assert [mail.raw for mail in server.inbox.mails.values()] == [TWO]
        assert [mail.raw for mail in server.folders["Done"].mails.values()] == [ONE]
        assert await inbox.search("ALL") == [2]


async def test_a_refused_move_is_said_and_leaves_the_mail() -> None:
    async with ScriptedImap([ONE]) as server, signed_in(server) as inbox:
        await inbox.ensure_folder("Done")
        server.play(Fault.REFUSE_MOVE)

        assert not await inbox.move([1], "Done")
        assert await inbox.move([1], "Done")


async def test_idle_returns_when_mail_comes_and_when_none_does() -> None:
    async with ScriptedImap() as server, signed_in(server) as inbox:
        await inbox.idle(0.05)
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(inbox.idle(30))
            while server.commands.count("IDLE") < 2:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)  # until the server listens, too
            await server.deliver(ONE)
            async with asyncio.timeout(5):
                await waiting

        assert await inbox.search("ALL") == [1]


@pytest.mark.parametrize("fault", [Fault.DROP_IN_LITERAL, Fault.SILENT_FETCH, Fault.FAIL_FETCH])
async def test_a_fetch_that_breaks_ends_as_unavailable(fault: Fault) -> None:
    async with ScriptedImap([ONE]) as server, signed_in(server, timeout=0.3) as inbox:
        server.play(fault)
        with pytest.raises(ChannelUnavailableError, match="UID FETCH"):
            await inbox.fetch([_listed(1, ONE)])


async def test_a_lost_connection_is_noticed_long_before_the_timeout() -> None:
    async with ScriptedImap([ONE]) as server, signed_in(server, timeout=600) as inbox:
        server.play(Fault.DROP_IN_LITERAL)
        async with asyncio.timeout(10):
            with pytest.raises(ChannelUnavailableError, match="the connection was lost"):
                await inbox.fetch([_listed(1, ONE)])


async def test_a_watch_that_is_ended_as_mail_comes_ends() -> None:
    """`wait_for` of Python 3.11, which the library waits with, then loses the cancellation."""

    async def watch(inbox: imap.Imap) -> None:
        for _ in range(2):
            await inbox.idle(1)
        raise AssertionError("it was told to end")

    async with ScriptedImap([ONE]) as server, signed_in(server) as inbox:
        async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(watch(inbox))
            while "IDLE" not in server.commands:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)  # until the library waits for its queue
            queue = inbox._client.protocol.idle_queue  # noqa: SLF001 - both in one step
            queue.put_nowait([b"2 EXISTS"])
            await asyncio.sleep(0)
            watching.cancel()
        assert watching.cancelled()


@pytest.mark.parametrize("fault", [Fault.BYE_FOR_IDLE, Fault.BYE_IN_IDLE])
async def test_a_bye_ends_idle(fault: Fault) -> None:
    async with ScriptedImap() as server, signed_in(server, timeout=0.5) as inbox:
        server.play(fault)
        with pytest.raises(ChannelUnavailableError, match="IDLE"):
            await inbox.idle(20)


async def test_after_a_break_every_command_says_so() -> None:
    async with ScriptedImap([ONE]) as server, signed_in(server, timeout=0.3) as inbox:
        server.play(Fault.SILENT_FETCH)
        with pytest.raises(ChannelUnavailableError):
            await inbox.fetch([_listed(1, ONE)])
        with pytest.raises(ChannelUnavailableError, match="the connection is lost"):
            await inbox.noop()


async def test_commands_at_once_take_turns() -> None:
    async with ScriptedImap([ONE]) as server, signed_in(server) as inbox:
        found = await asyncio.gather(*(inbox.search("ALL") for _ in range(20)))

    assert found == [[1]] * 20


async def test_a_refused_sign_in_is_the_operators() -> None:
    async with ScriptedImap() as server:
        with pytest.raises(ConfigError, match="sign-in as nobody refused"):
            await imap.connect(_server(server.port), PasswordAuth(user="nobody", password='a"b'))


async def test_a_server_that_hangs_up_or_is_not_there_is_unavailable() -> None:
    async with ScriptedImap() as server:
        server.play(Fault.DROP_AT_GREETING)
        with pytest.raises(ChannelUnavailableError, match="connect"):
            await imap.connect(_server(server.port), AUTH, timeout=5)
    with pytest.raises(ChannelUnavailableError, match="connect"):
        await imap.connect(_server(server.port), AUTH, timeout=5)


async def test_no_starttls_is_the_operators() -> None:
    async with ScriptedImap() as server:
        with pytest.raises(ConfigError, match="offers no STARTTLS"):
            await imap.connect(_server(server.port, Tls.STARTTLS), AUTH)


async def _speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A server that knows STARTTLS and LOGIN, and lets nobody in before the first."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    encrypted = False
    writer.write(b"* OK ready\r\n")
    while line := await reader.readline():
        tag, command, *_ = line.decode().split()
        if command == "CAPABILITY":
            more = "" if encrypted else " STARTTLS LOGINDISABLED"
            writer.write(f"* CAPABILITY IMAP4rev1{more}\r\n".encode())
        granted = command != "LOGIN" or encrypted
        writer.write(f"{tag} {'OK' if granted else 'NO'} done\r\n".encode())
        if command == "STARTTLS":
            await writer.drain()
            await writer.start_tls(context)
            encrypted = True
    writer.close()


async def test_starttls_comes_before_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    server = await asyncio.start_server(_speak, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        connection = await imap.connect(
            Server(host="localhost", port=port, tls=Tls.STARTTLS), AUTH, timeout=5
        )

        assert connection.can("IMAP4rev1")
        assert not connection.can("STARTTLS")
        await connection.close()


async def test_a_certificate_that_nobody_signed_is_not_trusted() -> None:
    server = await asyncio.start_server(_speak, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(ChannelUnavailableError, match="CERTIFICATE_VERIFY_FAILED"):
            await imap.connect(
                Server(host="localhost", port=port, tls=Tls.STARTTLS), AUTH, timeout=5
            )


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("INBOX", '"INBOX"'),
        ("My Folder", '"My Folder"'),
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("Entwürfe & mehr", '"Entw&APw-rfe &- mehr"'),
        ("台北", '"&U,BTFw-"'),
    ],
)
def test_folder_names_are_written_for_the_wire(name: str, wire: str) -> None:
    assert imap.quoted(name) == wire
