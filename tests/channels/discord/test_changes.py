"""Edits and deletions over the wire."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import cast

import discord
import pytest

from channels.discord.adapter import DiscordChannel
from channels.discord.changes import Changes
from channels.discord.config import DiscordConfig, DiscordIntake
from channels.discord.copies import Copies
from channels.discord.feed import Feed
from channels.discord.places import Places
from channels.discord.read import Reader
from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.discord.rest_messages import READ_MESSAGE_HISTORY
from tests.builders import outgoing
from tests.channels.discord import snapshots
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door, SandboxClock
from triage.messages import MessageChanged, Notice
from triage.model import ConversationRef

UNKNOWN_CHANNEL = 10003
"""Discord's JSON error code."""


def changes(channel: DiscordChannel, door: Door) -> list[MessageChanged]:
    read = [channel.read(raw) for raw in door.stored]
    return [one for one in read if isinstance(one, MessageChanged)]


async def test_each_edit_is_one_arrival_and_a_deletion_another(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        said = await server.post(guild.help, guild.ada, "The export hangs")
        await server.edit_message(guild.help, said, "The export hangs at 50 %")
        await server.edit_message(guild.help, said, "The export hangs at 60 %")
        await server.delete_message(guild.help, said)
        await door.until(lambda: len(changes(channel, door)) == 3)
        heard = changes(channel, door)
    assert [one.text for one in heard] == [
        "The export hangs at 50 %",
        "The export hangs at 60 %",
        None,
    ]
    assert {one.message.external_id for one in heard} == {said}


async def test_elsewhere_and_of_our_own_words_nothing_is_kept(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    chat = server.add_channel("chat")
    async with listening(door) as channel:
        noise = await server.post(chat, guild.ada, "a")
        await server.edit_message(chat, noise, "b")
        await server.delete_message(chat, noise)
        said = await server.post(guild.help, guild.ada, "Later")
        await door.until(lambda: said in door.ids)
        assert changes(channel, door) == []


async def test_many_deleted_at_once_are_each_kept(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        said = [await server.post(guild.help, guild.ada, f"n{n}") for n in range(3)]
        data = {"ids": said, "channel_id": guild.help, "guild_id": server.guild_id}
        server.gateway.send_raw("MESSAGE_DELETE_BULK", data)
        await door.until(lambda: len(changes(channel, door)) == 3)


async def test_one_deleted_alone_with_us_or_in_an_archived_thread_is_kept(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    post = await server.post_in_forum(guild.forum, guild.ada, "It hangs", title="Export")
    await server.archive(post)
    async with listening(door) as channel:
        said = await server.write_to_bot(guild.ada, "The export hangs")
        await door.until(lambda: said in door.ids)
        await server.delete_message(server.dm_of(guild.ada), said)
        await server.delete_message(post, post)
        await door.until(lambda: len(changes(channel, door)) == 2)


async def test_what_changed_in_a_downtime_is_the_same_arrival_as_live_and_comes_once(
    guild: Guild, listening: Listening
) -> None:
    """So whatever holds for a live edit, of a secret too, holds for one that was missed."""
    live, server = Door(), guild.server
    async with listening(live) as channel:
        said = await server.post(guild.help, guild.ada, "The export hangs")
        gone = await server.post(guild.help, guild.ada, "My password is Hunter2")
        await live.until(lambda: gone in live.ids)
        away = live.twin()
        await server.edit_message(guild.help, said, "The export hangs. My password is Hunter3")
        await server.delete_message(guild.help, gone)
        await live.until(lambda: len(changes(channel, live)) == 2)
        edited, deleted = live.stored[2:]
    for door in (away, away, live):
        before = len(door.offered)
        async with listening(door):
            await door.until(lambda: edited.external_id in door.offered[before:])  # noqa: B023
        assert sorted(door.ids[2:]) == [edited.external_id, deleted.external_id]
    assert edited in away.stored


async def test_what_cannot_be_read_is_not_taken_for_deleted(
    guild: Guild, listening: Listening
) -> None:
    """A channel without the right to its history, one that goes as it is read, one that is gone;
    and one that is read, last of all."""
    door, server = Door(), guild.server
    async with listening(door):
        seen = await server.post_in_forum(guild.forum, guild.ada, "It hangs", title="Export")
        more = await server.post(seen, guild.ada, "Since Monday")
        going, ended = [
            await server.post_in_forum(guild.forum, guild.ada, "It hangs", title=title)
            for title in ("Import", "Login")
        ]
        unread = await server.post(guild.help, guild.ada, "The export hangs")
        await door.until(lambda: len(door.ids) == 5)
    for place, message in ((seen, more), (going, going), (guild.help, unread)):
        await server.delete_message(place, message)
    server.delete_channel(ended)
    server.take_rights(READ_MESSAGE_HISTORY, guild.help)
    path = f"/channels/{going}/messages/{going}"
    server.fail_next(Fault(kind=FaultKind.REFUSED, path=path, status=404, code=UNKNOWN_CHANNEL))
    async with listening(door):
        await door.until(lambda: len(door.ids) > 5)
    assert (door.ids[5:], server.faults.coming) == ([f"{more}:deleted"], [])


async def test_a_page_that_fails_is_read_again_and_says_nothing_until_then(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        post = await server.post_in_forum(guild.forum, guild.ada, "It hangs", title="Export")
        await door.until(lambda: post in door.ids)
    await server.edit_message(post, post, "It hangs at 50 %")
    server.fail_next(Fault(kind=FaultKind.UNAVAILABLE, path=f"/channels/{post}/messages"))
    async with listening(door) as channel:
        await door.until(lambda: len(door.ids) == 2)
        [edited] = changes(channel, door)
    assert (edited.text, server.faults.coming) == ("It hangs at 50 %", [])


async def test_what_is_sent_does_not_wait_for_what_is_read_again(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        post = await server.post_in_forum(guild.forum, guild.ada, "It hangs", title="Export")
        await door.until(lambda: post in door.ids)
    path = f"/channels/{post}/messages"
    server.fail_next(Fault(kind=FaultKind.SLOW, method="GET", path=path, seconds=0.5))
    async with listening(door) as channel:
        while server.faults.coming:  # noqa: ASYNC110 (a held request wakes nobody)
            await asyncio.sleep(0.01)
        page = outgoing(notice=Notice.PAGE, to=ConversationRef("discord", server.guild_id, post))
        await channel.send(page)
        asked = {one.method: one.status for one in server.requests if one.path == path}
    assert asked == {"GET": None, "POST": 200}


async def test_closed_tickets_are_looked_at_from_two_weeks_before_the_last_good_look(
    listening: Listening,
) -> None:
    door = Door()
    async with listening(door):
        await door.until(lambda: door.asked_since)
    seen = max(door.good_looks.values())
    async with listening(door):
        await door.until(lambda: len(door.asked_since) == 2)
    assert door.asked_since[1] == seen - timedelta(days=14)


@dataclass
class Channel:
    """A channel as `Changes` reads it: what stands there, and what happens as it is read."""

    there: list[discord.Message]
    meanwhile: list[Callable[[], None]] = field(default_factory=list)
    pages: int = 0
    id: int = int(snapshots.HELP)

    def get_partial_messageable(self, place: int, *, guild_id: int) -> Channel:
        assert (place, guild_id) == (int(snapshots.HELP), int(snapshots.GUILD))
        return self

    async def history(
        self, *, limit: int, before: discord.Object, **_: object
    ) -> AsyncIterator[discord.Message]:
        self.pages += 1
        older = [one for one in self.there if one.id < before.id]
        self.happen()
        for one in sorted(older, key=lambda one: -one.id)[:limit]:
            yield one

    async def fetch_message(self, number: int) -> discord.Message:
        self.happen()
        return edited(number, "Not on the page")

    def happen(self) -> None:
        if self.meanwhile:
            self.meanwhile.pop(0)()


def edited(number: int, content: str = "Again", *, minute: int = 0) -> discord.Message:
    at = datetime(2026, 3, 2, 12, minute, tzinfo=UTC)
    nothing: dict[str, list[object]] = {"mentions": [], "attachments": [], "message_snapshots": []}
    shape = SimpleNamespace(id=number, content=content, edited_at=at, **nothing)
    return cast("discord.Message", shape)


@dataclass
class Rereading:
    """`Changes` in front of a door that holds the messages of a channel."""

    door: Door
    changes: Changes
    feed: Feed

    @classmethod
    async def of(cls, channel: Channel) -> Rereading:
        config = DiscordConfig(
            token="t", guild=snapshots.GUILD, intakes=(DiscordIntake(channel=snapshots.HELP),)
        )
        door = Door()
        for one in channel.there:
            raw = snapshots.message(id=str(one.id))
            await door.accept(replace(raw, external_id=str(one.id)))
        changes = Changes(
            Places(config),
            reader=Reader(config),
            copies=Copies(guild=snapshots.GUILD, clock=SandboxClock()),
            clock=SandboxClock(),
            first_retry=0.05,
            pace=0,
        )
        return cls(door=door, changes=changes, feed=Feed(door, snapshots.GUILD))

    async def run(self, channel: Channel, *, until: Callable[[], object]) -> None:
        self.changes.missed(None)
        client = cast("discord.Client", channel)
        async with asyncio.TaskGroup() as tasks:
            running = [
                tasks.create_task(self.feed.run()),
                tasks.create_task(self.changes.run(client, self.door, self.feed)),
            ]
            await self.door.until(until)
            for one in running:
                one.cancel()


async def test_an_edit_heard_while_an_answer_was_on_its_way_is_not_undone_by_it() -> None:
    there = [edited(number, "Older") for number in (500, 501, 502)]
    channel = Channel(there)
    reading = await Rereading.of(channel)
    channel.there = there[:2]
    for number in (500, 501):
        newer = edited(number, "Newer", minute=1)
        channel.meanwhile.append(partial(reading.changes.edited, newer, reading.feed))
    await reading.run(channel, until=lambda: len(reading.door.ids) == 6)
    told = [json.loads(raw.raw) for raw in reading.door.stored[3:]]
    assert [(one["message"], one["content"]) for one in told] == [
        ("500", "Newer"),
        ("501", "Newer"),
        ("502", "Not on the page"),
    ]


async def test_a_busy_channel_is_read_again_as_far_as_a_thousand_messages_go(
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel = Channel([edited(500 + n) for n in range(1003)])
    reading = await Rereading.of(channel)
    await reading.run(channel, until=lambda: len(reading.door.ids) == 2003)
    assert (channel.pages, min(reading.door.ids[1003:])[:4]) == (10, "1000")
    assert "3 older messages in 100 are not compared" in caplog.text
