"""Operator-written conditions: what they match, and what is said when they are wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.conditions import condition
from rules.facts import Facts
from rules.problems import Problem
from tests.rules.given import context, report
from triage.model import Audience, Impact, Scope, Urgency
from triage.model.meaning import Meaning
from triage.model.reasons import ENGLISH, told

FACTS = Facts(
    report=report("Checkout returns 500, invoice 77 is gone", subject="Shop down"),
    context=context(known=False, reporters=2, audience=Audience.CUSTOMERS),
    impact=Impact(scope=Scope.MANY, count=12, blocked=True),
    urgency=Urgency.STOPPED,
    language="en",
    environment=("Firefox 128", "Windows 11"),
    tags=("payments",),
)


def holds(raw: object, facts: Facts = FACTS) -> bool:
    made = condition(raw, "when")
    assert not isinstance(made, tuple), made
    return made.ask(facts)[0]


def problems(raw: object) -> tuple[Problem, ...]:
    made = condition(raw, "when")
    assert isinstance(made, tuple), made
    return made


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"field": "text", "contains": "CHECKOUT"}, True),
        ({"field": "text", "contains": "shop"}, True),
        ({"field": "text", "contains": "refund"}, False),
        ({"field": "text", "matches": "(?i)invoice \\d+"}, True),
        ({"field": "text", "matches": "INVOICE"}, False),
        ({"field": "subject", "is": "shop down"}, True),
        ({"field": "channel", "in": ["email", "discord"]}, True),
        ({"field": "channel", "in": ["email"]}, False),
        ({"field": "audience", "is": "customers"}, True),
        ({"field": "reporter.known", "is": False}, True),
        ({"field": "reporter.known", "is": True}, False),
        ({"field": "impact.scope", "in": ["many", "everyone"]}, True),
        ({"field": "impact.count", "above": 11}, True),
        ({"field": "impact.count", "above": 12}, False),
        ({"field": "impact.count", "is": 12}, True),
        ({"field": "impact.blocked", "is": True}, True),
        ({"field": "impact.reporters", "below": 3}, True),
        ({"field": "impact.reporters", "below": 2}, False),
        ({"field": "urgency", "is": "stopped"}, True),
        ({"field": "language", "is": "de"}, False),
        ({"field": "environment", "contains": "firefox 128"}, True),
        ({"field": "environment", "contains": "firefox"}, False),
        ({"field": "environment", "matches": "^Firefox"}, True),
        ({"field": "tags", "contains": "payments"}, True),
        ({"field": "tags", "matches": "^billing"}, False),
    ],
)
def test_a_field_and_an_operator(raw: object, expected: bool) -> None:  # noqa: FBT001
    assert holds(raw) is expected


@pytest.mark.parametrize("value", [True, False])
def test_what_is_not_known_passes_no_test(value: bool) -> None:  # noqa: FBT001
    unknown = replace(FACTS, impact=Impact(), language=None, report=report("It broke"))
    assert not holds({"field": "impact.blocked", "is": value}, unknown)
    assert not holds({"field": "impact.count", "below": 1000}, unknown)
    assert not holds({"field": "language", "in": ["en", "de"]}, unknown)
    assert not holds({"field": "subject", "contains": "x"}, unknown)


YES = {"field": "impact.blocked", "is": True}
NO = {"field": "impact.blocked", "is": False}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"all": [YES, YES]}, True),
        ({"all": [YES, NO]}, False),
        ({"any": [NO, YES]}, True),
        ({"any": [NO, NO]}, False),
        ({"not": NO}, True),
        ({"not": YES}, False),
        ({"all": [{"any": [NO, {"not": NO}]}, YES]}, True),
    ],
)
def test_conditions_are_joined(raw: object, expected: bool) -> None:  # noqa: FBT001
    assert holds(raw) is expected


def test_the_reason_names_the_words_or_the_value() -> None:
    made = condition(
        {"all": [{"field": "text", "matches": "invoice \\d+"}, YES, {"not": NO}]}, "when"
    )
    assert not isinstance(made, tuple)
    held, why = made.ask(FACTS)
    assert held
    assert told(Meaning(why), ENGLISH) == "invoice 77; impact.blocked yes"


NOT_A_LIST = "not a list of texts"


@pytest.mark.parametrize(
    ("raw", "path", "what"),
    [
        (None, "when", "not a table"),
        ({}, "when.field", "not set"),
        ({"field": "txt", "is": "x"}, "when.field", "there is no field 'txt'"),
        ({"field": 3, "is": "x"}, "when.field", "there is no field 3"),
        ({"field": "text"}, "when", "nothing beside field 'text'"),
        ({"field": "text", "above": 3}, "when", "'above' beside field 'text'"),
        ({"field": "text", "is": "a", "in": ["b"]}, "when", "'is', 'in' beside field 'text'"),
        ({"field": "subject", "is": 3}, "when.is", "not a text"),
        ({"field": "subject", "in": "a"}, "when.in", NOT_A_LIST),
        ({"field": "subject", "in": [1]}, "when.in", NOT_A_LIST),
        ({"field": "subject", "contains": ""}, "when.contains", "not a text"),
        ({"field": "audience", "is": "pirates"}, "when.is", "'pirates' can never be"),
        ({"field": "impact.scope", "in": ["one", "two"]}, "when.in", "'two' can never be"),
        ({"field": "reporter.known", "is": "yes"}, "when.is", "neither true nor false"),
        ({"field": "impact.count", "above": "3"}, "when.above", "not a number"),
        ({"field": "impact.count", "above": True}, "when.above", "not a number"),
        ({"field": "text", "matches": 3}, "when.matches", "not a text"),
        ({"field": "text", "matches": "(x"}, "when.matches", "not a pattern: missing ): (x"),
        (
            {"field": "text", "matches": "(?=x)"},
            "when.matches",
            "not a pattern: invalid perl operator: (?=",
        ),
        ({"all": []}, "when.all", "not a list of conditions"),
        ({"any": {"field": "text"}}, "when.any", "not a list of conditions"),
        ({"all": [YES], "any": [YES]}, "when", "'all' beside 'any'"),
        ({"all": [YES], "field": "text"}, "when", "'all' beside 'field'"),
        ({"all": [YES, {"not": {"field": "x"}}]}, "when.all[1].not.field", "there is no field 'x'"),
    ],
)
def test_a_wrong_condition_is_told_with_its_path(raw: object, path: str, what: str) -> None:
    (problem,) = problems(raw)
    assert (problem.path, problem.what) == (path, what)
    assert problem.fix


def test_all_problems_are_told_at_once() -> None:
    found = problems({"all": [{"field": "x"}, YES, {"field": "text", "matches": "("}]})
    assert [each.path for each in found] == ["when.all[0].field", "when.all[2].matches"]


def test_a_condition_too_deep_to_read_is_refused() -> None:
    raw: object = YES
    for _ in range(2_000):
        raw = {"not": raw}
    (problem,) = problems(raw)
    assert problem.what == "nested too deeply"
