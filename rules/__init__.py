"""What to make of a report: values in, an assessment with reasons out. Start with `engine.py`.

rule_set = build({**defaults, "packs": packs}, "config.toml")   # RuleSet, or Problems
assessment = assess(report, context, rule_set)
"""

from __future__ import annotations

from rules.asking import asks_status
from rules.builtin import defaults
from rules.engine import assess, is_talk
from rules.problems import Problem
from rules.ruleset import RuleSet, build
from rules.together import same_here
from rules.trial import Trial, trials

__all__ = [
    "Problem",
    "RuleSet",
    "Trial",
    "asks_status",
    "assess",
    "build",
    "defaults",
    "is_talk",
    "same_here",
    "trials",
]
