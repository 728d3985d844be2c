"""How the words around engineers' work are built. Pure; the sentences are in the languages."""

from __future__ import annotations

from typing import assert_never

from triage.wording import letters
from triage.wording.facts import Handed, Merged, Woken
from triage.wording.pen import Pen

SUBJECT = 80


def said(facts: Merged | Handed | Woken, pen: Pen) -> str:
    match facts:
        case Merged():
            return letters.note(pen.language.hands.merged.format(number=facts.number), pen)
        case Handed():
            return _handed(facts, pen)
        case Woken():
            return _woken(facts, pen)
        case _:
            assert_never(facts)


def _handed(facts: Handed, pen: Pen) -> str:
    """Taken, or handed over by somebody else."""
    words = pen.language.hands
    template = words.taken if facts.to == facts.by else words.handed
    return template.format(
        number=facts.number,
        to=pen.name(facts.to),
        by=pen.name(facts.by),
        reason=pen.quote(facts.reason),
    )


def _woken(facts: Woken, pen: Pen) -> str:
    words, subject = pen.language.hands, pen.quote(facts.subject, limit=SUBJECT)
    if facts.who is None:
        return words.woken_nobody.format(number=facts.number, subject=subject)
    return words.woken.format(number=facts.number, subject=subject, who=pen.name(facts.who))
