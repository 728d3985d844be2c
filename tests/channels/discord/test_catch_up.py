"""What was missed comes later, once, over the wire."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from channels.discord.adapter import DiscordChannel
from channels.discord.config import DiscordIntake
from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.discord.rest_messages import READ_MESSAGE_HISTORY
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door, SandboxClock
from triage.messages import MessageArrived


async def test_a_channel_seen_first_starts_at_its_end(guild: Guild, listening: Listening) -> None:
    door = Door()
    await guild.server.post(guild.help, guild.ada, "Long ago")
    last = await guild.server.post(guild.help, guild.ada, "Just before")
    async with listening(door):
        assert (door.cursors[guild.help], door.stored) == (last, [])


async def test_threads_that_were_there_at_first_sight_are_not_replayed(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    post = await guild.server.post_in_forum(guild.forum, guild.ada, "Old", title="Old idea")
    await asyncio.sleep(0.01)
    async with listening(door):
        later = await guild.server.post(post, guild.ada, "And one more thing")
        await door.until(lambda: later in door.ids)
    assert door.ids == [later]


async def test_messages_of_a_downtime_arrive_at_the_next_start(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door):
        pass
    missed = [await guild.server.post(guild.help, guild.ada, f"Report {n}") for n in range(130)]
    async with listening(door):
        await door.until(lambda: door.cursors[guild.help] == missed[-1])
    assert door.ids == missed


async def test_a_forum_post_of_a_downtime_arrives_with_its_first_message(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door):
        pass
    await asyncio.sleep(0.01)
    post = await guild.server.post_in_forum(guild.forum, guild.ada, "It hangs", title="Export")
    more = await guild.server.post(post, guild.ada, "Since Monday")
    async with listening(door) as channel:
        await door.until(lambda: door.cursors.get(post) == more)
        first = channel.read(door.stored[0])
    assert door.ids == [post, more]
    assert isinstance(first, MessageArrived)
    assert (first.conversation.thread, first.subject) == (post, "Export")


async def test_a_thread_that_was_archived_meanwhile_is_read(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door):
        said = await guild.server.post(guild.help, guild.ada, "The export hangs")
        await guild.server.open_thread(guild.help, said, guild.linus, "Export")
        await guild.server.post(said, guild.ada, "On Linux")
        await door.until(lambda: len(door.ids) == 2)
    missed = await guild.server.post(said, guild.ada, "Works again")
    await guild.server.archive(said)
    async with listening(door):
        await door.until(lambda: door.cursors.get(said) == missed)
    assert door.ids[2:] == [missed]


async def test_staff_in_the_history_are_known_as_staff(guild: Guild, listening: Listening) -> None:
    door = Door()
    async with listening(door):
        pass
    missed = await guild.server.post(guild.help, guild.linus, "We look at it")
    async with listening(door) as channel:
        await door.until(lambda: door.cursors[guild.help] == missed)
        told = channel.read(door.stored[0])
    assert isinstance(told, MessageArrived)
    assert told.sender.staff


@pytest.mark.fast
async def test_nothing_is_lost_when_the_session_is_declared_invalid(
    guild: Guild, listening: Listening
) -> None:
    """After op9 the client identifies anew: what was said in between never comes by itself."""
    door = Door()
    server = guild.server
    async with listening(door):
        before = await server.post(guild.help, guild.ada, "Before")
        await door.until(lambda: before in door.ids)
        server.gateway.invalidate()
        missed = await server.post(guild.help, guild.ada, "In the gap")
        await server.wait_for(lambda: server.gateway.counts.identifies == 2, timeout=90)
        after = await server.post(guild.help, guild.ada, "After")
        await door.until(lambda: {missed, after} <= set(door.ids), timeout=90)
    assert sorted(door.ids) == [before, missed, after]


@pytest.mark.fast
async def test_after_a_gap_the_cursor_waits_for_the_history(
    guild: Guild, listening: Listening
) -> None:
    """A crash between the two would otherwise skip the gap for ever."""
    door = Door()
    server = guild.server
    async with listening(door):
        before = await server.post(guild.help, guild.ada, "Before")
        await door.until(lambda: door.cursors[guild.help] == before)
        slow = Fault(kind=FaultKind.SLOW, path=f"/channels/{guild.help}/messages", seconds=5.0)
        server.fail_next(slow)
        server.gateway.invalidate()
        missed = await server.post(guild.help, guild.ada, "In the gap")
        await server.wait_for(lambda: server.gateway.counts.identifies == 2, timeout=90)
        live = await server.post(guild.help, guild.ada, "Live")
        await door.until(lambda: live in door.ids, timeout=90)
        waited = (door.cursors[guild.help], missed in door.ids)
        await door.until(lambda: door.cursors[guild.help] == live, timeout=90)
    assert waited == (before, False)
    assert sorted(door.ids) == [before, missed, live]


async def test_nothing_is_lost_or_doubled_when_the_line_is_cut(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    server = guild.server
    async with listening(door):
        before = await server.post(guild.help, guild.ada, "Before")
        await door.until(lambda: before in door.ids)
        server.gateway.drop()
        missed = await server.post(guild.help, guild.ada, "In the gap")
        await door.until(lambda: missed in door.ids, timeout=90)
        last = await server.post(guild.help, guild.ada, "After")
        await door.until(lambda: door.cursors[guild.help] == last, timeout=90)
    assert door.ids == [before, missed, last]


async def test_a_live_message_does_not_move_the_cursor_over_a_gap(
    guild: Guild, listening: Listening
) -> None:
    """While the history is still being read, what comes live is stored without its cursor."""
    door = Door()
    server = guild.server
    async with listening(door):
        pass
    missed = await server.post(guild.help, guild.ada, "Missed")
    server.fail_next(
        Fault(kind=FaultKind.SLOW, path=f"/channels/{guild.help}/messages", seconds=1.0)
    )
    door.moves.clear()
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(guild.adapter().listen(door))
        async with asyncio.timeout(10):
            while server.faults.coming:  # noqa: ASYNC110 (a held request wakes nobody)
                await asyncio.sleep(0.01)
        live = await server.post(guild.help, guild.ada, "Live")
        await door.until(lambda: live in door.ids)
        unread = (list(door.moves), missed in door.ids)
        await door.until(lambda: missed in door.ids)
        task.cancel()
    assert unread == ([], False)
    assert door.cursors[guild.help] == live


async def test_a_catch_up_that_fails_is_tried_again(guild: Guild, listening: Listening) -> None:
    door = Door()
    async with listening(door):
        pass
    missed = await guild.server.post(guild.help, guild.ada, "Missed")
    guild.server.fail_next(
        Fault(kind=FaultKind.UNAVAILABLE, path=f"/channels/{guild.help}/messages")
    )
    async with listening(door):
        await door.until(lambda: missed in door.ids, timeout=90)
    assert door.ids == [missed]


async def test_a_channel_that_is_gone_does_not_stop_the_others(guild: Guild) -> None:
    door = Door()
    gone = DiscordIntake(channel="4711")
    config = replace(guild.config, intakes=(gone, *guild.config.intakes))
    channel = DiscordChannel(config, SandboxClock())
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(channel.listen(door))
        await door.until(lambda: guild.help in door.cursors)
        said = await guild.server.post(guild.help, guild.ada, "One")
        await door.until(lambda: door.ids and guild.room in door.troubles)
        task.cancel()
    assert door.ids == [said]
    assert door.troubles["4711"] == "it is gone, or the bot may not see it"
    assert (door.troubles[guild.help], door.troubles[guild.room]) == (None, None)


async def test_a_channel_that_may_not_be_read_does_not_stop_the_others(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    path = f"/channels/{guild.help}/messages"
    guild.server.fail_next(Fault(kind=FaultKind.MISSING_ACCESS, path=path))
    async with listening(door):
        assert set(door.cursors) == {guild.forum, guild.room}
        assert "Missing Access" in str(door.troubles[guild.help])


async def test_without_the_right_to_the_history_nothing_is_passed_over(
    guild: Guild, listening: Listening
) -> None:
    """Discord shows no messages then, as if there were none."""
    door, server = Door(), guild.server
    async with listening(door):
        last = await server.post(guild.help, guild.ada, "Before")
        await door.until(lambda: door.cursors[guild.help] == last)
    missed = await server.post(guild.help, guild.ada, "Missed")
    server.take_rights(READ_MESSAGE_HISTORY, guild.help)
    async with listening(door):
        live = await server.post(guild.help, guild.ada, "Live")
        await door.until(lambda: live in door.ids)
        waited = (door.cursors[guild.help], missed in door.ids, door.troubles[guild.help])
        server.give_rights(READ_MESSAGE_HISTORY, guild.help)
        await door.until(lambda: missed in door.ids)
    assert waited[:2] == (last, False)
    assert "Missing Permissions" in str(waited[2])


async def test_a_channel_seen_first_without_that_right_is_not_replayed_when_it_is_given(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    last = await server.post(guild.help, guild.ada, "Long ago")
    server.take_rights(READ_MESSAGE_HISTORY, guild.help)
    async with listening(door):
        unread = guild.help in door.cursors
        server.give_rights(READ_MESSAGE_HISTORY, guild.help)
        await door.until(lambda: door.cursors.get(guild.help) == last)
    assert (unread, door.ids) == (False, [])


async def test_a_thread_that_may_not_be_read_does_not_stop_the_others(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door):
        pass
    await asyncio.sleep(0.01)
    hidden = await guild.server.post_in_forum(guild.forum, guild.ada, "One", title="Hidden")
    shown = await guild.server.post_in_forum(guild.forum, guild.ada, "Two", title="Shown")
    path = f"/channels/{hidden}/messages"
    guild.server.fail_next(Fault(kind=FaultKind.MISSING_ACCESS, path=path))
    async with listening(door):
        await door.until(lambda: shown in door.ids)
    assert door.ids == [shown]


async def test_a_guild_that_is_not_there_is_waited_for(guild: Guild) -> None:
    """The bot may be invited later; until then nothing is read and nothing is sent."""
    door = Door()
    channel = DiscordChannel(replace(guild.config, guild="4711"), SandboxClock())
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(channel.listen(door))
        await door.until(lambda: door.card_readings > 1)
        task.cancel()
    assert door.cursors == {}


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind=FaultKind.MISSING_ACCESS, method="PUT", path="/commands$", times=50),
        Fault(kind=FaultKind.SLOW, method="PUT", path="/commands$", seconds=60),
        Fault(kind=FaultKind.DROP, method="PUT", path="/commands$", times=50),
    ],
    ids=["refused", "slow", "dropped"],
)
async def test_what_was_missed_waits_for_no_commands(
    fault: Fault, guild: Guild, listening: Listening
) -> None:
    """Whoever invited the bot without its commands loses no report by it."""
    door = Door()
    async with listening(door):
        pass
    missed = await guild.server.post(guild.help, guild.ada, "The export hangs")
    guild.server.fail_next(fault)
    async with listening(door):
        await door.until(lambda: door.ids == [missed])


async def test_a_channel_that_fails_keeps_no_other_waiting(
    guild: Guild, listening: Listening
) -> None:
    door = Door()
    async with listening(door):
        pass
    await asyncio.sleep(0.01)
    first = await guild.server.post(guild.help, guild.ada, "The export hangs")
    second = await guild.server.post_in_forum(guild.forum, guild.ada, "It hangs", title="Export")
    path = f"/channels/{guild.help}/messages$"
    guild.server.fail_next(Fault(kind=FaultKind.DROP, method="GET", path=path, times=3))
    async with listening(door):
        await door.until(lambda: first in door.ids)
    assert door.ids == [second, first]
