"""Urgency, matrix, rules in their order, bounds last."""

from __future__ import annotations

from typing import Any

import pytest

import rules
from tests.rules.given import SHIPPED, assessed, built, context, report
from triage.model import Assessment, Audience, Priority, Reason, Urgency

ALWAYS = {"not": {"field": "text", "contains": "never written"}}


def judged(*operator_rules: dict[str, Any], text: str = "The list is empty") -> Assessment:
    made = built({**rules.defaults, "rules": list(operator_rules)})
    return rules.assess(report(text), context(), made)


def rule(name: str, **then: object) -> dict[str, Any]:
    return {"id": name, "when": ALWAYS, "then": then}


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("The app crashes", Urgency.STOPPED),
        ("It froze, nothing reacts", Urgency.STOPPED),
        ("We lost all orders of yesterday", Urgency.STOPPED),
        ("There is an XSS in the comments", Urgency.STOPPED),
        ("I was charged twice", Urgency.STOPPED),
        ("The API is down", Urgency.STOPPED),
        ("I cannot log in", Urgency.STOPPED),
        ("We are completely blocked", Urgency.STOPPED),
        ("Die App ist abgestürzt und ich kann nichts machen", Urgency.STOPPED),
        ("Les données perdues ne sont pas dans la page", Urgency.STOPPED),
        ("The app crashes, reloading the page helps", Urgency.HINDERED),
        ("The app crashes now and then, I can still work", Urgency.HINDERED),
        ("We are blocked, as a workaround: use the old page", Urgency.HINDERED),
        ("The list is sorted wrongly", Urgency.HINDERED),
        ("It doesn't crash, the list is only sorted wrongly", Urgency.HINDERED),
        ("How do I change my address?", Urgency.MINOR),
        ("It would be nice to have a dark theme", Urgency.MINOR),
        ("Typo in the footer", Urgency.MINOR),
        ("Tippfehler auf der Seite, nicht dringend", Urgency.MINOR),
    ],
)
def test_how_badly_work_is_hit(text: str, urgency: Urgency) -> None:
    assert assessed(text).urgency is urgency


def test_the_matrix_gives_the_first_word_and_says_so() -> None:
    made = judged(text="Nobody can log in")
    assert made.priority is Priority.P1
    assert made.reasons[0] == Reason("matrix", "everyone + stopped = P1")


def test_the_last_rule_that_sets_wins() -> None:
    made = judged(rule("first", priority="P1"), rule("last", priority="P4"))
    assert made.priority is Priority.P4
    assert made.reasons[1:3] == (Reason("first", "sets P1"), Reason("last", "sets P4"))


@pytest.mark.parametrize(
    ("then", "priority"),
    [
        ({"priority_at_least": "P2"}, Priority.P2),
        ({"priority_at_least": "P4"}, Priority.P3),
        ({"priority_at_most": "P4"}, Priority.P4),
        ({"priority_at_most": "P1"}, Priority.P3),
    ],
)
def test_a_bound_moves_only_what_is_beyond_it(then: dict[str, str], priority: Priority) -> None:
    assert judged(rule("bound", **then)).priority is priority


def test_a_bound_wins_over_a_later_rule_that_sets() -> None:
    made = judged(rule("bound", priority_at_most="P2"), rule("set", priority="P1"))
    assert made.priority is Priority.P2
    assert Reason("bound", "P1 becomes P2") in made.reasons


def test_of_two_bounds_that_contradict_the_later_holds_and_it_is_said() -> None:
    made = judged(rule("up", priority_at_least="P1"), rule("down", priority_at_most="P2"))
    assert made.priority is Priority.P2
    assert Reason("conflict", "down stands after up, so it holds") in made.reasons


def test_a_rule_gives_team_tags_questions_and_a_known_issue() -> None:
    made = judged(
        {
            "id": "money",
            "when": {"field": "text", "matches": "(?i)invoice"},
            "then": {
                "team": "billing",
                "tags": ["money", "money"],
                "ask": ["environment"],
                "known_issue": "FL-12",
            },
        },
        {
            "id": "again",
            "when": {"field": "tags", "contains": "money"},
            "then": {"tags": ["seen"]},
        },
        text="The invoice list is empty",
    )
    assert (made.team, made.tags) == ("billing", ("money", "known-issue:FL-12", "seen"))
    assert made.questions[0] == "environment"
    said = "invoice: team billing; tags money, money; asks environment; known issue FL-12"
    assert Reason("money", said) in made.reasons


def test_a_rule_that_does_not_hold_does_nothing() -> None:
    never = {"id": "never", "when": {"not": ALWAYS}, "then": {"priority": "P1", "tags": ["x"]}}
    assert judged(never) == judged(never, text="The list is empty")
    assert judged(never).tags == ()


@pytest.mark.parametrize(
    ("known", "reporters", "priority"),
    [(False, 1, Priority.P2), (False, 2, Priority.P1), (True, 1, Priority.P1)],
)
def test_the_words_of_a_stranger_alone_wake_nobody(
    *, known: bool, reporters: int, priority: Priority
) -> None:
    made = rules.assess(
        report("Nobody can log in"), context(known=known, reporters=reporters), SHIPPED
    )
    assert made.priority is priority


@pytest.mark.parametrize(
    ("audience", "priority"), [(Audience.INTERNAL, Priority.P3), (Audience.CUSTOMERS, Priority.P2)]
)
def test_what_is_promised_can_depend_on_the_audience(
    audience: Audience, priority: Priority
) -> None:
    bound = {
        "id": "colleagues-can-wait",
        "when": {"field": "audience", "is": "internal"},
        "then": {"priority_at_most": "P3"},
    }
    rule_set = built({**rules.defaults, "rules": [bound]})
    made = rules.assess(report("The app crashes"), context(audience=audience), rule_set)
    assert made.priority is priority
