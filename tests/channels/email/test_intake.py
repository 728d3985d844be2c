"""Every mail reaches the door once, whatever the server does meanwhile."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest

from channels.email import imap, limits
from channels.email.config import MailboxConfig
from channels.email.intake import Watch, delay
from channels.sandbox.imap_state import Fault, Folder, Quirk
from channels.sandbox.mail import MailSandbox
from channels.sandbox.scripted_imap import ScriptedImap
from tests.channels.email.door import Door
from tests.channels.email.samples import mail, mailbox, understood
from triage.marks import Position
from triage.messages import Nature
from triage.ports.channel import Intake

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _mail(name: str) -> bytes:
    return mail(name, message_id=f"<{name}@customer.example>")


@asynccontextmanager
async def watching(box: MailboxConfig, door: Intake) -> AsyncIterator[None]:
    """The mailbox is watched; what the watch raises comes out."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(Watch(box, door).run())
        yield
        task.cancel()


async def _eventually(server: ScriptedImap, folder: str, count: int) -> None:
    async with asyncio.timeout(10):
        while len(server.folders.get(folder, Folder()).mails) != count:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_mailbox_seen_for_the_first_time_starts_at_its_present_end() -> None:
    door = Door(now=NOW)
    async with (
        ScriptedImap([_mail("old")]) as server,
        watching(mailbox(imap_port=server.port), door),
    ):
        await door.until(lambda: bool(door.positions))
        await server.deliver(_mail("new"), at=NOW + timedelta(minutes=1))
        await door.until(lambda: len(door.arrivals) == 1)

        assert door.bodies == [b"new"]
        await _eventually(server, "Processed", 1)
        assert [m.raw for m in server.inbox.mails.values()] == [_mail("old")]
        assert door.positions == {("support", "INBOX"): Position("1:2", NOW)}


async def test_an_arrival_carries_the_servers_time_and_the_key_of_the_mail() -> None:
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:0", NOW)
    async with ScriptedImap() as server:
        server.inbox.add(_mail("a"), at=NOW)
        async with watching(mailbox(imap_port=server.port), door):
            await door.until(lambda: len(door.arrivals) == 1)

    arrival = door.arrivals[0]
    assert (arrival.channel, arrival.account, arrival.raw) == ("email", "support", _mail("a"))
    assert arrival.received_at == NOW
    assert arrival.external_id.startswith("a@customer.example:")


async def test_what_came_while_we_were_away_is_taken_in_batches() -> None:
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:1", NOW)
    raws = [_mail(f"m{n}") for n in range(251)]
    async with ScriptedImap(raws) as server, watching(mailbox(imap_port=server.port), door):
        await door.until(lambda: len(door.arrivals) == 250)

        assert door.bodies == [b"m%d" % n for n in range(1, 251)]
        assert door.calls == [100, 100, 50]
        await _eventually(server, "Processed", 250)


@pytest.mark.parametrize("quirks", [(Quirk.NO_MOVE,), (Quirk.CHATTY,), (Quirk.SILENT_IDLE,)])
async def test_servers_of_many_kinds_are_read(quirks: tuple[Quirk, ...]) -> None:
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:0", NOW)
    box = mailbox()
    async with ScriptedImap([_mail("a")], quirks=quirks) as server:
        box = dataclasses.replace(mailbox(imap_port=server.port), poll_seconds=0.05)
        async with watching(box, door):
            await door.until(lambda: len(door.arrivals) == 1)
            await server.deliver(_mail("b"), at=NOW)
            await door.until(lambda: len(door.arrivals) == 2)
            await _eventually(server, "Processed", 2)


async def test_without_idle_it_polls() -> None:
    door = Door(now=NOW)
    async with ScriptedImap(quirks=[Quirk.NO_IDLE]) as server:
        box = dataclasses.replace(mailbox(imap_port=server.port), poll_seconds=0.05)
        async with watching(box, door):
            await door.until(lambda: bool(door.positions))
            await server.deliver(_mail("a"), at=NOW)
            await door.until(lambda: len(door.arrivals) == 1)

        assert "IDLE" not in server.commands


async def test_new_uids_bring_only_what_came_after_first_contact_and_no_copies() -> None:
    door = Door(now=NOW)
    async with ScriptedImap() as server:
        server.inbox.add(_mail("long ago"), at=NOW - timedelta(days=30))
        server.inbox.add(_mail("just before"), at=NOW - timedelta(minutes=1))
        server.inbox.add(_mail("after"), at=NOW + timedelta(minutes=1))
        server.inbox.uidvalidity = 7
        door.positions["support", "INBOX"] = Position("6:99", NOW)
        async with watching(mailbox(imap_port=server.port), door):
            await door.until(lambda: door.positions["support", "INBOX"].value == "7:3")
            await server.deliver(_mail("later"), at=NOW + timedelta(minutes=2))
            await door.until(lambda: len(door.arrivals) == 2)

    assert door.bodies == [b"after", b"later"]


async def test_a_validity_of_zero_is_never_trusted() -> None:
    door = Door(now=NOW)
    async with ScriptedImap() as server:
        server.inbox.add(_mail("before"), at=NOW - timedelta(days=3))
        server.inbox.add(_mail("after"), at=NOW + timedelta(minutes=1))
        server.inbox.uidvalidity = 0
        door.positions["support", "INBOX"] = Position("0:0", NOW)
        async with watching(mailbox(imap_port=server.port), door):
            await door.until(lambda: door.positions["support", "INBOX"].value == "0:2")

    assert door.bodies == [b"after"]


@pytest.mark.parametrize("fault", [Fault.REFUSE_MOVE, Fault.DROP_AFTER_MOVE])
async def test_a_move_that_failed_is_made_up_for_without_a_second_arrival(fault: Fault) -> None:
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:0", NOW)
    async with ScriptedImap() as server:
        server.inbox.add(_mail("a"), at=NOW + timedelta(minutes=1))
        server.play(fault)
        async with watching(mailbox(imap_port=server.port), door):
            await door.until(lambda: len(door.arrivals) == 1)
        async with watching(mailbox(imap_port=server.port), door):
            await _eventually(server, "Processed", 1)

    assert door.bodies == [b"a"]


@pytest.mark.parametrize(
    "fault",
    [Fault.DROP_AT_GREETING, Fault.DROP_IN_LITERAL, Fault.FAIL_FETCH, Fault.BYE_IN_IDLE],
)
async def test_after_a_lost_connection_nothing_is_missing(fault: Fault) -> None:
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:0", NOW)
    async with ScriptedImap([_mail("a")]) as server:
        server.play(fault)
        async with watching(mailbox(imap_port=server.port), door):
            await door.until(lambda: len(door.arrivals) == 1)
            await server.deliver(_mail("b"), at=NOW)
            await door.until(lambda: len(door.arrivals) == 2)

    assert door.bodies == [b"a", b"b"]


async def test_a_wrong_password_is_said_and_tried_again_later(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with ScriptedImap(password="other") as server:
        with suppress(TimeoutError):
            async with asyncio.timeout(0.5), watching(mailbox(imap_port=server.port), Door()):
                await asyncio.sleep(5)

    assert "sign-in as support refused" in caplog.text


async def test_a_mail_that_cannot_be_fetched_whole_is_taken_in_part_and_does_not_stop_others() -> (
    None
):
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:0", NOW)
    async with ScriptedImap([_mail("bad"), _mail("good")]) as server:
        watch = Watch(mailbox(imap_port=server.port), door)
        server.play(Fault.DROP_IN_LITERAL, times=3)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(watch.run())
            await door.until(lambda: len(door.arrivals) == 2)
            task.cancel()

        assert sum("<0." in line for line in server.commands) == 1


async def test_a_mail_that_no_attempt_brings_becomes_a_ticket_that_says_where_it_is() -> None:
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:0", NOW)
    async with ScriptedImap([_mail("bad"), _mail("good")]) as server:
        server.play(Fault.DROP_IN_LITERAL, times=6)
        watch = Watch(mailbox(imap_port=server.port), door, pause=lambda _failures: 0.0)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(watch.run())
            await door.until(lambda: len(door.arrivals) == 2)
            await _eventually(server, "Processed", 2)
            task.cancel()

    stub, good = door.arrivals
    assert good.raw == _mail("good")
    assert stub.external_id == "unfetchable:1:1"
    read = understood(stub.raw)
    assert (read.nature, read.acknowledge) == (Nature.PERSON, False)
    assert "It is in the folder Processed; look at it there. UID 1" in read.text


async def test_a_store_that_fails_leaves_the_mail_where_it_is_and_stops_no_mailbox() -> None:
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:0", NOW)
    door.fail_next = 1
    async with ScriptedImap([_mail("a")]) as server:
        watch = Watch(mailbox(imap_port=server.port), door, pause=lambda _failures: 0.1)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(watch.run())
            await door.until(lambda: bool(door.looks))
            assert not any(line.startswith("UID MOVE") for line in server.commands)
            await door.until(lambda: door.bodies == [b"a"])
            await door.until(lambda: door.looks[-1] == ("support", None))
            task.cancel()

    assert door.looks[0] == ("support", "the store is down")


async def test_a_good_look_is_told_and_so_is_trouble() -> None:
    door = Door(now=NOW)
    async with ScriptedImap() as server:
        server.play(Fault.DROP_AT_GREETING)
        watch = Watch(mailbox(imap_port=server.port), door, pause=lambda _failures: 0.0)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(watch.run())
            await door.until(lambda: len(door.looks) == 2)
            task.cancel()

    (first, why), second = door.looks
    assert (first, second) == ("support", ("support", None))
    assert why is not None
    assert why.startswith(f"IMAP 127.0.0.1:{server.port}: ")


async def test_a_rescan_does_not_fetch_for_ever_what_the_server_does_not_move() -> None:
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:5", NOW)
    async with ScriptedImap() as server:
        for number in range(1, 6):
            server.inbox.add(_mail(f"m{number}"), at=NOW + timedelta(minutes=number))
        box = dataclasses.replace(mailbox(imap_port=server.port), rescan_uids=2)
        async with watching(box, door):
            await door.until(lambda: bool(door.looks))

    assert door.bodies == [b"m4", b"m5"]


async def test_what_a_move_left_behind_is_cleared_by_the_next_rescan() -> None:
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:0", NOW)
    async with ScriptedImap() as server:
        server.inbox.add(_mail("a"), at=NOW + timedelta(minutes=1))
        server.play(Fault.REFUSE_MOVE)
        box = dataclasses.replace(
            mailbox(imap_port=server.port), poll_seconds=0.1, rescan_seconds=0.2
        )
        async with watching(box, door):
            await _eventually(server, "Processed", 1)

    assert door.bodies == [b"a"]
    assert door.calls[:2] == [1, 1]


async def test_a_mail_beyond_the_limit_is_taken_at_its_beginning() -> None:
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:0", NOW)
    large = _mail("words" + "x" * limits.SIZE)
    async with ScriptedImap([large]) as server:
        async with watching(mailbox(imap_port=server.port), door):
            await door.until(lambda: len(door.arrivals) == 1)
        await _eventually(server, "Processed", 1)

    assert door.arrivals[0].raw == large[: 1024 * 1024]


async def test_a_person_who_reads_the_mailbox_hides_nothing() -> None:
    """No flag is looked at: what is seen is fetched like the rest."""
    door = Door(now=NOW)
    door.positions["support", "INBOX"] = Position("1:0", NOW)
    async with ScriptedImap([_mail("a")]) as server, watching(mailbox(imap_port=server.port), door):
        await door.until(lambda: len(door.arrivals) == 1)

        assert not any("SEEN" in line.upper() for line in server.commands)


async def test_a_real_server_pushes_moves_and_survives_a_break() -> None:
    door = Door(now=NOW)
    async with MailSandbox(
        address="support@acme.example", user="support", password="secret"
    ) as server:
        async with watching(mailbox(imap_port=server.imap_port), door):
            await door.until(lambda: bool(door.positions))
            await server.deliver(_mail("a"))
            await door.until(lambda: len(door.arrivals) == 1)
            server.drop_connections()
            await server.deliver(_mail("b"))
            await door.until(lambda: len(door.arrivals) == 2)
        assert door.bodies == [b"a", b"b"]
        assert len(await server.folder("Processed")) >= 1


def test_attempts_come_ever_later_up_to_five_minutes() -> None:
    for failures, most in [(1, 1), (2, 2), (5, 16), (9, 256), (10, 300), (99, 300)]:
        waits = [delay(failures) for _ in range(50)]
        assert most / 2 <= min(waits) <= max(waits) <= most


def test_the_library_never_logs_what_it_receives() -> None:
    import logging  # noqa: PLC0415

    assert imap.FETCH_AT_ONCE == 100
    assert not logging.getLogger("aioimaplib.aioimaplib").isEnabledFor(logging.DEBUG)
