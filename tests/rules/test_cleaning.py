"""What is prose, what is not, and that places stay what they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.cleaning import HEAD_MOST, TAIL_MOST, clean, cut, form_of, says_nothing
from rules.english import ENGLISH

FORM = form_of([ENGLISH])


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("before\n```\nsecret code\n```\nafter", "secret code"),
        ("before\n```\nnever closed", "never closed"),
        ("before {code}secret code{code} after", "secret code"),
        ("before <pre>secret code</pre> after", "secret code"),
        ("before\n> what they said\nafter", "what they said"),
        ("before <!-- fill this in --> after", "fill this in"),
        ("before\n  at com.acme.Cart.add(Cart.java:12)\nafter", "Cart.java"),
        ('before\n  File "cart.py", line 12, in add\nafter', "cart.py"),
        ("before\njava.lang.IllegalStateException: no cart\nafter", "IllegalState"),
        ("before\n2026-01-05 12:00:00 WARN no cart\nafter", "WARN"),
        ("before\nUser-Agent: Mozilla/5.0\nafter", "Mozilla"),
    ],
)
def test_code_traces_quotes_and_templates_are_no_prose(text: str, gone: str) -> None:
    cleaned = clean(text, FORM)
    assert gone in cleaned.text
    assert gone not in cleaned.prose
    assert "before" in cleaned.prose


@given(st.text(max_size=400))
def test_prose_is_as_long_as_the_text_with_the_same_lines(text: str) -> None:
    cleaned = clean(cut(text), FORM)
    assert len(cleaned.prose) == len(cleaned.text)
    assert cleaned.prose.count("\n") == cleaned.text.count("\n")


@given(st.text(alphabet="#*`>-: \n1.)stepsxpcd", max_size=400))
def test_sections_lie_inside_the_text(text: str) -> None:
    for section in clean(text, FORM).sections:
        assert text[section.start : section.end].strip() == section.words


def test_a_section_ends_where_any_heading_starts() -> None:
    cleaned = clean("Expected:\nA list\n## Something of your own\nnot expected", FORM)
    section = cleaned.section("expected")
    assert section is not None
    assert section.words == "A list"


def test_a_long_text_keeps_its_head_and_its_tail() -> None:
    short = cut("a" * HEAD_MOST + "b" * 100_000 + "c" * TAIL_MOST)
    assert short == "a" * HEAD_MOST + "\n[...]\n" + "c" * TAIL_MOST


def test_typographic_quotes_become_plain_ones() -> None:
    assert cut("I can\u2019t\u00a0say \u201chello\u201d") == 'I can\'t say "hello"'


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("", True),
        (" n/a ", True),
        ("1.\n2)\n", True),
        ("?", True),
        ("none", True),
        ("no rows", False),
    ],
)
def test_what_says_nothing(text: str, nothing: bool) -> None:  # noqa: FBT001
    assert says_nothing(text) is nothing
