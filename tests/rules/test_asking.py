"""Whoever only asks how things stand is answered; whoever tells something is heard by a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.asking import MOST, asks_status


@pytest.mark.parametrize(
    "line",
    [
        "status?",
        "Status",
        "any news?",
        "Hi, any updates on this please?",
        "What's the status of my ticket?",
        "how is it going?",
        "Gibt es schon was Neues?",
        "Wie ist der Stand?",
        "Hallo, wie steht's?",
        "du nouveau ?",
        "¿alguna novedad?".lstrip("¿"),
    ],
)
def test_a_line_that_asks_how_it_stands(line: str) -> None:
    assert asks_status(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The status page shows an error",
        "status 500 since ten",
        "update failed",
        "Any news? It now fails for all of us.",
        "I installed the update",
        "Stand heute geht gar nichts mehr",
        "status " * 20,
    ],
)
def test_a_line_that_tells_something_does_not_only_ask(line: str) -> None:
    assert not asks_status(line)


@given(st.text(max_size=3 * MOST))
def test_any_text_has_an_answer(line: str) -> None:
    assert asks_status(line) in (True, False)
