"""Reasons that are not somebody's own words: facts, and how a language says them.

The English stands here and not in `triage.wording`, for it is also the evidence that JSON, the
timeline and the command line show, and the rules know no wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.model.meaning import Clause, Meaning, Own, Says
from triage.model.report import Assessment, Priority, Reason, Scope, Urgency

ASKED = ("steps", "expected", "environment", "impact")
"""What a rule can ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonWords:
    """How a language says reasons. `clauses` get the values of a clause; of those that `terms`
    knows by name, the word for them. `names`: what stands before a reason, by `Own`.
    """

    clauses: Mapping[Says, str]
    terms: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]


ENGLISH = ReasonWords(
    clauses={
        Says.REPORTERS: "{n} people report this",
        Says.MATRIX: "{scope} + {urgency} = {priority}",
        Says.SETS: "sets {priority}",
        Says.TEAM: "team {team}",
        Says.TAGS: "tags {tags}",
        Says.ASKS: "asks {asked}",
        Says.KNOWN_ISSUE: "known issue {name}",
        Says.MOVES: "{before} becomes {after}",
        Says.NOTHING: "changes nothing",
        Says.PRIORITY_HOLDS: "{later} stands after {earlier}: {holds} holds, not {other}",
        Says.TEAM_HOLDS: "{later} stands after {earlier}: team {holds} holds, not {other}",
        Says.BOUND_HOLDS: "{later} stands after {earlier}, so it holds",
        Says.CALLER: "{who}",
        Says.WORDS: "{words}",
        Says.LISTED: "{field} {words}",
        Says.YES: "{field} yes",
        Says.NO: "{field} no",
        Says.EQUAL: "{field} {value} = {limit}",
        Says.ABOVE: "{field} {value} above {limit}",
        Says.BELOW: "{field} {value} below {limit}",
        Says.RULE_FAILED: "a rule failed: {why}",
        Says.NOT_READ: "could not be read: {why}; the original is kept",
    },
    terms={
        "scope": {each.value: each.value for each in Scope},
        "urgency": {each.value: each.value for each in Urgency},
        "asked": {each: each for each in ASKED},
    },
    names={each.value: each.value for each in Own},
)


def saying(rule: str, *clauses: Clause, because: tuple[Clause, ...] = ()) -> Reason:
    """A reason that is not somebody's own words; its evidence says the same in English."""
    meaning = Meaning(clauses, because)
    return Reason(rule, told(meaning, ENGLISH), meaning=meaning)


def unjudged(rule: Own, says: Says, *, why: str) -> Assessment:
    """Of a report that no rule could judge: the default priority, and a person looks at it first.

    `why`: what went wrong, as the program tells it.
    """
    flagged = Clause(says, {"why": why})
    flag = clause(flagged, ENGLISH)
    reasons = (Reason(rule, why),)
    return Assessment(priority=Priority.P3, reasons=reasons, flag=flag, flagged=flagged)


def told(meaning: Meaning, words: ReasonWords) -> str:
    """A meaning in one line."""
    does = _listed(meaning.clauses, words, "; ")
    because = _listed(meaning.because, words, ", ")
    return f"{because}: {does}" if because else does


def clause(one: Clause, words: ReasonWords) -> str:
    """One clause of it."""
    values = {name: _said(name, value, words) for name, value in one.values.items()}
    return words.clauses[one.says].format(**values)


def becomes(before: Priority, after: Priority) -> Clause:
    return Clause(Says.MOVES, {"before": before.name, "after": after.name})


def _listed(clauses: Iterable[Clause], words: ReasonWords, by: str) -> str:
    """Those that say something: a pattern may match no character."""
    return by.join(text for text in (clause(one, words) for one in clauses) if text)


def _said(name: str, value: str | tuple[str, ...], words: ReasonWords) -> str:
    terms = words.terms.get(name, {})
    each = (value,) if isinstance(value, str) else value
    return ", ".join(terms.get(one, one) for one in each)
