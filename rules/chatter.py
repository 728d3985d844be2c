"""Does this line report something? In doubt it does: a lost report costs more than a ticket."""

from __future__ import annotations

from collections.abc import Iterable

from rules.cleaning import Cleaned
from rules.clues import SURE, first
from rules.lexicon import Lexicon, about
from triage.model import Reason

_SHORT = 160  # characters; nobody says thanks at length
_FEW = 16  # words; small talk that goes on may come to the point
_GREETING = 6  # words, in languages of which only greetings are known


def chatter(cleaned: Cleaned, lexicons: Iterable[Lexicon], spoken: str | None) -> Reason | None:
    """Why this is chatter, None when it may be a report: without words it may be a screenshot.

    `spoken`: the language. In English a line about those who talk is chatter, unless it names a
    thing that products have or something that went wrong; elsewhere only greetings are known.
    """
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
    if len(text.split()) > _FEW or "://" in text:
        return None
    if first(about(words, "reporting", "actual", "stopped", "minor"), text):
        return None
    small = first(talk, text)
    if small is not None and (spoken == "en" or len(text.split()) <= _GREETING):
        return Reason(f"chatter.{small.rule}", small.words)
    about_us = first(about(words, "people"), text)
    if (
        spoken in {None, "en"}
        and about_us is not None
        and first(about(words, "things"), text) is None
    ):
        return Reason(f"chatter.{about_us.rule}", about_us.words)
    return None
