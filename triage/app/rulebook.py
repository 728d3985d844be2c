"""Reads what the rules are made of, language packs and the operator's tables, for `rules`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources

import rules
from rules import RuleSet
from triage.errors import ConfigError


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
