"""The benchmark's mailbox is what its figures claim."""

from __future__ import annotations

import email
from collections import Counter
from datetime import UTC, datetime

import pytest

from benchmarks.mailbox import letters

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def test_a_seed_always_draws_the_same_mailbox() -> None:
    assert letters(50, seed=7, now=NOW) == letters(50, seed=7, now=NOW)
    assert letters(50, seed=7, now=NOW) != letters(50, seed=8, now=NOW)


def test_the_mix_is_what_the_benchmark_says() -> None:
    drawn = letters(2000, seed=1, now=NOW)

    kinds = Counter(email.message_from_bytes(letter.raw).get_content_type() for letter in drawn)
    assert {kind: count / 2000 for kind, count in kinds.items()} == pytest.approx(
        {
            "text/plain": 0.40,
            "multipart/alternative": 0.35,
            "text/html": 0.15,
            "multipart/mixed": 0.10,
        },
        abs=0.03,
    )
    assert sum(letter.answers is not None for letter in drawn) / 2000 == pytest.approx(
        0.15, abs=0.03
    )
    assert sum(len(letter.raw) for letter in drawn) / 2000 == pytest.approx(6300, rel=0.1)


def test_a_reply_answers_an_earlier_first_mail_of_the_same_sender() -> None:
    drawn = letters(500, seed=3, now=NOW)
    earlier: dict[str, str] = {}
    for letter in drawn:
        if letter.answers is None:
            earlier[letter.message_id] = letter.sender
        else:
            assert earlier[letter.answers] == letter.sender
    assert len(set(earlier.values())) == len(earlier)


def test_every_mail_parses_without_a_defect() -> None:
    for letter in letters(200, seed=5, now=NOW):
        parsed = email.message_from_bytes(letter.raw)
        assert [part.defects for part in parsed.walk() if part.defects] == []
