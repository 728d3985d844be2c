"""A language pack: what is wrong with it is said by place, and what it counts is counted."""

from __future__ import annotations

import pytest

from rules.lexicon import Lexicon, read


@pytest.mark.parametrize("numbers", ["two", {"zwei": "2"}, {"zwei": True}])
def test_numbers_that_are_none_are_refused(numbers: object) -> None:
    problems = read({"language": "de", "numbers": numbers}, "packs[0]")
    assert isinstance(problems, tuple)
    assert [each.path for each in problems] == ["packs[0].numbers"]


def test_who_is_counted_stands_within_two_words_of_the_number() -> None:
    made = read({"language": "de", "people": ["kunden"], "numbers": {"Zwei": 2}}, "")
    assert isinstance(made, Lexicon)
    assert made.counted is not None
    assert made.numbers == {"zwei": 2}
    assert made.counted.search("zwei unserer besten kunden") is not None
    assert made.counted.search("zwei Tage lang warten alle unsere Kunden") is None


def test_a_pack_may_count_nobody() -> None:
    made = read({"language": "de"}, "")
    assert isinstance(made, Lexicon)
    assert made.counted is None
