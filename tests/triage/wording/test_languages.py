"""No language may lack a sentence, a variable or a question that another one has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from string import Formatter

import pytest

from triage.controls import Action, Asked, CommandKind
from triage.model import (
    Scope,
    Urgency,
)
from triage.why import Why
from triage.wording.controls import commands, form
from triage.wording.language import QUESTIONS, Language
from triage.wording.languages import LANGUAGES
from triage.wording.speak import question
from triage.wording.whisper import Whisper


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_uses_the_same_variables_as_english(name: str) -> None:
    assert variables(LANGUAGES[name]) == variables(LANGUAGES["en"])


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_leaves_no_sentence_empty(name: str) -> None:
    assert [path for path, text in sentences(LANGUAGES[name]) if not text.strip()] == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_has_every_question_and_every_word_for_impact(name: str) -> None:
    language = LANGUAGES[name]
    assert set(language.questions) == set(QUESTIONS)
    assert set(language.technical) == set(QUESTIONS) - {"neutral"}
    assert set(language.scopes) == set(Scope) - {Scope.UNKNOWN}
    assert set(language.urgencies) == set(Urgency)
    assert set(language.hands.refusals) == set(Why)


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_has_every_short_answer(name: str) -> None:
    assert set(LANGUAGES[name].controls.whispers) == set(Whisper)


@pytest.mark.parametrize("name", LANGUAGES)
def test_forms_and_commands_fit_discord(name: str) -> None:
    """Its limits: 45 characters in a title and a label, 100 in a hint and a choice, 32 in a menu;
    a form has one to five fields."""
    forms = LANGUAGES[name].forms
    assert all(len(one) <= 45 for one in (*forms.titles.values(), *forms.labels.values()))
    assert all(len(one) <= 100 for one in forms.impacts.values())
    for command in commands(name):
        limit = 32 if command.kind is CommandKind.MESSAGE else 100
        assert 0 < len(command.description or command.name) <= limit
        assert all(0 < len(one.description) <= 100 for one in command.options)
        assert all(len(each.label) <= 100 for one in command.options for each in one.choices)
        required = [one.required for one in command.options]
        assert required == sorted(required, reverse=True)  # Discord wants these first
    asked = Asked(action=Action.ANSWER, ticket=None, argument=",".join(QUESTIONS), language=name)
    for action in (Action.ANSWER, Action.REPORT, Action.ADD):
        opened = form(replace(asked, action=action))
        assert opened is not None
        assert 1 <= len(opened.fields) <= 5


def test_what_opens_no_form_opens_none() -> None:
    asked = Asked(action=Action.SOLVED, ticket=None, argument="", language="en")
    assert form(asked) is None


def test_languages_do_not_share_a_long_sentence() -> None:
    """A sentence that was copied and never translated."""
    english = {text for _, text in sentences(LANGUAGES["en"]) if text.count(" ") > 2}
    german = {text for _, text in sentences(LANGUAGES["de"]) if text.count(" ") > 2}
    assert english & german == set()


def test_an_unknown_language_speaks_english() -> None:
    assert question("steps", "xx") == LANGUAGES["en"].questions["steps"]


@pytest.mark.parametrize("name", ["de", "DE", "de-AT", "de_CH"])
def test_a_region_does_not_hide_the_language(name: str) -> None:
    assert question("steps", name) == LANGUAGES["de"].questions["steps"]


@pytest.mark.parametrize("name", LANGUAGES)
def test_an_unknown_question_asks_in_general(name: str) -> None:
    assert question("colour", name) == LANGUAGES[name].questions["neutral"]


def variables(language: Language) -> dict[str, frozenset[str]]:
    return {
        path: frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
        for path, text in sentences(language)
    }


def sentences(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a language with the way to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from sentences(inner, f"{path}[{key}]")
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from sentences(inner, f"{path}[{index}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from sentences(getattr(value, field.name), f"{path}.{field.name}")
