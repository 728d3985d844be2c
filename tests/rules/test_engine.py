"""The whole assessment: what is asked, what answers change, and that no text can stall it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from rules.cleaning import HEAD_MOST, TAIL_MOST
from tests.rules.given import ENGLISH_ONLY, NOON, SHIPPED, assessed, built, context, report
from triage.model import (
    Assessment,
    Audience,
    Impact,
    Priority,
    Reason,
    Report,
    Reproduction,
    Scope,
    Urgency,
)


def test_an_assessment_with_all_its_reasons() -> None:
    made = rules.assess(
        report("Nobody can log in since 9:10. It should show the start page.", subject="Log-in"),
        context(),
        SHIPPED,
    )
    assert made == Assessment(
        priority=Priority.P1,
        urgency=Urgency.STOPPED,
        impact=Impact(scope=Scope.EVERYONE, blocked=True, since_text="9:10"),
        reproduction=Reproduction(
            expected="It should show the start page.",
            actual=made.reproduction.actual,
        ),
        missing=("steps", "environment"),
        questions=("steps", "environment"),
        language="en",
        reasons=made.reasons,
        rules_version=SHIPPED.version,
    )
    assert {reason.rule for reason in made.reasons} >= {
        "matrix",
        "urgency.blocked.cannot-work",
        "impact.scope.everyone",
        "impact.since",
        "expected.should",
    }


@pytest.mark.parametrize(
    ("text", "audience", "questions"),
    [
        ("The list is empty", Audience.USERS, ("steps", "impact", "expected")),
        ("The list is empty", Audience.DEVELOPERS, ("steps", "environment", "expected")),
        ("The list is empty", Audience.INTERNAL, ("steps", "environment", "expected")),
        ("The app crashes", Audience.CUSTOMERS, ("impact", "steps", "environment")),
        ("How do I sort the list?", Audience.USERS, ()),
    ],
)
def test_at_most_three_questions_the_most_useful_first(
    text: str, audience: Audience, questions: tuple[str, ...]
) -> None:
    made = rules.assess(report(text), context(audience=audience), SHIPPED)
    assert made.questions == questions


def test_nobody_is_asked_what_was_observed() -> None:
    assert set(assessed("The app").missing) == {"steps", "expected", "environment", "impact"}


def test_a_stranger_is_asked_how_bad_it_is_first() -> None:
    made = rules.assess(report("The list is empty"), context(known=False), SHIPPED)
    assert made.questions == ("impact", "steps", "expected")


def test_what_a_rule_asks_is_not_asked_when_it_was_said() -> None:
    made = rules.assess(report("Only my account is empty"), context(known=False), SHIPPED)
    assert made.questions == ("steps", "expected", "environment")


def test_an_answer_counts_however_it_is_worded() -> None:
    answers = {"steps": "dunno, just the\n\nlist", "impact": "all our users, we can't work"}
    made = rules.assess(report("The list is empty"), context(answers=answers), SHIPPED)
    assert made.reproduction.steps == ("dunno, just the", "list")
    assert made.impact == Impact(scope=Scope.EVERYONE, blocked=True)
    assert made.priority is Priority.P1
    assert made.questions == ("environment", "expected")


def test_an_empty_answer_is_none() -> None:
    made = rules.assess(report("The list is empty"), context(answers={"steps": " - "}), SHIPPED)
    assert "steps" in made.missing


def test_nobody_is_asked_twice_even_when_the_answer_did_not_help() -> None:
    answers = {"environment": "at the office", "impact": "hard to say"}
    made = rules.assess(report("The list is empty"), context(answers=answers), SHIPPED)
    assert "impact" in made.missing
    assert made.questions == ("steps", "expected")


def test_an_unknown_language_is_asked_in_general_unless_it_is_a_question() -> None:
    polish = "Strona jest pusta i nie mogę się zalogować"
    assert rules.assess(report(polish), context(known=False), SHIPPED).questions == ("neutral",)
    minor = f"feature request: {polish}"
    assert rules.assess(report(minor), context(), SHIPPED).questions == ()


def test_without_packs_english_still_works() -> None:
    made = assessed("Nobody can log in to the shop", rule_set=ENGLISH_ONLY)
    assert (made.language, made.priority) == ("en", Priority.P1)


def test_the_same_words_are_read_anew_by_other_rules_and_when_more_people_report_them() -> None:
    text = "Der Export ist seit heute Morgen kaputt, wir können nicht arbeiten."
    alone, under_others = assessed(text), assessed(text, rule_set=ENGLISH_ONLY)
    crowd = rules.assess(report(text), context(reporters=5), SHIPPED)
    assert (alone.language, under_others.language) == ("de", None)
    assert (alone.impact.scope, crowd.impact.scope) == (Scope.UNKNOWN, Scope.MANY)
    assert assessed(text) == alone


def test_a_line_of_chat_is_still_assessed() -> None:
    made = assessed("thanks!")
    assert (made.is_report, made.priority) == (False, Priority.P3)
    assert made.reasons[-1] == Reason("chatter.small-words", "thanks")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=2_000), st.none() | st.text(max_size=200))
def test_any_text_is_assessed(text: str, subject: str | None) -> None:
    made = rules.assess(report(text, subject=subject), context(), SHIPPED)
    assert len(made.questions) <= 3
    assert set(made.questions) <= {*made.missing, "neutral"}


@pytest.mark.parametrize(
    "unit",
    [
        "a", "a ", "when i click ", "1. open\n", "<!--", "```", "should ", "\n#", "at x(", '"',
        "{code}", "\n> ", "<", "\u00e4", "\U0001f44d", "steps to reproduce:\n", "all our users ",
        "no no no ", "a.b.c.d.e.", "0x0", "((((", "\\", "\x00", "expected ", "-> A", "\t",
    ],
)  # fmt: skip
def test_two_hundred_kilobytes_of_anything_are_bounded_work(unit: str) -> None:
    """Ends far within the timeout of a test; what is looked at is cut, and every pattern linear."""
    text = unit * (200_000 // len(unit))
    made = rules.assess(
        Report(subject=None, text=text, channel="discord", received_at=NOON), context(), SHIPPED
    )
    assert len(made.reproduction.steps) <= 12
    assert all(len(reason.evidence) <= 400 for reason in made.reasons)


def test_what_stands_at_the_end_of_a_long_text_is_read() -> None:
    middle = "x " * HEAD_MOST
    made = assessed(f"The page is blank.\n{middle}\nNobody can log in, please help us")
    assert made.impact.scope is Scope.EVERYONE
    assert len("Nobody can log in, please help us") < TAIL_MOST


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(.*)*x", "a{1,1000}"])
def test_an_operators_pattern_cannot_stall_it(pattern: str) -> None:
    made = built(
        {
            **rules.defaults,
            "rules": [
                {
                    "id": "hostile",
                    "when": {"field": "text", "matches": pattern},
                    "then": {"tags": ["seen"]},
                }
            ],
        }
    )
    assessment = rules.assess(report("a" * 200_000 + "!"), context(), made)
    assert assessment.priority is Priority.P3
