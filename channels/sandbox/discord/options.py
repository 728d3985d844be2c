"""The options of a slash command as a client sends them. Pure.

Numbers are the option types of Discord's reference, "Application Command Option Type".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from channels.sandbox.discord import payloads
from channels.sandbox.discord.world import JSON, World

TEXT, NUMBER, USER = 3, 4, 6
_TYPES: Mapping[int, type] = {TEXT: str, NUMBER: int, USER: str}


def given(declared: Sequence[JSON], values: Mapping[str, object]) -> list[JSON]:
    """What a client lets somebody send, and no more.

    Raises LookupError for an option that the command has not, ValueError for a required one that
    is left out, a value of another type, or one that is no choice of its option.
    """
    missing = [one["name"] for one in declared if one.get("required") and one["name"] not in values]
    if missing:
        raise ValueError(f"required options are left out: {', '.join(missing)}")
    return [_given(named(declared, key), value) for key, value in values.items()]


def resolved(world: World, given: Sequence[JSON]) -> JSON:
    """The people that options name, as they come along with the command."""
    people = [world.people[one["value"]] for one in given if one["type"] == USER]
    if not people:
        return {}
    members = {one.id: payloads.full_member(one) for one in people}
    return {
        "resolved": {
            "users": {one.id: payloads.user(one) for one in people},
            "members": members,
        }
    }


def named(options: Sequence[JSON], name: str) -> JSON:
    """Raises LookupError when there is no such option."""
    found = next((one for one in options if one["name"] == name), None)
    if found is None:
        raise LookupError(f"the command has no option {name!r}")
    return found


def _given(option: JSON, value: object) -> JSON:
    kind = _TYPES.get(option["type"])
    if kind is not None and type(value) is not kind:
        raise ValueError(f"{option['name']}: {value!r} is no {kind.__name__}")
    choices = [one["value"] for one in option.get("choices") or ()]
    if choices and value not in choices:
        raise ValueError(f"{option['name']}: {value!r} is none of {choices}")
    return {"name": option["name"], "type": option["type"], "value": value}
