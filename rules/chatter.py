"""Does this line report something? In doubt it does: a lost report costs more than a ticket."""

from __future__ import annotations

from collections.abc import Iterable

from rules.cleaning import Cleaned
from rules.clues import SURE, Hit, first
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
    hit = first((each for each in talk if each.points >= SURE), text)
    if hit is None and not _may_report(text, words):
        hit = _small_talk(text, words, spoken)
    return None if hit is None else Reason(f"chatter.{hit.rule}", hit.words)


def _may_report(text: str, words: tuple[Lexicon, ...]) -> bool:
    if len(text.split()) > _FEW or "://" in text:
        return True
    return first(about(words, "reporting", "actual", "stopped", "minor"), text) is not None


def _small_talk(text: str, words: tuple[Lexicon, ...], spoken: str | None) -> Hit | None:
    small = first(about(words, "chatter"), text)
    if small is not None and (spoken == "en" or len(text.split()) <= _GREETING):
        return small
    about_us = first(about(words, "people"), text) if spoken in {None, "en"} else None
    about_a_thing = about_us is not None and first(about(words, "things"), text) is not None
    return None if about_a_thing else about_us
