"""What most tests of the rules need: a report, a context, the shipped rule set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import rules
from rules import RuleSet
from triage.app.rulebook import packs
from triage.model import Assessment, Audience, Context, Report

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def built(raw: Mapping[str, object]) -> RuleSet:
    made = rules.build(raw, "")
    assert isinstance(made, RuleSet), made
    return made


SHIPPED = built({**rules.defaults, "packs": packs()})
ENGLISH_ONLY = built(rules.defaults)


def report(text: str, *, subject: str | None = None) -> Report:
    return Report(subject=subject, text=text, channel="discord", received_at=NOON)


def context(
    *,
    known: bool = True,
    reporters: int = 1,
    audience: Audience = Audience.USERS,
    answers: Mapping[str, str] | None = None,
) -> Context:
    return Context(
        now=NOON,
        audience=audience,
        reporter_known=known,
        distinct_reporters=reporters,
        known_answers=answers or {},
    )


def assessed(text: str, *, subject: str | None = None, rule_set: RuleSet = SHIPPED) -> Assessment:
    return rules.assess(report(text, subject=subject), context(), rule_set)
