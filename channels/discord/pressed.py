"""A press, a sent form or a called command as bytes of our own. See `snapshot`; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import discord

from channels.discord.ids import Carried, unpacked
from channels.discord.snapshot import CHANNEL, as_bytes, roles_of
from triage.controls import Command, CommandKind
from triage.messages import RawArrival

_SLASH, _MESSAGE = 1, 3
_KINDS = {_SLASH: CommandKind.SLASH, _MESSAGE: CommandKind.MESSAGE}
_NESTED = (1, 2)
"""Option types that hold options: a subcommand and a group of them (vendor's "application
commands")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What is asked for, and what came along. `target`: the payload of the message whose menu
    was used."""

    carried: Carried
    fields: Mapping[str, str]
    files: Sequence[Mapping[str, Any]] = ()
    target: Mapping[str, Any] | None = None


def understood(
    interaction: discord.Interaction, commands: Sequence[Command] = ()
) -> Pressed | None:
    """None when it is not ours."""
    data: Mapping[str, Any] = interaction.data or {}
    if interaction.type is discord.InteractionType.application_command:
        return _command(data, commands)
    carried = unpacked(str(data.get("custom_id", "")))
    if carried is None:
        return None
    resolved = data.get("resolved", {}).get("attachments", {})
    fields: dict[str, str] = {}
    files: list[Mapping[str, Any]] = []
    for one in _inputs(data.get("components", ())):
        if one.get("value"):
            fields[one["custom_id"]] = str(one["value"])
        files.extend(resolved[each] for each in one.get("values", ()) if each in resolved)
    return Pressed(carried=carried, fields=fields, files=files)


def of_press(
    interaction: discord.Interaction, pressed: Pressed, *, guild: str, received_at: datetime
) -> RawArrival:
    """As it is stored; `token` answers it for 15 minutes and is worth nothing afterwards."""
    channel, user, carried = interaction.channel, interaction.user, pressed.carried
    thread = channel if isinstance(channel, discord.Thread) else None
    content = {
        "kind": "press",
        "id": str(interaction.id),
        "channel": str(interaction.channel_id),
        "parent": None if thread is None else str(thread.parent_id),
        "action": carried.action.value,
        "ticket": carried.ticket,
        "argument": carried.argument,
        "message": None if interaction.message is None else str(interaction.message.id),
        "fields": dict(pressed.fields),
        "attachments": [_file(each) for each in pressed.files],
        "token": interaction.token,
        "language": str(interaction.locale),
        "at": interaction.created_at.isoformat(),
        "user": {
            "id": str(user.id),
            "name": user.display_name,
            "bot": user.bot,
            "roles": roles_of(user),
        },
    }
    return RawArrival(
        channel=CHANNEL,
        account=guild,
        external_id=str(interaction.id),
        raw=as_bytes(content),
        received_at=received_at,
    )


def of_target(
    payload: Mapping[str, Any], channel: object, *, guild: str, us: int | None, at: datetime
) -> RawArrival:
    """The message whose menu was used, from the press itself: it carries the words even where the
    bot may not read messages. The same shape as `snapshot.of_message`."""
    thread = channel if isinstance(channel, discord.Thread) else None
    author = payload["author"]
    reference = payload.get("message_reference") or {}
    content = {
        "kind": "message",
        "id": str(payload["id"]),
        "channel": str(payload["channel_id"]),
        "parent": None if thread is None else str(thread.parent_id),
        "thread": None if thread is None else thread.name,
        "type": payload.get("type", 0),
        "author": {
            "id": str(author["id"]),
            "name": author.get("global_name") or author["username"],
            "bot": bool(author.get("bot")),
            "ours": int(author["id"]) == us,
            "roles": None,
        },
        "webhook": payload.get("webhook_id") is not None,
        "at": datetime.fromisoformat(payload["timestamp"]).isoformat(),
        "content": payload["content"],
        "reply": {"message": reference["message_id"], "author": None}
        if payload.get("type") == discord.MessageType.reply.value and "message_id" in reference
        else None,
        "mentions": [str(user["id"]) for user in payload.get("mentions", ())],
        "attachments": [_file(each) for each in payload.get("attachments", ())],
        "forwarded": [
            {
                "content": kept["message"]["content"],
                "attachments": [_file(each) for each in kept["message"].get("attachments", ())],
            }
            for kept in payload.get("message_snapshots", ())
        ],
    }
    return RawArrival(
        channel=CHANNEL,
        account=guild,
        external_id=str(payload["id"]),
        raw=as_bytes(content),
        received_at=at,
    )


def files_of_target(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """As `snapshot.files_of`."""
    kept = (one["message"] for one in payload.get("message_snapshots", ()))
    return [each for one in (payload, *kept) for each in one.get("attachments", ())]


def _command(data: Mapping[str, Any], commands: Sequence[Command]) -> Pressed | None:
    words, options = [str(data["name"])], data.get("options") or []
    while options and options[0]["type"] in _NESTED:
        words.append(options[0]["name"])
        options = options[0].get("options") or []
    kind, name = _KINDS.get(data.get("type", _SLASH)), " ".join(words)
    known = next((one for one in commands if (one.name, one.kind) == (name, kind)), None)
    if known is None:
        return None
    fields = {str(one["name"]): str(one["value"]) for one in options}
    pressed = Pressed(carried=Carried(action=known.action), fields=fields)
    target = str(data.get("target_id", ""))
    if known.kind is CommandKind.SLASH or not target:
        return pressed
    payload = data["resolved"]["messages"][target]
    return replace(pressed, carried=replace(pressed.carried, argument=target), target=payload)


def _inputs(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The inputs of a sent form, however deep."""
    for one in components:
        if "custom_id" in one:
            yield one
        yield from _inputs([one["component"]] if "component" in one else ())
        yield from _inputs(one.get("components", ()))


def _file(payload: Mapping[str, Any]) -> dict[str, object]:
    return {
        "name": payload["filename"],
        "type": payload.get("content_type"),
        "size": payload.get("size"),
        "url": payload["url"],
    }
