"""Routes of channels and threads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiohttp import web

from channels.sandbox.discord import errors, payloads
from channels.sandbox.discord.rest import API, BODY, FILES, Backend, answer, nothing
from channels.sandbox.discord.rest_messages import (
    CHANNEL,
    MESSAGE,
    draft_of,
    may_not,
    place_of,
    reads_history,
)
from channels.sandbox.discord.world import JSON, Place, PlaceKind

NAME_LIMIT = 100
ARCHIVED_DEFAULT = 50
ARCHIVED_LEAST, ARCHIVED_MOST = 2, 100
MANAGE_THREADS = 1 << 34
MEMBERS = f"{CHANNEL}/thread-members"


class ThreadRoutes:
    """Opening, changing and listing threads; GET, PATCH and DELETE of any channel."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        return [
            web.get(CHANNEL, self.get),
            web.patch(CHANNEL, self.change),
            web.delete(CHANNEL, self.delete),
            web.post(f"{MESSAGE}/threads", self.from_message),
            web.post(f"{CHANNEL}/threads", self.without_message),
            web.get(f"{API}/guilds/{{guild}}/threads/active", self.active),
            web.get(f"{CHANNEL}/threads/archived/public", self.archived_public),
            web.get(f"{CHANNEL}/threads/archived/private", self.archived_private),
            web.get(f"{CHANNEL}/users/@me/threads/archived/private", self.archived_joined),
            web.get(MEMBERS, self.members),
            web.get(f"{MEMBERS}/{{user}}", self.member),
            web.put(f"{MEMBERS}/{{user}}", self.join),
            web.delete(f"{MEMBERS}/{{user}}", self.leave),
        ]

    async def get(self, request: web.Request) -> web.Response:
        place = place_of(self._backend, request)
        return answer(payloads.place(self._backend.world, place))

    async def change(self, request: web.Request) -> web.Response:
        """Of an archived thread only `archived` may change first (error 50083)."""
        place = place_of(self._backend, request, write=True)
        body = request[BODY] or {}
        if not place.is_thread:
            place.name = body.get("name", place.name)
            place.topic = body.get("topic", place.topic)
            self._backend.acts.tell_place(place)
            return answer(payloads.place(self._backend.world, place))
        if place.archived and body.get("archived") is not False:
            raise errors.archived()
        place.tags = body.get("applied_tags", place.tags)
        place.archive_after_minutes = body.get("auto_archive_duration", place.archive_after_minutes)
        self._backend.acts.change_thread(
            place,
            archived=body.get("archived"),
            locked=body.get("locked"),
            name=_name(body) if "name" in body else None,
        )
        return answer(payloads.place(self._backend.world, place))

    async def delete(self, request: web.Request) -> web.Response:
        place = place_of(self._backend, request, write=True)
        shown = payloads.place(self._backend.world, place)
        self._backend.acts.delete_place(place)
        return answer(shown)

    async def from_message(self, request: web.Request) -> web.Response:
        place = place_of(self._backend, request, write=True)
        message = place.messages.get(request.match_info["message"])
        if message is None:
            raise errors.unknown_message()
        body = request[BODY] or {}
        thread = self._backend.acts.thread_from(message, _name(body), self._backend.bot)
        thread.archive_after_minutes = body.get("auto_archive_duration") or 1440
        return answer(self._opened(thread), status=201)

    async def without_message(self, request: web.Request) -> web.Response:
        """A private or public thread of a text channel, or a post in a forum."""
        place = place_of(self._backend, request, write=True)
        body = request[BODY] or {}
        if place.kind is PlaceKind.FORUM:
            return self._forum_post(place, request)
        kind = PlaceKind(body.get("type") or PlaceKind.PRIVATE_THREAD)
        thread = self._backend.acts.open_thread(
            parent=place.id, name=_name(body), owner=self._backend.bot, kind=kind
        )
        return answer(self._opened(thread), status=201)

    async def active(self, _: web.Request) -> web.Response:
        return answer(self._list([one for one in self._threads() if not one.archived]))

    async def archived_public(self, request: web.Request) -> web.Response:
        return self._archived(request, PlaceKind.PUBLIC_THREAD)

    async def archived_private(self, request: web.Request) -> web.Response:
        """Of everybody: to whom may manage threads."""
        if may_not(self._backend, place_of(self._backend, request), MANAGE_THREADS):
            raise errors.missing_permissions()
        return self._archived(request, PlaceKind.PRIVATE_THREAD)

    async def archived_joined(self, request: web.Request) -> web.Response:
        """Those that the bot is in; by their ids, unlike the others."""
        return self._archived(request, PlaceKind.PRIVATE_THREAD, joined=True)

    async def members(self, request: web.Request) -> web.Response:
        place = place_of(self._backend, request)
        return answer([payloads.thread_member(place, one) for one in place.members])

    async def member(self, request: web.Request) -> web.Response:
        place = place_of(self._backend, request)
        person = self._person(request)
        if person not in place.members:
            raise errors.unknown_member()
        return answer(payloads.thread_member(place, person))

    async def join(self, request: web.Request) -> web.Response:
        self._backend.acts.join(place_of(self._backend, request, write=True), self._person(request))
        return nothing()

    async def leave(self, request: web.Request) -> web.Response:
        place = place_of(self._backend, request, write=True)
        person = self._person(request)
        if person in place.members:
            place.members.remove(person)
        return nothing()

    def _forum_post(self, forum: Place, request: web.Request) -> web.Response:
        body = request[BODY] or {}
        thread = self._backend.acts.open_post(
            forum,
            self._backend.bot,
            draft_of(body.get("message") or {}, request[FILES]),
            name=_name(body),
            tags=body.get("applied_tags") or [],
        )
        first = payloads.message(self._backend.world, thread.messages[thread.id])
        return answer(self._opened(thread) | {"message": first}, status=201)

    def _archived(
        self, request: web.Request, kind: PlaceKind, *, joined: bool = False
    ) -> web.Response:
        """Newest archived first, `limit` of them before a time stamp; or newest first, before a
        thread's id."""
        place = place_of(self._backend, request)
        if not reads_history(self._backend, place):
            raise errors.missing_permissions()
        limit = int(request.query.get("limit", ARCHIVED_DEFAULT))
        if not ARCHIVED_LEAST <= limit <= ARCHIVED_MOST:
            raise errors.invalid(f"limit: must be {ARCHIVED_LEAST} to {ARCHIVED_MOST}")
        found = [
            one
            for one in self._threads()
            if one.parent == place.id and one.archived and one.kind is kind
        ]
        before = request.query.get("before")
        if joined:
            found = [one for one in found if self._backend.bot in one.members]
            found = [one for one in found if before is None or int(one.id) < int(before)]
            found.sort(key=lambda one: int(one.id), reverse=True)
        else:
            at = None if before is None else datetime.fromisoformat(before)
            found = [one for one in found if at is None or _archived_at(one) < at]
            found.sort(key=_archived_at, reverse=True)
        return answer(self._list(found[:limit]) | {"has_more": len(found) > limit})

    def _list(self, threads: list[Place]) -> JSON:
        bot = self._backend.bot
        return {
            "threads": [payloads.place(self._backend.world, one) for one in threads],
            "members": [payloads.thread_member(one, bot) for one in threads if bot in one.members],
        }

    def _threads(self) -> list[Place]:
        return list(self._backend.world.threads())

    def _opened(self, thread: Place) -> JSON:
        member = payloads.thread_member(thread, self._backend.bot)
        return payloads.place(self._backend.world, thread) | {"member": member}

    def _person(self, request: web.Request) -> str:
        user = request.match_info["user"]
        return self._backend.bot if user == "@me" else user


def _name(body: JSON) -> str:
    name = str(body.get("name") or "")
    if not 1 <= len(name) <= NAME_LIMIT:
        raise errors.invalid(f"name: must be between 1 and {NAME_LIMIT} in length")
    return name


def _archived_at(thread: Place) -> datetime:
    return thread.archive_changed_at or thread.made_at
