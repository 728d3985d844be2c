"""Does this line report something? In doubt it does: a lost report costs more than a ticket."""

from __future__ import annotations

from collections.abc import Iterable

from rules.cleaning import Cleaned
from rules.clues import SURE, first
from rules.lexicon import Lexicon, about
from triage.model import Reason

_SHORT = 160  # characters; nobody says thanks at length
_FEW = 12  # words; small talk that goes on may come to the point


def chatter(cleaned: Cleaned, lexicons: Iterable[Lexicon]) -> Reason | None:
    """Why this is chatter, None when it may be a report: without words it may be a screenshot."""
    words = tuple(lexicons)
    text = cleaned.text.strip()
    if not text or len(text) > _SHORT or cleaned.code or cleaned.trace:
        return None
    if not any(letter.isalpha() for letter in text):
        return Reason("chatter.no-words", text)
    talk = about(words, "chatter")
    whole = first((each for each in talk if each.points >= SURE), text)
    if whole is not None:
        return Reason(f"chatter.{whole.rule}", whole.words)
    if first(about(words, "reporting", "actual", "stopped"), text) or len(text.split()) > _FEW:
        return None
    small = first(talk, text)
    return None if small is None else Reason(f"chatter.{small.rule}", small.words)
