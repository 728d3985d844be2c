"""The figures that the rules reach on our own labelled lines (corpus/README.md)."""

from __future__ import annotations

import pytest

from benchmarks.corpus import extraction, labelled, missed, opened


def test_hardly_a_report_is_taken_for_chatter() -> None:
    wrong, of = missed()
    assert of >= 150
    assert len(wrong) / of <= 0.02, wrong


def test_most_chatter_opens_nothing() -> None:
    wrong, of = opened()
    assert of >= 150
    assert len(wrong) / of <= 0.15, wrong


@pytest.mark.parametrize("what", ["scope and count", "where"])
def test_who_is_hit_and_where_is_found_and_nothing_else(what: str) -> None:
    assert len(labelled()) >= 200
    figures, wrong = extraction()
    assert figures[what][2] >= 0.90, wrong
