"""What rules say of themselves reaches people in their language; what people said stays as is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from tests.rules.given import NOON, built, context
from tests.triage.wording.samples import LATER, NUMBER, SAMPLES, VOICES
from triage.messages import Notice
from triage.model import Assessment, Priority, Reason, Report, Scope, Urgency
from triage.model.meaning import Clause, Own, Says
from triage.model.reasons import ASKED, ENGLISH, clause, saying, told, unjudged
from triage.wording.facts import Acknowledged, Facts
from triage.wording.hand_facts import Reasons
from triage.wording.languages import LANGUAGES
from triage.wording.room_facts import CardFacts
from triage.wording.speak import write

GERMAN = LANGUAGES["de"]
VALUES: Mapping[Says, Mapping[str, str | tuple[str, ...]]] = {
    Says.REPORTERS: {"n": "3"},
    Says.MATRIX: {"scope": "many", "urgency": "stopped", "priority": "P1"},
    Says.CALLER: {"who": "Grace Hall"},
    Says.SETS: {"priority": "P1"},
    Says.TEAM: {"team": "platform"},
    Says.TAGS: {"tags": ("payments", "vip")},
    Says.ASKS: {"asked": ASKED},
    Says.KNOWN_ISSUE: {"name": "GH-77"},
    Says.MOVES: {"before": "P3", "after": "P2"},
    Says.NOTHING: {},
    Says.PRIORITY_HOLDS: {"later": "b", "earlier": "a", "holds": "P1", "other": "P2"},
    Says.TEAM_HOLDS: {"later": "b", "earlier": "a", "holds": "platform", "other": "payments"},
    Says.BOUND_HOLDS: {"later": "b", "earlier": "a"},
    Says.WORDS: {"field": "text", "words": "checkout"},
    Says.LISTED: {"field": "environment", "words": "Firefox"},
    Says.YES: {"field": "impact.blocked"},
    Says.NO: {"field": "impact.blocked"},
    Says.EQUAL: {"field": "impact.count", "value": "5", "limit": "5"},
    Says.ABOVE: {"field": "impact.count", "value": "5", "limit": "4"},
    Says.BELOW: {"field": "impact.count", "value": "5", "limit": "6"},
    Says.RULE_FAILED: {"why": "ValueError: x"},
    Says.NOT_READ: {"why": "ValueError: x"},
}
"""Something for each to say."""
LOOK_FIRST = {Says.RULE_FAILED, Says.NOT_READ}
BY_A_PERSON = {Says.CALLER}

CONDITIONS: tuple[Mapping[str, object], ...] = (
    {"field": "text", "contains": "checkout"},
    {"field": "text", "matches": "(?i)x*"},
    {"field": "audience", "is": "users"},
    {"field": "language", "in": ["en", "de"]},
    {"field": "environment", "matches": "Firefox"},
    {"field": "tags", "contains": "vip"},
    {"field": "impact.blocked", "is": True},
    {"field": "impact.workaround", "is": False},
    {"field": "impact.count", "is": 12},
    {"field": "impact.reporters", "above": 1},
    {"field": "impact.reporters", "below": 9},
)
OUTCOMES: tuple[Mapping[str, object], ...] = (
    {"priority": "P2"},
    {"priority": "P3", "team": "platform"},
    {"team": "payments"},
    {"tags": ["vip"]},
    {"ask": ["steps", "environment"]},
    {"known_issue": "GH-77"},
    {"priority_at_least": "P2"},
    {"priority_at_most": "P3"},
    {"priority_at_least": "P1"},
)
TEXTS = (
    "The checkout is down for 12 people in Firefox 128, we are blocked and there is no workaround",
    "Nobody can log in since 9:10. Expected: the start page. 1. open it 2. log in",
    "thanks!",
    "12:30",
    "How do I change my name?",
)
one_rule = st.fixed_dictionaries(
    {
        "when": st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=3).map(
            lambda parts: {"all": parts}
        )
        | st.sampled_from(CONDITIONS).map(lambda part: {"not": part}),
        "then": st.sampled_from(OUTCOMES),
        "shadow": st.booleans(),
    }
)


def assessed(text: str, ruled: list[dict[str, object]], reporters: int) -> Assessment:
    named = [{**rule, "id": f"rule-{n}"} for n, rule in enumerate(ruled)]
    made = built({**rules.defaults, "rules": named})
    report = Report(subject=None, text=text, channel="discord", received_at=NOON)
    return rules.assess(report, context(reporters=reporters), made)


def all_rules() -> list[dict[str, object]]:
    """Every condition with every outcome, decided and on trial."""
    return [
        {"when": when, "then": then, "shadow": shadow}
        for shadow in (False, True)
        for when in CONDITIONS
        for then in OUTCOMES
    ]


def given_by(made: Assessment) -> tuple[Reason, ...]:
    return (*made.reasons, *made.shadow)


def clauses(reason: Reason) -> tuple[Clause, ...]:
    return () if reason.meaning is None else (*reason.meaning.because, *reason.meaning.clauses)


def ours(text: str, said: tuple[Clause, ...]) -> set[str]:
    """The words of a text but names, numbers and what somebody said."""
    values = (
        " ".join((value,) if isinstance(value, str) else value)
        for one in said
        for name, value in one.values.items()
        if name not in ENGLISH.terms
    )
    theirs = bare(" ".join(values))
    return {word for word in bare(text) - theirs if any(map(str.isalpha, word))}


def bare(text: str) -> set[str]:
    return {word.strip(",;:") for word in text.split()}


# ------------------------------------------------------------ what can be said


def test_everything_that_can_be_said_has_an_example_here() -> None:
    assert set(VALUES) == set(Says)


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_says_all_of_it(name: str) -> None:
    words = LANGUAGES[name].reasons
    assert set(words.clauses) == set(Says)
    assert set(words.names) == set(Own)
    assert set(words.terms["scope"]) == set(Scope)
    assert set(words.terms["urgency"]) == set(Urgency)
    assert set(words.terms["asked"]) == set(ASKED)


@pytest.mark.parametrize("says", Says)
def test_german_leaves_no_english_word_in_it(says: Says) -> None:
    one = Clause(says, VALUES[says])
    german, english = clause(one, GERMAN.reasons), clause(one, ENGLISH)
    assert ours(german, (one,)) & ours(english, (one,)) == set()
    assert german != english or not ours(english, (one,))


@pytest.mark.parametrize("name", ["scope", "urgency", "asked"])
def test_german_has_its_own_word_for_each_value(name: str) -> None:
    words = GERMAN.reasons.terms[name]
    assert set(words) & set(words.values()) == set()


def test_german_names_what_no_rule_of_the_operator_names() -> None:
    names = GERMAN.reasons.names
    assert set(names) & set(names.values()) == set()


# ------------------------------------------------------------ what the rules do say


@given(
    text=st.sampled_from(TEXTS),
    ruled=st.lists(one_rule, max_size=4),
    reporters=st.integers(1, 9),
)
def test_a_reason_is_what_was_said_or_what_every_language_can_say(
    text: str, ruled: list[dict[str, object]], reporters: int
) -> None:
    for reason in given_by(assessed(text, ruled, reporters)):
        said = clauses(reason)
        if reason.meaning is None:
            assert reason.evidence in text
        else:
            assert told(reason.meaning, ENGLISH) == reason.evidence
            german = told(reason.meaning, GERMAN.reasons)
            assert ours(german, said) & ours(reason.evidence, said) == set()


def test_the_rules_say_everything_but_what_a_person_did_or_has_to_look_at() -> None:
    made = [given_by(assessed(text, all_rules(), n)) for text in TEXTS for n in (1, 9)]
    said = {one.says for reasons in made for reason in reasons for one in clauses(reason)}
    assert said == set(Says) - LOOK_FIRST - BY_A_PERSON


# ------------------------------------------------------------ where it is read

REASONS = (
    saying(Own.MATRIX, Clause(Says.MATRIX, VALUES[Says.MATRIX])),
    Reason("urgency.stopped.stuck", "Arbeit steht still"),
    saying(Own.REPORTERS, Clause(Says.REPORTERS, {"n": "3"})),
    saying(
        "vip",
        Clause(Says.SETS, {"priority": "P1"}),
        Clause(Says.ASKS, {"asked": ("steps",)}),
        because=(
            Clause(Says.WORDS, {"words": "checkout"}),
            Clause(Says.YES, {"field": "impact.blocked"}),
        ),
    ),
)


def chat(facts: Facts, language: str = "de") -> str:
    return write(facts, VOICES[f"{language}_chat"]).text


def test_behind_why_a_quote_stands_in_quotation_marks_and_what_a_rule_says_without() -> None:
    facts = Reasons(number=NUMBER, priority=Priority.P1, ruled=Priority.P1, reasons=REASONS)
    assert chat(facts).splitlines()[2:] == [
        "- Matrix (viele Personen, Arbeit steht still: P1)",
        '- urgency.stopped.stuck ("Arbeit steht still")',
        "- Meldende (3 Personen melden das)",
        "- vip (checkout, impact.blocked ja: setzt P1; fragt nach Schritten)",
    ]
    assert chat(facts, "en").splitlines()[-1] == (
        "- vip (checkout, impact.blocked yes: sets P1; asks steps)"
    )


def test_what_was_stored_without_facts_shows_its_english() -> None:
    old = tuple(replace(reason, meaning=None) for reason in REASONS[:1])
    facts = Reasons(number=NUMBER, priority=Priority.P1, ruled=Priority.P1, reasons=old)
    assert chat(facts).splitlines()[-1] == '- Matrix ("many + stopped = P1")'


def test_the_receipt_quotes_the_reporter_and_says_the_rest() -> None:
    facts = SAMPLES[Notice.ACKNOWLEDGED]
    assert isinstance(facts, Acknowledged)
    made = replace(facts.assessment, reasons=REASONS)
    text = chat(replace(facts, assessment=made, why=True))
    assert 'Warum wir es so einordnen: "Arbeit steht still", 3 Personen melden das\n' in text


def card(made: Assessment) -> CardFacts:
    return CardFacts(
        number=NUMBER,
        subject="x",
        words="",
        priority=made.priority,
        assessment=made,
        mentions=(),
        affected=1,
        answer_by=LATER,
        flag=made.flag,
        flagged=made.flagged,
    )


@pytest.mark.parametrize(
    ("rule", "says", "first", "why"),
    [
        (
            Own.FAILED,
            Says.RULE_FAILED,
            "eine Regel ist gescheitert: ValueError: x",
            'Regel gescheitert ("ValueError: x")',
        ),
        (
            Own.UNREADABLE,
            Says.NOT_READ,
            "war nicht lesbar: ValueError: x; das Original bleibt erhalten",
            'nicht lesbar ("ValueError: x")',
        ),
    ],
)
def test_a_german_card_says_why_a_person_looks_first(
    rule: Own, says: Says, first: str, why: str
) -> None:
    facts = card(unjudged(rule, says, why="ValueError: x"))
    assert f"\nZuerst ansehen: {first}\n" in chat(facts)
    assert f"\nWarum P3: {why}\n" in chat(facts)
    assert "Zuerst ansehen: a rule failed" in chat(
        replace(facts, flag="a rule failed", flagged=None)
    )


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        (
            saying(Own.CALLED, Clause(Says.CALLER, {"who": "Amara Obi"})),
            "ein Mensch hat gerufen (Amara Obi)",
        ),
        (Reason(Own.DRILL, ""), "Übung"),
    ],
)
def test_a_german_card_says_that_a_person_called_or_that_it_is_a_drill(
    reason: Reason, why: str
) -> None:
    made = Assessment(priority=Priority.P1, reasons=(reason,))
    assert f"\nWarum P1: {why}\n" in chat(card(made))


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_variable_is_left_open(name: str) -> None:
    told = [clause(Clause(says, VALUES[says]), LANGUAGES[name].reasons) for says in Says]
    assert [text for text in told if "{" in text or "}" in text] == []
