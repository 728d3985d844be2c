"""The loopback Discord: start it, build a guild, act as its people, look at what they see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from types import TracebackType
from typing import TypeVar

from aiohttp import web

from channels.sandbox.changes import Changes
from channels.sandbox.discord import errors
from channels.sandbox.discord.acts import Acts, Draft, Event
from channels.sandbox.discord.faults import Fault
from channels.sandbox.discord.gateway import Gateway
from channels.sandbox.discord.interactions import UPLOADS, Interactions
from channels.sandbox.discord.rest import Backend, Request, guard, unknown_route
from channels.sandbox.discord.rest_guild import GuildRoutes
from channels.sandbox.discord.rest_interactions import InteractionRoutes
from channels.sandbox.discord.rest_messages import MessageRoutes
from channels.sandbox.discord.rest_threads import ThreadRoutes
from channels.sandbox.discord.seen import (
    SeenMessage,
    SeenThread,
    duplicates,
    is_read,
    seen,
    seen_thread,
)
from channels.sandbox.discord.world import (
    JSON,
    Message,
    Now,
    Place,
    PlaceKind,
    Role,
    World,
    wall_time,
)
from channels.sandbox.openapi import ContractError, judge_from_environment

T = TypeVar("T")

MAX_BODY = 32 * 1024 * 1024
TOKEN = "sandbox-token"  # noqa: S105 (guards nothing: the server listens on loopback only)


class DiscordSandbox:
    """`async with DiscordSandbox() as discord:`; every id is a snowflake as text.

    The end of the block raises ContractError if the bot sent what Discord does not know.

    `token`: what the bot logs in with; `bot_id`: its user and application id; `guild_id`: the one
    guild. `faults` and `gateway` hold the switches of what goes wrong; `interactions` is where
    people press buttons, fill in forms and use commands.
    """

    def __init__(
        self, *, token: str = TOKEN, now: Now = wall_time, guild_name: str = "Acme"
    ) -> None:
        self.token = token
        self.url = ""
        self._changes = Changes()
        self._world = World(now=now, guild_name=guild_name)
        self.guild_id = self._world.guild_id
        self.bot_id = self.add_member("firstline", bot=True)
        self._acts = Acts(self._world, self._tell)
        self.gateway = Gateway(
            self._world, token=token, bot=self.bot_id, changed=self._changes.tell
        )
        self._backend = Backend(
            world=self._world,
            acts=self._acts,
            changes=self._changes,
            bot=self.bot_id,
            token=token,
            refused_intents=lambda: self.gateway.refused_intents,
            judge=judge_from_environment(),
        )
        self.interactions = Interactions(self._world, self._acts, bot=self.bot_id)
        self.faults = self._backend.faults
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> DiscordSandbox:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
        if wrong := [*self.unknown_routes, *self.violations]:
            broken = ContractError("; ".join(wrong))
            if error is None:
                raise broken
            error.add_note(f"{type(broken).__name__}: {broken}")

    async def start(self) -> None:
        """Listen on 127.0.0.1, on a port the system picks; `url` names it afterwards."""
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = self._world.url = f"http://{host}:{port}"
        self._backend.gateway_url = self.gateway.url = f"ws://{host}:{port}/gateway"

    async def stop(self) -> None:
        self.gateway.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    # -------------------------------------------------------- the guild

    def add_role(self, name: str) -> str:
        role = Role(id=self._world.new_id(), name=name)
        self._world.roles[role.id] = role
        return role.id

    def add_member(
        self,
        name: str,
        roles: Sequence[str] = (),
        *,
        bot: bool = False,
        since: datetime | None = None,
    ) -> str:
        """`since`: when the account was made, which its id tells; None: just now."""
        return self._world.join(name, roles, bot=bot, since=since).id

    def add_channel(self, name: str, kind: str = "text") -> str:
        """`kind`: "text" or "forum"."""
        place = Place(
            id=self._world.new_id(),
            kind=PlaceKind.FORUM if kind == "forum" else PlaceKind.TEXT,
            name=name,
            made_at=self._world.now(),
        )
        self._world.places[place.id] = place
        return place.id

    def set_tags(self, forum: str, names: Sequence[str]) -> None:
        """The tags that a forum offers."""
        self._place(forum).available_tags = [
            {
                "id": self._world.new_id(),
                "name": name,
                "moderated": False,
                "emoji_id": None,
                "emoji_name": None,
            }
            for name in names
        ]

    def tags(self, thread: str) -> list[str]:
        """The names of the tags on a forum post."""
        post = self._place(thread)
        offered = self._place(post.parent or "").available_tags
        return [one["name"] for one in offered if one["id"] in map(str, post.tags)]

    def delete_channel(self, channel: str) -> None:
        """Somebody deletes it, with everything in it and its threads."""
        for thread in [one for one in self._world.threads() if one.parent == channel]:
            self._acts.delete_place(thread)
        self._acts.delete_place(self._place(channel))

    def forbid(self, channel: str, *, forbidden: bool = True) -> None:
        """Take the bot's right to write there and in its threads (error 50013)."""
        self._place(channel).forbidden = forbidden

    def take_rights(self, bits: int, channel: str | None = None) -> None:
        """Permission bits that the bot has no more: in a channel, or in the whole guild."""
        if channel is None:
            self._world.denied |= bits
        else:
            self._place(channel).denied |= bits

    def give_rights(self, bits: int, channel: str) -> None:
        """Somebody gives them back there, which the bot is told."""
        place = self._place(channel)
        place.denied &= ~bits
        self._acts.tell_place(place)

    def close_dms(self, member: str) -> None:
        """From now on the bot cannot write to that person directly (error 50007)."""
        self._world.people[member].takes_dms = False

    # -------------------------------------------------------- people act

    async def post(
        self,
        channel: str,
        author: str,
        content: str,
        *,
        reply_to: str | None = None,
        files: Sequence[tuple[str, bytes]] = (),
        forwards: tuple[str, str] | None = None,
        embeds: Sequence[JSON] = (),
    ) -> str:
        """Write a message and return its id. `files`: (name, content). `forwards`: another one,
        (channel, id). `embeds` are taken as they are."""
        draft = Draft(
            content=content,
            reply_to=reply_to,
            files=[(name, data, "application/octet-stream") for name, data in files],
            forwards=None if forwards is None else self._message(*forwards),
            embeds=list(embeds),
        )
        return self._acts.post(self._place(channel), author, draft).id

    async def write_to_bot(
        self, author: str, content: str, *, forwards: tuple[str, str] | None = None
    ) -> str:
        """Write to the bot alone; returns the message's id."""
        return await self.post(self.dm_of(author), author, content, forwards=forwards)

    def dm_of(self, member: str) -> str:
        """The id of the conversation between the bot and that person."""
        return self._world.dm_with(member).id

    async def post_in_forum(self, forum: str, author: str, content: str, *, title: str) -> str:
        """Open a forum post; the id returned is its thread's and its first message's."""
        draft = Draft(content=content)
        return self._acts.open_post(self._place(forum), author, draft, name=title, tags=[]).id

    async def edit_message(self, channel: str, message: str, content: str) -> None:
        self._acts.edit(self._message(channel, message), content=content, change={})

    def spoil(self, channel: str, message: str, **parts: object) -> None:
        """Those parts of it are something else from now on, and nobody is told."""
        self._message(channel, message).spoilt.update(parts)

    async def delete_message(self, channel: str, message: str) -> None:
        self._acts.delete(self._message(channel, message))

    async def react(self, channel: str, message: str, member: str, emoji: str) -> None:
        self._acts.react(self._message(channel, message), member, emoji)

    async def unreact(self, channel: str, message: str, member: str, emoji: str) -> None:
        self._acts.unreact(self._message(channel, message), member, emoji)

    async def clear_reactions(self, channel: str, message: str) -> None:
        self._acts.clear_reactions(self._message(channel, message))

    async def open_thread(self, channel: str, message: str, member: str, name: str) -> str:
        """Somebody opens a thread on a message; its id is the message's."""
        return self._acts.thread_from(self._message(channel, message), name, member).id

    async def open_private(self, channel: str, member: str, name: str) -> str:
        """Somebody opens a private thread, in which nobody else is."""
        kind = PlaceKind.PRIVATE_THREAD
        return self._acts.open_thread(parent=channel, name=name, owner=member, kind=kind).id

    async def archive(self, thread: str, *, locked: bool = False) -> None:
        self._acts.change_thread(self._place(thread), archived=True, locked=locked)

    async def unarchive(self, thread: str) -> None:
        self._acts.change_thread(self._place(thread), archived=False, locked=False)

    # -------------------------------------------------------- what is there

    def messages(self, channel: str) -> list[SeenMessage]:
        """What stands in a channel or thread, oldest first; [] where there is none."""
        place = self._world.places.get(channel)
        found = [] if place is None else place.messages.values()
        return [seen(self._world, one) for one in found if is_read(one)]

    def threads(self, parent: str | None = None) -> list[SeenThread]:
        """Every thread, or those of one channel."""
        return [
            seen_thread(one, private=one.kind is PlaceKind.PRIVATE_THREAD)
            for one in self._world.threads()
            if parent in (None, one.parent)
        ]

    def dm(self, member: str) -> list[SeenMessage]:
        """What stands in the direct messages between the bot and that person."""
        for place in self._world.places.values():
            if place.recipient == member:
                return self.messages(place.id)
        return []

    def all_messages(self) -> list[SeenMessage]:
        return [one for place in self._world.places for one in self.messages(place)]

    def sent_by_bot(self) -> list[SeenMessage]:
        return [
            seen(self._world, one)
            for place in self._world.places.values()
            for one in place.messages.values()
            if one.author == self.bot_id and is_read(one)
        ]

    @property
    def sent_count(self) -> int:
        """How many messages the bot made so far; cheap, for waiting in a long run."""
        return self._acts.by_bot

    def rang(self) -> list[tuple[str, SeenMessage]]:
        """Every time the bot made somebody's screen light up: the person, and by what."""
        return [(person, seen(self._world, one)) for person, one in self._acts.rang]

    def duplicates(self) -> list[tuple[SeenMessage, ...]]:
        """Groups of the bot's messages a reader sees twice: see `seen.duplicates`."""
        return duplicates(self.all_messages())

    @property
    def deduplicated(self) -> int:
        """How many sends were answered with the message their nonce had already made."""
        return self._backend.deduplicated

    @property
    def requests(self) -> list[Request]:
        return self._backend.requests

    @property
    def unknown_routes(self) -> list[str]:
        """Requests to routes the sandbox does not have."""
        return self._backend.unknown_routes

    @property
    def crashed(self) -> list[str]:
        """Requests whose handling broke in the sandbox itself: a test should end with []."""
        return self._backend.crashed

    @property
    def violations(self) -> list[str]:
        """What Discord's OpenAPI file does not allow; [] when it is not at hand."""
        return self._backend.violations

    async def wait_for(self, predicate: Callable[[], T], timeout: float = 5.0) -> T:
        """Return the first true answer of `predicate`, asked after every change.

        `timeout` in seconds; raises TimeoutError.
        """
        return await self._changes.wait_for(predicate, timeout)

    async def changed_after(self, version: int) -> int:
        """Return the number of changes so far, once it is greater than `version`."""
        return await self._changes.after(version)

    # -------------------------------------------------------- what goes wrong

    def fail_next(self, fault: Fault) -> None:
        self.faults.add(fault)

    def set_nonce_window(self, seconds: float) -> None:
        self._backend.nonce_window = seconds

    def set_rate_limit(self, limit: int, per: float) -> None:
        """`limit` requests a bucket in `per` seconds; more are answered 429."""
        self._backend.rate.limit = limit
        self._backend.rate.per = per

    # -------------------------------------------------------- inside

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[guard(self._backend)], client_max_size=MAX_BODY)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/attachments/{place}/{attachment}/{name}", self._attachment)
        for routes in (MessageRoutes, ThreadRoutes, GuildRoutes):
            app.router.add_routes(routes(self._backend).routes())
        app.router.add_routes(InteractionRoutes(self._backend, self.interactions).routes())
        app.router.add_route("*", "/{tail:.*}", self._unknown)
        return app

    async def _unknown(self, request: web.Request) -> web.Response:
        return await unknown_route(self._backend, request)

    async def _attachment(self, request: web.Request) -> web.Response:
        place, wanted = request.match_info["place"], request.match_info["attachment"]
        found = self._world.uploads.get(wanted) if place == UPLOADS else None
        if found is None:
            for message in self._place(place).messages.values():
                found = next((one for one in message.attachments if one.id == wanted), found)
        if found is None:
            return web.Response(status=404)
        return web.Response(body=found.content, content_type=found.type)

    def _tell(self, event: Event) -> None:
        self.gateway.dispatch(event)
        self._changes.tell()

    def _place(self, channel: str) -> Place:
        place = self._world.places.get(channel)
        if place is None:
            raise errors.unknown_channel()
        return place

    def _message(self, channel: str, message: str) -> Message:
        found = self._world.message(channel, message)
        if found is None:
            raise errors.unknown_message()
        return found
