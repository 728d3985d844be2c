"""How buttons, forms and commands look on Discord. Pure.

discord.py keeps every view and modal that it sends, to call its methods when somebody presses.
Ours work from their custom_id alone, so each is finished before it is sent and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from channels.discord.ids import Carried, packed
from triage.controls import (
    Button,
    Command,
    CommandKind,
    Field,
    FieldKind,
    Form,
    Option,
    OptionKind,
    Style,
)

TITLE_LIMIT = LABEL_LIMIT = 45
HINT_LIMIT = 100
CHOICE_LIMIT = 100
BUTTON_LIMIT = 80
ANSWER_LIMIT = 4000
"""Characters of a modal's title, a label, its description, a choice, a button, a text input
(vendor's "component reference")."""

DESCRIPTION_LIMIT = 100
"""Characters of a command's or an option's description (vendor's "application commands")."""

FILES_LIMIT = 10
"""Files in one upload (the component reference)."""

_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.MAIN: discord.ButtonStyle.primary,
    Style.GOOD: discord.ButtonStyle.success,
    Style.DANGER: discord.ButtonStyle.danger,
}
_OPTIONS = {OptionKind.TEXT: 3, OptionKind.NUMBER: 4, OptionKind.PERSON: 6}
_SUBCOMMAND = 1
_COMMANDS = {CommandKind.SLASH: 1, CommandKind.MESSAGE: 3}
_GUILD_ONLY = 0
"""Interaction context types: 0 is the guild (the same pages)."""

STAFF_ONLY = discord.Permissions(manage_messages=True).value
"""Who sees a staff command until the guild's owner says otherwise (its default permissions)."""


def buttons(wanted: Sequence[Button]) -> discord.ui.View | None:
    """None for no buttons. Must run where there is an event loop (a demand of discord.py)."""
    if not wanted:
        return None
    view = discord.ui.View(timeout=None)
    for one in wanted:
        carried = Carried(action=one.action, ticket=one.ticket, argument=one.argument)
        drawn: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            style=_STYLES[one.style], label=one.label[:BUTTON_LIMIT], custom_id=packed(carried)
        )
        view.add_item(drawn)
    view.stop()
    return view


def form(wanted: Form, custom_id: str) -> discord.ui.Modal:
    """Must run where there is an event loop."""
    modal = discord.ui.Modal(title=wanted.title[:TITLE_LIMIT], custom_id=custom_id, timeout=None)
    for one in wanted.fields:
        modal.add_item(_label(one))
    modal.stop()
    return modal


def commands(wanted: Sequence[Command]) -> list[dict[str, Any]]:
    """The guild's commands as Discord registers them; "group word" becomes a subcommand."""
    registered: dict[tuple[int, str], dict[str, Any]] = {}
    for one in wanted:
        slash = one.kind is CommandKind.SLASH
        top, _, inner = one.name.partition(" ") if slash else (one.name, "", "")
        key = (_COMMANDS[one.kind], top)
        payload = registered.setdefault(key, _top(one, top, group=bool(inner)))
        if inner:
            payload["options"].append(_sub(one, inner))
    return list(registered.values())


def _top(command: Command, name: str, *, group: bool) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "name": name,
        "type": _COMMANDS[command.kind],
        "contexts": [_GUILD_ONLY],
    }
    if command.kind is CommandKind.SLASH:
        payload["description"] = (name if group else command.description)[:DESCRIPTION_LIMIT]
        payload["options"] = [] if group else [_option(each) for each in command.options]
    if command.staff:
        payload["default_member_permissions"] = STAFF_ONLY
    return payload


def _sub(command: Command, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": _SUBCOMMAND,
        "description": command.description[:DESCRIPTION_LIMIT],
        "options": [_option(each) for each in command.options],
    }


def _option(option: Option) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "name": option.name,
        "description": option.description[:DESCRIPTION_LIMIT],
        "type": _OPTIONS[option.kind],
        "required": option.required,
    }
    if option.choices:
        payload["choices"] = [{"name": each.label, "value": each.key} for each in option.choices]
    return payload


def _label(field: Field) -> discord.ui.Label[discord.ui.Modal]:
    return discord.ui.Label(
        text=field.label[:LABEL_LIMIT],
        description=None if field.hint is None else field.hint[:HINT_LIMIT],
        component=_COMPONENTS[field.kind](field),
    )


def _text(field: Field) -> discord.ui.Item[discord.ui.Modal]:
    long = field.kind is FieldKind.PARAGRAPH
    return discord.ui.TextInput(
        style=discord.TextStyle.long if long else discord.TextStyle.short,
        custom_id=field.key,
        required=field.required,
        default=field.value,
        max_length=min(field.most or ANSWER_LIMIT, ANSWER_LIMIT),
    )


def _choice(field: Field) -> discord.ui.Item[discord.ui.Modal]:
    options = [
        discord.RadioGroupOption(
            label=each.label[:CHOICE_LIMIT], value=each.key, default=each.key == field.value
        )
        for each in field.choices
    ]
    return discord.ui.RadioGroup(custom_id=field.key, required=field.required, options=options)


def _files(field: Field) -> discord.ui.Item[discord.ui.Modal]:
    return discord.ui.FileUpload(
        custom_id=field.key,
        required=field.required,
        min_values=int(field.required),
        max_values=min(field.most or FILES_LIMIT, FILES_LIMIT),
    )


_COMPONENTS: Mapping[FieldKind, Any] = {
    FieldKind.LINE: _text,
    FieldKind.PARAGRAPH: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.FILES: _files,
}
