"""Steps, expected and actual behaviour: found in forms and in plain words."""

from __future__ import annotations

import pytest

from tests.rules.given import assessed
from triage.model import Reason, Reproduction

FORM = """Export is broken

### Steps to reproduce
1. Open the report of January
2. Click **Export**
3. Choose CSV

### Expected behaviour
A file with 31 rows

### Actual behaviour
An empty file
"""


def test_a_filled_in_form_is_read_part_by_part() -> None:
    made = assessed(FORM)
    assert made.reproduction == Reproduction(
        steps=("Open the report of January", "Click **Export**", "Choose CSV"),
        expected="A file with 31 rows",
        actual="An empty file",
    )
    assert "steps" not in made.missing
    assert "expected" not in made.missing
    assert Reason("steps.heading", "### Steps to reproduce") in made.reasons


@pytest.mark.parametrize(
    "content",
    ["", "N/A", "-", "1.\n2.\n3.", "none", "<!-- tell us how we can see it too -->", "not sure"],
)
def test_a_section_without_content_is_missing(content: str) -> None:
    form = f"The chart is blurred\n\nSteps to reproduce:\n{content}\n\nExpected result:\n{content}"
    made = assessed(form)
    assert "steps" in made.missing


@pytest.mark.parametrize("content", ["", "N/A", "<!-- what you expected -->"])
def test_an_empty_expectation_is_missing(content: str) -> None:
    made = assessed(f"The chart is blurred\n\n**Expected result:** {content}\n\n**Notes:** none")
    assert "expected" in made.missing


def test_code_under_the_heading_is_a_step() -> None:
    made = assessed("It hangs.\n\nTo reproduce:\n```\nacme run --all\n```\n")
    assert "steps" not in made.missing


def test_a_numbered_list_without_a_heading_gives_the_steps() -> None:
    made = assessed(
        "The total is wrong on the page.\n1. Open the cart\n2. Add a book\n3. Remove the book"
    )
    assert made.reproduction.steps == ("Open the cart", "Add a book", "Remove the book")


def test_steps_in_a_sentence_are_quoted() -> None:
    made = assessed(
        "When I click on Save and then open the list, I get a page that shows the old file. "
        "After choosing another file it shows nothing."
    )
    assert made.reproduction.steps[0].startswith("When I click on Save")
    assert "steps" not in made.missing


@pytest.mark.parametrize(
    "text",
    [
        "The list is empty.",
        "The documentation of the export has a typo.",
        "Please add a dark theme, the page is too bright.",
    ],
)
def test_without_an_action_the_steps_are_missing(text: str) -> None:
    made = assessed(text)
    assert made.reproduction.steps == ()
    assert "steps" in made.missing


@pytest.mark.parametrize(
    "text",
    [
        "The total should be 12 but is 14.",
        "I would expect an error message here, the page is blank.",
        "It opens the first page instead of the last one.",
    ],
)
def test_an_expectation_in_a_sentence_counts(text: str) -> None:
    made = assessed(text)
    assert made.reproduction.expected == text
    assert "expected" not in made.missing


@pytest.mark.parametrize(
    "text",
    [
        "Die Seite ist leer, das hatte ich nicht erwartet.",
        "What should I do when the page is blank?",
        "> it should work\nThe page is blank for me.",
        "The page is blank:\n```\nassert should_be_there\n```",
    ],
)
def test_questions_quotes_and_code_expect_nothing(text: str) -> None:
    assert "expected" in assessed(text).missing


@pytest.mark.parametrize(
    ("text", "steps", "expected"),
    [
        (
            "Wenn ich auf Speichern klicke, bleibt die Seite leer. Sie sollte die Liste zeigen.",
            "Wenn ich auf Speichern klicke, bleibt die Seite leer.",
            "Sie sollte die Liste zeigen.",
        ),
        (
            "Beim Speichern bleibt die Liste leer. Ich hatte alle Einträge erwartet.",
            "Beim Speichern bleibt die Liste leer.",
            "Ich hatte alle Einträge erwartet.",
        ),
        (
            "Quand je clique sur Enregistrer, la page est vide. Elle devrait montrer la liste.",
            "Quand je clique sur Enregistrer, la page est vide.",
            "Elle devrait montrer la liste.",
        ),
        (
            "Al hacer clic en Guardar la página sale vacía. Debería mostrar la lista.",
            "Al hacer clic en Guardar la página sale vacía.",
            "Debería mostrar la lista.",
        ),
        (
            "Ao clicar em Salvar a página fica vazia. Deveria mostrar a lista.",
            "Ao clicar em Salvar a página fica vazia.",
            "Deveria mostrar a lista.",
        ),
    ],
)
def test_other_languages_are_read_too(text: str, steps: str, expected: str) -> None:
    made = assessed(text)
    assert (made.reproduction.steps, made.reproduction.expected) == ((steps,), expected)


def test_a_form_in_another_language_is_read_by_its_headings() -> None:
    made = assessed(
        "Schritte zum Reproduzieren:\n1. Liste öffnen\n2. Sortieren\n\n"
        "Erwartetes Ergebnis: Die Liste ist sortiert\n\nTatsächliches Ergebnis: Sie ist leer"
    )
    assert made.reproduction == Reproduction(
        steps=("Liste öffnen", "Sortieren"),
        expected="Die Liste ist sortiert",
        actual="Sie ist leer",
    )


def test_a_numbered_list_says_where_it_stands() -> None:
    text = "It fails.\n1. Open Reports\n2. Press Export\nEvery time."
    (listed,) = [one for one in assessed(text).reasons if one.rule == "steps.numbered"]
    assert listed.span is not None
    assert text[listed.span.start : listed.span.end] == "1. Open Reports\n2. Press Export"
