"""Does this line report something? In doubt it does: a lost report costs more than a ticket."""

from __future__ import annotations

from collections.abc import Iterable

from rules.cleaning import Cleaned
from rules.clues import SURE, first
from rules.lexicon import Lexicon, about
from triage.model import Reason

_SHORT = 160  # characters; nobody says thanks at length


def chatter(cleaned: Cleaned, lexicons: Iterable[Lexicon]) -> Reason | None:
    """Why this is chatter, None when it may be a report."""
    words = tuple(lexicons)
    text = cleaned.text.strip()
    if not any(letter.isalpha() for letter in text):
        return (
            Reason("chatter.no-words", text[:40])
            if not cleaned.code and len(text) < _SHORT
            else None
        )
    if len(text) > _SHORT or cleaned.code or cleaned.trace:
        return None
    whole = first((each for each in about(words, "chatter") if each.points >= SURE), text)
    if whole is not None:
        return Reason(f"chatter.{whole.rule}", whole.words)
    if first((*about(words, "reporting"), *about(words, "actual"), *about(words, "stopped")), text):
        return None
    small = first(about(words, "chatter"), text)
    return (
        None
        if small is None or ("?" in text and _asks(text))
        else Reason(f"chatter.{small.rule}", small.words)
    )


def _asks(text: str) -> bool:
    return len(text.split()) > 12
