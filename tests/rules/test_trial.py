"""Examples beside the rules: checked when they are loaded, run against the whole rule set."""

from __future__ import annotations

from typing import Any

import pytest

import rules
from rules.trial import trials
from tests.rules.given import built, context, report
from triage.model import Priority

MATRIX = rules.defaults["matrix"]
RULE: dict[str, Any] = {
    "id": "money",
    "when": {"field": "text", "matches": "(?i)invoice|payment"},
    "then": {"priority_at_least": "P2", "tags": ["payments"], "team": "platform"},
}


def rule_set(*examples: dict[str, Any], **changes: Any) -> rules.RuleSet:
    return built({"matrix": MATRIX, "rules": [{**RULE, **changes, "examples": list(examples)}]})


def problems(example: object) -> list[str]:
    made = rules.build({"matrix": MATRIX, "rules": [{**RULE, "examples": [example]}]}, "")
    assert isinstance(made, tuple), made
    return [each.said() for each in made]


def test_an_example_that_comes_out_as_it_should_has_no_failures() -> None:
    wanted = {"priority": "P2", "team": "platform", "tags": ["payments"], "holds": True}
    [tried] = trials(rule_set({"text": "The payment page is slow", **wanted}))
    assert (tried.rule, tried.number, tried.failures) == ("money", 1, ())


def test_an_example_tells_everything_that_came_out_otherwise() -> None:
    wanted = {"priority": "P1", "team": "support", "tags": ["vip"], "known_issue": "x"}
    [tried] = trials(
        rule_set({"text": "The payment page is slow", "holds": False, "ask": ["impact"], **wanted})
    )
    assert tried.failures == (
        "priority P2, wanted P1",
        "team platform, wanted support",
        "known issue none, wanted x",
        "no tag vip",
        "the rule holds",
    )


def test_a_rule_that_does_not_hold_says_so() -> None:
    [tried] = trials(rule_set({"text": "The list is empty", "holds": True}))
    assert tried.failures == ("the rule does not hold",)


def test_an_example_may_be_a_strangers_words_or_those_of_many() -> None:
    raw = {**rules.defaults, "rules": [*list_of_defaults(), {**RULE, "examples": [
        {"text": "Nobody can pay, the payment page is down for everyone", "priority": "P1"},
        {"text": "Nobody can pay, the payment page is down for everyone", "known": False,
         "priority": "P2"},
        {"text": "Nobody can pay, the payment page is down for everyone", "known": False,
         "reporters": 2, "priority": "P1"},
    ]}]}  # fmt: skip
    assert [tried.failures for tried in trials(built(raw))] == [(), (), ()]


def list_of_defaults() -> list[Any]:
    found = rules.defaults["rules"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("example", "said"),
    [
        (3, "rules[0].examples[0]: not a table"),
        ({"priority": "P1"}, "rules[0].examples[0].text: not set"),
        ({"text": "x"}, "rules[0].examples[0]: wants nothing"),
        ({"text": "x", "priority": "P9"}, "rules[0].examples[0].priority: not a priority"),
        ({"text": "x", "prioriti": "P1"}, "rules[0].examples[0].prioriti: unknown key"),
        ({"text": "x", "holds": 1}, "rules[0].examples[0].holds: neither true nor false"),
        ({"text": "x", "holds": True, "reporters": 0}, "reporters: not a number of people"),
        ({"text": "x", "holds": True, "audience": "x"}, "audience: there is no such audience"),
        ({"text": "x", "ask": ["colour"]}, "there is no question 'colour'"),
        ({"text": "x", "tags": "a"}, "tags: not a list of texts"),
        ({"text": "x", "team": 3}, "team: not a text"),
    ],
)
def test_a_wrong_example_is_told_when_it_is_loaded(example: object, said: str) -> None:
    assert said in "\n".join(problems(example))


def test_examples_that_are_no_list_are_told() -> None:
    made = rules.build({"matrix": MATRIX, "rules": [{**RULE, "examples": "x"}]}, "")
    assert isinstance(made, tuple)
    assert made[0].path == "rules[0].examples"


def test_a_rule_on_trial_decides_nothing_and_says_what_it_would_have_done() -> None:
    made = rules.assess(report("The payment page is slow"), context(), rule_set(shadow=True))
    assert (made.priority, made.tags, made.team) == (Priority.P3, (), None)
    [told] = made.shadow
    assert told.rule == "money"
    assert told.evidence == "P3 becomes P2; team platform; tags payments"


def test_a_rule_on_trial_that_would_change_nothing_says_so() -> None:
    idle = {"priority_at_most": "P1"}
    made = rules.assess(report("payment"), context(), rule_set(shadow=True, then=idle))
    assert [one.evidence for one in made.shadow] == ["changes nothing"]


def test_a_rule_on_trial_that_does_not_hold_is_not_told() -> None:
    made = rules.assess(report("The list is empty"), context(), rule_set(shadow=True))
    assert made.shadow == ()


def test_of_two_rules_that_set_otherwise_the_later_holds_and_says_so() -> None:
    later = {"id": "later", "when": RULE["when"], "then": {"priority": "P4", "team": "support"}}
    earlier = {**RULE, "then": {"priority": "P2", "team": "platform"}}
    made = rules.assess(
        report("payment"), context(), built({"matrix": MATRIX, "rules": [earlier, later]})
    )
    assert (made.priority, made.team) == (Priority.P4, "support")
    assert [one.evidence for one in made.reasons if one.rule == "conflict"] == [
        "later stands after money: P4 holds, not P2",
        "later stands after money: team support holds, not platform",
    ]


def test_a_known_issue_has_a_name_an_answer_and_no_questions() -> None:
    then = {"known_issue": "pay-500", "answer": "We are on it, see status.acme.example."}
    made = rules.assess(report("The payment page fails"), context(), rule_set(then=then))
    assert (made.known_issue, made.answer) == ("pay-500", then["answer"])
    assert made.questions == ()
    assert "known-issue:pay-500" in made.tags


def test_an_answer_without_a_known_issue_is_told() -> None:
    made = rules.build({"matrix": MATRIX, "rules": [{**RULE, "then": {"answer": "x"}}]}, "")
    assert isinstance(made, tuple)
    assert made[0].said().startswith("rules[0].then.answer: an answer to no known issue")


def test_shadow_is_true_or_false() -> None:
    made = rules.build({"matrix": MATRIX, "rules": [{**RULE, "shadow": 3}]}, "")
    assert isinstance(made, tuple)
    assert made[0].path == "rules[0].shadow"


def test_a_rule_can_be_said_in_one_line() -> None:
    when = {
        "all": [
            {"not": {"field": "reporter.known", "is": True}},
            {"any": [{"field": "channel", "in": ["discord", "email"]}, RULE["when"]]},
        ]
    }
    [rule] = rule_set(when=when).rules
    assert rule.when.said() == (
        "not reporter.known is true and "
        "(channel in discord, email or text matches (?i)invoice|payment)"
    )
    assert rule.then.said() == "at least P2; team platform; tags payments"
