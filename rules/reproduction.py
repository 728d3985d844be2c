"""How to see it happen: steps, what was expected, what came instead, each with the words for it.

A labelled section with content is enough. Without one, the points of the clues in the prose are
added up; a phrase that is sure by itself brings all of them, weaker ones have to meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from rules.cleaning import Cleaned, Section, says_nothing
from rules.clues import QUOTE_MOST, compiled, first, hits, sentence
from rules.lexicon import Lexicon, about
from triage.model import Reason

ENOUGH = {"steps": 7, "expected": 6, "actual": 6}
"""Points from which something counts as said: where, on half of the reports used for measuring, few
people were asked for what they had already said and little that was missing went unnoticed."""
STEPS_MOST = 12
"""Steps quoted back; more is an essay."""
_ITEM = compiled(r"^[ \t]*(?:[*_]{0,2}\(?\d{1,2}[.):]?\)?[*_]{0,2}|[-*+•])[ \t]+\S.*$")
_NUMBERED = compiled(r"^[ \t]*[*_]{0,2}\(?\d{1,2}[.):]?\)?[*_]{0,2}[ \t]+[^\s\d].*$")
_MARK = compiled(r"^[ \t]*(?:[*_]{0,2}\(?\d{1,2}[.):]?\)?[*_]{0,2}|[-*+•])[ \t]+")
_LISTS = (2, 3)  # numbered lines that make a list, and a clear one
_ACTIONS = (2, 3, 5, 8)  # from so many words for actions on, a point each
_FOR_LIST = (1, 2)
_FOR_CODE = 3  # code or a log shows what was done
_SHORT = 80  # a section no longer than this may just say that nobody knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One part of a reproduction: the words, whether they suffice, and why we think so."""

    enough: bool = False
    words: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def steps(cleaned: Cleaned, lexicons: Iterable[Lexicon]) -> Said:
    """What to do to see it."""
    words = tuple(lexicons)
    section = cleaned.section("steps")
    if section is not None and not _unsure(section, words):
        return Said(enough=True, words=_items(section), reasons=(_heading("steps", section),))
    numbered = _numbered(cleaned.prose)
    found = [*hits(about(words, "steps", "steps_weak"), cleaned.prose)]
    points = sum(hit.points for hit in found) + _around(cleaned, words, len(numbered))
    if points < ENOUGH["steps"]:
        return Said()
    for_it = [hit for hit in found if hit.points > 0]
    reasons = tuple(Reason(f"steps.{hit.rule}", hit.words) for hit in for_it)
    if len(numbered) >= _LISTS[0]:
        return Said(
            enough=True,
            words=numbered[:STEPS_MOST],
            reasons=(Reason("steps.numbered", numbered[0]), *reasons),
        )
    quoted = tuple(dict.fromkeys(sentence(cleaned.text, hit) for hit in for_it))
    return Said(enough=True, words=quoted[:STEPS_MOST], reasons=reasons)


def _around(cleaned: Cleaned, lexicons: Iterable[Lexicon], numbered: int) -> int:
    """Points for a numbered list, for many words of doing, for code or a log."""
    doing = sum(
        1
        for clue in about(lexicons, "doing")
        for _ in islice(compiled(clue.pattern).finditer(cleaned.prose), _ACTIONS[-1])
    )
    return (
        sum(each for least, each in zip(_LISTS, _FOR_LIST, strict=True) if numbered >= least)
        + sum(doing >= least for least in _ACTIONS)
        + (_FOR_CODE if cleaned.prose != cleaned.text else 0)
    )


def _unsure(section: Section, lexicons: Iterable[Lexicon]) -> bool:
    """ "Not sure" under the heading is no step."""
    short = len(section.words) <= _SHORT
    return short and first(about(lexicons, "unsure"), section.words) is not None


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
    found = [*hits(about(lexicons, kind), cleaned.prose)]
    if sum(hit.points for hit in found) < ENOUGH[kind]:
        return Said()
    best = max(found, key=lambda hit: hit.points)
    return Said(
        enough=True,
        words=(sentence(cleaned.text, best),),
        reasons=tuple(Reason(f"{kind}.{hit.rule}", hit.words) for hit in found if hit.points > 0),
    )


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
