"""Who the bot is, where it is, and who else is there."""

from __future__ import annotations

import discord
import pytest

from tests.channels.sandbox.discord.bot import Bot
from tests.channels.sandbox.discord.conftest import Guild


async def test_the_application_says_its_intents_are_on(guild: Guild, bot: Bot) -> None:
    about = await bot.application_info()
    assert (str(about.id), about.flags.gateway_message_content_limited) == (
        guild.sandbox.bot_id,
        True,
    )


async def test_the_guild_its_channels_and_roles_are_fetched(guild: Guild, bot: Bot) -> None:
    staff = guild.sandbox.add_role("staff")
    fetched = await bot.fetch_guild(int(guild.sandbox.guild_id))
    assert [str(one.id) for one in await fetched.fetch_channels()] == [guild.room]
    assert [str(one.id) for one in await fetched.fetch_roles()] == [guild.sandbox.guild_id, staff]
    assert [one.name async for one in bot.fetch_guilds()] == ["Acme"]


async def test_a_member_is_fetched_with_roles_and_a_stranger_is_not(guild: Guild, bot: Bot) -> None:
    staff = guild.sandbox.add_role("staff")
    ada = guild.sandbox.add_member("ada", [staff])
    fetched = await bot.fetch_guild(int(guild.sandbox.guild_id))
    member = await fetched.fetch_member(int(ada))
    assert (member.name, [str(one.id) for one in member.roles][1:]) == ("ada", [staff])
    with pytest.raises(discord.NotFound) as caught:
        await fetched.fetch_member(1)
    assert caught.value.code == 10007
    everyone = await bot.http.get_members(fetched.id, 1000, None)
    assert [one["user"]["username"] for one in everyone] == ["firstline", "linus", "ada"]


@pytest.mark.parametrize(("what", "code"), [("guild", 10004), ("user", 10013), ("channel", 10003)])
async def test_what_is_not_there_is_not_found(bot: Bot, what: str, code: int) -> None:
    with pytest.raises(discord.NotFound) as caught:
        await bot.http.request(discord.http.Route("GET", f"/{what}s/1"))
    assert caught.value.code == code


async def test_a_channel_is_renamed_and_deleted(guild: Guild, bot: Bot) -> None:
    await bot.room(guild.room).edit(name="help", topic="Ask here")
    renamed = await bot.fetch_channel(int(guild.room))
    assert isinstance(renamed, discord.TextChannel)
    assert (renamed.name, renamed.topic) == ("help", "Ask here")
    await bot.room(guild.room).delete()
    with pytest.raises(discord.NotFound):
        await bot.fetch_channel(int(guild.room))


async def test_a_sharded_client_finds_the_gateway(guild: Guild, bot: Bot) -> None:
    shards, url, limit = await bot.http.get_bot_gateway()
    assert (shards, url, limit["max_concurrency"]) == (1, guild.sandbox.gateway.url, 1)
