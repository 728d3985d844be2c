"""What a rule says of itself, as facts: the words for them are each language's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Says(StrEnum):
    """What is said. It is stored with a ticket: a value is never renamed."""

    REPORTERS = "reporters"
    MATRIX = "matrix"
    CALLER = "caller"
    # what a rule does
    SETS = "sets"
    TEAM = "team"
    TAGS = "tags"
    ASKS = "asks"
    KNOWN_ISSUE = "known_issue"
    MOVES = "moves"
    NOTHING = "nothing"
    # of two rules that contradict each other the later one holds
    PRIORITY_HOLDS = "priority_holds"
    TEAM_HOLDS = "team_holds"
    BOUND_HOLDS = "bound_holds"
    # what made the condition of a rule hold
    WORDS = "words"
    LISTED = "listed"
    YES = "yes"
    NO = "no"
    EQUAL = "equal"
    ABOVE = "above"
    BELOW = "below"
    # why a person should look first
    RULE_FAILED = "rule_failed"
    NOT_READ = "not_read"


class Own(StrEnum):
    """Names that stand before a reason where no rule of the operator and no clue does."""

    MATRIX = "matrix"
    CONFLICT = "conflict"
    REPORTERS = "impact.reporters"
    CALLED = "called by a person"
    DRILL = "drill"
    UNREADABLE = "unreadable"
    FAILED = "rules-failed"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing said. `values`: what stands in it, by name; names, numbers and somebody's words
    are said as they are in every language."""

    says: Says
    values: Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that one reason says. `because`: what made the rule's condition hold."""

    clauses: tuple[Clause, ...]
    because: tuple[Clause, ...] = ()
