"""Run the examples that stand beside the rules, each against the whole rule set. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from rules.engine import assess
from rules.examples import Example
from rules.ruleset import Rule, RuleSet
from triage.model import Assessment, Context, Priority, Report

_THEN = datetime(2026, 1, 5, 12, tzinfo=UTC)
"""A Monday noon. No rule reads the time; "since an hour ago" has to mean something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One example, tried. `failures`: what was wanted and what came, () when it is as wanted."""

    rule: str
    number: int
    example: Example
    assessment: Assessment
    failures: tuple[str, ...]


def trials(rule_set: RuleSet) -> Iterator[Trial]:
    """Every example of every rule, in the order of the file; `number` counts from 1 in its rule."""
    for rule in rule_set.rules:
        for number, example in enumerate(rule.examples, 1):
            made = assess(*_asked(example), rule_set)
            yield Trial(
                rule=rule.id,
                number=number,
                example=example,
                assessment=made,
                failures=tuple(_failures(rule, example, made)),
            )


def _asked(example: Example) -> tuple[Report, Context]:
    report = Report(
        subject=example.subject, text=example.text, channel=example.channel, received_at=_THEN
    )
    context = Context(
        now=_THEN,
        audience=example.audience,
        reporter_known=example.known,
        distinct_reporters=example.reporters,
    )
    return report, context


def _failures(rule: Rule, example: Example, made: Assessment) -> Iterator[str]:
    """What is wanted and set, and came out otherwise."""
    singles = (
        ("priority", _name(example.priority), made.priority.name),
        ("team", example.team, made.team),
        ("known issue", example.known_issue, made.known_issue),
    )
    for what, wanted, came in singles:
        if wanted is not None and came != wanted:
            yield f"{what} {came or 'none'}, wanted {wanted}"
    yield from (f"no tag {tag}" for tag in example.tags if tag not in made.tags)
    yield from (f"does not ask {key}" for key in example.ask if key not in made.questions)
    held = rule.id in made.rules
    if example.holds is not None and example.holds is not held:
        yield "the rule holds" if held else "the rule does not hold"


def _name(priority: Priority | None) -> str | None:
    return None if priority is None else priority.name
