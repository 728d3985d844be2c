"""Components of messages and modals: finding one, and filling a form in. Pure.

Numbers are the component types of Discord's reference, "Component Reference".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from channels.sandbox.discord.world import JSON

BUTTON = 2
TEXT_DISPLAY = 10
LABEL = 18
ONE_VALUE = frozenset({4, 21, 23})
"""Text input, radio group and checkbox give one value; selects and checkbox groups a list."""

Values = Mapping[str, str | bool | Sequence[str]]


def component(components: Sequence[JSON], custom_id: str) -> JSON | None:
    """The component with that custom_id, however deep."""
    return next((one for one in walk(components) if one.get("custom_id") == custom_id), None)


def walk(components: Sequence[JSON]) -> Iterator[JSON]:
    for one in components:
        yield one
        yield from walk(one.get("components") or ())
        for inner in ("component", "accessory"):
            if one.get(inner):
                yield from walk([one[inner]])


def filled(components: Sequence[JSON], values: Values) -> list[JSON]:
    """What a client sends for a modal's components. Raises KeyError for a required field left out.

    `values` by custom_id: text, True or False, or the list of chosen values.
    """
    return [_filled(at, one, values) for at, one in enumerate(components, start=1)]


def _filled(at: int, one: JSON, values: Values) -> JSON:
    shell: JSON = {"type": one["type"], "id": at}
    if one["type"] == TEXT_DISPLAY:
        return shell
    if one["type"] == LABEL:
        return shell | {"component": _filled(at * 100, one["component"], values)}
    if "components" in one:
        inner = [_filled(at * 100 + n, each, values) for n, each in enumerate(one["components"])]
        return shell | {"components": inner}
    custom_id = one["custom_id"]
    if one.get("required", True) and custom_id not in values:
        raise KeyError(custom_id)
    given = values.get(custom_id)
    if one["type"] in ONE_VALUE:
        return shell | {"custom_id": custom_id, "value": given}
    chosen = [] if given is None or isinstance(given, bool) else list(given)
    return shell | {"custom_id": custom_id, "values": chosen}
