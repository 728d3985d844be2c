"""Routes of the bot itself, its application, the guild, its members, and DMs."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from channels.sandbox.discord import errors, payloads
from channels.sandbox.discord.acts import MESSAGE_CONTENT
from channels.sandbox.discord.rest import API, BODY, Backend, answer
from channels.sandbox.discord.world import JSON, Person, PlaceKind

GUILD = f"{API}/guilds/{{guild}}"


class GuildRoutes:
    """Who the bot is, and where."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        return [
            web.get(f"{API}/users/@me", self.me),
            web.get(f"{API}/users/@me/guilds", self.my_guilds),
            web.post(f"{API}/users/@me/channels", self.open_dm),
            web.get(f"{API}/users/{{user}}", self.user),
            web.get(f"{API}/gateway", self.gateway),
            web.get(f"{API}/gateway/bot", self.gateway),
            web.get(f"{API}/oauth2/applications/@me", self.application),
            web.get(f"{API}/applications/@me", self.application),
            web.get(GUILD, self.guild),
            web.get(f"{GUILD}/channels", self.channels),
            web.get(f"{GUILD}/roles", self.roles),
            web.get(f"{GUILD}/members", self.members),
            web.get(f"{GUILD}/members/{{user}}", self.member),
        ]

    async def me(self, _: web.Request) -> web.Response:
        return answer(payloads.user(self._bot()))

    async def my_guilds(self, _: web.Request) -> web.Response:
        outline = payloads.guild_outline(self._backend.world)
        outline |= {"owner": False, "permissions": payloads.ALL_PERMISSIONS}
        return answer([outline])

    async def open_dm(self, request: web.Request) -> web.Response:
        """The DM with somebody: there is one per person."""
        person = self._person(str(request[BODY]["recipient_id"]))
        opened = self._backend.world.dm_with(person.id)
        return answer(payloads.place(self._backend.world, opened))

    async def user(self, request: web.Request) -> web.Response:
        return answer(payloads.user(self._person(request.match_info["user"])))

    async def gateway(self, _: web.Request) -> web.Response:
        limit: JSON = {
            "total": 1000,
            "remaining": 999,
            "reset_after": 86_400_000,
            "max_concurrency": 1,
        }
        url = self._backend.gateway_url
        return answer({"url": url, "shards": 1, "session_start_limit": limit})

    async def application(self, _: web.Request) -> web.Response:
        bot = self._bot()
        content = not self._backend.refused_intents() & MESSAGE_CONTENT
        return answer(
            {
                "id": bot.id,
                "name": bot.name,
                "icon": None,
                "description": "",
                "bot_public": False,
                "bot_require_code_grant": False,
                "verify_key": "",
                "flags": payloads.application_flags(message_content=content),
                "owner": payloads.user(bot),
                "team": None,
                "bot": payloads.user(bot),
            }
        )

    async def guild(self, request: web.Request) -> web.Response:
        self._check_guild(request)
        return answer(payloads.guild_outline(self._backend.world))

    async def channels(self, request: web.Request) -> web.Response:
        self._check_guild(request)
        world = self._backend.world
        return answer(
            [
                payloads.place(world, place)
                for place in world.places.values()
                if not place.is_thread and place.kind is not PlaceKind.DM
            ]
        )

    async def roles(self, request: web.Request) -> web.Response:
        self._check_guild(request)
        return answer(payloads.guild_outline(self._backend.world)["roles"])

    async def members(self, request: web.Request) -> web.Response:
        self._check_guild(request)
        after = int(request.query.get("after", 0))
        people = sorted(self._backend.world.people.values(), key=lambda one: int(one.id))
        wanted = [one for one in people if int(one.id) > after]
        limit = int(request.query.get("limit", 1))
        return answer([payloads.full_member(one) for one in wanted[:limit]])

    async def member(self, request: web.Request) -> web.Response:
        self._check_guild(request)
        person = self._backend.world.people.get(request.match_info["user"])
        if person is None:
            raise errors.unknown_member()
        return answer(payloads.full_member(person))

    def _check_guild(self, request: web.Request) -> None:
        if request.match_info["guild"] != self._backend.world.guild_id:
            raise errors.unknown_guild()

    def _bot(self) -> Person:
        return self._backend.world.people[self._backend.bot]

    def _person(self, user: str) -> Person:
        person = self._backend.world.people.get(user)
        if person is None:
            raise errors.unknown_user()
        return person
