"""What is missing at Discord is said with what to do about it."""

from __future__ import annotations

from dataclasses import replace

import discord
import pytest

from channels.discord.check import (
    INVITE,
    Discovered,
    Finding,
    FoundChannel,
    FoundRole,
    discover,
    invite,
    probe,
)
from channels.discord.config import DiscordIntake
from channels.sandbox.discord.faults import Fault, FaultKind
from tests.channels.discord.conftest import Guild
from triage.errors import ChannelUnavailableError, ConfigError


async def test_a_guild_that_is_set_up_has_nothing_to_fix(guild: Guild) -> None:
    findings = await probe(guild.config)
    assert [each.fix for each in findings] == [None] * len(findings)
    assert [each.what for each in findings][2:] == [
        "guild Acme: the bot is in it",
        "commands: the bot may have them",
        "staff role staff: is there",
        "channel #help: all permissions are there",
        "channel #ideas: all permissions are there",
        "channel #platform: all permissions are there",
    ]


async def test_what_is_not_there_is_named(guild: Guild) -> None:
    config = replace(
        guild.config,
        intakes=(DiscordIntake(channel="4711"),),
        staff_roles=frozenset({"4712"}),
    )
    findings = [each for each in await probe(config) if each.fix is not None]
    assert findings == [
        Finding(
            what="staff role 4712: is not in this guild",
            fix="take its id from `triage check --discover` into discord.staff_roles",
        ),
        Finding(
            what="channel 4711: is gone, or the bot may not see it",
            fix="give the bot View Channel there, or take its id out of the configuration",
        ),
    ]


async def test_a_bot_that_was_invited_without_commands_is_to_be_invited_again(guild: Guild) -> None:
    guild.server.fail_next(
        Fault(kind=FaultKind.MISSING_ACCESS, method="GET", path="/guilds/[0-9]+/commands$")
    )
    [found] = [each for each in await probe(guild.config) if each.fix is not None]
    assert found == Finding(
        what="commands: the bot may have none here, so there is no /report and no menu",
        fix=f"open {invite(int(guild.server.bot_id), guild.config.guild)} and add it again",
    )


async def test_a_guild_without_the_bot_gets_the_invitation(guild: Guild) -> None:
    found = (await probe(replace(guild.config, guild="4711")))[-1]
    assert found == Finding(
        what="guild 4711: the bot is not in it",
        fix=f"open {invite(int(guild.server.bot_id), '4711')} and add it",
    )


async def test_a_refused_token_is_a_configuration_error(guild: Guild) -> None:
    with pytest.raises(ConfigError, match=r"discord\.token"):
        await probe(replace(guild.config, token="wrong"))


async def test_a_discord_that_cannot_be_reached_is_unavailable(guild: Guild) -> None:
    with pytest.raises(ChannelUnavailableError):
        await probe(replace(guild.config, sandbox_url="http://127.0.0.1:9"))


async def test_channels_and_roles_are_there_to_paste(guild: Guild) -> None:
    assert await discover(guild.config) == Discovered(
        guild="Acme",
        channels=(
            FoundChannel(id=guild.help, name="help", kind="text", category=None),
            FoundChannel(id=guild.forum, name="ideas", kind="forum", category=None),
            FoundChannel(id=guild.room, name="platform", kind="text", category=None),
        ),
        roles=(FoundRole(guild.staff, "staff"),),
    )


async def test_a_guild_without_the_bot_has_nothing_to_discover(guild: Guild) -> None:
    with pytest.raises(ConfigError, match=r"discord\.guild: the bot is not in 4711; open https://"):
        await discover(replace(guild.config, guild="4711"))


def test_the_invitation_asks_for_what_is_needed_and_not_for_administration() -> None:
    address = invite(7, "8")
    assert f"permissions={INVITE.value}" in address
    assert not INVITE.administrator
    assert discord.Permissions(manage_messages=True) <= INVITE


async def test_a_right_that_the_role_lacks_comes_with_the_link_that_grants_it(
    guild: Guild,
) -> None:
    """Pinning is a right of its own since 2026."""
    guild.server.take_rights(discord.Permissions(pin_messages=True, manage_threads=True).value)
    findings = [each for each in await probe(guild.config) if each.fix is not None]
    [whole] = [each for each in findings if each.what.startswith("guild")]
    assert "Manage Threads, Pin Messages" in whole.what
    assert whole.fix is not None
    assert invite(int(guild.server.bot_id), guild.server.guild_id) in whole.fix
    assert any(each.what == "channel #platform: Pin Messages missing" for each in findings)


async def test_a_right_that_one_channel_denies_is_named_there(guild: Guild) -> None:
    denied = discord.Permissions(create_private_threads=True, send_messages_in_threads=True).value
    guild.server.take_rights(denied, guild.help)
    findings = [each for each in await probe(guild.config) if each.fix is not None]
    assert [each.what for each in findings] == [
        "channel #help: Create Private Threads, Send Messages In Threads missing"
    ]
