"""Whole letters, word for word: golden/<language>_<medium>.txt shows what people read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.wording.samples import SAMPLES, VOICES
from triage.messages import Notice
from triage.wording.facts import Voice
from triage.wording.speak import write

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", VOICES)
def test_every_notice_reads_as_agreed(name: str) -> None:
    golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert told(VOICES[name]) == golden


def test_every_notice_has_a_sample() -> None:
    assert set(SAMPLES) == set(Notice)


def told(voice: Voice) -> str:
    parts = []
    for notice, facts in SAMPLES.items():
        letter = write(facts, voice)
        subject = f"Subject: {letter.subject}\n" if letter.subject is not None else ""
        parts.append(f"=== {notice.value} ===\n{subject}\n{letter.text}\n")
    return "\n".join(parts)
