"""Mail intake against a real Dovecot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

import pytest

from benchmarks.dovecot import Dovecot, installed
from channels.email import imap
from channels.email.config import MailboxConfig, PasswordAuth, Server, Tls
from channels.email.intake import Watch
from channels.email.oauth import credentials
from triage.errors import ChannelUnavailableError, ConfigError
from triage.marks import Card, Cursor, Position
from triage.messages import RawArrival
from triage.ports.work import UnitOfWork
from triage.testing.memory import MemoryStore

pytestmark = [
    pytest.mark.stage,
    pytest.mark.skipif(
        installed() is None, reason="no dovecot here: apt-get install dovecot-imapd"
    ),
]


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


class Door:
    """The intake over a store in memory; `taken` is what passed, copies dropped."""

    def __init__(self) -> None:
        self._store = MemoryStore()
        self.taken: list[bytes] = []
        self.opened = asyncio.Event()

    async def accept(self, *raws: RawArrival, cursor: Cursor | None = None) -> int:
        return await self._store.transact(partial(self._accept, raws=raws, cursor=cursor))

    async def position(self, channel: str, account: str, place: str) -> Position | None:
        return await self._store.look(lambda work: work.arrivals.position(channel, account, place))

    async def places(self, channel: str, account: str, prefix: str) -> list[str]:
        raise AssertionError(f"only a chat asks for places: {channel} {account} {prefix}")

    async def looked(self, channel: str, account: str, *, trouble: str | None = None) -> None:
        """Nobody watches over this one."""

    async def good_look(self, channel: str, account: str) -> datetime | None:
        raise AssertionError(f"only a chat asks when it last looked: {channel} {account}")

    async def said(self, channel: str, account: str, *, since: datetime) -> list[RawArrival]:
        raise AssertionError(f"a mail never changes: {channel} {account} {since}")

    async def lacks(self, channel: str, account: str, ids: Sequence[str]) -> list[str]:
        raise AssertionError(f"only files are asked for: {channel} {account} {ids}")

    async def cards(self, channel: str, account: str) -> list[Card]:
        raise AssertionError(f"mail has no cards: {channel} {account}")

    def _accept(
        self, work: UnitOfWork, *, raws: tuple[RawArrival, ...], cursor: Cursor | None
    ) -> int:
        now = datetime.now(UTC)  # noqa: TID251 - Dovecot stamps its mails with the real time
        new = [raw.raw for raw in raws if work.arrivals.accept([raw], None, now=now)]
        work.arrivals.accept([], cursor, now=now)
        self.taken += new
        self.opened.set()
        return len(new)


async def _until(predicate: Callable[[], bool]) -> None:
    """Dovecot tells nobody when a mail was moved, so we look."""
    async with asyncio.timeout(20):
        while not predicate():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def _mailbox(dovecot: Dovecot) -> MailboxConfig:
    server = Server(host="127.0.0.1", port=dovecot.port, tls=Tls.NONE)
    return MailboxConfig(
        name="support",
        address="support@acme.example",
        imap=server,
        smtp=server,
        auth=PasswordAuth(user=dovecot.user, password=dovecot.password),
        poll_seconds=2.0,
    )


@asynccontextmanager
async def _watched(dovecot: Dovecot, door: Door) -> AsyncIterator[None]:
    """A running watch that has looked into the mailbox once."""
    watch = asyncio.ensure_future(Watch(_mailbox(dovecot), door).run())
    try:
        await asyncio.wait_for(door.opened.wait(), 10)
        yield
    finally:
        watch.cancel()
        await asyncio.gather(watch, return_exceptions=True)


async def _connected(dovecot: Dovecot) -> imap.Imap:
    mailbox = _mailbox(dovecot)
    return await imap.connect(mailbox.imap, credentials(mailbox.auth), timeout=5.0)


def _mail(number: int) -> bytes:
    return (
        f"From: ada@customer.example\r\nSubject: Number {number}\r\n"
        f"Message-ID: <{number}@customer.example>\r\n\r\n* {number} EXISTS\r\n)\r\n"
    ).encode()


async def test_the_wrapper_lists_fetches_and_moves(dovecot: Dovecot) -> None:
    dovecot.deliver([_mail(1), _mail(2)])
    connection = await _connected(dovecot)
    folder = await connection.select("INBOX")
    assert await connection.ensure_folder("Erledigt & Über") is True
    assert await connection.ensure_folder("Erledigt & Über") is True
    listed = await connection.list_mails(await connection.search("ALL"))
    whole = await connection.fetch(listed)
    parts = await connection.fetch(listed, most=10)
    moved = await connection.move([mail.uid for mail in listed], "Erledigt & Über")
    left = await connection.search("ALL")
    await connection.close()

    assert (folder.uidvalidity > 0, folder.uidnext, moved, left) == (True, 3, True, [])
    assert whole == {1: _mail(1), 2: _mail(2)}
    assert parts == {1: _mail(1)[:10], 2: _mail(2)[:10]}


async def test_without_move_the_wrapper_copies_marks_and_expunges(dovecot: Dovecot) -> None:
    dovecot.deliver([_mail(1), _mail(2)])
    connection = await _connected(dovecot)
    connection._client.protocol.capabilities.discard("MOVE")  # noqa: SLF001 - Dovecot has it
    await connection.select("INBOX")
    await connection.ensure_folder("Processed")
    moved = await connection.move([1], "Processed")
    left = await connection.search("ALL")
    await connection.close()

    assert (moved, left, dovecot.count(), dovecot.count("Processed")) == (True, [2], 1, 1)


async def test_a_wrong_password_is_the_operators_to_mend(dovecot: Dovecot) -> None:
    auth = PasswordAuth(user=dovecot.user, password="wrong")
    with pytest.raises(ConfigError, match="sign-in as support refused"):
        await imap.connect(_mailbox(dovecot).imap, auth)


async def test_a_server_that_stops_ends_an_idle_at_once(dovecot: Dovecot) -> None:
    connection = await _connected(dovecot)
    await connection.select("INBOX")
    idle = asyncio.ensure_future(connection.idle(60.0))
    await asyncio.sleep(0.3)

    await asyncio.to_thread(dovecot.stop)
    with pytest.raises(ChannelUnavailableError):
        await asyncio.wait_for(idle, 10)
    connection.abort()


async def test_a_burst_arrives_once_each_and_is_moved(dovecot: Dovecot) -> None:
    mails = [_mail(number) for number in range(1000)]
    dovecot.deliver([b"Subject: Older than the service\r\n\r\nOld\r\n"])
    door = Door()
    async with _watched(dovecot, door):
        dovecot.deliver(mails)
        await _until(lambda: dovecot.count() == 1)

    assert sorted(door.taken) == sorted(mails)
    assert dovecot.count("Processed") == 1000


async def test_after_a_restart_with_new_uids_nothing_comes_twice_and_nothing_is_missed(
    dovecot: Dovecot,
) -> None:
    door = Door()
    async with _watched(dovecot, door):
        dovecot.deliver([_mail(1)])
        await _until(lambda: dovecot.count("Processed") == 1)
        await asyncio.to_thread(dovecot.stop)
        dovecot.forget_uids()
        dovecot.deliver([_mail(1), _mail(2)])
        dovecot.start()
        await _until(lambda: dovecot.count("Processed") == 3)

    assert door.taken == [_mail(1), _mail(2)]
