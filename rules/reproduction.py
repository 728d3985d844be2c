"""How to see it happen: steps, what was expected, what came instead, each with the words for it.

A labelled section with content is enough. Without one, English is weighed (`rules.signs`), and in
other languages the points of the phrases are added up: a phrase that is sure by itself brings all
of them, weaker ones have to meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.cleaning import Cleaned, Section, says_nothing
from rules.clues import QUOTE_MOST, Hit, compiled, first, hits, sentence
from rules.english import reproduction as english
from rules.english.hints import HINTS
from rules.english.weights import EXPECTED, STEPS
from rules.lexicon import Lexicon, about
from rules.sieve import Sieve
from rules.signs import NOWHERE, SURE, Book, Place, Weights, shape
from rules.tokens import Tokens
from triage.evidence import Span
from triage.model import Reason

ENOUGH = {"steps": 7, "expected": 6, "actual": 6}
"""Points from which something counts as said, where there are no weights."""
STEPS_MOST = 12
"""Steps quoted back; more is an essay."""
_ITEM = compiled(r"^[ \t]*(?:[*_]{0,2}\(?\d{1,2}[.):]?\)?[*_]{0,2}|[-*+•])[ \t]+\S.*$")
_NUMBERED = compiled(r"^[ \t]*[*_]{0,2}\(?\d{1,2}[.):]?\)?[*_]{0,2}[ \t]+[^\s\d].*$")
_MARK = compiled(r"^[ \t]*(?:[*_]{0,2}\(?\d{1,2}[.):]?\)?[*_]{0,2}|[-*+•])[ \t]+")
_LISTS = (2, 3)  # numbered lines that make a list, and a clear one
_FOR_LIST = (1, 2)
_FOR_CODE = 3  # code or a log shows what was done
_SHORT = 80  # a section no longer than this may just say that nobody knows
_QUOTES_MOST = 4  # signs whose sentences are quoted
_WEIGHTS = {"steps": STEPS, "expected": EXPECTED}
_BOOK = Book(STEPS, EXPECTED, more=(*SURE["steps"], *SURE["expected"]))
_CLUES = {
    kind: {f"{kind}.{each.id}": each for each in clues}
    for kind, clues in (("steps", english.STEPS), ("expected", english.EXPECTED), ("hints", HINTS))
}
_NAMES = {each.pattern: sign for clues in _CLUES.values() for sign, each in clues.items()}
_SIEVE = Sieve(pattern for pattern, sign in _NAMES.items() if sign in _BOOK.signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One part of a reproduction: the words, whether they suffice, and why we think so."""

    enough: bool = False
    words: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What is read for steps and expectation. `signs`: of English, None for another language."""

    cleaned: Cleaned
    tokens: Tokens
    lexicons: tuple[Lexicon, ...]
    signs: dict[str, Place] | None


def hear(cleaned: Cleaned, tokens: Tokens, lexicons: Iterable[Lexicon], *, english: bool) -> Heard:
    """Gather the signs once for all questions. `english`: the text may be English."""
    words = tuple(lexicons)
    if not english:
        return Heard(cleaned, tokens, words, None)
    signs = _BOOK.rows(tokens)
    signs.update(dict.fromkeys(shape(cleaned, tokens), NOWHERE))
    signs.update(dict.fromkeys(named(cleaned.prose), NOWHERE))
    return Heard(cleaned, tokens, words, signs)


def named(prose: str) -> list[str]:
    """The signs that are patterns of their own, in English."""
    return [_NAMES[pattern] for pattern in _SIEVE.matching(prose)]


def steps(heard: Heard) -> Said:
    """What to do to see it."""
    cleaned = heard.cleaned
    section = section_of("steps", cleaned, heard.lexicons)
    if section is not None:
        return Said(enough=True, words=_items(section), reasons=(_heading("steps", section),))
    if cleaned.section("steps") is not None:
        return Said()  # they say themselves that they do not know
    numbered = _numbered(cleaned.prose)
    more = sum(
        each for least, each in zip(_LISTS, _FOR_LIST, strict=True) if len(numbered) >= least
    )
    more += _FOR_CODE if cleaned.prose != cleaned.text else 0
    found = _for_it("steps", heard, more)
    if found is None:
        return Said()
    reasons = tuple(_reason("steps", hit) for hit in found)
    if len(numbered) >= _LISTS[0]:
        return Said(
            enough=True,
            words=tuple(words for _, words in numbered[:STEPS_MOST]),
            reasons=(_list(numbered), *reasons),
        )
    quoted = dict.fromkeys(
        sentence(cleaned.text, hit) for hit in sorted(found, key=lambda hit: hit.start)
    )
    return Said(enough=True, words=tuple(quoted)[:STEPS_MOST], reasons=reasons)


def expected(heard: Heard) -> Said:
    """What should have happened."""
    return _said("expected", heard)


def actual(heard: Heard) -> Said:
    """What happened instead."""
    return _said("actual", heard)


def _said(kind: str, heard: Heard) -> Said:
    section = heard.cleaned.section(kind)
    if section is not None:
        words = " ".join(section.words.split())[:QUOTE_MOST]
        return Said(enough=True, words=(words,), reasons=(_heading(kind, section),))
    found = _for_it(kind, heard, 0)
    if found is None:
        return Said()
    return Said(
        enough=True,
        words=(sentence(heard.cleaned.text, found[0]),) if found else (),
        reasons=tuple(_reason(kind, hit) for hit in found),
    )


def _for_it(kind: str, heard: Heard, more: int) -> list[Hit] | None:
    """What speaks for its being there, the strongest first; None when that is not enough."""
    weights = _WEIGHTS.get(kind)
    if heard.signs is not None and weights is not None:
        if not weights.missing(heard.signs, SURE[kind]):
            return _signs(kind, weights, heard)
        lexicons = tuple(each for each in heard.lexicons if each.language != "en")
    else:
        lexicons = heard.lexicons
    if not lexicons:
        return None
    topics = (kind, "steps_weak") if kind == "steps" else (kind,)
    found = [*hits(about(lexicons, *topics), heard.cleaned.prose)]
    if not found or sum(hit.points for hit in found) + more < ENOUGH[kind]:
        return None
    return sorted(found, key=lambda hit: -hit.points)


def _signs(kind: str, weights: Weights, heard: Heard) -> list[Hit]:
    """The strongest signs that have a place: words in a row, and patterns of this question."""
    found = heard.signs or {}
    signs = [sign for sign in found if found[sign] != NOWHERE or sign in _CLUES[kind]]
    hits = (_hit(kind, sign, heard) for sign in weights.for_it(signs, _QUOTES_MOST, SURE[kind]))
    return [hit for hit in hits if hit is not None]


def _hit(kind: str, sign: str, heard: Heard) -> Hit | None:
    clue = _CLUES[kind].get(sign)
    if clue is not None:
        return clue.find(heard.cleaned.prose)
    start, end = heard.tokens.place(*(heard.signs or {})[sign])
    words = " ".join(heard.cleaned.text[start:end][:QUOTE_MOST].split())
    return Hit(rule="words", start=start, end=end, words=words, points=0)


def section_of(kind: str, cleaned: Cleaned, lexicons: Iterable[Lexicon]) -> Section | None:
    """The section that answers a question all by itself."""
    section = cleaned.section(kind)
    if section is None or (kind == "steps" and _unsure(section, lexicons)):
        return None
    return section


def _unsure(section: Section, lexicons: Iterable[Lexicon]) -> bool:
    """ "Not sure" under the heading is no step."""
    short = len(section.words) <= _SHORT
    return short and first(about(lexicons, "unsure"), section.words) is not None


def _heading(kind: str, section: Section) -> Reason:
    return Reason(f"{kind}.heading", section.title, Span(section.start, section.end))


def _reason(kind: str, hit: Hit) -> Reason:
    return Reason(f"{kind}.{hit.rule}", hit.words, Span(hit.start, hit.end))


def _items(section: Section) -> tuple[str, ...]:
    lines = [match.group() for match in _ITEM.finditer(section.words)] or section.words.split("\n")
    words = (_unmarked(line) for line in lines)
    return tuple(line for line in words if not says_nothing(line))[:STEPS_MOST]


def _numbered(prose: str) -> tuple[tuple[Span, str], ...]:
    found = _NUMBERED.finditer(prose)
    return tuple((Span(one.start(), one.end()), _unmarked(one.group())) for one in found)


def _list(numbered: Sequence[tuple[Span, str]]) -> Reason:
    """The whole list stands for itself, from its first line to its last."""
    (first_place, words), (last_place, _) = numbered[0], numbered[-1]
    return Reason("steps.numbered", words, Span(first_place.start, last_place.end))


def _unmarked(line: str) -> str:
    mark = _MARK.search(line)
    return " ".join(line[mark.end() if mark else 0 :].split())[:QUOTE_MOST]
