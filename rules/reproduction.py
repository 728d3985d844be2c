"""How to see it happen: steps, what was expected, what came instead, each with the words for it.

A labelled section with content is enough. Without one, points of the clues in the prose are added
up: one strong clue, or two weak ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.cleaning import Cleaned, Section, says_nothing
from rules.clues import QUOTE_MOST, Hit, compiled, hits, sentence
from rules.lexicon import Lexicon
from triage.model import Reason

ENOUGH = 2
"""Points from which something counts as said."""
STEPS_MOST = 12
"""Steps quoted back; more is an essay."""
_ITEM = compiled(r"^[ \t]*(?:[*_]{0,2}\(?\d{1,2}[.):]?\)?[*_]{0,2}|[-*+•])[ \t]+\S.*$")
_NUMBERED = compiled(r"^[ \t]*[*_]{0,2}\(?\d{1,2}[.):]?\)?[*_]{0,2}[ \t]+[^\s\d].*$")
_MARK = compiled(r"^[ \t]*(?:[*_]{0,2}\(?\d{1,2}[.):]?\)?[*_]{0,2}|[-*+•])[ \t]+")
_LIST = 2  # numbered lines that make a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One part of a reproduction: the words, whether they suffice, and why we think so."""

    enough: bool = False
    words: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def steps(cleaned: Cleaned, lexicons: Iterable[Lexicon]) -> Said:
    """What to do to see it."""
    section = cleaned.section("steps")
    if section is not None:
        return Said(enough=True, words=_items(section), reasons=(_heading("steps", section),))
    numbered = _numbered(cleaned.prose)
    found = [*_hits(cleaned.prose, lexicons, ("steps", "steps_weak"))]
    points = sum(hit.points for hit in found) + (ENOUGH if len(numbered) >= _LIST else 0)
    reasons = tuple(Reason(f"steps.{hit.rule}", hit.words) for hit in found)
    if len(numbered) >= _LIST:
        reasons = (Reason("steps.numbered", numbered[0]), *reasons)
    words = numbered or tuple(dict.fromkeys(sentence(cleaned.prose, hit) for hit in found))
    if points < ENOUGH:
        return Said()
    return Said(enough=True, words=words[:STEPS_MOST], reasons=reasons)


def expected(cleaned: Cleaned, lexicons: Iterable[Lexicon]) -> Said:
    """What should have happened."""
    return _said("expected", cleaned, lexicons)


def actual(cleaned: Cleaned, lexicons: Iterable[Lexicon]) -> Said:
    """What happened instead."""
    return _said("actual", cleaned, lexicons)


def _said(kind: str, cleaned: Cleaned, lexicons: Iterable[Lexicon]) -> Said:
    section = cleaned.section(kind)
    if section is not None:
        words = " ".join(section.words.split())[:QUOTE_MOST]
        return Said(enough=True, words=(words,), reasons=(_heading(kind, section),))
    found = _hits(cleaned.prose, lexicons, (kind,))
    if sum(hit.points for hit in found) < ENOUGH:
        return Said()
    best = max(found, key=lambda hit: hit.points)
    return Said(
        enough=True,
        words=(sentence(cleaned.prose, best),),
        reasons=tuple(Reason(f"{kind}.{hit.rule}", hit.words) for hit in found),
    )


def _hits(prose: str, lexicons: Iterable[Lexicon], topics: tuple[str, ...]) -> list[Hit]:
    clues = (clue for lexicon in lexicons for topic in topics for clue in lexicon.about(topic))
    return list(hits(clues, prose))


def _heading(kind: str, section: Section) -> Reason:
    return Reason(f"{kind}.heading", section.title)


def _items(section: Section) -> tuple[str, ...]:
    lines = [match.group() for match in _ITEM.finditer(section.words)] or section.words.split("\n")
    words = (_unmarked(line) for line in lines)
    return tuple(line for line in words if not says_nothing(line))[:STEPS_MOST]


def _numbered(prose: str) -> tuple[str, ...]:
    return tuple(_unmarked(match.group()) for match in _NUMBERED.finditer(prose))


def _unmarked(line: str) -> str:
    mark = _MARK.search(line)
    return " ".join(line[mark.end() if mark else 0 :].split())[:QUOTE_MOST]
