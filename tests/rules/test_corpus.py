"""The figures that the rules reach on our own labelled lines (corpus/README.md)."""

from __future__ import annotations

from benchmarks.corpus import missed, opened


def test_hardly_a_report_is_taken_for_chatter() -> None:
    wrong, of = missed()
    assert of >= 150
    assert len(wrong) / of <= 0.02, wrong


def test_most_chatter_opens_nothing() -> None:
    wrong, of = opened()
    assert of >= 150
    assert len(wrong) / of <= 0.15, wrong
