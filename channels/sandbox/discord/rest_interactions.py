"""Routes of interactions: the first answer, what follows, and registering commands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiohttp import web

from channels.sandbox.discord import errors, payloads
from channels.sandbox.discord.interactions import (
    AnswerKind,
    Interaction,
    InteractionKind,
    Interactions,
)
from channels.sandbox.discord.rest import API, BODY, FILES, Backend, answer, nothing
from channels.sandbox.discord.rest_messages import change, draft_of
from channels.sandbox.discord.world import EPHEMERAL, JSON, Message, MessageKind

WEBHOOK = f"{API}/webhooks/{{application}}/{{token}}"
FOLLOW_UP = f"{WEBHOOK}/messages/{{message}}"
COMMANDS = f"{API}/applications/{{application}}/commands"
GUILD_COMMANDS = f"{API}/applications/{{application}}/guilds/{{guild}}/commands"


class InteractionRoutes:
    """POST callback; POST, GET, PATCH and DELETE of its messages; PUT and GET of commands."""

    def __init__(self, backend: Backend, interactions: Interactions) -> None:
        self._backend = backend
        self._interactions = interactions

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        return [
            web.post(f"{API}/interactions/{{interaction}}/{{token}}/callback", self.callback),
            web.post(WEBHOOK, self.follow_up),
            web.get(FOLLOW_UP, self.get),
            web.patch(FOLLOW_UP, self.edit),
            web.delete(FOLLOW_UP, self.delete),
            web.put(COMMANDS, self.register),
            web.get(COMMANDS, self.registered),
            web.put(GUILD_COMMANDS, self.register),
            web.get(GUILD_COMMANDS, self.registered),
        ]

    async def callback(self, request: web.Request) -> web.Response:
        made = self._interactions.to_answer(
            request.match_info["interaction"], request.match_info["token"]
        )
        kind = AnswerKind(request[BODY]["type"])
        data = request[BODY].get("data") or {}
        self._take(made, kind, request, data)
        made.answer = kind
        if request.query.get("with_response") not in ("1", "true"):
            return nothing()
        told: JSON = {"id": made.id, "type": int(made.kind)}
        told["response_message_loading"] = kind is AnswerKind.DEFERRED_MESSAGE
        told["response_message_ephemeral"] = made.ephemeral
        resource: JSON = {"type": int(kind)}
        if made.original is not None:
            told["response_message_id"] = made.original.id
            resource["message"] = payloads.message(self._backend.world, made.original)
        return answer({"interaction": told, "resource": resource})

    async def follow_up(self, request: web.Request) -> web.Response:
        """The first one after a deferral takes its place, as Discord does it."""
        made = self._interactions.by_token(request.match_info["token"])
        completes = made.answer is AnswerKind.DEFERRED_MESSAGE and made.original is None
        message = self._post(made, request, request[BODY] or {}, inherits=completes)
        if completes:
            made.original = message
        return answer(payloads.message(self._backend.world, message))

    async def get(self, request: web.Request) -> web.Response:
        _, message = self._message(request)
        return answer(payloads.message(self._backend.world, message))

    async def edit(self, request: web.Request) -> web.Response:
        """Editing the original of a deferral writes it."""
        made = self._interactions.by_token(request.match_info["token"])
        deferred = made.answer is AnswerKind.DEFERRED_MESSAGE and made.original is None
        if deferred and request.match_info["message"] == "@original":
            made.original = self._post(made, request, request[BODY] or {}, inherits=True)
            return answer(payloads.message(self._backend.world, made.original))
        _, message = self._message(request)
        change(self._backend, message, request[BODY] or {})
        return answer(payloads.message(self._backend.world, message))

    async def delete(self, request: web.Request) -> web.Response:
        made, message = self._message(request)
        self._backend.acts.delete(message)
        if message in made.messages:
            made.messages.remove(message)
        return nothing()

    async def register(self, request: web.Request) -> web.Response:
        """Replace all commands of a guild, or the global ones."""
        guild = request.match_info.get("guild")
        ids = {_key(one): one["id"] for one in self._interactions.commands.get(guild, ())}
        commands = [
            {
                "description": "",
                "type": 1,
                **one,
                "id": ids.get(_key(one)) or self._backend.world.new_id(),
                "application_id": self._backend.bot,
                "version": self._backend.world.new_id(),
                **({} if guild is None else {"guild_id": guild}),
            }
            for one in request[BODY]
        ]
        self._interactions.commands[guild] = commands
        return answer(commands)

    async def registered(self, request: web.Request) -> web.Response:
        return answer(self._interactions.commands.get(request.match_info.get("guild"), []))

    def _take(self, made: Interaction, kind: AnswerKind, request: web.Request, data: JSON) -> None:
        match kind:
            case AnswerKind.MESSAGE:
                made.ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
                made.original = self._post(made, request, data, inherits=False)
            case AnswerKind.DEFERRED_MESSAGE:
                made.ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
            case AnswerKind.DEFERRED_UPDATE:
                made.original = _pressed(made)
            case AnswerKind.UPDATE:
                made.original = _pressed(made)
                change(self._backend, made.original, data)
            case AnswerKind.MODAL:
                if made.kind is InteractionKind.MODAL_SUBMIT:
                    raise errors.invalid("type: a modal cannot answer a modal")
                made.modal = data
            case AnswerKind.CHOICES:
                raise errors.invalid("type: choices answer an autocomplete only")

    def _post(
        self, made: Interaction, request: web.Request, body: JSON, *, inherits: bool
    ) -> Message:
        """`inherits`: whether it is ephemeral was settled by the deferral."""
        draft = draft_of(body, request[FILES])
        private = made.ephemeral if inherits else bool(draft.flags & EPHEMERAL)
        flags = draft.flags | EPHEMERAL if private else draft.flags & ~EPHEMERAL
        command = made.kind is InteractionKind.COMMAND
        draft = replace(
            draft,
            flags=flags,
            visible_to=made.member if private else None,
            kind=MessageKind.CHAT_INPUT_COMMAND if command else draft.kind,
        )
        place = self._backend.world.places[made.place]
        message = self._backend.acts.post(place, self._backend.bot, draft)
        made.messages.append(message)
        return message

    def _message(self, request: web.Request) -> tuple[Interaction, Message]:
        made = self._interactions.by_token(request.match_info["token"])
        wanted = request.match_info["message"]
        candidates = [*made.messages, *([made.original] if made.original else [])]
        if wanted == "@original" and made.original is not None:
            return made, made.original
        found = next((one for one in candidates if one.id == wanted), None)
        if found is None:
            raise errors.unknown_message()
        return made, found


def _pressed(made: Interaction) -> Message:
    if made.message is None:
        raise errors.invalid("type: there is no message to update")
    return made.message


def _key(command: JSON) -> tuple[str, int]:
    return command["name"], command.get("type", 1)
