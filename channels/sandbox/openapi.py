"""Checks what the bot sends against Discord's own OpenAPI file, where that file is at hand.

The file (github.com/discord/discord-api-spec, MIT) is not part of the project: the environment
variable DISCORD_OPENAPI names it. jsonschema is a development tool, so it is imported only then.
Measured: the file knows neither the limit of 2000 characters nor unknown fields.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

VARIABLE = "DISCORD_OPENAPI"
ROOT = "urn:discord"
MEDIA = ("application/json", "multipart/form-data")
SHOWN = 5
"""How many violations of one body are named."""

SNOWFLAKE = {"anyOf": [{"type": "string", "pattern": "^(0|[1-9][0-9]*)$"}, {"type": "integer"}]}
"""Discord takes ids as text or as numbers (its reference, "ID Serialization"); the file says text,
and discord.py sends numbers."""

Check = Callable[[str, str, Any], list[str]]


def check_from_environment() -> Check | None:
    """The check against the file DISCORD_OPENAPI names; None when it names none."""
    path = os.environ.get(VARIABLE)
    return None if not path else BodyCheck(Path(path)).violations


class BodyCheck:
    """One OpenAPI file, with a validator per route, made when the route is first used."""

    def __init__(self, path: Path) -> None:
        self._spec: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self._spec["components"]["schemas"]["SnowflakeType"] = SNOWFLAKE
        self._routes = [
            (_pattern(route), route) for route in sorted(self._spec["paths"], key=_rank)
        ]
        self._validators: dict[tuple[str, str], Validator | None] = {}

    def violations(self, method: str, path: str, body: Any) -> list[str]:
        """What is wrong with a body sent to `path` (without /api/v10), a sentence each."""
        route = next((name for pattern, name in self._routes if pattern.fullmatch(path)), None)
        if route is None:
            return [f"{method} {path}: no such route in the OpenAPI file"]
        key = (method, route)
        if key not in self._validators:
            self._validators[key] = self._validator(method, route)
        validator = self._validators[key]
        if validator is None:
            return [f"{method} {route}: takes no body, got {body!r}"]
        errors = [_deepest(error) for error in list(validator.iter_errors(body))[:SHOWN]]
        return [f"{method} {route}: {error.json_path}: {error.message}" for error in errors]

    def _validator(self, method: str, route: str) -> Validator | None:
        from jsonschema import Draft202012Validator  # noqa: PLC0415 (a development tool)
        from referencing import Registry, Resource  # noqa: PLC0415
        from referencing.jsonschema import DRAFT202012  # noqa: PLC0415

        operation = self._spec["paths"][route].get(method.lower(), {})
        content: Mapping[str, Any] = operation.get("requestBody", {}).get("content", {})
        schema = next((content[media]["schema"] for media in MEDIA if media in content), None)
        if schema is None:
            return None
        resource = Resource.from_contents(self._spec, default_specification=DRAFT202012)
        registry: Any = Registry().with_resource(ROOT, resource)
        return Draft202012Validator(_absolute(schema), registry=registry)


def _deepest(error: ValidationError) -> ValidationError:
    """Of a union that fits nowhere, the one reason that says most."""
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    return best_match([error]) or error


def _pattern(route: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{[^}]+\}", "[^/]+", route))


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
