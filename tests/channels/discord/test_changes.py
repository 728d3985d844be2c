"""Edits and deletions over the wire."""

from __future__ import annotations

from channels.discord.adapter import DiscordChannel
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.messages import MessageChanged


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
