"""Which roles somebody holds, when the event does not say: asked once, believed for a minute."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import discord

from channels.discord.faults import FAULTS, translate
from channels.discord.snapshot import roles_of

log = logging.getLogger(__name__)

BELIEVED = 60.0
"""Seconds a known answer stands: a storm costs one request a person, a lost role its power soon."""

PATIENCE = 10.0
"""Seconds to wait for Discord's answer; then the roles are unknown, which is never staff."""

REMEMBERED = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody, as Discord described them. `roles` None: not known."""

    name: str | None
    bot: bool
    roles: tuple[str, ...] | None


UNKNOWN = Known(name=None, bot=False, roles=None)


class Members:
    """A small memory of members, filled by events that carry one and by questions."""

    def __init__(self, guild: int) -> None:
        self._guild = guild
        self._known: dict[int, tuple[float, Known]] = {}

    def learn(self, member: discord.Member) -> Known:
        """Keep what an event said; the newest word counts."""
        known = Known(name=member.display_name, bot=member.bot, roles=roles_of(member))
        self._keep(member.id, known)
        return known

    async def ask(self, client: discord.Client, user: int) -> Known:
        """Who that is; UNKNOWN when Discord does not answer, no roles when they have left."""
        kept = self._known.get(user)
        if kept is not None and asyncio.get_running_loop().time() - kept[0] < BELIEVED:
            return kept[1]
        guild = client.get_guild(self._guild)
        if guild is None:
            return UNKNOWN
        member = guild.get_member(user)
        return self.learn(member) if member is not None else await self._fetch(guild, user)

    async def _fetch(self, guild: discord.Guild, user: int) -> Known:
        try:
            async with asyncio.timeout(PATIENCE):
                return self.learn(await guild.fetch_member(user))
        except discord.NotFound:
            gone = Known(name=None, bot=False, roles=())
            self._keep(user, gone)
            return gone
        except FAULTS as error:
            log.warning("roles of user %s are not known: %s", user, translate(error))
            return UNKNOWN

    def _keep(self, user: int, known: Known) -> None:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[user] = (asyncio.get_running_loop().time(), known)
