"""One definition of the questions for a modal and a mail, and the answers read back from both."""

from __future__ import annotations

import pytest
from hypothesis import given as sampled
from hypothesis import strategies as some

from triage.wording.form import (
    ANSWER_MOST,
    FIELDS_MOST,
    HINT_MOST,
    LABEL_MOST,
    form,
    given,
    read_answers,
)
from triage.wording.language import QUESTIONS
from triage.wording.languages import LANGUAGES

ASKED = ("steps", "impact")
STEPS = LANGUAGES["en"].questions["steps"]
IMPACT = LANGUAGES["en"].questions["impact"]


def read(whole: str, asked: tuple[str, ...] = ASKED) -> dict[str, str]:
    return dict(read_answers(whole, whole, asked))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_fits_a_form(language: str) -> None:
    for key in QUESTIONS:
        [field] = form([key], language)
        assert field.question == LANGUAGES[language].questions[key]
        assert 0 < len(field.label) <= LABEL_MOST
        assert 0 < len(field.hint) <= HINT_MOST


def test_a_form_has_the_questions_in_their_order_and_no_more_than_three() -> None:
    found = [field.key for field in form(("impact", "steps", "expected", "environment"), "de")]
    assert found == ["impact", "steps", "expected"]
    assert len(found) == FIELDS_MOST


def test_a_question_nobody_has_words_for_asks_in_general_once() -> None:
    assert [field.key for field in form(("colour", "taste"), "en")] == ["neutral"]


def test_what_was_left_empty_is_no_answer() -> None:
    assert given({"steps": " I clicked \n", "impact": "  ", "colour": "red"}) == {
        "steps": "I clicked"
    }


def test_a_very_long_answer_is_cut() -> None:
    assert len(given({"steps": "x" * 9_999})["steps"]) == ANSWER_MOST


def test_answers_below_the_quoted_questions_are_read() -> None:
    whole = (
        "Hi,\nsee below.\n\nOn Tuesday Acme support wrote:\n"
        f"> Hello Ada,\n>\n>   1. {STEPS}\n\nI opened the invoice\nand clicked Save.\n\n"
        f">   2. {IMPACT}\n>\n\nOnly me.\n> If everything is down for all of you\n\nAda"
    )
    assert read(whole) == {
        "steps": "I opened the invoice\nand clicked Save.",
        "impact": "Only me.",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_to_the_questions_for_developers_are_read_too(language: str) -> None:
    asked = LANGUAGES[language].technical["steps"]
    assert read(f"> 1. {asked}\n\nacme run --all") == {"steps": "acme run --all"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_to_the_general_question_is_read_too(language: str) -> None:
    """It has the same words for everybody: there is none for developers."""
    asked = LANGUAGES[language].questions["neutral"]
    assert read(f"> {asked}\n\nThe page stays white", ("neutral",)) == {
        "neutral": "The page stays white"
    }


def test_a_question_that_the_mail_program_broke_is_known_again() -> None:
    broken = IMPACT.replace("Is it only", "\n> > Is it only")
    assert read(f"> > 2. {broken}\n\nOnly me") == {"impact": "Only me"}


def test_answers_in_an_unquoted_copy_are_read_and_our_own_words_are_not() -> None:
    receipt = LANGUAGES["en"].receipt
    whole = (
        f"  1. {STEPS}\n  I clicked Save\n\n  2. {IMPACT}\n\n"
        f"{receipt.mail_manners}\n{receipt.mail_sent}\n"
    )
    assert read(whole) == {"steps": "I clicked Save"}


def test_an_answer_behind_the_question_is_read() -> None:
    assert read(f"1. {STEPS} I clicked Save") == {"steps": "I clicked Save"}


def test_answers_by_number_are_read() -> None:
    assert read("Hello,\n1. I clicked Save\nand waited\n2) only me") == {
        "steps": "I clicked Save\nand waited",
        "impact": "only me",
    }


@pytest.mark.parametrize("words", ["1. open\n2. click\n3. save", "1. a\n1. b", "It broke", ""])
def test_a_list_of_steps_or_plain_words_are_no_answers_by_number(words: str) -> None:
    assert read(words) == {}


def test_a_signature_ends_the_last_answer() -> None:
    assert read(f"> 1. {STEPS}\nI clicked\n-- \nAda Byron") == {"steps": "I clicked"}


def test_questions_that_were_not_asked_are_not_answered() -> None:
    assert read(f"> 1. {STEPS}\nI clicked", asked=()) == {}


def test_the_questions_are_known_in_every_language() -> None:
    german = LANGUAGES["de"].questions["steps"]
    assert read(f"> 1. {german}\nIch habe geklickt") == {"steps": "Ich habe geklickt"}


@sampled(some.text(), some.lists(some.sampled_from(QUESTIONS)))
def test_any_text_is_read(text: str, asked: list[str]) -> None:
    found = read_answers(text, text, asked)
    assert set(found) <= set(asked)
