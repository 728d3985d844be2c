"""Put something sound in the place of what is broken, so that the rest is checked as well."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from triage.settings.problems import Path, dotted, field_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """`raw` with stand-ins at `places`. `lost`: sections of which something had to go."""

    raw: dict[str, Any]
    places: tuple[Path, ...]
    lost: frozenset[str]

    def doubts(self, path: str) -> bool:
        """Whether a finding at that path may be about a stand-in, or what stands beside one."""
        beside = path.rpartition(".")[0]
        for place in self.places:
            if path.startswith(dotted(place)) or (beside and beside == dotted(place[:-1])):
                return True
        return False


def mended(raw: dict[str, Any], error: ValidationError, *, root: type[BaseModel]) -> Mended:
    """Defaults and examples where pydantic found something wrong."""
    result: dict[str, Any] = deepcopy(raw)
    places: list[Path] = []
    lost: set[str] = set()
    for finding in error.errors(include_url=False, include_input=False):
        path = finding["loc"]
        if path[-1] == "[key]":
            lost.add(str(path[0]))
            _replace(result, path[:-1], None)
        elif finding["type"] == "extra_forbidden":
            _replace(result, path, None)
        else:
            path = _field_of(path, root)
            places.append(path)
            _replace(result, path, _example(path, root))
    return Mended(raw=result, places=tuple(places), lost=frozenset(lost))


def _field_of(path: Path, root: type[BaseModel]) -> Path:
    """The nearest field: an item of a list has no default of its own."""
    while len(path) > 1 and field_at(path, root) is None:
        path = path[:-1]
    return path


def _example(path: Path, root: type[BaseModel]) -> Any:
    field = field_at(path, root)
    if field is None or not field.examples:
        return None
    return tomllib.loads(f"x = {field.examples[0]}")["x"]


def _replace(raw: dict[str, Any], path: Path, value: Any) -> None:
    """Set what stands at a path; None takes it away. What is gone already stays so."""
    table: Any = raw
    try:
        for part in path[:-1]:
            table = table[part]
        if value is None:
            del table[path[-1]]
        else:
            table[path[-1]] = value
    except (KeyError, IndexError, TypeError):
        return
