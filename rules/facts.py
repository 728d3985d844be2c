"""What an operator's condition can ask about, by the name that stands in the configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from triage.model import Context, Impact, Report, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known when the rules are asked, in their order."""

    report: Report
    context: Context
    impact: Impact
    urgency: Urgency
    language: str | None
    environment: tuple[str, ...]
    tags: tuple[str, ...] = ()


Value = str | bool | int | tuple[str, ...] | None


class Kind(Enum):
    """Which operators make sense."""

    TEXT = "text"
    TRUTH = "true or false"
    NUMBER = "number"
    TEXTS = "list of texts"


@dataclass(frozen=True, slots=True)
class Field:
    """A fact with a name. `choices`: the only values it can have, () when there is no such list."""

    kind: Kind
    value: Callable[[Facts], Value]
    choices: tuple[str, ...] = ()


FIELDS: Mapping[str, Field] = {
    "text": Field(Kind.TEXT, lambda f: f"{f.report.subject or ''}\n{f.report.text}"),
    "subject": Field(Kind.TEXT, lambda f: f.report.subject),
    "channel": Field(Kind.TEXT, lambda f: f.report.channel),
    "audience": Field(
        Kind.TEXT,
        lambda f: f.context.audience.value,
        ("users", "customers", "developers", "internal"),
    ),
    "reporter.known": Field(Kind.TRUTH, lambda f: f.context.reporter_known),
    "impact.scope": Field(
        Kind.TEXT,
        lambda f: f.impact.scope.value,
        ("unknown", "one", "some", "many", "everyone"),
    ),
    "impact.count": Field(Kind.NUMBER, lambda f: f.impact.count),
    "impact.blocked": Field(Kind.TRUTH, lambda f: f.impact.blocked),
    "impact.workaround": Field(Kind.TRUTH, lambda f: f.impact.workaround),
    "impact.money": Field(Kind.TRUTH, lambda f: f.impact.money),
    "impact.data": Field(Kind.TRUTH, lambda f: f.impact.data),
    "impact.security": Field(Kind.TRUTH, lambda f: f.impact.security),
    "impact.reporters": Field(Kind.NUMBER, lambda f: f.context.distinct_reporters),
    "urgency": Field(Kind.TEXT, lambda f: f.urgency.value, ("stopped", "hindered", "minor")),
    "language": Field(Kind.TEXT, lambda f: f.language),
    "environment": Field(Kind.TEXTS, lambda f: f.environment),
    "tags": Field(Kind.TEXTS, lambda f: f.tags),
}
