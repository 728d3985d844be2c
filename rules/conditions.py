"""Operator-written conditions: structured, checked when they are loaded, safe by construction.

    when = { all = [{ field = "text", matches = "(?i)invoice" },
                    { field = "impact.blocked", is = true }] }

`all`, `any`, `not`; a test is a field and one operator: `is`, `in`, `contains`, `matches` (an RE2
pattern), `above`, `below`. A fact that is not known passes no test, not even `is = false`.
There is no expression language here that could be defended against.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import re2

from rules.clues import Pattern, quiet
from rules.facts import FIELDS, Facts, Field, Kind, Value
from rules.problems import Problem
from triage.model.meaning import Clause, Says

Problems = tuple[Problem, ...]
Answer = tuple[bool, tuple[Clause, ...]]
"""Whether a condition holds, and the words or the values that made it so."""
_DEEPEST = 20  # nested conditions; a person cannot read more
_READ_MOST = 28_000  # characters of a text that an operator's pattern sees; as in cleaning


@dataclass(frozen=True, slots=True)
class Test:
    """One field, one operator."""

    name: str
    field: Field
    holds: Callable[[Value], Clause | None]
    words: str = ""

    def said(self) -> str:
        """As it stands in the file, short: `text matches (?i)invoice`."""
        return f"{self.name} {self.words}".strip()

    def ask(self, facts: Facts) -> Answer:
        found = self.holds(self.field.value(facts))
        if found is None:
            return False, ()
        return True, (replace(found, values={"field": self.name, **found.values}),)


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]

    def said(self) -> str:
        return " and ".join(_bracketed(part) for part in self.parts)

    def ask(self, facts: Facts) -> Answer:
        answers = [part.ask(facts) for part in self.parts]
        return all(held for held, _ in answers), tuple(each for _, why in answers for each in why)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; the first that does is the reason."""

    parts: tuple[Condition, ...]

    def said(self) -> str:
        return " or ".join(_bracketed(part) for part in self.parts)

    def ask(self, facts: Facts) -> Answer:
        answers = (part.ask(facts) for part in self.parts)
        return next((answer for answer in answers if answer[0]), (False, ()))


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition

    def said(self) -> str:
        return f"not {_bracketed(self.part)}"

    def ask(self, facts: Facts) -> Answer:
        return not self.part.ask(facts)[0], ()


Condition = All | AnyOf | Not | Test


def _bracketed(part: Condition) -> str:
    return part.said() if isinstance(part, Test | Not) else f"({part.said()})"


def condition(raw: object, path: str, *, depth: int = 0) -> Condition | Problems:
    """A condition as the configuration says it, or all that is wrong with it."""
    if not isinstance(raw, Mapping):
        return (Problem(path, "not a table", 'write { field = "...", is = ... }'),)
    if depth > _DEEPEST:
        return (Problem(path, "nested too deeply", f"nest at most {_DEEPEST} levels"),)
    groups = [key for key in ("all", "any", "not") if key in raw]
    if not groups:
        return _test(raw, path)
    if len(raw) > 1:
        fix = "put one of all, any, not in a table of its own"
        return (Problem(path, f"'{groups[0]}' beside {_others(raw, groups[0])}", fix),)
    if "not" in raw:
        part = condition(raw["not"], f"{path}.not", depth=depth + 1)
        return part if isinstance(part, tuple) else Not(part)
    return _group(raw[groups[0]], f"{path}.{groups[0]}", depth=depth, every=groups[0] == "all")


def _group(raw: object, path: str, *, depth: int, every: bool) -> Condition | Problems:
    if not isinstance(raw, list | tuple) or not raw:
        return (Problem(path, "not a list of conditions", 'write [{ field = "...", is = ... }]'),)
    parts: list[Condition] = []
    problems: Problems = ()
    for number, each in enumerate(raw):
        part = condition(each, f"{path}[{number}]", depth=depth + 1)
        if isinstance(part, tuple):
            problems += part
        else:
            parts.append(part)
    if problems:
        return problems
    return All(tuple(parts)) if every else AnyOf(tuple(parts))


def _test(raw: Mapping[str, object], path: str) -> Condition | Problems:
    name = raw.get("field")
    field = FIELDS.get(name) if isinstance(name, str) else None
    if not isinstance(name, str) or field is None:
        what = "not set" if name is None else f"there is no field {name!r}"
        return (Problem(f"{path}.field", what, "use one of: " + ", ".join(FIELDS)),)
    operators = [key for key in raw if key != "field"]
    allowed = _OPERATORS[field.kind]
    if len(operators) != 1 or operators[0] not in allowed:
        what = f"{_others(raw, 'field')} beside field {name!r}"
        return (Problem(path, what, "use exactly one of: " + ", ".join(allowed)),)
    made = allowed[operators[0]](raw[operators[0]], field, f"{path}.{operators[0]}")
    words = f"{operators[0]} {_spelled(raw[operators[0]])}"
    return made if isinstance(made, tuple) else Test(name, field, made, words)


def _spelled(value: object) -> str:
    """A value as TOML would have it, near enough to be known again."""
    if isinstance(value, list | tuple):
        return ", ".join(_spelled(each) for each in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _others(raw: Mapping[str, object], besides: str) -> str:
    return ", ".join(f"'{key}'" for key in raw if key != besides) or "nothing"


# ------------------------------------------------------------------ operators

_Holds = Callable[[Value], Clause | None]
_Maker = Callable[[object, Field, str], _Holds | Problems]


def _is_text(raw: object, field: Field, path: str) -> _Holds | Problems:
    if not isinstance(raw, str):
        return (Problem(path, "not a text", 'write is = "..."'),)
    return _one_of((raw,), field, path)


def _in(raw: object, field: Field, path: str) -> _Holds | Problems:
    if not isinstance(raw, list | tuple) or not all(isinstance(each, str) for each in raw):
        return (Problem(path, "not a list of texts", 'write in = ["...", "..."]'),)
    return _one_of(tuple(str(each) for each in raw), field, path)


def _one_of(wanted: tuple[str, ...], field: Field, path: str) -> _Holds | Problems:
    strange = [each for each in wanted if field.choices and each not in field.choices]
    if strange:
        fix = "use one of: " + ", ".join(field.choices)
        return (Problem(path, f"{strange[0]!r} can never be", fix),)
    lower = frozenset(each.lower() for each in wanted)

    def holds(value: Value) -> Clause | None:
        held = isinstance(value, str) and value.strip().lower() in lower
        return _found(str(value), field) if held else None

    return holds


def _is_truth(raw: object, _field: Field, path: str) -> _Holds | Problems:
    if not isinstance(raw, bool):
        return (Problem(path, "neither true nor false", "write is = true or is = false"),)
    said = Clause(Says.YES if raw else Says.NO, {})
    return lambda value: said if value is raw else None


def _number(compare: Callable[[int, float], bool], says: Says) -> _Maker:
    def make(raw: object, _field: Field, path: str) -> _Holds | Problems:
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            return (Problem(path, "not a number", "write a number without quotes"),)

        def holds(value: Value) -> Clause | None:
            if not isinstance(value, int) or isinstance(value, bool) or not compare(value, raw):
                return None
            return Clause(says, {"value": str(value), "limit": str(raw)})

        return holds

    return make


def _found(words: str, field: Field) -> Clause:
    """A text says for itself where it stands; one of a list is told with its field."""
    return Clause(Says.WORDS if field.kind is Kind.TEXT else Says.LISTED, {"words": words})


def _contains(raw: object, field: Field, path: str) -> _Holds | Problems:
    if not isinstance(raw, str) or not raw:
        return (Problem(path, "not a text", 'write contains = "..."'),)
    wanted = raw.lower()

    def holds(value: Value) -> Clause | None:
        if isinstance(value, tuple):
            same = (each for each in value if wanted == each.lower())
            return next((_found(each, field) for each in same), None)
        held = isinstance(value, str) and wanted in value.lower()
        return _found(raw, field) if held else None

    return holds


def _matches(raw: object, field: Field, path: str) -> _Holds | Problems:
    if not isinstance(raw, str) or not raw:
        return (Problem(path, "not a text", 'write matches = "(?i)..."'),)
    try:
        pattern: Pattern = re2.compile(raw, quiet())
    except re2.error as error:
        return (Problem(path, f"not a pattern: {_spoken(error)}", _PATTERN_FIX),)

    def holds(value: Value) -> Clause | None:
        texts: Sequence[str] = value if isinstance(value, tuple) else (str(value or ""),)
        found = (pattern.search(text[:_READ_MOST]) for text in texts)
        match = next((each for each in found if each is not None), None)
        return None if match is None else _found(" ".join(match.group().split())[:200], field)

    return holds


_PATTERN_FIX = "write an RE2 pattern (no look-around, no back-references), for instance (?i)invoice"


def _spoken(error: re2.error) -> str:
    """RE2 tells its errors in bytes."""
    said = error.args[0] if error.args else b""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


_OPERATORS: Mapping[Kind, Mapping[str, _Maker]] = {
    Kind.TEXT: {"is": _is_text, "in": _in, "contains": _contains, "matches": _matches},
    Kind.TEXTS: {"contains": _contains, "matches": _matches},
    Kind.TRUTH: {"is": _is_truth},
    Kind.NUMBER: {
        "is": _number(lambda value, raw: value == raw, Says.EQUAL),
        "above": _number(lambda value, raw: value > raw, Says.ABOVE),
        "below": _number(lambda value, raw: value < raw, Says.BELOW),
    },
}
