"""Routes of messages and reactions."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiohttp import web

from channels.sandbox.discord import errors, payloads
from channels.sandbox.discord.acts import MESSAGE_CONTENT, Draft
from channels.sandbox.discord.mentions import contradiction
from channels.sandbox.discord.rest import API, BODY, FILES, Backend, answer, nothing
from channels.sandbox.discord.world import JSON, Message, Place, PlaceKind

CONTENT_LIMIT = 2000
"""Characters of a bot's message (Discord's reference; its OpenAPI file says 4000)."""
NONCE_LIMIT = 25
HISTORY_DEFAULT = 50
HISTORY_LIMIT = 100
REACTIONS_DEFAULT = 25
READ_MESSAGE_HISTORY = 1 << 16

CHANNEL = f"{API}/channels/{{channel}}"
MESSAGE = f"{CHANNEL}/messages/{{message}}"
REACTIONS = f"{MESSAGE}/reactions"


class MessageRoutes:
    """POST, GET, PATCH and DELETE of messages; PUT, GET and DELETE of reactions."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        return [
            web.get(f"{CHANNEL}/messages", self.history),
            web.post(f"{CHANNEL}/messages", self.create),
            web.post(f"{CHANNEL}/typing", self.typing),
            web.put(f"{CHANNEL}/messages/pins/{{message}}", self.pin),
            web.delete(f"{CHANNEL}/messages/pins/{{message}}", self.unpin),
            web.get(MESSAGE, self.get),
            web.patch(MESSAGE, self.edit),
            web.delete(MESSAGE, self.delete),
            web.put(f"{REACTIONS}/{{emoji}}/@me", self.react),
            web.delete(f"{REACTIONS}/{{emoji}}/{{user}}", self.unreact),
            web.get(f"{REACTIONS}/{{emoji}}", self.reactions),
            web.delete(f"{REACTIONS}/{{emoji}}", self.clear_emoji),
            web.delete(REACTIONS, self.clear),
        ]

    async def history(self, request: web.Request) -> web.Response:
        """Newest first; `after` gives the oldest of those after, as Discord does. Who may not read
        the history is shown nothing, which is no error (Discord's reference, "Get Channel
        Messages")."""
        place = place_of(self._backend, request)
        if not reads_history(self._backend, place):
            return answer([])
        limit = int(request.query.get("limit", HISTORY_DEFAULT))
        if not 1 <= limit <= HISTORY_LIMIT:
            raise errors.invalid(f"limit: must be between 1 and {HISTORY_LIMIT}")
        found = sorted(place.messages.values(), key=lambda one: int(one.id))
        found = [one for one in found if one.visible_to is None]
        if "before" in request.query:
            found = [one for one in found if int(one.id) < int(request.query["before"])]
        if "after" in request.query:
            found = [one for one in found if int(one.id) > int(request.query["after"])][:limit]
        if "around" in request.query:
            found = _around(found, int(request.query["around"]), limit)
        return answer([self._shown(one) for one in reversed(found[-limit:])])

    async def create(self, request: web.Request) -> web.Response:
        place = place_of(self._backend, request, write=True)
        if place.kind is PlaceKind.FORUM:
            raise errors.not_a_text_channel()
        body = request[BODY] or {}
        known = self._known(body)
        if known is not None:
            self._backend.deduplicated += 1
            return answer(payloads.message(self._backend.world, known))
        draft = draft_of(body, request[FILES])
        _check_reference(place, body)
        self._check_dm(place)
        message = self._backend.acts.post(place, self._backend.bot, draft)
        if body.get("enforce_nonce") and body.get("nonce") is not None:
            now = asyncio.get_running_loop().time()
            self._backend.nonces[str(body["nonce"])] = (place.id, message.id, now)
        return answer(payloads.message(self._backend.world, message))

    async def typing(self, request: web.Request) -> web.Response:
        place_of(self._backend, request, write=True)
        return nothing()

    async def get(self, request: web.Request) -> web.Response:
        if not reads_history(self._backend, place_of(self._backend, request)):
            raise errors.missing_permissions()
        return answer(self._shown(self._message(request)))

    async def edit(self, request: web.Request) -> web.Response:
        place = place_of(self._backend, request, write=True)
        message = self._message(request)
        body = request[BODY] or {}
        if message.author != self._backend.bot and set(body) - {"flags"}:
            raise errors.not_yours()
        if place.archived:
            raise errors.archived()
        change(self._backend, message, body)
        return answer(payloads.message(self._backend.world, message))

    async def delete(self, request: web.Request) -> web.Response:
        place_of(self._backend, request, write=True)
        self._backend.acts.delete(self._message(request))
        return nothing()

    async def pin(self, request: web.Request) -> web.Response:
        place_of(self._backend, request, write=True)
        self._message(request).pinned = True
        return nothing()

    async def unpin(self, request: web.Request) -> web.Response:
        place_of(self._backend, request, write=True)
        self._message(request).pinned = False
        return nothing()

    async def react(self, request: web.Request) -> web.Response:
        message = self._reacting(request)
        self._backend.acts.react(message, self._backend.bot, request.match_info["emoji"])
        return nothing()

    async def unreact(self, request: web.Request) -> web.Response:
        message = self._reacting(request)
        user = request.match_info["user"]
        person = self._backend.bot if user == "@me" else user
        self._backend.acts.unreact(message, person, request.match_info["emoji"])
        return nothing()

    async def reactions(self, request: web.Request) -> web.Response:
        """The users of one emoji in the order of their ids, `limit` of them after `after`."""
        place_of(self._backend, request)
        users = self._message(request).reactions.get(request.match_info["emoji"], {})
        after = int(request.query.get("after", 0))
        limit = int(request.query.get("limit", REACTIONS_DEFAULT))
        wanted = sorted((one for one in users if int(one) > after), key=int)[:limit]
        people = self._backend.world.people
        return answer([payloads.user(people[one]) for one in wanted])

    async def clear_emoji(self, request: web.Request) -> web.Response:
        message = self._reacting(request)
        self._backend.acts.clear_reactions(message, request.match_info["emoji"])
        return nothing()

    async def clear(self, request: web.Request) -> web.Response:
        self._backend.acts.clear_reactions(self._reacting(request))
        return nothing()

    def _shown(self, message: Message) -> JSON:
        """The Message Content intent, given or not, holds for what is read as well."""
        world, bot = self._backend.world, self._backend.bot
        shown = payloads.message(world, message)
        if not self._backend.refused_intents() & MESSAGE_CONTENT:
            return shown
        return payloads.blanked(world, message, shown, bot=bot)

    def _message(self, request: web.Request) -> Message:
        place = place_of(self._backend, request)
        message = place.messages.get(request.match_info["message"])
        if message is None or message.visible_to is not None:
            raise errors.unknown_message()
        return message

    def _reacting(self, request: web.Request) -> Message:
        if place_of(self._backend, request, write=True).archived:
            raise errors.archived()
        return self._message(request)

    def _known(self, body: JSON) -> Message | None:
        """The message this nonce already made, inside the window and still there."""
        if not body.get("enforce_nonce"):
            return None
        place, message, at = self._backend.nonces.get(str(body.get("nonce")), ("", "", 0.0))
        if asyncio.get_running_loop().time() - at > self._backend.nonce_window:
            return None
        return self._backend.world.message(place, message)

    def _check_dm(self, place: Place) -> None:
        recipient = self._backend.world.people.get(place.recipient or "")
        if recipient is not None and not recipient.takes_dms:
            raise errors.cannot_dm()


def place_of(backend: Backend, request: web.Request, *, write: bool = False) -> Place:
    """The channel of a request. `write`: refused in a channel marked forbidden."""
    place = backend.world.places.get(request.match_info["channel"])
    if place is None:
        raise errors.unknown_channel()
    parent = backend.world.places.get(place.parent or "")
    if write and (place.forbidden or (parent is not None and parent.forbidden)):
        raise errors.missing_permissions()
    return place


def reads_history(backend: Backend, place: Place) -> bool:
    return not may_not(backend, place, READ_MESSAGE_HISTORY)


def may_not(backend: Backend, place: Place, right: int) -> bool:
    """A thread has the rights of the channel around it."""
    around = backend.world.places.get(place.parent or "", place)
    return bool((around.denied | backend.world.denied) & right)


def draft_of(body: JSON, files: Sequence[tuple[str, bytes, str]]) -> Draft:
    """A checked message. Raises RefusedError 50035 and 50006 as Discord does."""
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > NONCE_LIMIT:
        raise errors.invalid(f"nonce: must be {NONCE_LIMIT} or fewer in length")
    wrong = contradiction(body.get("allowed_mentions"))
    if wrong is not None:
        raise errors.invalid(f"allowed_mentions: {wrong}")
    content = check_content(body) or ""
    if not (content or files or body.get("embeds") or body.get("components")):
        raise errors.empty_message()
    answers = (body.get("message_reference") or {}).get("message_id")
    return Draft(
        content=content,
        nonce=nonce,
        allowed=body.get("allowed_mentions"),
        reply_to=None if answers is None else str(answers),
        embeds=body.get("embeds") or [],
        components=body.get("components") or [],
        files=files,
        flags=body.get("flags") or 0,
    )


def change(backend: Backend, message: Message, body: JSON) -> None:
    """Edit what a body names of a message, and leave the rest."""
    wanted: JSON = {key: body[key] for key in ("embeds", "components", "flags") if key in body}
    backend.acts.edit(message, content=check_content(body), change=wanted)


def check_content(body: JSON) -> str | None:
    content = body.get("content")
    if content is None:
        return None
    if len(content) > CONTENT_LIMIT:
        raise errors.invalid(f"content: must be {CONTENT_LIMIT} or fewer in length")
    return str(content)


def _check_reference(place: Place, body: JSON) -> None:
    reference = body.get("message_reference")
    if reference is None or not reference.get("fail_if_not_exists", True):
        return
    if str(reference["message_id"]) not in place.messages:
        raise errors.invalid("message_reference: Unknown message")


def _around(found: list[Message], middle: int, limit: int) -> list[Message]:
    before = [one for one in found if int(one.id) < middle][-(limit // 2) :]
    after = [one for one in found if int(one.id) >= middle]
    return before + after[: limit - len(before)]
