"""What in a report speaks for or against its having steps or an expectation, and where.

Three sources: patterns with a name (`expected.should`), rows of up to three words or kinds of words
(`when <i> <do>`), and the shape of the text (`shape.numbered`). Weights for them are in
`rules.english.weights`; how those were made is told in docs/explanation/priority.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rules.cleaning import Cleaned
from rules.clues import compiled
from rules.tokens import ITEM, NUMBER, Tokens

Place = tuple[int, int]
"""The first and the last word of a sign."""
NOWHERE: Place = (-1, -1)
LONG = "shape.over-40"
SURE = {
    "steps": frozenset({"steps.when-doing-it", "^# <do>", "and <do>", "and <did>", "<i> <did>"}),
    "expected": frozenset(
        {"expected.should-be", "expected.expect", "expected.would-like", "expected.instead-of"}
    ),
}
"""What says it all in a few lines: of short reports with such a sign two in three and more had it
(measured; the weights come from long ones)."""
_OFTEN = 3
_APART = 5  # how far two kinds that make a pair stand apart, at most
_JOINTS = frozenset({"not", "if", "then", "should", "would", "instead", "and", "to"})
_LENGTHS = (10, 20, 40, 80, 160, 320)  # words
_BLANK = (10, 30, 60)  # percent of the text that is code, log, trace or quote
_PROMPT = r"^[ \t]*(?:[$%#>] ?\w|[\w.@:~-]+[$#%] \w|c:\\|>>> )"


def rows(tokens: Tokens) -> Iterator[tuple[str, Place]]:
    """Every row of one to three, every kind in the title, every pair of kinds a few words apart."""
    kinds = tokens.kinds
    for size in (1, 2, 3):
        for at in range(len(kinds) - size + 1):
            yield " ".join(kinds[at : at + size]), (at, at + size - 1)
    for at in range(1, tokens.title):
        if _is_kind(kinds[at]):
            yield f"title: {kinds[at]}", (at, at)
    yield from ((f"{first} .. {second}", place) for first, second, place in pairs(kinds))


def pairs(kinds: list[str]) -> Iterator[tuple[str, str, Place]]:
    """Two kinds that follow each other with a few other words between."""
    last = -1
    for at, kind in enumerate(kinds):
        if kind[0] == "<" or kind in _JOINTS:
            if 1 < at - last <= _APART and last >= 0:
                yield kinds[last], kind, (last, at)
            last = at


def _is_kind(kind: str) -> bool:
    return kind[0] == "<" or kind == "not"


def shape(cleaned: Cleaned, tokens: Tokens) -> Iterator[str]:
    """What the text looks like, in names without a place."""
    prose, text, kinds = cleaned.prose, cleaned.text, Counter(tokens.kinds)
    words = len(prose.split())
    yield from (f"shape.over-{least}" for least in _LENGTHS if words > least)
    blank = 100 - 100 * _inked(prose) // max(1, _inked(text))
    yield from (f"shape.blank-{least}" for least in _BLANK if blank > least)
    counted = {
        "url": kinds["<url>"],
        "numbered": kinds[NUMBER],
        "items": kinds[ITEM],
        "should": kinds["should"],
        "would": kinds["would"],
    }
    for name, many in counted.items():
        yield from (f"shape.{name}-{least}" for least in (1, 2, 3) if many >= least)
    prompts = sum(1 for _ in zip(range(3), compiled(_PROMPT).finditer(text), strict=False))
    yield from (f"shape.prompt-{least}" for least in (1, 3) if prompts >= least)
    for name, mark in (("quote", '"'), ("arrow", "->"), ("question", "?"), ("shout", "!")):
        if mark in prose:
            yield f"shape.{name}"
    if cleaned.code:
        yield "shape.code"
    if cleaned.trace:
        yield "shape.trace"
    for name, mark in (("agent", "User-Agent:"), ("always", "Reproducible: Always")):
        if mark in text:
            yield f"shape.{name}"
    yield from {f"section.{each.kind}" for each in cleaned.sections}


def _inked(text: str) -> int:
    """Characters that are no white space."""
    return len(text) - sum(map(text.count, " \n\t\r"))


def weights(limit: float, by_worth: Mapping[float, str]) -> Weights:
    """`by_worth`: worth -> signs of that worth, separated by "; "."""
    signs = {sign: worth for worth, each in by_worth.items() for sign in each.split("; ")}
    return Weights(limit, signs)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign is worth. A sum above `limit` says: it is missing."""

    limit: float
    signs: Mapping[str, float]

    def missing(self, found: Mapping[str, Place], sure: frozenset[str] = frozenset()) -> bool:
        """`sure`: signs that need no others in a few lines, where there is no room for more."""
        worth = self.signs
        if LONG not in found and not sure.isdisjoint(found):
            return False
        return sum(worth[sign] for sign in found if sign in worth) > self.limit

    def for_it(
        self, signs: Iterable[str], most: int, sure: frozenset[str] = frozenset()
    ) -> list[str]:
        """Of these signs those that say the most for its being there."""

        def worth(sign: str) -> float:
            return self.signs.get(sign, 0.0) - (sign in sure)

        for_it = (sign for sign in signs if worth(sign) < 0)
        return sorted(for_it, key=lambda sign: (worth(sign), sign))[:most]


_Branch = tuple[str | None, "dict[str, _Branch]"]


class Book:
    """All signs that have a weight, laid out so that a text is gone through once."""

    def __init__(self, *weights: Weights, more: Iterable[str] = ()) -> None:
        self._rows: dict[str, _Branch] = {}
        self._titles: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        self.signs = frozenset((*more, *(sign for each in weights for sign in each.signs)))
        for sign in self.signs:
            self._enter(sign.removesuffix(" x3"))

    def _enter(self, sign: str) -> None:
        first, _, second = sign.partition(" .. ")
        if second:
            self._pairs.add((first, second))
        elif sign.startswith("title: "):
            self._titles.add(sign.removeprefix("title: "))
        branches = self._rows
        *before, last = sign.split(" ")
        for kind in before:
            branches = branches.setdefault(kind, (None, {}))[1]
        branches[last] = (sign, branches.get(last, (None, {}))[1])

    def rows(self, tokens: Tokens) -> dict[str, Place]:
        """The first place of every sign of words, as numbers of the first and the last word."""
        found, counted = self._in_a_row(tokens.kinds)
        for sign, many in counted.items():
            if many >= _OFTEN:
                found[f"{sign} x3"] = found[sign]
        known = self._pairs
        for first, second, place in pairs(tokens.kinds):
            if (first, second) in known:
                found.setdefault(f"{first} .. {second}", place)
        for at, kind in enumerate(tokens.kinds[1 : tokens.title], 1):
            if kind in self._titles:
                found.setdefault(f"title: {kind}", (at, at))
        return found

    def _in_a_row(self, kinds: list[str]) -> tuple[dict[str, Place], dict[str, int]]:
        found: dict[str, Place] = {}
        counted: dict[str, int] = {}
        roots, length = self._rows, len(kinds)
        for at, kind in enumerate(kinds):
            branch, upto = roots.get(kind), at
            while branch is not None:
                sign, branches = branch
                if sign is not None:
                    if sign in counted:
                        counted[sign] += 1
                    else:
                        counted[sign] = 1
                        found[sign] = (at, upto)
                upto += 1
                branch = branches.get(kinds[upto]) if branches and upto < length else None
        return found, counted
