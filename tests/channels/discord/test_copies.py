"""Files are copied at once, behind the words that they came with."""

from __future__ import annotations

import hashlib

from channels.discord import copies
from channels.discord.adapter import DiscordChannel
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.messages import Attachment, MessageArrived, MessageChanged


def copied(channel: DiscordChannel, door: Door) -> list[MessageChanged]:
    read = [channel.read(raw) for raw in door.stored]
    return [one for one in read if isinstance(one, MessageChanged) and one.files]


async def test_each_file_comes_in_behind_its_message(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    files = [("a.log", b"error 500"), ("b.png", b"picture")]
    async with listening(door) as channel:
        said = await server.post(guild.help, guild.ada, "It hangs", files=files)
        await door.until(lambda: len(copied(channel, door)) == 2)
        first = channel.read(door.stored[0])
        found = copied(channel, door)
    assert isinstance(first, MessageArrived)
    assert {one.message.external_id for one in found} == {said}
    assert found[0].files == (
        Attachment(
            name="a.log",
            type="application/octet-stream",
            size=9,
            digest=hashlib.sha256(b"error 500").hexdigest(),
        ),
    )
    assert [one.files[0].content for one in found] == [b"error 500", b"picture"]


async def test_files_of_a_downtime_are_copied_too(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        pass
    await server.post(guild.help, guild.ada, "It hangs", files=[("a.log", b"error 500")])
    async with listening(door) as channel:
        await door.until(lambda: copied(channel, door))


async def test_a_file_that_a_crash_cut_off_is_copied_once_more_and_only_once(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        files = [("a.log", b"error 500")]
        said = await server.post(guild.help, guild.ada, "It hangs", files=files)
        await door.until(lambda: len(door.ids) == 2)
    crashed, key = door.twin(), door.ids[1]
    crashed.lose(key)
    async with listening(crashed):
        await crashed.until(lambda: key in crashed.ids)
    await server.edit_message(guild.help, said, "It hangs at 50 %")
    async with listening(crashed):
        await crashed.until(lambda: len(crashed.ids) == 3)
        await server.post(guild.help, guild.ada, "And this", files=[("b.log", b"error 404")])
        await crashed.until(lambda: len(crashed.ids) == 5)
    assert crashed.offered.count(key) == 1


async def test_a_file_that_is_too_large_is_named_only(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    large = b"x" * (copies.MOST + 1)
    async with listening(door) as channel:
        await server.post(guild.help, guild.ada, "It hangs", files=[("a.iso", large)])
        said = await server.post(guild.help, guild.ada, "small", files=[("b.log", b"b")])
        await door.until(lambda: copied(channel, door))
        [found] = copied(channel, door)
    assert found.message.external_id == said
