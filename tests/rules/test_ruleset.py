"""Building a rule set: every problem with path, what and fix; the version follows the content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import rules
from rules import RuleSet
from rules.problems import Problem
from tests.rules.given import built
from triage.model import Priority, Scope, Urgency

MATRIX = rules.defaults["matrix"]
WHEN = {"field": "text", "contains": "invoice"}
RULE: dict[str, Any] = {"id": "money", "when": WHEN, "then": {"priority": "P2"}}


def problems(raw: Mapping[str, object], path: str = "") -> list[str]:
    made = rules.build(raw, path)
    assert isinstance(made, tuple), made
    return [f"{each.path}: {each.what}" for each in made]


def with_rule(**changes: object) -> dict[str, object]:
    return {"matrix": MATRIX, "rules": [{**RULE, **changes}]}


def test_the_shipped_rules_are_sound() -> None:
    made = rules.build(rules.defaults, "")
    assert isinstance(made, RuleSet)
    assert [rule.id for rule in made.rules] == [
        "stranger-cannot-wake-us",
        "ask-strangers-how-bad",
    ]


def test_a_few_people_count_as_one_row() -> None:
    made = built(rules.defaults)
    assert made.look_up(Scope.SOME, Urgency.STOPPED) is made.look_up(Scope.ONE, Urgency.STOPPED)
    assert made.look_up(Scope.MANY, Urgency.STOPPED) is Priority.P1


def test_the_version_changes_with_the_content_and_not_with_the_order_of_keys() -> None:
    one = built(with_rule())
    same = built({"rules": [dict(reversed(RULE.items()))], "matrix": MATRIX})
    other = built(with_rule(then={"priority": "P3"}))
    assert one.version == same.version
    assert one.version != other.version


def test_the_path_stands_before_every_key() -> None:
    assert problems({"matrix": MATRIX, "rules": 3}, "config.toml") == [
        "config.toml.rules: not a list"
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({}, ["matrix: not set"]),
        ({"matrix": MATRIX, "rules": 3}, ["rules: not a list"]),
        ({"matrix": MATRIX, "rules": [3]}, ["rules[0]: not a table"]),
        (with_rule(id=""), ["rules[0].id: not a text"]),
        (with_rule(id=None), ["rules[0].id: not set"]),
        (with_rule(wehn=1), ["rules[0].wehn: unknown key"]),
        (with_rule(when=None), ["rules[0].when: not a table"]),
        (with_rule(then={}), ["rules[0].then: does nothing"]),
        (with_rule(then={"prio": "P1"}), ["rules[0].then.prio: unknown key"]),
        (with_rule(then={"priority": "high"}), ["rules[0].then.priority: not a priority"]),
        (
            with_rule(then={"priority_at_most": 2}),
            ["rules[0].then.priority_at_most: not a priority"],
        ),
        (with_rule(then={"team": ""}), ["rules[0].then.team: not a text"]),
        (with_rule(then={"tags": "money"}), ["rules[0].then.tags: not a list of texts"]),
        (with_rule(then={"ask": ["why"]}), ["rules[0].then.ask: there is no question 'why'"]),
        ({"matrix": MATRIX, "rules": [RULE, RULE]}, ["rules[1].id: 'money' is there twice"]),
        (
            with_rule(id="", when={}, then={"team": 3}),
            [
                "rules[0].id: not a text",
                "rules[0].when.field: not set",
                "rules[0].then.team: not a text",
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_rule(raw: Mapping[str, object], said: list[str]) -> None:
    assert problems(raw) == said


def test_what_is_wrong_with_a_matrix() -> None:
    row = {"stopped": "P1", "hindered": "P2", "minor": "P3"}
    raw = {"everyone": row, "many": row, "one": {**row, "minor": "P5"}, "unknown": 3, "few": row}
    assert problems({"matrix": raw}) == [
        "matrix.few: unknown row",
        "matrix.one.minor: not a priority",
        "matrix.unknown.stopped: not a priority",
        "matrix.unknown.hindered: not a priority",
        "matrix.unknown.minor: not a priority",
    ]


@pytest.mark.parametrize(
    ("pack", "said"),
    [
        ({}, ["packs[0].language: not set"]),
        (3, ["packs[0]: not a table"]),
        ({"language": "xx", "common": "a"}, ["packs[0].common: not a list of texts"]),
        ({"language": "xx", "headings": 3}, ["packs[0].headings: not a table"]),
        ({"language": "xx", "phrases": {"wow": []}}, ["packs[0].phrases.wow: unknown name"]),
        ({"language": "xx", "phrases": {"one": 3}}, ["packs[0].phrases.one: not a list of texts"]),
    ],
)
def test_what_is_wrong_with_a_pack(pack: object, said: list[str]) -> None:
    assert problems({"matrix": MATRIX, "packs": [pack]}) == said


def test_a_pack_may_leave_topics_out_and_use_marks_of_patterns_as_letters() -> None:
    made = built(
        {
            "matrix": MATRIX,
            "packs": [
                {
                    "language": "xx",
                    "common": ["xa", "xb"],
                    "phrases": {"one": [], "stopped": ["kaput (ganz)", "aus*", "sehr ... kaput"]},
                }
            ],
        }
    )
    lexicon = made.lexicon("xx")
    assert lexicon is not None
    (clue,) = lexicon.about("stopped")
    assert lexicon.about("one") == ()
    assert [
        clue.find(text) is not None
        for text in ("ist kaput (ganz).", "kaput ganz", "ausgefallen", "sehr sehr kaput", "hausen")
    ] == [True, False, True, True, False]
    assert made.lexicon("yy") is None


def test_a_problem_says_where_what_and_how() -> None:
    assert Problem("rules[0].id", "not set", 'write id = "..."').said() == (
        'rules[0].id: not set; write id = "..."'
    )
