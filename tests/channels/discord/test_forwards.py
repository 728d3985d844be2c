"""A message that passes another one on: its own words are empty, what counts is what it holds."""

from __future__ import annotations

from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from tests.channels.discord.test_copies import copied
from tests.channels.discord.test_direct import read

FILES = [("a.log", b"error 500")]


async def test_a_forwarded_report_and_its_file_come_in_at_once_and_after_a_downtime(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    chat = server.add_channel("chat")
    said = await server.post(chat, guild.ada, "The export hangs", files=FILES)
    async with listening(door):
        await server.post(guild.help, guild.ada, "", forwards=(chat, said))
        await door.until(lambda: len(door.ids) == 2)
    await server.post(guild.help, guild.ada, "", forwards=(chat, said))
    async with listening(door) as channel:
        await door.until(lambda: len(door.ids) == 4)
        words = [(one.text, one.attachments[0].name) for one in read(channel, door)]
        files = [one.files[0].content for one in copied(channel, door)]
    assert words == [("The export hangs", "a.log")] * 2
    assert files == [b"error 500"] * 2
