"""Is Discord set up as it has to be? Logs in, looks, changes nothing. For `triage check`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import discord

from channels.discord.config import DiscordConfig
from channels.discord.endpoint import point_at
from channels.discord.faults import FAULTS, final, translate
from triage.errors import ConfigError

PATIENCE = 30.0
"""Seconds for one request."""

INTAKE = discord.Permissions(
    view_channel=True,
    read_message_history=True,
    create_public_threads=True,
    create_private_threads=True,
    send_messages=True,
    send_messages_in_threads=True,
)
"""Read reports and their history, open the thread, answer in it, say one line where a ticket goes
on in private. (Send Messages has no effect in
threads: vendor's "threads", permissions.)"""

FORUM = discord.Permissions(
    view_channel=True,
    read_message_history=True,
    send_messages_in_threads=True,
    manage_threads=True,
)
"""A post is a thread already; its tags are changed with Manage Threads."""

ROOM = discord.Permissions(
    view_channel=True,
    read_message_history=True,
    send_messages=True,
    add_reactions=True,
    manage_messages=True,
    pin_messages=True,
    create_public_threads=True,
    send_messages_in_threads=True,
)
"""Post cards, seed their reactions, take back the reaction of who came second, pin the board (a
right of its own, apart from Manage Messages since 2026-02-23), talk about a ticket in a thread."""

INVITE = INTAKE | FORUM | ROOM


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at. `fix`: what to do, None when it is well."""

    what: str
    fix: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundChannel:
    """A channel the bot sees. `kind`: as discord.py calls it (text, forum, ...)."""

    id: str
    name: str
    kind: str
    category: str | None


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A role of the guild."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What there is to put into the configuration."""

    guild: str
    channels: tuple[FoundChannel, ...]
    roles: tuple[FoundRole, ...]


def invite(application: int, guild: str) -> str:
    """The address that adds the bot to the guild with exactly the rights it needs."""
    return discord.utils.oauth_url(
        application,
        permissions=INVITE,
        guild=discord.Object(int(guild)),
        scopes=("bot", "applications.commands"),
        disable_guild_select=True,
    )


async def probe(config: DiscordConfig) -> list[Finding]:
    """Log in and look at everything the configuration names.

    Raises ConfigError when the token is refused, ChannelUnavailableError or
    DeliveryUncertainError when Discord cannot be asked.
    """
    async with _logged_in(config) as client:
        findings = [Finding(what=f"token: logged in as {client.user}"), _content(client, config)]
        guild = await _guild(client, config)
        if guild is None:
            fix = f"open {invite(client.application_id or 0, config.guild)} and add it"
            return [*findings, Finding(what=f"guild {config.guild}: the bot is not in it", fix=fix)]
        async with asyncio.timeout(PATIENCE):
            member = await guild.fetch_member(0 if client.user is None else client.user.id)
            channels = {channel.id: channel for channel in await guild.fetch_channels()}
        findings.append(Finding(what=f"guild {guild.name}: the bot is in it"))
        findings.append(await _commands(client, config))
        findings.extend(_roles(config, guild))
        findings.extend(_rights(config, member, client.application_id or 0))
        findings.extend(_tags(config, channels))
        for number, needed in _wanted(config, channels).items():
            findings.append(_channel(number, needed, channel=channels.get(number), member=member))
        return findings


async def discover(config: DiscordConfig) -> Discovered:
    """Every channel and role of the guild, in Discord's own order.

    Raises ConfigError when the token is refused or the bot is not in the guild, and what `probe`
    raises when Discord cannot be asked.
    """
    async with _logged_in(config) as client:
        guild = await _guild(client, config)
        if guild is None:
            raise ConfigError(
                f"discord.guild: the bot is not in {config.guild}; "
                f"open {invite(client.application_id or 0, config.guild)} and add it"
            )
        async with asyncio.timeout(PATIENCE):
            channels = await guild.fetch_channels()
        kept = sorted(
            (each for each in channels if not isinstance(each, discord.CategoryChannel)),
            key=lambda each: (each.position, each.id),
        )
        names = {each.id: each.name for each in channels}
        return Discovered(
            guild=guild.name,
            channels=tuple(
                FoundChannel(
                    id=str(each.id),
                    name=each.name,
                    kind=each.type.name,
                    category=None if each.category_id is None else names.get(each.category_id),
                )
                for each in kept
            ),
            roles=tuple(
                FoundRole(str(role.id), role.name)
                for role in guild.roles
                if not role.is_default() and not role.managed
            ),
        )


@asynccontextmanager
async def _logged_in(config: DiscordConfig) -> AsyncIterator[discord.Client]:
    """A client that only asks: no gateway, so none of the day's sessions is spent."""
    if config.sandbox_url is not None:
        point_at(config.sandbox_url)
    client = discord.Client(intents=discord.Intents.none())
    try:
        async with asyncio.timeout(PATIENCE):
            await client.login(config.token)
        yield client
    except FAULTS as error:
        raise (final(error) or translate(error)) from error
    finally:
        await client.close()


async def _guild(client: discord.Client, config: DiscordConfig) -> discord.Guild | None:
    try:
        async with asyncio.timeout(PATIENCE):
            return await client.fetch_guild(int(config.guild))
    except (discord.NotFound, discord.Forbidden):
        return None


async def _commands(client: discord.Client, config: DiscordConfig) -> Finding:
    application = client.application_id or 0
    try:
        async with asyncio.timeout(PATIENCE):
            await client.http.get_guild_commands(application, int(config.guild))
    except discord.Forbidden:
        return Finding(
            what="commands: the bot may have none here, so there is no /report and no menu",
            fix=f"open {invite(application, config.guild)} and add it again",
        )
    return Finding(what="commands: the bot may have them")


def _content(client: discord.Client, config: DiscordConfig) -> Finding:
    flags = client.application_flags
    if not config.message_content:
        return Finding(
            what="intent: Message Content is not asked for, so only forms, menus, "
            "mentions and direct messages bring words"
        )
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        return Finding(what="intent: Message Content is on")
    return Finding(
        what="intent: Message Content is off, so the bot sees empty messages",
        fix="in the Developer Portal open the application, Bot, Privileged Gateway Intents, "
        "and switch on Message Content Intent; or write message_content = false under [discord]",
    )


def _roles(config: DiscordConfig, guild: discord.Guild) -> list[Finding]:
    known = {str(role.id): role.name for role in guild.roles}
    return [
        Finding(what=f"staff role {known[role]}: is there")
        if role in known
        else Finding(
            what=f"staff role {role}: is not in this guild",
            fix="take its id from `triage check --discover` into discord.staff_roles",
        )
        for role in sorted(config.staff_roles)
    ]


def _rights(config: DiscordConfig, member: discord.Member, application: int) -> list[Finding]:
    """What the bot may do in the whole guild: one link grants what is missing."""
    missing = INVITE & ~member.guild_permissions
    if not missing.value:
        return []
    return [
        Finding(
            what=f"guild: the bot's role has not the permission: {_named(missing)}",
            fix=f"open {invite(application, config.guild)} and authorise it again; or add it to "
            "the bot's role in the server's settings",
        )
    ]


def _tags(config: DiscordConfig, channels: Mapping[int, discord.abc.GuildChannel]) -> list[Finding]:
    """What a forum lacks of the tags that we would keep in step."""
    found: list[Finding] = []
    for intake in config.intakes:
        forum = channels.get(int(intake.channel))
        if not config.tags or not isinstance(forum, discord.ForumChannel):
            continue
        there = {tag.name.casefold() for tag in forum.available_tags}
        missing = [name for name in config.tags.values() if name.casefold() not in there]
        if not missing:
            found.append(Finding(what=f"forum #{forum.name}: its tags follow the tickets"))
            continue
        names = ", ".join(missing)
        found.append(
            Finding(
                what=f"forum #{forum.name}: no tags {names}",
                fix=f"make these tags in the settings of #{forum.name}, or leave it: posts then "
                "show no state",
            )
        )
    return found


def _named(permissions: discord.Permissions) -> str:
    return ", ".join(name.replace("_", " ").title() for name, held in permissions if held)


def _wanted(
    config: DiscordConfig, channels: Mapping[int, discord.abc.GuildChannel]
) -> dict[int, discord.Permissions]:
    """What the bot must be able to do, per channel; one that is both is asked for both."""
    wanted: dict[int, discord.Permissions] = {}
    for intake in config.intakes:
        number = int(intake.channel)
        forum = isinstance(channels.get(number), discord.ForumChannel)
        wanted[number] = FORUM if forum else INTAKE
    for room in sorted(config.rooms):
        wanted[int(room)] = wanted.get(int(room), discord.Permissions.none()) | ROOM
    return wanted


def _channel(
    number: int,
    needed: discord.Permissions,
    *,
    channel: discord.abc.GuildChannel | None,
    member: discord.Member,
) -> Finding:
    if channel is None:
        return Finding(
            what=f"channel {number}: is gone, or the bot may not see it",
            fix="give the bot View Channel there, or take its id out of the configuration",
        )
    missing = needed & ~channel.permissions_for(member)
    if not missing.value:
        return Finding(what=f"channel #{channel.name}: all permissions are there")
    names = _named(missing)
    return Finding(
        what=f"channel #{channel.name}: {names} missing",
        fix=f"in the settings of #{channel.name}, Permissions, allow the bot: {names}",
    )
