"""Clues: the first match that stands, and its words."""

from __future__ import annotations

from rules.clues import QUOTE_MOST, SURE, Hit, clue, first, sentence

CRASH = clue("crash", r"\bcrash\w*", unless=r"no crash")


def test_a_hit_knows_its_place_and_its_words() -> None:
    hit = CRASH.find("It  crashes.")
    assert hit == Hit(rule="crash", start=4, end=11, words="crashes", points=SURE)


def test_words_around_take_the_meaning_back() -> None:
    assert CRASH.find("There was no crash here.") is None
    far = "There was no crash. " + "Then it worked on for a long time without any trouble. " * 2
    hit = CRASH.find(far + "Then it crashed")
    assert hit is not None
    assert hit.words == "crashed"


def test_after_a_dozen_denials_nobody_looks_further() -> None:
    assert CRASH.find("no crash, " * 40 + " " * 90 + "crashed") is None


def test_what_surrounds_a_word_is_not_quoted() -> None:
    hit = clue("said", r"[^a-z]*now[^a-z]*").find("and, (now), or")
    assert hit is not None
    assert hit.words == "now"


def test_a_hit_without_letters_keeps_one_sign() -> None:
    hit = clue("signs", r"[?!]+").find("what?!?")
    assert hit is not None
    assert len(hit.words) == 1


def test_a_sentence_is_quoted_whole_but_not_for_ever() -> None:
    text = "First this. Then it crashed badly! And " + "more " * 100
    hit = first([CRASH], text)
    assert hit is not None
    assert sentence(text, hit) == "Then it crashed badly!"
    long = "a" * 500 + " crash " + "b" * 500
    hit = first([CRASH], long)
    assert hit is not None
    assert len(sentence(long, hit)) == QUOTE_MOST
