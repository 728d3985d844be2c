"""Patterns that mean something, and the words they found.

Every pattern runs on RE2, ours and the operator's alike: time is linear in the text, so that no
report can stall the service. In RE2 `\\b` and `\\w` are ASCII only and there is no look-around.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import re2

SURE = 7
"""Points of a clue that says it all by itself; weaker ones have to meet."""
WEAK = 4
QUOTE_MOST = 200
"""Characters of a reporter's words that are quoted back (product.md: at most 200)."""
_TRIES = 12  # matches looked at before a clue with an exception gives up
_BEFORE = 48  # characters before a match that may take its meaning back


class Match(Protocol):
    """What we use of a match of RE2."""

    def start(self, group: int = 0) -> int: ...
    def end(self) -> int: ...
    def group(self, group: int = 0) -> str: ...
    def groupdict(self) -> dict[str, str | None]: ...


class Pattern(Protocol):
    """What we use of a pattern of RE2, which has no types of its own."""

    @property
    def groupindex(self) -> dict[str, int]: ...
    def search(self, text: str) -> Match | None: ...
    def match(self, text: str) -> Match | None: ...
    def finditer(self, text: str) -> Iterator[Match]: ...
    def sub(self, repl: str, text: str) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a clue found: its id, the place in the text, the words there, its points."""

    rule: str
    start: int
    end: int
    words: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One pattern with a meaning. `unless`: words around a match that take the meaning back.

    Compiled when first looked for, and kept: most languages are never needed.
    """

    id: str
    pattern: str
    points: int = SURE
    unless: str | None = None

    def find(self, text: str) -> Hit | None:
        """The first match whose meaning stands."""
        if self.unless is None:
            match = compiled(self.pattern).search(text)
            return None if match is None else self._hit(match, text)
        for number, match in enumerate(compiled(self.pattern).finditer(text)):
            around = text[max(0, match.start() - _BEFORE) : match.end() + _BEFORE]
            if compiled(self.unless).search(around) is None:
                return self._hit(match, text)
            if number >= _TRIES:
                break
        return None

    def _hit(self, match: Match, text: str) -> Hit:
        """Without the spaces and commas around, which a pattern cannot leave out in RE2."""
        start, end = match.start(), match.end()
        while start < end - 1 and not text[start].isalnum():
            start += 1
        while end > start + 1 and not text[end - 1].isalnum():
            end -= 1
        words = " ".join(text[start:end][:QUOTE_MOST].split())
        return Hit(rule=self.id, start=start, end=end, words=words, points=self.points)


@cache
def compiled(pattern: str) -> Pattern:
    """A pattern of ours: case does not matter, and ^ and $ stand at lines."""
    found: Pattern = re2.compile(f"(?im){pattern}", quiet())
    return found


def clue(name: str, pattern: str, *, points: int = SURE, unless: str | None = None) -> Clue:
    return Clue(id=name, pattern=pattern, points=points, unless=unless)


def hits(clues: Iterable[Clue], text: str) -> Iterator[Hit]:
    """The first hit of each clue, in the order of the clues."""
    for each in clues:
        found = each.find(text)
        if found is not None:
            yield found


def first(clues: Iterable[Clue], text: str) -> Hit | None:
    return next(hits(clues, text), None)


def sentence(text: str, hit: Hit) -> str:
    """The sentence or line around a hit, to be quoted; at most QUOTE_MOST characters."""
    low = max(0, hit.start - QUOTE_MOST)
    begin = max(text.rfind(mark, low, hit.start) for mark in ("\n", ". ", "! ", "? "))
    begin = low if begin < 0 else begin + 1
    ends = (text.find(mark, hit.end, hit.end + QUOTE_MOST) for mark in ("\n", ". ", "! ", "? "))
    end = min((at + 1 for at in ends if at >= 0), default=min(len(text), hit.end + QUOTE_MOST))
    return " ".join(text[begin:end].split())[:QUOTE_MOST]


def quiet() -> re2.Options:
    """Options under which a broken pattern is told to us only, not to standard error."""
    options = re2.Options()
    options.log_errors = False
    return options
