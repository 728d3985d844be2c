"""What is wrong with something an operator wrote: where, what, and how to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.model import Priority


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `path` as in the file: `rules[2].when.all[0].field`."""

    path: str
    what: str
    fix: str

    def said(self) -> str:
        return f"{self.path}: {self.what}; {self.fix}"


def text_of(raw: Mapping[str, object], key: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """A text that must be there."""
    value = raw.get(key)
    if isinstance(value, str) and value.strip():
        return value, ()
    what = "not set" if value is None else "not a text"
    return "", (Problem(f"{path}.{key}", what, f'write {key} = "..."'),)


def strings(
    raw: Mapping[str, object], key: str, path: str
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """A list of texts; absent is empty."""
    value = raw.get(key, ())
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(str(each) for each in value), ()
    return (), (Problem(f"{path}.{key}", "not a list of texts", f'write {key} = ["..."]'),)


def priority_of(raw: object) -> Priority | None:
    """A priority by its name; None for everything else."""
    return Priority[raw] if isinstance(raw, str) and raw in Priority.__members__ else None


def unknown_keys(
    raw: Mapping[str, object], path: str, allowed: tuple[str, ...]
) -> tuple[Problem, ...]:
    """A problem for each key that has no meaning here."""
    fix = "use " + ", ".join(allowed)
    return tuple(Problem(f"{path}.{key}", "unknown key", fix) for key in raw if key not in allowed)
