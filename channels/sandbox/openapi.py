"""Judges what the bot sends by Discord's own OpenAPI file, where that file is at hand.

The file (github.com/discord/discord-api-spec, MIT) is not part of the project: the environment
variable DISCORD_OPENAPI names it. jsonschema is a development tool, so it is imported only then.
Measured: the file knows neither the limit of 2000 characters nor unknown fields.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typing_extensions import override

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

VARIABLE = "DISCORD_OPENAPI"
ROOT = "urn:discord"
SNOWFLAKES = "SnowflakeType"
SHOWN = 5
"""How many violations of one body are named."""

SNOWFLAKE = {"anyOf": [{"type": "string", "pattern": "^(0|[1-9][0-9]*)$"}, {"type": "integer"}]}
"""Discord takes ids as text or as numbers (its reference, "ID Serialization"); the file says text,
and discord.py sends numbers."""

UNSTATED: Mapping[tuple[str, str, str], str] = {
    ("POST", "/channels/{channel_id}/threads", "use_nested_fields"): (
        "discord.py adds it to every forum post, which shows that the message goes into a field of "
        "its own; the file allows only that shape, and no longer names the parameter"
    ),
}
"""Query parameters that the client library sends and the file does not state, and why they pass:
(method, route, name) -> reason."""

NUMBER = re.compile("-?[0-9]+")
BOOLEANS = {"true": True, "false": False, "1": True, "0": False}
"""What a boolean in a query looks like; the file only says boolean, and discord.py writes numbers
(`with_response=1`)."""


class ContractError(AssertionError):
    """The bot sent what Discord does not know or does not allow; the message names it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One request. `path`: without /api/v10. `media`: of its body, whose JSON is `body`."""

    method: str
    path: str
    query: Sequence[tuple[str, str]] = ()
    media: str = "application/json"
    body: Any = None

    @override
    def __str__(self) -> str:
        return f"{self.method} {self.path}"


Judge = Callable[[Sent], list[str]]
"""What is wrong with a request, a sentence each."""


def judge_from_environment() -> Judge | None:
    """By the file that DISCORD_OPENAPI names; None when it names none."""
    path = os.environ.get(VARIABLE)
    return None if not path else contract(Path(path)).violations


@cache
def contract(path: Path) -> Contract:
    """Read once a process: every sandbox in it asks the same file."""
    return Contract(json.loads(path.read_text(encoding="utf-8")))


class Contract:
    """One OpenAPI file, with a validator per place of it, made when it is first asked."""

    def __init__(self, spec: dict[str, Any]) -> None:
        spec["components"]["schemas"][SNOWFLAKES] = SNOWFLAKE
        self._spec = spec
        paths: dict[str, Any] = spec["paths"]
        self._routes = [(_pattern(one, paths[one]), one) for one in sorted(paths, key=_rank)]
        self._validators: dict[tuple[str, ...], Validator] = {}
        self._allowed: set[tuple[str | bytes, ...]] = set()  # our commands take long, at each start

    def violations(self, sent: Sent) -> list[str]:
        route = next((name for pattern, name in self._routes if pattern.fullmatch(sent.path)), None)
        if route is None:
            return [f"{sent}: no such route in the OpenAPI file"]
        operation = self._spec["paths"][route].get(sent.method.lower())
        if operation is None:
            return [f"{sent}: the route {route} has no such method"]
        wrong = (*self._query(sent, route, operation), *self._body(sent, route, operation))
        return [f"{sent.method} {route}: {reason}" for reason in wrong]

    def _query(self, sent: Sent, route: str, operation: Mapping[str, Any]) -> Iterator[str]:
        stated = {
            one["name"]: one for one in operation.get("parameters", ()) if one["in"] == "query"
        }
        given: dict[str, list[str]] = {}
        for name, value in sent.query:
            given.setdefault(name, []).append(value)
        for name, one in stated.items():
            if one.get("required") and name not in given:
                yield f"query: {name!r} is required"
        for name, values in given.items():
            if name in stated:
                validator = self._validator((sent.method, route, name), stated[name]["schema"])
                if not any(validator.is_valid(reading) for reading in _readings(values)):
                    yield f"query: {name}={','.join(values)!r} is not what the file allows"
            elif (sent.method, route, name) not in UNSTATED:
                yield f"query: {name!r} is not stated"

    def _body(self, sent: Sent, route: str, operation: Mapping[str, Any]) -> Iterable[str]:
        stated = operation.get("requestBody")
        if stated is None:
            return () if sent.body is None else (f"takes no body, got {sent.body!r}",)
        if sent.body is None:
            return ("a body is required",) if stated.get("required") else ()
        content = stated["content"].get(sent.media)
        if content is None:
            return (f"takes {', '.join(stated['content'])}, got {sent.media}",)
        place = (sent.method, route, "", sent.media)
        this = (*place, blake2b(json.dumps(sent.body).encode(), digest_size=16).digest())
        if this in self._allowed:
            return ()
        errors = list(self._validator(place, content["schema"]).iter_errors(sent.body))
        if not errors:
            self._allowed.add(this)
        deepest = (_deepest(error) for error in errors[:SHOWN])
        return (f"{error.json_path}: {error.message}" for error in deepest)

    def _validator(self, key: tuple[str, ...], schema: Any) -> Validator:
        if key not in self._validators:
            self._validators[key] = self._made(schema)
        return self._validators[key]

    def _made(self, schema: Any) -> Validator:
        from jsonschema import Draft202012Validator  # noqa: PLC0415 (a development tool)
        from referencing import Registry, Resource  # noqa: PLC0415
        from referencing.jsonschema import DRAFT202012  # noqa: PLC0415

        resource = Resource.from_contents(self._spec, default_specification=DRAFT202012)
        registry: Any = Registry().with_resource(ROOT, resource)
        return Draft202012Validator(_absolute(schema), registry=registry)


def _deepest(error: ValidationError) -> ValidationError:
    """Of a union that fits nowhere, the one reason that says most."""
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    return best_match([error]) or error


def _readings(values: Sequence[str]) -> Iterator[Any]:
    """What the text of a query parameter may mean; given several times it is a list."""
    yield values
    if len(values) == 1:
        [text] = values
        yield text
        if NUMBER.fullmatch(text):
            yield int(text)
        if text in BOOLEANS:
            yield BOOLEANS[text]


def _pattern(route: str, operations: Mapping[str, Any]) -> re.Pattern[str]:
    """An id is a number; a word in its place is another route, or none."""
    numbers = {
        one["name"]
        for one in operations.get("parameters", ())
        if one["schema"].get("$ref", "").endswith(SNOWFLAKES)
    }
    return re.compile(
        re.sub(
            r"\{([^}]+)\}",
            lambda found: "[0-9]+" if found[1] in numbers else "[^/]+",
            route,
        )
    )


def _rank(route: str) -> tuple[int, str]:
    """Literal routes first: `/users/@me` before `/users/{user_id}`."""
    return route.count("{"), route


def _absolute(schema: Any) -> Any:
    """Point local references of a part of the file at the whole file."""
    if isinstance(schema, dict):
        return {
            key: ROOT + value if key == "$ref" and value.startswith("#") else _absolute(value)
            for key, value in schema.items()
        }
    return [_absolute(one) for one in schema] if isinstance(schema, list) else schema
