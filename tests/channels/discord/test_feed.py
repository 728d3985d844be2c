"""Cursors move with what is stored, forward only, and never over a gap."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from channels.discord.feed import MOST, Feed, Waiting
from tests.channels.discord.door import Door
from tests.channels.discord.snapshots import AT
from triage.messages import RawArrival


def said(number: int, place: str = "100") -> Waiting:
    raw = RawArrival(
        channel="discord", account="1", external_id=str(number), raw=b"{}", received_at=AT
    )
    return Waiting(raw=raw, place=place, position=number)


@pytest.fixture
def door() -> Door:
    return Door()


@asynccontextmanager
async def running(feed: Feed) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(feed.run())
        yield
        task.cancel()


async def test_what_waits_for_one_place_is_one_commit(door: Door) -> None:
    feed = Feed(door, "1")
    feed.reached("100", 4, era=feed.era)
    for number in range(5, 9):
        feed.put(said(number))
    async with running(feed):
        await door.until(lambda: len(door.ids) == 4)
    assert [move.value for move in door.moves] == ["8"]


async def test_a_commit_holds_no_more_than_its_share(door: Door) -> None:
    feed = Feed(door, "1")
    feed.reached("100", 1, era=feed.era)
    for number in range(2, MOST + 3):
        feed.put(said(number))
    async with running(feed):
        await door.until(lambda: len(door.ids) == MOST + 1)
    assert [move.value for move in door.moves] == [str(MOST + 1), str(MOST + 2)]


async def test_a_place_that_is_behind_keeps_its_cursor(door: Door) -> None:
    feed = Feed(door, "1")
    feed.reached("100", 4, era=feed.era)
    feed.put(said(5))
    feed.put(said(6, place="200"))
    async with running(feed):
        await door.until(lambda: len(door.ids) == 2)
    assert [(move.place, move.value) for move in door.moves] == [("100", "5")]


async def test_what_waited_while_its_place_caught_up_does_not_move_it_back(door: Door) -> None:
    feed = Feed(door, "1")
    feed.put(said(5))
    feed.reached("100", 9, era=feed.era)
    async with running(feed):
        await door.until(lambda: door.ids)
    assert (door.ids, door.moves) == (["5"], [])


async def test_a_lost_connection_holds_every_cursor(door: Door) -> None:
    feed = Feed(door, "1")
    feed.reached("100", 4, era=feed.era)
    feed.put(said(5))
    feed.interrupted()
    async with running(feed):
        await door.until(lambda: door.ids)
    assert (door.ids, door.moves, feed.follows("100")) == (["5"], [], False)


def test_a_catch_up_of_an_earlier_connection_does_not_vouch_for_this_one(door: Door) -> None:
    feed = Feed(door, "1")
    earlier = feed.era
    feed.interrupted()
    feed.reached("100", 4, era=earlier)
    assert not feed.follows("100")
