"""Without the privileged intent the bot hears what is meant for it, and keeps nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from channels.discord.check import probe
from tests.channels.discord.conftest import Guild, Listening
from tests.channels.discord.door import Door
from triage.messages import MessageArrived


@pytest.fixture
def guild(guild: Guild) -> Guild:
    """Discord refuses the intent, so that asking for it would end the client."""
    guild.server.gateway.refused_intents = 1 << 15
    return replace(guild, config=replace(guild.config, message_content=False))


async def test_only_what_mentions_us_is_read_and_the_rest_is_not_kept(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        await server.post(guild.help, guild.ada, "The export hangs")
        asked = await server.post(guild.help, guild.ada, f"<@{server.bot_id}> the export hangs")
        await door.until(lambda: door.ids)
        read = channel.read(door.stored[0])
    assert door.ids == [asked]
    assert isinstance(read, MessageArrived)
    assert "the export hangs" in read.text


async def test_what_is_forwarded_to_us_alone_is_read_and_in_a_channel_it_is_not(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    chat = server.add_channel("chat")
    said = await server.post(chat, guild.ada, "The export hangs")
    async with listening(door) as channel:
        await server.post(guild.help, guild.ada, "", forwards=(chat, said))
        alone = await server.write_to_bot(guild.ada, "", forwards=(chat, said))
        await door.until(lambda: door.ids)
        read = channel.read(door.stored[0])
    assert door.ids == [alone]
    assert isinstance(read, MessageArrived)
    assert read.text == "The export hangs"


async def test_an_edit_whose_words_are_hidden_from_us_does_not_take_the_old_ones_away(
    guild: Guild, listening: Listening
) -> None:
    door, server = Door(), guild.server
    async with listening(door):
        asked = await server.post(guild.help, guild.ada, f"<@{server.bot_id}> the export hangs")
        await door.until(lambda: asked in door.ids)
        await server.edit_message(guild.help, asked, "The export hangs, by the way")
        more = await server.post(guild.help, guild.ada, f"<@{server.bot_id}> since Monday")
        await door.until(lambda: more in door.ids)
    assert door.ids == [asked, more]


async def test_a_forum_post_is_a_report_by_its_title(guild: Guild, listening: Listening) -> None:
    door, server = Door(), guild.server
    async with listening(door) as channel:
        post = await server.post_in_forum(
            guild.forum, guild.ada, "Long story", title="Export hangs"
        )
        await door.until(lambda: post in door.ids)
        read = channel.read(door.stored[0])
    assert isinstance(read, MessageArrived)
    assert (read.subject, read.text) == ("Export hangs", "")


async def test_check_does_not_ask_for_what_is_not_wanted(guild: Guild) -> None:
    findings = await probe(guild.config)
    assert [each.fix for each in findings] == [None] * len(findings)
    assert any("Message Content is not asked for" in each.what for each in findings)


async def test_check_says_where_a_missing_intent_is_switched_on(guild: Guild) -> None:
    findings = await probe(replace(guild.config, message_content=True))
    [missing] = [each for each in findings if each.fix is not None]
    assert missing.what == "intent: Message Content is off, so the bot sees empty messages"
    assert missing.fix is not None
    assert "switch on Message Content Intent" in missing.fix
