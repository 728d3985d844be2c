"""A rule set: the matrix, the operator's rules in order, the languages; built and checked once.

build({"matrix": ..., "rules": [...], "packs": [...]}, "config.toml") -> RuleSet or Problems
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from rules import lexicon
from rules.cleaning import form_of
from rules.clues import Pattern
from rules.conditions import Condition, condition
from rules.english import ENGLISH
from rules.examples import Example, examples
from rules.lexicon import Lexicon
from rules.outcome import Then, outcome
from rules.problems import Problem, priority_of, text_of, unknown_keys
from rules.sieve import Sieve
from triage.model import Priority, Scope, Urgency

ROWS = ("everyone", "many", "one", "unknown")
_ROW = {
    Scope.EVERYONE: "everyone",
    Scope.MANY: "many",
    Scope.SOME: "one",
    Scope.ONE: "one",
    Scope.UNKNOWN: "unknown",
}
Matrix = Mapping[tuple[str, Urgency], Priority]
Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the operator. `shadow`: it is asked and told of, and decides nothing."""

    id: str
    when: Condition
    then: Then
    shadow: bool = False
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RuleSet:
    """Everything an assessment goes by, each set equal to itself alone. `version`: changes whenever
    any of it does."""

    matrix: Matrix
    rules: tuple[Rule, ...]
    lexicons: tuple[Lexicon, ...]
    form: Pattern
    sieves: Mapping[str, Sieve]
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
        sieves={each.language: lexicon.sieve_of(each) for each in lexicons},
        version=_version(raw),
    )


REVISION = 5
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
            priority = priority_of(cells.get(urgency.value))
            if priority is None:
                where = f"{path}.{row}.{urgency.value}"
                problems += (Problem(where, "not a priority", "write P1, P2, P3 or P4"),)
            else:
                matrix[row, urgency] = priority
    return matrix, problems


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
    problems += unknown_keys(raw, path, ("id", "when", "then", "shadow", "examples"))
    when = condition(raw.get("when"), f"{path}.when")
    then = outcome(raw.get("then"), f"{path}.then")
    shown = examples(raw.get("examples", ()), f"{path}.examples")
    shadow = raw.get("shadow", False)
    if not isinstance(shadow, bool):
        problems += (Problem(f"{path}.shadow", "neither true nor false", "write shadow = true"),)
    if isinstance(when, tuple):
        problems += when
    if isinstance(then, tuple):
        problems += then
    problems += shown.problems
    if problems or isinstance(when, tuple) or isinstance(then, tuple):
        return problems
    return Rule(name, when, then, bool(shadow), shown.examples)
