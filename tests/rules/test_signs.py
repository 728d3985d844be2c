"""Signs: words by kind, in rows, and what they are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.cleaning import clean
from rules.english.kinds import KINDS
from rules.english.weights import EXPECTED, STEPS
from rules.signs import Book, rows, shape, weights
from rules.tokens import tokens
from tests.rules.given import SHIPPED, assessed

BOOK = Book(STEPS, EXPECTED)
WORDS = st.sampled_from(
    ["when", "I", "click", "opened", "the", "should", "not", "don't", "page", "\n", "1.", "- ", "."]
)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("I clicked", ["^^", "<i>", "<did>"]),
        ("we can't run it", ["^^", "<i>", "can", "not", "<do>", "it"]),
        ("It doesn't", ["^^", "it", "does", "not"]),
        ("Title\n\n1. Open x", ["^^", "title", "^", "^#", "<do>", "x"]),
        ("- stopping", ["^^", "<doing>"]),
        ("a\n- b", ["^^", "a", "^-", "b"]),
        ("see https://acme.example/a?b", ["^^", "<see>", "<url>"]),
    ],
)
def test_words_become_kinds(words: str, kinds: list[str]) -> None:
    read = tokens(words, KINDS)
    assert [kind for kind in read.kinds if kind != "#"] == kinds


def test_a_place_is_a_place_in_the_text_whatever_its_letters() -> None:
    text = "İİ I clicked"
    read = tokens(text, KINDS)
    assert read.kinds == ["^^", "İİ", "<i>", "<did>"]
    start, end = read.place(2, 3)
    assert text[start:end] == "I clicked"
    assert read.place(0, 0) == (0, 0)


def test_rows_are_of_one_to_three_words_and_pairs_have_words_between() -> None:
    read = tokens("Cart not saved\n\nI clicked twice. It should work", KINDS)
    found = dict(rows(read))

    first, last = found["<i> <did>"]
    assert read.kinds[first : last + 1] == ["<i>", "<did>"]
    assert found["<i> <did> twice"] == (first, last + 1)
    assert "title: not" in found
    assert not {"title: cart", "title: <i>"} & set(found)
    assert found["<did> .. should"] == (last, found["should"][0])
    assert "<i> .. <did>" not in found  # next to each other: that is a row


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_the_book_finds_what_going_through_all_rows_would_find(text: str) -> None:
    read = tokens(text, KINDS)
    slow: dict[str, tuple[int, int]] = {}
    for sign, place in rows(read):
        slow.setdefault(sign, place)
    wanted = {sign: place for sign, place in slow.items() if sign in BOOK.signs}
    found = BOOK.rows(read)
    assert {s: p for s, p in found.items() if s in BOOK.signs and not s.endswith(" x3")} == wanted


def test_the_sum_of_the_signs_decides() -> None:
    made = weights(0.5, {-1.0: "a; b", 1.0: "c"})
    assert not made.missing({"a": (0, 1), "c": (0, 1)})
    assert made.missing({"c": (0, 1), "unknown": (0, 1)})
    assert made.for_it(["c", "b", "a"], 2) == ["a", "b"]
    assert made.for_it(["c", "b", "a"], 1, frozenset({"b"})) == ["b"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("After I had opened the cart and clicked on Pay, the page stayed white.", False),
        ("We ran the import with the attached file and then restarted the worker.", False),
        ("The invoice page is ugly.", True),
    ],
)
def test_what_was_done_is_heard_in_plain_words(text: str, missing: bool) -> None:  # noqa: FBT001
    made = assessed(text)
    assert ("steps" in made.missing) is missing


def test_a_reason_stands_where_its_span_says() -> None:
    text = "Cart\n\nWhen I click on Pay, nothing happens. It should show the total."
    made = assessed(text)
    spans = [(each.evidence, each.span) for each in made.reasons if each.span is not None]
    assert spans
    assert all(" ".join(text[span.start : span.end].split()) == words for words, span in spans)


def test_in_a_long_text_a_place_is_still_a_place_in_the_whole() -> None:
    text = (
        "Cart is empty\n" + "x " * 30_000 + "\nNobody can log in since Firefox 128, CartError: none"
    )
    made = assessed(text)
    spans = [(each.evidence, each.span) for each in made.reasons if each.span is not None]
    assert {text[span.start : span.end] for _, span in spans} >= {"Nobody", "Firefox 128"}
    found = made.reproduction.surroundings
    assert [text[each.span.start : each.span.end] for each in found][:1] == ["Firefox 128"]


def test_a_stack_trace_is_a_part_of_the_shape() -> None:
    made = assessed(
        'It fails.\n\nTraceback (most recent call last):\n  File "a.py", line 1, in f\n'
    )
    assert "environment" in made.missing
    cleaned = clean("x\n  at a.B.c(B.java:1)\n  at a.B.d(B.java:2)\n", SHIPPED.form)
    assert "shape.trace" in set(shape(cleaned, tokens(cleaned.prose, KINDS)))
    agent = clean("x\nUser-Agent: Mozilla/5.0\nReproducible: Always", SHIPPED.form)
    assert {"shape.agent", "shape.always"} <= set(shape(agent, tokens(agent.prose, KINDS)))
