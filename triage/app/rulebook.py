"""Reads what the rules are made of, language packs and the operator's tables, for `rules`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

import rules
from rules import RuleSet
from triage.app.compose.rules import rule_source
from triage.app.desk import OpenDesk
from triage.duties import trials
from triage.errors import ConfigError
from triage.model import Reason


def rule_set(raw: Mapping[str, object] | None = None, *, path: str = "") -> RuleSet:
    """The rule set of a configuration (its [matrix] and [[rules]]); what it leaves out is default.

    `path` stands before the keys in messages. Raises ConfigError that tells every problem at once.
    """
    given = {key: raw[key] for key in ("matrix", "rules") if raw is not None and key in raw}
    built = rules.build({**rules.defaults, **given, "packs": packs()}, path)
    if isinstance(built, RuleSet):
        return built
    raise ConfigError("\n".join(problem.said() for problem in built))


def packs() -> list[Mapping[str, object]]:
    """The languages besides English, as the files in rules/packs say them, by name of file."""
    files = (each for each in resources.files("rules").joinpath("packs").iterdir())
    toml = sorted((each for each in files if each.name.endswith(".toml")), key=lambda f: f.name)
    return [tomllib.loads(each.read_text("utf-8")) for each in toml]


def of_file(path: Path | None) -> RuleSet:
    """The rule set of a file: a whole config.toml, or one with only [matrix] and [[rules]].

    None: the defaults. Raises ConfigError.
    """
    if path is None:
        return rule_set()
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; name a file that can be read") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    return rule_set(raw, path=str(path))


def listed(made: RuleSet) -> list[dict[str, Any]]:
    """The rules in their order, as plain JSON."""
    return [
        {
            "id": rule.id,
            "when": rule.when.said(),
            "then": rule.then.said(),
            "shadow": rule.shadow,
            "examples": len(rule.examples),
        }
        for rule in made.rules
    ]


def tried(made: RuleSet) -> list[dict[str, Any]]:
    """The examples beside the rules and how they came out, as plain JSON."""
    return [
        {
            "rule": one.rule,
            "example": one.number,
            "text": one.example.text,
            "priority": one.assessment.priority.name,
            "failures": list(one.failures),
            "reasons": [_reason(each) for each in one.assessment.reasons],
        }
        for one in rules.trials(made)
    ]


def _reason(reason: Reason) -> dict[str, Any]:
    span = None if reason.span is None else asdict(reason.span)
    return {"rule": reason.rule, "evidence": reason.evidence, "span": span}


def of_trials(desk: OpenDesk, *, since: datetime) -> list[dict[str, Any]]:
    """What each rule on trial would have changed on the stored tickets, as plain JSON."""
    made = rule_set(rule_source(desk.settings))
    tickets = desk.look(lambda work: trials.opened_since(work, since))
    found = (trials.summed(rule.id, tickets, since=since) for rule in made.rules if rule.shadow)
    return [
        {
            "rule": one.rule,
            "since": one.since.isoformat(),
            "tickets": one.tickets,
            "held": one.held,
            "changes": [{"what": reason.evidence, "count": n} for reason, n in one.changes],
        }
        for one in found
    ]
