"""What is wrong with a configuration, in words: the key's full path, what, and the fix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from typing_extensions import override

Path = tuple[str | int, ...]
_WORDS = {
    "missing": "not set",
    "extra_forbidden": "unknown key",
    "literal_error": "not one of its values",
    "enum": "not one of its values",
    "string_too_short": "empty",
    "too_short": "empty",
    "greater_than": "too short",
    "string_type": "not a text",
    "tuple_type": "not a list",
    "frozen_set_type": "not a list",
    "dict_type": "not a table",
    "model_type": "not a table",
}
"""What pydantic's kinds of findings are called here."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `path` as in the file: `discord.intake[0].channel`."""

    path: str
    what: str
    fix: str

    @override
    def __str__(self) -> str:
        return f"{self.path}: {self.what}; {self.fix}"


def from_pydantic(error: ValidationError, root: type[BaseModel]) -> Iterator[Problem]:
    """One problem for each of pydantic's findings, none with the value of a secret in it."""
    findings = error.errors(include_url=False, include_input=False)
    for finding in findings:
        path = tuple(part for part in finding["loc"] if part != "[key]")
        if finding["type"] == "too_short" and _within(path, findings):
            continue  # not empty: its items are broken, and told
        what, fix = _said(path, kind=finding["type"], finding=dict(finding), root=root)
        yield Problem(dotted(path), what, fix)


def dotted(path: Path) -> str:
    """`("discord", "intake", 0)` as `discord.intake[0]`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def near(word: str, known: Sequence[str]) -> str:
    """The fix for a word that is none of the known ones."""
    found = get_close_matches(word, known, n=1, cutoff=0.6)
    if found:
        return f'did you mean "{found[0]}"?'
    return "write one of: " + ", ".join(known) if known else "there is none to name yet"


def _within(path: Path, findings: Sequence[ErrorDetails]) -> bool:
    return any(each["loc"][: len(path)] == path != each["loc"] for each in findings)


def _said(
    path: Path, *, kind: str, finding: dict[str, Any], root: type[BaseModel]
) -> tuple[str, str]:
    context = finding.get("ctx", {})
    what, fix = _WORDS.get(kind, _lowered(finding["msg"])), _write(path, root)
    match kind:
        case "extra_forbidden":
            fix = near(str(path[-1]), _siblings(path, root))
        case "literal_error" | "enum":
            fix = f"write {context['expected']}"
        case "value_error":
            what, _, fix = str(context["error"]).partition("; ")
        case "greater_than":
            fix = 'write it like "15m"'
        case _:
            pass
    return what, fix


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _write(path: Path, root: type[BaseModel]) -> str:
    field = field_at(path, root)
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    if field is not None and field.examples:
        return f"write {key} = {field.examples[0]}"
    return f"see {key} in docs/reference/settings.md"


def field_at(path: Path, root: type[BaseModel]) -> FieldInfo | None:
    """The field that a path ends at; None for items of lists and tables, and unknown keys."""
    parent = _type_at(path[:-1], root)
    return None if parent is None else parent.model_fields.get(str(path[-1]))


def _siblings(path: Path, root: type[BaseModel]) -> list[str]:
    parent = _type_at(path[:-1], root)
    return [] if parent is None else list(parent.model_fields)


def _type_at(path: Path, root: type[BaseModel]) -> type[BaseModel] | None:
    """The section that stands at a path."""
    kind: Any = root
    for part in path:
        kind = _below(kind, part)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _below(kind: Any, part: str | int) -> Any:
    """The type one step further down: a field, a list's item, a table's value."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return None if field is None else _bare(field.annotation)
    inner = get_args(kind)
    if get_origin(kind) is dict:
        return _bare(inner[1])
    return _bare(inner[0]) if inner else None


def _bare(kind: Any) -> Any:
    """A type without its `| None`."""
    choices = [each for each in get_args(kind) if each is not type(None)]
    return choices[0] if type(None) in get_args(kind) else kind
