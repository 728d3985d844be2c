"""The scripted IMAP server, spoken to by the real client: each fault is what it claims to be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aioimaplib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.sandbox.imap_state import Fault, Folder, Quirk
from channels.sandbox.scripted_imap import ScriptedImap

ONE = b"Subject: One\r\n\r\nHelp\r\n"
TWO = b"Subject: Two\r\n\r\n* 3 EXISTS\r\nA1 OK fetched\r\n)\r\n"


async def _connected(server: ScriptedImap) -> aioimaplib.IMAP4:
    client = aioimaplib.IMAP4(host="127.0.0.1", port=server.port, timeout=2)
    await client.wait_hello_from_server()
    return client


@asynccontextmanager
async def _selected(server: ScriptedImap) -> AsyncIterator[aioimaplib.IMAP4]:
    client = await _connected(server)
    await client.login("support", "secret")
    assert (await client.select("INBOX")).result == "OK"
    yield client
    client.protocol.transport.abort()


def _literals(lines: list[object]) -> list[bytes]:
    return [bytes(line) for line in lines if isinstance(line, bytearray)]


@pytest.mark.parametrize("quirks", [(), (Quirk.BYTE_BY_BYTE,), (Quirk.CHATTY,)])
async def test_mails_come_whole_however_the_server_talks(quirks: tuple[Quirk, ...]) -> None:
    async with ScriptedImap([ONE, TWO], quirks=quirks) as server, _selected(server) as client:
        fetched = await client.uid("fetch", "1:2", "(UID RFC822.SIZE BODY.PEEK[])")

    assert fetched.result == "OK"
    assert _literals(fetched.lines) == [ONE, TWO]


async def test_a_part_of_a_mail_and_its_header_can_be_asked_for() -> None:
    async with ScriptedImap([ONE]) as server, _selected(server) as client:
        part = await client.uid("fetch", "1", "(BODY.PEEK[]<9.3>)")
        header = await client.uid("fetch", "1", "(FLAGS INTERNALDATE BODY.PEEK[HEADER])")

    assert _literals(part.lines) == [b"One"]
    assert _literals(header.lines) == [b"Subject: One\r\n\r\n"]
    assert b'INTERNALDATE "05-Jan-2026 09:01:00 +0000"' in header.lines[0]


async def test_a_range_to_the_end_always_has_the_last_mail() -> None:
    async with ScriptedImap([ONE, TWO]) as server, _selected(server) as client:
        found = await client.uid_search("UID 900:*", charset=None)

    assert found.lines[0] == b"2"


async def test_search_knows_the_day_of_arrival() -> None:
    async with ScriptedImap([ONE]) as server, _selected(server) as client:
        await server.deliver(TWO, at=datetime(2026, 2, 1, tzinfo=UTC))
        found = await client.uid_search("SINCE 01-Feb-2026", charset=None)

    assert found.lines[0] == b"2"


async def test_a_charset_is_refused_as_exchange_does() -> None:
    quirks = [Quirk.REFUSES_CHARSET]
    async with ScriptedImap([ONE], quirks=quirks) as server, _selected(server) as client:
        refused = await client.uid_search("ALL", charset="utf-8")
        found = await client.uid_search("ALL", charset=None)

    assert (refused.result, found.lines[0]) == ("NO", b"1")


async def test_a_connection_that_dies_inside_a_mail_leaves_the_fetch_unanswered() -> None:
    async with ScriptedImap([ONE]) as server, _selected(server) as client:
        server.play(Fault.DROP_IN_LITERAL)
        with pytest.raises((TimeoutError, aioimaplib.CommandTimeout)):
            await asyncio.wait_for(client.uid("fetch", "1", "(BODY.PEEK[])"), 0.2)

    assert server.commands[-1] == "UID FETCH 1 (BODY.PEEK[])"


async def test_a_fetch_that_is_never_answered_keeps_the_connection_up() -> None:
    async with ScriptedImap([ONE]) as server, _selected(server) as client:
        lost = asyncio.Event()
        client.protocol.conn_lost_cb = lambda _error: lost.set()
        server.play(Fault.SILENT_FETCH)
        with pytest.raises((TimeoutError, aioimaplib.CommandTimeout)):
            await asyncio.wait_for(client.uid("fetch", "1", "(BODY.PEEK[])"), 0.2)

        assert not lost.is_set()


async def test_a_failed_fetch_works_the_next_time() -> None:
    async with ScriptedImap([ONE]) as server, _selected(server) as client:
        server.play(Fault.FAIL_FETCH)
        first = await client.uid("fetch", "1", "(BODY.PEEK[])")
        second = await client.uid("fetch", "1", "(BODY.PEEK[])")

    assert (first.result, second.result) == ("NO", "OK")


async def test_idle_pushes_a_delivery() -> None:
    async with ScriptedImap() as server, _selected(server) as client:
        idle = await client.idle_start(timeout=2)
        await server.deliver(ONE)
        pushed = await client.wait_server_push(timeout=2)
        client.idle_done()
        assert (await asyncio.wait_for(idle, 2)).result == "OK"

    assert pushed == [b"1 EXISTS"]


async def test_a_silent_idle_says_nothing_and_a_poll_sees_the_mail() -> None:
    quirks = [Quirk.SILENT_IDLE]
    async with ScriptedImap(quirks=quirks) as server, _selected(server) as client:
        idle = await client.idle_start(timeout=2)
        await server.deliver(ONE)
        with pytest.raises(TimeoutError):
            await client.wait_server_push(timeout=0.1)
        client.idle_done()
        await asyncio.wait_for(idle, 2)
        found = await client.uid_search("ALL", charset=None)

    assert found.lines[0] == b"1"


async def test_a_bye_in_idle_ends_the_connection() -> None:
    async with ScriptedImap() as server, _selected(server) as client:
        lost = asyncio.Event()
        client.protocol.conn_lost_cb = lambda _error: lost.set()
        server.play(Fault.BYE_IN_IDLE)
        idle = await client.idle_start(timeout=2)
        await asyncio.wait_for(lost.wait(), 2)
        idle.cancel()

    assert server.commands[-1] == "IDLE"


async def test_a_bye_for_idle_leaves_the_client_waiting_for_ever() -> None:
    async with ScriptedImap() as server, _selected(server) as client:
        server.play(Fault.BYE_FOR_IDLE)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.idle_start(timeout=2), 0.2)


async def test_a_command_in_a_folder_before_select_cuts_the_client_off() -> None:
    async with ScriptedImap([ONE]) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"a1 UID FETCH 1 (FLAGS)\r\n")
        assert await asyncio.wait_for(reader.read(), 2) == b"* OK ready\r\n"
        writer.close()


async def test_flags_alone_are_fetched_without_a_literal_and_unknown_extensions_refused() -> None:
    quirks = [Quirk.NO_MOVE, Quirk.NO_IDLE]
    async with ScriptedImap([ONE], quirks=quirks) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        for number, command in enumerate(
            ("SELECT inbox", "UID FETCH 1 (FLAGS)", "UID MOVE 1 X", "IDLE", "LOGOUT")
        ):
            writer.write(f"a{number} {command}\r\n".encode())
        answers = (await asyncio.wait_for(reader.read(), 2)).decode().splitlines()
        writer.close()

    assert answers[7:] == [
        "* 1 FETCH (UID 1 FLAGS ())",
        "a1 OK fetched",
        "a2 BAD MOVE is not known here",
        "a3 BAD IDLE is not known here",
        "* BYE until later",
        "a4 OK signed out",
    ]


async def test_new_uids_under_a_new_validity_for_the_same_mails() -> None:
    async with ScriptedImap([ONE, TWO]) as server:
        del server.inbox.mails[1]
        server.inbox.renumber()
        async with _selected(server) as client:
            again = await client.select("INBOX")

    assert b"OK [UIDVALIDITY 2] valid" in again.lines
    assert {uid: mail.raw for uid, mail in server.inbox.mails.items()} == {1: TWO}


async def test_a_folder_that_is_not_there_is_refused_and_can_be_made() -> None:
    async with ScriptedImap([ONE]) as server, _selected(server) as client:
        missing = await client.select("Processed")
        await client.select("INBOX")
        refused = await client.uid("move", "1", "Processed")
        made = await client.create("Processed")
        twice = await client.create("Processed")
        moved = await client.uid("move", "1", "Processed")

    results = [answer.result for answer in (missing, refused, made, twice, moved)]
    assert results == ["NO", "NO", "OK", "NO", "OK"]
    assert server.inbox.mails == {}
    assert [mail.raw for mail in server.folders["Processed"].mails.values()] == [ONE]


async def test_a_folder_can_vanish_for_one_select() -> None:
    async with ScriptedImap([ONE]) as server, _selected(server) as client:
        server.play(Fault.NO_SUCH_FOLDER)
        assert (await client.select("INBOX")).result == "NO"
        assert (await client.select("INBOX")).result == "OK"


async def test_without_move_a_copy_a_mark_and_an_expunge_do_the_same() -> None:
    quirks = [Quirk.NO_MOVE, Quirk.NO_IDLE]
    async with ScriptedImap([ONE, TWO], quirks=quirks) as server, _selected(server) as client:
        server.folders["Processed"] = Folder()
        assert not client.has_capability("MOVE")
        assert not client.has_capability("IDLE")
        await client.uid("copy", "1", "Processed")
        await client.uid("store", "1", "+FLAGS (\\Deleted)")
        await client.uid("expunge", "1:2")

    assert [mail.raw for mail in server.inbox.mails.values()] == [TWO]
    assert [mail.raw for mail in server.folders["Processed"].mails.values()] == [ONE]


async def test_a_move_can_be_refused_or_done_without_an_answer() -> None:
    async with ScriptedImap([ONE, TWO]) as server, _selected(server) as client:
        server.folders["Processed"] = Folder()
        server.play(Fault.REFUSE_MOVE)
        assert (await client.uid("move", "1", "Processed")).result == "NO"
        server.play(Fault.DROP_AFTER_MOVE)
        with pytest.raises((TimeoutError, aioimaplib.CommandTimeout)):
            await asyncio.wait_for(client.uid("move", "1", "Processed"), 0.2)

    assert sorted(server.inbox.mails) == [2]


async def test_a_login_can_be_refused_once_and_a_wrong_password_always_is() -> None:
    async with ScriptedImap(password='se"cret') as server:
        client = await _connected(server)
        server.play(Fault.REFUSE_LOGIN)
        first = await client.login("support", 'se"cret')
        wrong = await client.login("support", "wrong")
        right = await client.login("support", 'se"cret')
        await client.logout()

    assert [answer.result for answer in (first, wrong, right)] == ["NO", "NO", "OK"]
    assert server.commands == ["CAPABILITY", "LOGIN ...", "LOGIN ...", "LOGIN ...", "LOGOUT"]


async def test_a_token_passes_or_is_refused_by_a_challenge() -> None:
    async with ScriptedImap() as server:
        client = await _connected(server)
        assert (await client.xoauth2("support", "token")).result == "OK"
        await client.logout()
        server.quirks = frozenset({Quirk.REFUSES_XOAUTH2})
        client = await _connected(server)
        refused = asyncio.ensure_future(client.xoauth2("support", "token"))
        await asyncio.sleep(0.05)
        client.protocol.transport.write(b"\r\n")
        assert (await refused).result == "NO"


async def test_a_server_that_dies_at_the_greeting_never_says_hello() -> None:
    async with ScriptedImap() as server:
        server.play(Fault.DROP_AT_GREETING)
        client = aioimaplib.IMAP4(host="127.0.0.1", port=server.port, timeout=2)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.wait_hello_from_server(), 0.2)


async def test_what_the_server_does_not_know_it_calls_bad() -> None:
    async with ScriptedImap([ONE]) as server, _selected(server) as client:
        assert (await client.expunge()).result == "OK"
        assert (await client.noop()).result == "OK"
        assert (await client.list('""', "*")).lines[0] == b'() "/" "INBOX"'
        assert (await client.status("INBOX", "(MESSAGES)")).result == "BAD"


@given(st.lists(st.integers(1, 30), unique=True), st.integers(1, 40))
def test_a_range_to_the_end_is_every_uid_from_there_or_the_last(uids: list[int], low: int) -> None:
    folder = Folder()
    for uid in sorted(uids):
        folder.next_uid = uid
        folder.add(ONE)

    expected = [uid for uid in sorted(uids) if uid >= low] or sorted(uids)[-1:]
    assert folder.uids(f"{low}:*") == expected
