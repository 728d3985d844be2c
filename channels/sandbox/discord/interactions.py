"""People press buttons, fill in forms and use commands; the bot answers in time, or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from channels.sandbox.discord import errors, payloads
from channels.sandbox.discord.acts import ALWAYS, Acts, Event
from channels.sandbox.discord.forms import Values, component, filled
from channels.sandbox.discord.options import given, named, resolved
from channels.sandbox.discord.seen import SeenMessage, seen
from channels.sandbox.discord.world import JSON, Attachment, Message, Place, PlaceKind, World

FIRST_ANSWER_SECONDS = 3.0
"""Discord's reference, "Responding to an Interaction"."""
TOKEN_SECONDS = 900.0
"""A token is valid for 15 minutes (the same page)."""
ATTACHMENT_LIMIT = 10 * 1024 * 1024


UPLOADS = "ephemeral"
"""Where files of forms are served from; they belong to no message."""


class InteractionKind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    MODAL_SUBMIT = 5


class CommandKind(IntEnum):
    SLASH = 1
    USER = 2
    MESSAGE = 3


class AnswerKind(IntEnum):
    """Interaction callback types (Discord's reference)."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(slots=True, kw_only=True)
class Interaction:
    """One act of a person on the bot, and what came back. `made`: the event loop's time."""

    id: str
    token: str
    kind: InteractionKind
    member: str
    place: str
    made: float
    message: Message | None = None
    answer: AnswerKind | None = None
    modal: JSON | None = None
    ephemeral: bool = False
    original: Message | None = None
    messages: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenInteraction:
    """What the person saw. `answer`: an AnswerKind's number, None while the bot is silent."""

    id: str
    answer: int | None
    modal: JSON | None
    messages: tuple[SeenMessage, ...]
    ephemeral: bool


class Interactions:
    """Every interaction so far, and the application's commands by guild (None: global)."""

    def __init__(self, world: World, acts: Acts, *, bot: str) -> None:
        self._world = world
        self._acts = acts
        self._bot = bot
        self._made: dict[str, Interaction] = {}
        self.commands: dict[str | None, list[JSON]] = {}
        self.first_answer_seconds = FIRST_ANSWER_SECONDS
        self.token_seconds = TOKEN_SECONDS

    def speaks(self, member: str, locale: str) -> None:
        """The language of that person's client."""
        self._world.people[member].locale = locale

    async def press(
        self, channel: str, message: str, member: str, custom_id: str, values: Sequence[str] = ()
    ) -> str:
        """Press a button, or choose `values` in a select; return the interaction's id.

        Raises LookupError when the message has no such component, or it is disabled.
        """
        found = self._world.message(channel, message)
        if found is None:
            raise errors.unknown_message()
        pressed = component(found.components, custom_id)
        if pressed is None or pressed.get("disabled"):
            raise LookupError(f"nothing to press with custom_id {custom_id!r}")
        data: JSON = {"custom_id": custom_id, "component_type": pressed["type"], "id": 1}
        if values:
            data["values"] = list(values)
        made = self._make(InteractionKind.COMPONENT, member, channel, message=found)
        return self._tell(made, data)

    async def submit(
        self,
        interaction: str,
        values: Values,
        files: Mapping[str, Sequence[tuple[str, bytes]]] | None = None,
    ) -> str:
        """Send the modal that answered `interaction`; return the new interaction's id.

        `files`: (name, content) by the custom_id of their upload. Raises LookupError when there
        is no modal, or a required field is missing.
        """
        opener = self._made[interaction]
        if opener.modal is None:
            raise LookupError("that interaction was not answered with a modal")
        uploaded = {key: self._upload(each) for key, each in (files or {}).items()}
        chosen = {key: [one.id for one in each] for key, each in uploaded.items()}
        data: JSON = {
            "custom_id": opener.modal["custom_id"],
            "components": filled(opener.modal["components"], dict(values) | chosen),
        }
        if uploaded:
            kept = [one for each in uploaded.values() for one in each]
            shown = {one.id: payloads.attachment(self._world, UPLOADS, one) for one in kept}
            data["resolved"] = {"attachments": shown}
        made = self._make(
            InteractionKind.MODAL_SUBMIT, opener.member, opener.place, message=opener.message
        )
        return self._tell(made, data)

    async def command(
        self, channel: str, member: str, name: str, options: Mapping[str, object] | None = None
    ) -> str:
        """Use a slash command, "group command" for one in a group; return the interaction's id.

        A person is named by their id. Raises LookupError when the bot registered no such command,
        ValueError for what a client would not let somebody send.
        """
        top, *path = name.split()
        command = self._command(top, CommandKind.SLASH)
        inner: JSON = command
        chain: list[JSON] = []
        for step in path:
            inner = named(inner.get("options") or [], step)
            chain.append({"name": step, "type": inner["type"]})
        sent = given(inner.get("options") or [], options or {})
        along = resolved(self._world, sent)
        for step_data in reversed(chain):
            sent = [step_data | {"options": sent}]
        made = self._make(InteractionKind.COMMAND, member, channel)
        return self._tell(made, _call_of(command) | {"options": sent} | along)

    async def use_menu(self, channel: str, message: str, member: str, name: str) -> str:
        """Use a context-menu command on a message; return the interaction's id."""
        command = self._command(name, CommandKind.MESSAGE)
        target = self._world.message(channel, message)
        if target is None:
            raise errors.unknown_message()
        shown = {target.id: payloads.message(self._world, target)}
        data = _call_of(command) | {"target_id": target.id, "resolved": {"messages": shown}}
        return self._tell(self._make(InteractionKind.COMMAND, member, channel), data)

    def _upload(self, files: Sequence[tuple[str, bytes]]) -> list[Attachment]:
        made = [
            Attachment(
                id=self._world.new_id(), name=name, content=content, type="application/octet-stream"
            )
            for name, content in files
        ]
        self._world.uploads.update({one.id: one for one in made})
        return made

    def seen(self, interaction: str) -> SeenInteraction:
        made = self._made[interaction]
        return SeenInteraction(
            id=made.id,
            answer=None if made.answer is None else int(made.answer),
            modal=made.modal,
            messages=tuple(seen(self._world, one) for one in made.messages),
            ephemeral=made.ephemeral,
        )

    def to_answer(self, interaction: str, token: str) -> Interaction:
        """The one a callback is for. Raises RefusedError 10062 when late, 40060 when answered."""
        made = self._made.get(interaction)
        if made is None or made.token != token or self._age(made) > self.first_answer_seconds:
            raise errors.unknown_interaction()
        if made.answer is not None:
            raise errors.answered_before()
        return made

    def by_token(self, token: str) -> Interaction:
        """The one a follow-up is for. Raises RefusedError 10015 or, after 15 minutes, 50027."""
        made = next((one for one in self._made.values() if one.token == token), None)
        if made is None or made.answer is None:
            raise errors.unknown_webhook()
        if self._age(made) > self.token_seconds:
            raise errors.expired_token()
        return made

    def _make(
        self, kind: InteractionKind, member: str, place: str, *, message: Message | None = None
    ) -> Interaction:
        number = self._world.new_id()
        made = Interaction(
            id=number,
            token=f"interaction-{number}",
            kind=kind,
            member=member,
            place=place,
            made=asyncio.get_running_loop().time(),
            message=message,
        )
        self._made[made.id] = made
        return made

    def _tell(self, made: Interaction, data: JSON) -> str:
        world = self._world
        place = world.places[made.place]
        event: JSON = {
            "id": made.id,
            "application_id": self._bot,
            "type": int(made.kind),
            "token": made.token,
            "version": 1,
            "channel_id": place.id,
            "channel": payloads.place(world, place) | {"permissions": payloads.ALL_PERMISSIONS},
            "data": data,
            "app_permissions": payloads.ALL_PERMISSIONS,
            "locale": world.people[made.member].locale,
            "entitlements": [],
            "authorizing_integration_owners": {"0": world.guild_id},
            "attachment_size_limit": ATTACHMENT_LIMIT,
            **self._who(made, place),
        }
        if made.message is not None:
            event["message"] = payloads.message(world, made.message)
        self._acts.tell(Event(name="INTERACTION_CREATE", data=event, intent=ALWAYS))
        return made.id

    def _who(self, made: Interaction, place: Place) -> JSON:
        person = self._world.people[made.member]
        if place.kind is PlaceKind.DM:
            return {"user": payloads.user(person), "context": 1}
        member = payloads.full_member(person) | {"permissions": payloads.ALL_PERMISSIONS}
        return {
            "guild_id": self._world.guild_id,
            "guild": {"id": self._world.guild_id, "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": member,
            "context": 0,
        }

    def _command(self, name: str, kind: CommandKind) -> JSON:
        """The guild's own command of that name goes before a global one."""
        for guild in (self._world.guild_id, None):
            for command in self.commands.get(guild, ()):
                if command["name"] == name and command.get("type", 1) == kind:
                    return command
        raise LookupError(f"the bot registered no command {name!r}")

    def _age(self, made: Interaction) -> float:
        return asyncio.get_running_loop().time() - made.made


def _call_of(command: JSON) -> JSON:
    call: JSON = {"id": command["id"], "name": command["name"], "type": command.get("type", 1)}
    if command.get("guild_id") is not None:
        call["guild_id"] = command["guild_id"]
    return call
