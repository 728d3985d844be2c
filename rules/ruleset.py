"""A rule set: the matrix, the operator's rules in order, the languages; built and checked once.

build({"matrix": ..., "rules": [...], "packs": [...]}, "config.toml") -> RuleSet or Problems
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from rules import lexicon
from rules.cleaning import form_of
from rules.clues import Pattern
from rules.conditions import Condition, condition
from rules.english import ENGLISH
from rules.lexicon import Lexicon
from rules.problems import Problem, strings, text_of
from triage.model import Priority, Scope, TeamId, Urgency

QUESTIONS = ("steps", "expected", "environment", "impact")
"""What can be asked. Never what was observed: people disagree when that is missing (measured)."""
ROWS = ("everyone", "many", "one", "unknown")
_ROW = {
    Scope.EVERYONE: "everyone",
    Scope.MANY: "many",
    Scope.SOME: "one",
    Scope.ONE: "one",
    Scope.UNKNOWN: "unknown",
}
_THEN = (
    "priority", "priority_at_least", "priority_at_most", "team", "tags", "ask", "known_issue",
)  # fmt: skip
Matrix = Mapping[tuple[str, Urgency], Priority]
Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What a rule does. `at_least`: at least as pressing; `at_most`: no more pressing."""

    priority: Priority | None = None
    at_least: Priority | None = None
    at_most: Priority | None = None
    team: TeamId | None = None
    tags: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    known_issue: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the operator."""

    id: str
    when: Condition
    then: Then


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """Everything an assessment goes by. `version`: changes whenever any of it does."""

    matrix: Matrix
    rules: tuple[Rule, ...]
    lexicons: tuple[Lexicon, ...]
    form: Pattern = field(compare=False)
    version: str

    def look_up(self, scope: Scope, urgency: Urgency) -> Priority:
        return self.matrix[_ROW[scope], urgency]

    def lexicon(self, language: str | None) -> Lexicon | None:
        return next((each for each in self.lexicons if each.language == language), None)


def build(raw: Mapping[str, object], path: str) -> RuleSet | Problems:
    """Read a rule set. Every problem says where, what and how to mend it; all are told at once."""
    matrix, problems = _matrix(raw.get("matrix"), _join(path, "matrix"))
    rules, more = _rules(raw.get("rules", ()), _join(path, "rules"))
    problems += more
    packs, more = _packs(raw.get("packs", ()), _join(path, "packs"))
    problems += more
    if problems:
        return problems
    lexicons = (ENGLISH, *packs)
    return RuleSet(
        matrix=matrix,
        rules=rules,
        lexicons=lexicons,
        form=form_of(lexicons),
        version=_version(raw),
    )


REVISION = 2
"""Of the patterns in this package: raise it when an assessment can change without the config."""


def _version(raw: Mapping[str, object]) -> str:
    content = repr((REVISION, _ordered(raw)))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _ordered(raw: object) -> object:
    """The same content gives the same version, in whatever order a table was written."""
    if isinstance(raw, Mapping):
        return sorted((str(key), _ordered(value)) for key, value in raw.items())
    if isinstance(raw, list | tuple):
        return [_ordered(each) for each in raw]
    return repr(raw)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _matrix(raw: object, path: str) -> tuple[Matrix, Problems]:
    if not isinstance(raw, Mapping):
        return {}, (Problem(path, "not set", 'write unknown = { stopped = "P2", ... }'),)
    matrix: dict[tuple[str, Urgency], Priority] = {}
    problems = tuple(
        Problem(f"{path}.{row}", "unknown row", "use one of: " + ", ".join(ROWS))
        for row in raw
        if row not in ROWS
    )
    for row in ROWS:
        columns = raw.get(row)
        cells = columns if isinstance(columns, Mapping) else {}
        for urgency in Urgency:
            priority = _priority(cells.get(urgency.value))
            if priority is None:
                where = f"{path}.{row}.{urgency.value}"
                problems += (Problem(where, "not a priority", "write P1, P2, P3 or P4"),)
            else:
                matrix[row, urgency] = priority
    return matrix, problems


def _priority(raw: object) -> Priority | None:
    return Priority[raw] if isinstance(raw, str) and raw in Priority.__members__ else None


def _packs(raw: object, path: str) -> tuple[tuple[Lexicon, ...], Problems]:
    found: list[Lexicon] = []
    problems: Problems = ()
    for number, each in enumerate(raw if isinstance(raw, list | tuple) else ()):
        pack = lexicon.read(each, f"{path}[{number}]")
        if isinstance(pack, Lexicon):
            found.append(pack)
        else:
            problems += pack
    return tuple(found), problems


def _rules(raw: object, path: str) -> tuple[tuple[Rule, ...], Problems]:
    if not isinstance(raw, list | tuple):
        return (), (Problem(path, "not a list", "write each rule under [[rules]]"),)
    rules: list[Rule] = []
    problems: Problems = ()
    for number, each in enumerate(raw):
        where = f"{path}[{number}]"
        rule = _rule(each, where)
        if isinstance(rule, tuple):
            problems += rule
        elif any(rule.id == other.id for other in rules):
            fix = "give each rule an id of its own"
            problems += (Problem(f"{where}.id", f"{rule.id!r} is there twice", fix),)
        else:
            rules.append(rule)
    return tuple(rules), problems


def _rule(raw: object, path: str) -> Rule | Problems:
    if not isinstance(raw, Mapping):
        return (Problem(path, "not a table", "write id, when and then under [[rules]]"),)
    name, problems = text_of(raw, "id", path)
    problems += _unknown(raw, path, ("id", "when", "then", "examples"))
    when = condition(raw.get("when"), f"{path}.when")
    if isinstance(when, tuple):
        problems += when
    then = _then(raw.get("then"), f"{path}.then")
    if isinstance(then, tuple):
        problems += then
    if problems or isinstance(when, tuple) or isinstance(then, tuple):
        return problems
    return Rule(name, when, then)


def _unknown(raw: Mapping[str, object], path: str, allowed: tuple[str, ...]) -> Problems:
    fix = "use " + ", ".join(allowed)
    return tuple(Problem(f"{path}.{key}", "unknown key", fix) for key in raw if key not in allowed)


def _then(raw: object, path: str) -> Then | Problems:
    if not isinstance(raw, Mapping) or not raw:
        return (Problem(path, "does nothing", "set " + ", ".join(_THEN)),)
    problems = _unknown(raw, path, _THEN)
    bounds: dict[str, Priority | None] = {}
    for key in ("priority", "priority_at_least", "priority_at_most"):
        bounds[key] = _priority(raw.get(key))
        if key in raw and bounds[key] is None:
            problems += (Problem(f"{path}.{key}", "not a priority", "write P1, P2, P3 or P4"),)
    words, more = _words(raw, path)
    problems += more
    if problems:
        return problems
    team = words["team"]
    return Then(
        priority=bounds["priority"],
        at_least=bounds["priority_at_least"],
        at_most=bounds["priority_at_most"],
        team=TeamId(team[0]) if team else None,
        tags=words["tags"],
        ask=words["ask"],
        known_issue=words["known_issue"][0] if words["known_issue"] else None,
    )


def _words(raw: Mapping[str, object], path: str) -> tuple[Mapping[str, tuple[str, ...]], Problems]:
    found: dict[str, tuple[str, ...]] = {}
    problems: Problems = ()
    for key in ("team", "known_issue"):
        found[key] = ()
        if key in raw:
            text, more = text_of(raw, key, path)
            found[key] = (text,)
            problems += more
    for key in ("tags", "ask"):
        found[key], more = strings(raw, key, path)
        problems += more
    strange = [each for each in found["ask"] if each not in QUESTIONS]
    if strange:
        fix = "use one of: " + ", ".join(QUESTIONS)
        problems += (Problem(f"{path}.ask", f"there is no question {strange[0]!r}", fix),)
    return found, problems
