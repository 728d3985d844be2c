"""What was written in a thread that is archived by now, over the wire."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import discord
import pytest

from channels.discord.archived import recent
from channels.sandbox.discord.rest_threads import MANAGE_THREADS
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def test_it_is_found_behind_a_page_of_threads_that_were_archived_later(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    others = [await server.post(guild.help, guild.linus, f"Old {n}") for n in range(101)]
    for one in others:
        await server.open_thread(guild.help, one, guild.linus, "Old")
    async with listening(door):
        said = await server.post(guild.help, guild.ada, "The export hangs")
        await server.open_thread(guild.help, said, guild.linus, "Export")
        await door.until(lambda: door.ids)
    missed = await server.post(said, guild.ada, "Works again")
    for one in (said, *others):
        await server.archive(one)
    async with listening(door):
        await door.until(lambda: missed in door.ids)
    assert door.ids == [said, missed]


@pytest.mark.parametrize("manages", [True, False])
async def test_it_is_found_in_a_private_thread_that_the_bot_may_see(
    guild: Guild, listening: Listening, *, manages: bool
) -> None:
    """With *Manage Threads* in each, without it in those that it is in."""
    door, server = Door(), guild.server
    if not manages:
        server.take_rights(MANAGE_THREADS, guild.help)
    async with listening(door):
        ours, theirs = [
            await server.open_private(guild.help, owner, "Export")
            for owner in (server.bot_id, guild.linus)
        ]
    missed = [await server.post(thread, guild.ada, "On Linux") for thread in (ours, theirs)]
    for thread in (ours, theirs):
        await server.archive(thread)
    seen = missed if manages else missed[:1]
    async with listening(door):
        await door.until(lambda: len(door.ids) == len(seen))
    assert sorted(door.ids) == seen
    assert door.troubles[guild.help] is None


async def listed(hours: Iterable[int], read: list[int]) -> AsyncIterator[discord.Thread]:
    """Threads that were archived so many hours before noon; `read` tells how far it was read."""
    for each in hours:
        read.append(each)
        thread = SimpleNamespace(id=each, archive_timestamp=NOON - timedelta(hours=each))
        yield cast("discord.Thread", thread)


async def test_threads_are_asked_for_until_they_were_archived_before_the_last_good_look() -> None:
    read: list[int] = []
    found = await recent(listed(range(500), read), since=NOON - timedelta(hours=200), place=1)
    assert [one.id for one in found] == list(range(201))
    assert read[-1] == 201


async def test_the_newest_page_is_looked_at_in_any_case() -> None:
    found = await recent(listed(range(500), []), since=NOON + timedelta(hours=1), place=1)
    assert len(found) == 100


async def test_those_that_come_by_their_age_are_all_looked_through() -> None:
    hours = [9] * 100 + [9, 1, 9, 1]
    since = NOON - timedelta(hours=2)
    found = await recent(listed(hours, []), since=since, place=1, by_age=True)
    assert [one.id for one in found[100:]] == [1, 1]


async def test_no_more_are_looked_at_than_two_thousand_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    found = await recent(listed([0] * 3000, []), since=NOON - timedelta(hours=1), place=7)
    assert len(found) == 2000
    assert "channel 7 has more than 2000 archived threads" in caplog.text
