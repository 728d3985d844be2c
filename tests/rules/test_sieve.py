"""The sieve leaves out no pattern that could match."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import labelled, lines
from rules.clues import compiled
from rules.lexicon import UNSIFTED
from rules.sieve import Sieve
from tests.rules.given import SHIPPED

PATTERNS = [
    clue.pattern
    for each in SHIPPED.lexicons
    for topic, clues in each.clues.items()
    if topic not in UNSIFTED
    for clue in clues
]
PIECES = st.sampled_from(
    ["when I click", "CAN'T", "nobody can", "K", "İ", "kunden melden", "stürzt ab",
     "je clique", "should be", "\n", "-> Save", "no workaround", "é", "1. open", "charged twice"]
)  # fmt: skip


def passed(text: str) -> frozenset[str]:
    return frozenset().union(*(each.possible(text) for each in SHIPPED.sieves.values()))


@given(st.lists(PIECES | st.text(max_size=6), max_size=12).map(" ".join))
def test_what_matches_passes(text: str) -> None:
    possible = passed(text)
    assert [p for p in PATTERNS if p not in possible and compiled(p).search(text)] == []


def test_of_our_own_lines_nothing_is_lost_and_most_work_is_saved() -> None:
    texts = [*lines("chat-reports.txt"), *(each.text for each in labelled())]
    all_passed = 0
    for text in texts:
        possible = passed(text)
        assert [p for p in PATTERNS if p not in possible and compiled(p).search(text)] == []
        all_passed += len(possible)
    assert all_passed < 0.3 * len(texts) * len(set(PATTERNS))


def test_a_sieve_of_nothing_lets_nothing_pass() -> None:
    assert Sieve(()).possible("anything") == frozenset()
    assert Sieve(["a+b", "ab"]).matching("xxaab") == ["a+b", "ab"]
