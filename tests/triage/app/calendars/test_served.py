"""Calendars over real HTTP on loopback: served to whoever has the address, read from others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from tests.story import DESK
from triage.app.calendars.feeds import Feed, Served, feeds
from triage.app.calendars.read import read
from triage.app.calendars.sources import MOST_BYTES, Source, Sources, fetch
from triage.errors import ConfigError
from triage.model import TeamId
from triage.oncall.schedule import Calendar
from triage.testing.clock import ManualClock
from triage.testing.memory import MemoryStore
from triage.web.server import WebServer

NOW = datetime.fromisoformat("2026-03-03T12:00:00+00:00")
OPS = Calendar(team=TeamId("platform"), name="ops")
KEY = b"k" * 32
EVENT = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:linus\r\n"
    b"DTSTART:20260303T100000Z\r\nDTEND:20260304T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def served() -> Served:
    return Served(desk=DESK, store=MemoryStore(), clock=ManualClock(NOW), key=KEY)


@asynccontextmanager
async def running(server: WebServer) -> AsyncIterator[None]:
    task = asyncio.ensure_future(server.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def answering(body: bytes, *, status: int = 200) -> AsyncIterator[str]:
    """Somebody else's calendar on a free port."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=body, status=status)

    app = web.Application()
    app.router.add_get("/c.ics", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/c.ics"
    finally:
        await runner.cleanup()


async def free_port() -> int:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


async def test_a_feed_is_served_to_whoever_has_its_address_and_to_nobody_else() -> None:
    port, feed = await free_port(), Feed("person", "grace")
    server = WebServer(host="127.0.0.1", port=port, calendars=served())
    base = f"http://127.0.0.1:{port}/calendar"
    async with running(server), aiohttp.ClientSession() as session:
        for _ in range(50):
            with suppress(aiohttp.ClientConnectorError):
                await (await session.get(f"{base}/x.ics")).read()
                break
            await asyncio.sleep(0.02)
        right = await session.get(f"{base}/{feed.path(KEY)}.ics")
        body = await right.read()
        wrong = await session.get(f"{base}/{feed.path(b'other')}.ics")

    assert (right.status, right.content_type) == (200, "text/calendar")
    start, end = NOW - timedelta(weeks=1), NOW + timedelta(weeks=2)
    found = read(body, OPS, DESK.people.values(), zone="UTC", start=start, end=end)
    assert {one.person for one in found.shifts} == {"grace"}
    assert wrong.status == 404


def test_every_team_and_person_has_an_address_of_their_own() -> None:
    paths = [one.path(KEY) for one in feeds(DESK)]

    assert len(set(paths)) == len(DESK.teams) + len(DESK.people)
    assert Feed("team", "x").path(KEY) != Feed("person", "x").path(KEY)
    assert all(len(path.rpartition("-")[2]) == 32 for path in paths)


async def test_a_port_that_is_taken_is_said() -> None:
    async with answering(b"") as url:
        port = int(url.split(":")[2].split("/")[0])
        server = WebServer(host="127.0.0.1", port=port, calendars=served())
        with pytest.raises(ConfigError, match=f"web.listen: 127.0.0.1:{port}: "):
            await server.run()


async def test_a_calendar_is_read_and_kept_and_who_is_on_duty_follows_it() -> None:
    store = MemoryStore()
    async with answering(EVENT) as url:
        work = Sources(store=store, clock=ManualClock(NOW), desk=DESK, sources=[Source(OPS, url)])
        task = asyncio.ensure_future(work.run())
        for _ in range(200):
            if store.state.shifts:
                break
            await asyncio.sleep(0.01)
        task.cancel()

    changes = await store.look(lambda unit: unit.roster.changes(OPS.team, at=NOW))
    assert [one.person for one in changes.listed] == ["linus"]
    assert store.state.switches["calendar:platform/ops"] == NOW.isoformat()


async def test_a_calendar_that_fails_leaves_what_it_said_before(tmp_path: Path) -> None:
    store, path = MemoryStore(), tmp_path / "ops.ics"
    path.write_bytes(EVENT)
    work = Sources(store=store, clock=ManualClock(NOW), desk=DESK, sources=())
    await work.refresh(Source(OPS, str(path)))
    path.unlink()

    with pytest.raises(ConfigError, match="No such file"):
        await work.refresh(Source(OPS, str(path)))
    once = Sources(
        store=store, clock=ManualClock(NOW), desk=DESK, sources=[Source(OPS, str(path))], every=0.01
    )
    task = asyncio.ensure_future(once.run())
    await asyncio.sleep(0.1)
    task.cancel()

    assert [one.person for one in store.state.shifts] == ["linus"]


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [(b"", 404, "the server answered 404"), (b"x" * (MOST_BYTES + 1), 200, "more than 2,000,000")],
)
async def test_what_a_server_gets_wrong_is_said_without_its_address(
    body: bytes, status: int, why: str
) -> None:
    async with answering(body, status=status) as url:
        with pytest.raises(ConfigError, match=why) as caught:
            await fetch(url)
    assert url not in str(caught.value)
    with pytest.raises(ConfigError, match="cannot be reached"):
        await fetch(url)
