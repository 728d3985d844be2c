"""What a rule does when its condition holds: read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.problems import Problem, priority_of, strings, text_of, unknown_keys
from triage.model import Priority, TeamId

QUESTIONS = ("steps", "expected", "environment", "impact")
"""What can be asked. Never what was observed: people disagree when that is missing (measured)."""
_THEN = (
    "priority", "priority_at_least", "priority_at_most", "team", "tags", "ask", "known_issue",
    "answer",
)  # fmt: skip
Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What a rule does. `at_least`: at least as pressing; `at_most`: no more pressing.

    `known_issue`: its name; nobody is paged for it. `answer`: what the reporter is told of it.
    """

    priority: Priority | None = None
    at_least: Priority | None = None
    at_most: Priority | None = None
    team: TeamId | None = None
    tags: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    known_issue: str | None = None
    answer: str | None = None

    def said(self) -> str:
        """Everything it does, in one line."""
        parts = (
            f"priority {self.priority.name}" if self.priority else "",
            f"at least {self.at_least.name}" if self.at_least else "",
            f"at most {self.at_most.name}" if self.at_most else "",
            f"team {self.team}" if self.team else "",
            f"tags {', '.join(self.tags)}" if self.tags else "",
            f"asks {', '.join(self.ask)}" if self.ask else "",
            f"known issue {self.known_issue}" if self.known_issue else "",
        )
        return "; ".join(part for part in parts if part)


def outcome(raw: object, path: str) -> Then | Problems:
    """The `then` of a rule as the configuration says it, or all that is wrong with it."""
    if not isinstance(raw, Mapping) or not raw:
        return (Problem(path, "does nothing", "set " + ", ".join(_THEN)),)
    problems = unknown_keys(raw, path, _THEN)
    bounds: dict[str, Priority | None] = {}
    for key in ("priority", "priority_at_least", "priority_at_most"):
        bounds[key] = priority_of(raw.get(key))
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
        known_issue=next(iter(words["known_issue"]), None),
        answer=next(iter(words["answer"]), None),
    )


def _words(raw: Mapping[str, object], path: str) -> tuple[Mapping[str, tuple[str, ...]], Problems]:
    found: dict[str, tuple[str, ...]] = {}
    problems: Problems = ()
    for key in ("team", "known_issue", "answer"):
        found[key] = ()
        if key in raw:
            text, more = text_of(raw, key, path)
            found[key] = (text,)
            problems += more
    for key in ("tags", "ask"):
        found[key], more = strings(raw, key, path)
        problems += more
    if "answer" in raw and "known_issue" not in raw:
        fix = 'write known_issue = "..." beside it'
        problems += (Problem(f"{path}.answer", "an answer to no known issue", fix),)
    strange = [each for each in found["ask"] if each not in QUESTIONS]
    if strange:
        fix = "use one of: " + ", ".join(QUESTIONS)
        problems += (Problem(f"{path}.ask", f"there is no question {strange[0]!r}", fix),)
    return found, problems
