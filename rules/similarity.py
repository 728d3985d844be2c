"""Which earlier tickets look like this one: BM25 over their words, in plain Python. Pure.

    index = Index()
    index.add(1, read("Checkout fails", "500 after the last step"), at=monday)
    index.like(read("checkout is broken", "error 500"), most=5)   # [Scored(id=1, ...)]

A word that few tickets have tells more than one that many have (its inverse document frequency);
said twice it tells a little more, and a long report has more words by chance. Scores are shares of
what the report itself would score, so 1 means: says the same. They order candidates; alone they
prove nothing, because on labelled duplicates over all history no score was right more often than
one time in ten. So nothing is ever merged by them.
"""

from __future__ import annotations

import heapq
import math
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice, pairwise

from rules.signature import signature

SATURATION = 2.0
"""BM25's k1: how much saying a word again adds. With LENGTH, TITLE and TELLING chosen on the
labelled duplicates of two trackers, where a broad range of each does as well."""
LENGTH = 0.75
"""BM25's b: how much of a report's length is held against it."""
TITLE = 4
"""A word of the subject counts as often as this many in the text: people say there what it is.
Two neighbours in the subject count as a term of their own, half as often."""
TELLING = 25
"""Words of a report that are looked for, the most telling first: the others add noise and time."""
READ_MOST = 6_000
"""Characters of a report that are read."""
SHOWN = 5
"""Shared words that are named as the reason."""
_LONGEST = 40

_FORM = re.compile(
    r"(?im)^[ \t]*(?:>.*|(?:user[- ]?agent|build[ -]?id(?:entifier)?|steps to reproduce|"
    r"how to reproduce|actual results?|expected results?|reproducible|environment)[ \t]*:.*)$"
)
_WORD = re.compile(r"[^\W\d_]\w*|\d+(?:\.\d+)*")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_ENDS = ("ations", "ation", "ings", "ing", "edly", "ied", "ies", "ed", "es", "s", "ly")
_SHORTEST_STEM = 4
# English and German; in other languages their frequency tells them.
_COMMON_WORDS = (
    "a about after again all also am an and any are as at be been before being but by can cannot "
    "could did do does down for from get got had has have he her here him his how i if in into is "
    "it its just me more most my new no not of off on one only or our out over per please she "
    "should so some such than that the their them then there these they this those to two under "
    "up us use used using very via was we were what when where which who why will with would you "
    "your expected actual results result steps reproduce "
    "aber als am an auch auf aus bei bin bis bitte da das dass dem den der des die dies diese du "
    "ein eine einem einen einer er es für habe haben hat ich ihr im in ist ja kann kein keine man "
    "mein mich mir mit nach nicht noch nur ob schon sehr sein sich sie sind so über um und "
    "uns von vom war was wenn wer wie wir wird zu zum zur"
)
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A report as it is compared: its terms with how often they stand there, the error it shows.

    `written`: a term -> the word as it was written, to be shown. `signature`: see
    `rules.signature`; `error`: the error's name in it.
    """

    terms: Mapping[str, float]
    written: Mapping[str, str]
    signature: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """An earlier report: how alike (0 to 1), the words both have, whether the error is the same."""

    id: int
    at: datetime
    score: float
    words: tuple[str, ...]
    same_error: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the index remembers of a report."""

    id: int
    at: datetime
    signature: str | None


@dataclass(slots=True)
class _Found:
    """Where a term stands: in which reports, by their place in the index, and how often."""

    places: array[int] = field(default_factory=lambda: array("L"))
    counts: array[float] = field(default_factory=lambda: array("f"))


@dataclass(slots=True)
class Index:
    """Reports by their terms. Grows by `add`; asking changes nothing."""

    _kept: list[_Kept] = field(default_factory=list)
    _terms: dict[str, _Found] = field(default_factory=dict)
    _signed: dict[str, list[int]] = field(default_factory=dict)
    _lengths: array[float] = field(default_factory=lambda: array("f"))
    _numbers: set[int] = field(default_factory=set)
    _length: float = 0.0

    def __contains__(self, number: int) -> bool:
        return number in self._numbers

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, number: int, words: Words, *, at: datetime) -> None:
        """Remember a report, each number once."""
        if number in self._numbers:
            return
        place, length = len(self._kept), sum(words.terms.values())
        self._kept.append(_Kept(number, at, words.signature))
        self._lengths.append(length)
        self._numbers.add(number)
        self._length += length
        for term, times in words.terms.items():
            found = self._terms.setdefault(term, _Found())
            found.places.append(place)
            found.counts.append(times)
        if words.signature is not None:
            self._signed.setdefault(words.signature, []).append(place)

    def same_error(self, words: Words, *, since: datetime, most: int) -> list[Scored]:
        """The newest reports that show the same error, whatever else they say; newest first."""
        places = self._signed.get(words.signature or "", [])
        recent = (place for place in reversed(places) if self._kept[place].at >= since)
        return [self._scored(place, 0.0, (), words) for place in islice(recent, most)]

    def like(self, words: Words, *, most: int, since: datetime | None = None) -> list[Scored]:
        """The reports most alike, the best first, newer before older. `since`: none from before."""
        asked = self._telling(words)
        whole = self._own(asked, words) or 1.0
        scores = self._scores(asked)
        kept = self._kept
        wanted = (
            (score, place)
            for place, score in enumerate(scores)
            if score and (since is None or kept[place].at >= since)
        )
        return [
            self._scored(place, round(min(1.0, score / whole), 3), asked, words)
            for score, place in heapq.nlargest(most, wanted)
        ]

    def _scored(
        self, place: int, score: float, asked: Sequence[tuple[str, float]], words: Words
    ) -> Scored:
        kept = self._kept[place]
        return Scored(
            id=kept.id,
            at=kept.at,
            score=score,
            words=self._shared(asked, place, words),
            same_error=words.signature is not None and kept.signature == words.signature,
        )

    def _telling(self, words: Words) -> list[tuple[str, float]]:
        """The report's terms that say most, each with its weight."""
        count = len(self._kept)
        weighed = (
            (term, (1 + math.log(max(times, 1.0))) * _rarity(len(found.places), count))
            for term, times in words.terms.items()
            if (found := self._terms.get(term)) is not None
        )
        return heapq.nlargest(TELLING, weighed, key=lambda one: one[1])

    def _scores(self, asked: Iterable[tuple[str, float]]) -> Sequence[float]:
        """BM25 of every report, by its place; the loop that decides how fast a question is."""
        scores = [0.0] * len(self._kept)
        lengths, short, long = self._lengths, SATURATION * (1 - LENGTH), self._drag
        for term, weight in asked:
            found = self._terms[term]
            for place, times in zip(found.places, found.counts, strict=True):
                scores[place] += weight * times / (times + short + long * lengths[place])
        return scores

    def _own(self, asked: Iterable[tuple[str, float]], words: Words) -> float:
        """What the report itself would score."""
        terms = words.terms
        drag = SATURATION * (1 - LENGTH) + self._drag * sum(terms.values())
        return sum(weight * terms[term] / (terms[term] + drag) for term, weight in asked)

    @property
    def _drag(self) -> float:
        """How much a unit of length is held against a report."""
        return SATURATION * LENGTH * len(self._kept) / (self._length or 1.0)

    def _shared(
        self, asked: Iterable[tuple[str, float]], place: int, words: Words
    ) -> tuple[str, ...]:
        both = (term for term, _ in asked if term in words.written and self._has(term, place))
        return tuple(dict.fromkeys(words.written[term] for term in both))[:SHOWN]

    def _has(self, term: str, place: int) -> bool:
        """Places only grow, so they stand in order."""
        places = self._terms[term].places
        at = bisect_left(places, place)
        return at < len(places) and places[at] == place


def read(subject: str | None, text: str) -> Words:
    """A report as it is compared. A text that begins with its subject says it once."""
    title = subject or ""
    body = text.removeprefix(title) if title else text
    terms: defaultdict[str, float] = defaultdict(float)
    written: dict[str, str] = {}
    named = [*_terms(title)]
    for times, found in ((float(TITLE), named), (1.0, _terms(body[:READ_MOST]))):
        for term, word in found:
            terms[term] += times
            written.setdefault(term, word)
    for (one, _), (other, _) in pairwise(named):
        terms[f"{one} {other}"] += TITLE / 2
    shown = signature(f"{title}\n{body}")
    return Words(
        terms=dict(terms),
        written=written,
        signature=None if shown is None else shown.key,
        error=None if shown is None else shown.error,
    )


def _terms(text: str) -> Iterator[tuple[str, str]]:
    """(term, the word as written): stems of the words, and of the parts of a joinedName."""
    return chain.from_iterable(map(_terms_of, _WORD.findall(_FORM.sub(" ", text))))


@lru_cache(maxsize=1 << 13)
def _terms_of(word: str) -> tuple[tuple[str, str], ...]:
    """Of one word. Kept: people report in few words, and most of them in every report."""
    lower = word.lower()
    parts = _PART.findall(word) if not word.islower() and not word.isdigit() else ()
    if len(parts) > 1:
        named = (part for part in parts if len(part) > 1 and part.lower() not in _COMMON)
        return ((lower[:_LONGEST], word), *((_stem(part.lower()), part) for part in named))
    if len(lower) > 1 and lower not in _COMMON:
        return ((_stem(lower[:_LONGEST]), word),)
    return ()


def _stem(word: str) -> str:
    """The word without its ending: crude, the same for all languages, and enough to meet."""
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM:
            return word[: -len(end)]
    return word


def _rarity(having: int, count: int) -> float:
    """Inverse document frequency, as BM25 has it."""
    return math.log(1 + (count - having + 0.5) / (having + 0.5))
