"""The words of one language: what it calls things, and how its people say that work stands still.

English is written as patterns (english.py). Other languages are data (packs/*.toml): plain phrases
by topic, where `*` ends a word open (`absturz*`) and `...` stands for up to four words between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import re2

from rules.clues import SURE, WEAK, Clue, Pattern, compiled
from rules.problems import Problem, strings, text_of
from rules.sieve import Sieve

TOPICS = (
    "steps",
    "steps_weak",
    "expected",
    "actual",
    "stopped",
    "minor",
    "blocked",
    "not_blocked",
    "workaround",
    "no_workaround",
    "everyone",
    "many",
    "some",
    "one",
    "since",
    "urgent",
    "money",
    "data",
    "security",
    "chatter",
)
"""What a pack may have phrases for. `steps_weak` needs a second weak phrase beside it."""
UNSIFTED = frozenset({"chatter", "reporting", "people", "things", "unsure"})
"""Topics that are not looked for in the prose but in lines and sections."""
HEADINGS = ("steps", "expected", "actual", "environment", "other")
"""Sections of a filled-in form."""
_WEAK = frozenset({"steps_weak", "chatter"})
_GAP = r"(?:\s+[^\s.!?]+){0,4}?"  # `...` in a phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language, ready to search with. `common`: the words that give the language away.

    `counted`: a number and who is counted with it; `numbers`: what its words for numbers mean.
    `possible`: the patterns that can match the text in hand, None when nobody has looked yet.
    """

    language: str
    common: frozenset[str] = frozenset()
    letters: str = ""
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clues: Mapping[str, tuple[Clue, ...]] = field(default_factory=dict)
    counted: Pattern | None = field(default=None, compare=False)
    numbers: Mapping[str, int] = field(default_factory=dict)
    possible: frozenset[str] | None = None

    def about(self, topic: str) -> tuple[Clue, ...]:
        clues = self.clues.get(topic, ())
        if self.possible is None or topic in UNSIFTED:
            return clues
        return tuple(each for each in clues if each.pattern in self.possible)


def about(lexicons: Iterable[Lexicon], *topics: str) -> list[Clue]:
    """What all the languages in question have to say on some topics."""
    return [clue for each in lexicons for topic in topics for clue in each.about(topic)]


def sieve_of(lexicon: Lexicon) -> Sieve:
    """For all that is looked for in prose of this language."""
    return Sieve(
        clue.pattern
        for topic, clues in lexicon.clues.items()
        if topic not in UNSIFTED
        for clue in clues
    )


def sifted(
    lexicons: Iterable[Lexicon], sieves: Mapping[str, Sieve], prose: str
) -> tuple[Lexicon, ...]:
    """The same languages, with only what can be found in this prose."""
    return tuple(replace(each, possible=sieves[each.language].possible(prose)) for each in lexicons)


def read(raw: object, path: str) -> Lexicon | tuple[Problem, ...]:
    """A pack as its file says it, or what is wrong with it."""
    if not isinstance(raw, Mapping):
        return (Problem(path, "not a table", 'write language = "xx" and what belongs to it'),)
    language, problems = text_of(raw, "language", path)
    common, more = strings(raw, "common", path)
    problems += more
    headings, more = _table(raw, "headings", path=path, allowed=HEADINGS)
    problems += more
    phrases, more = _table(raw, "phrases", path=path, allowed=TOPICS)
    problems += more
    people, more = strings(raw, "people", path)
    problems += more
    numbers, more = _numbers(raw.get("numbers", {}), f"{path}.numbers")
    problems += more
    if problems:
        return problems
    letters = raw.get("letters")
    return Lexicon(
        language=language,
        common=frozenset(word.lower() for word in common),
        letters=letters if isinstance(letters, str) else "",
        headings={kind: tuple(map(_title, found)) for kind, found in headings.items()},
        clues={
            topic: (_clue(f"{language}.{topic}", words, weak=topic in _WEAK),)
            for topic, words in phrases.items()
            if words
        },
        counted=_counted(people, numbers),
        numbers=numbers,
    )


def _numbers(raw: object, path: str) -> tuple[dict[str, int], tuple[Problem, ...]]:
    if isinstance(raw, Mapping) and all(type(value) is int for value in raw.values()):
        return {str(word).lower(): value for word, value in raw.items()}, ()
    return {}, (Problem(path, "not a table of numbers", "write zwei = 2"),)


def _counted(people: tuple[str, ...], numbers: Mapping[str, int]) -> Pattern | None:
    """A number, up to two words between ("unserer", "de nos"), and who is counted."""
    if not people:
        return None
    said = "|".join((r"\d{1,3}(?:[,.]\d{3})+", r"\d{1,6}", *map(_word, numbers)))
    who = "|".join(_phrase(each) for each in people)
    return compiled(
        rf"(?:^|[^\pL\pN])(?P<number>{said})(?:\s+\pL+){{0,2}}?\s+(?:{who})(?:[^\pL\pN]|$)"
    )


def _clue(name: str, phrases: Iterable[str], *, weak: bool) -> Clue:
    """All phrases of a topic as one pattern, so that a text is read once a topic.

    Letters are told from the rest once for all phrases: such a class is what costs in RE2.
    """
    closed = "|".join(_phrase(each) for each in phrases if not each.endswith("*"))
    open_ended = "|".join(_phrase(each) for each in phrases if each.endswith("*"))
    ways = [f"(?:{closed})(?:[^\\pL\\pN]|$)"] if closed else []
    ways += [f"(?:{open_ended})"] if open_ended else []
    pattern = rf"(?:^|[^\pL\pN])(?:{'|'.join(ways)})"
    return Clue(id=name, pattern=pattern, points=WEAK if weak else SURE)


def _title(title: str) -> str:
    return r"[ \t]+".join(_word(word) for word in title.split())


def _phrase(phrase: str) -> str:
    joined = r"\s+".join(_word(word) for word in phrase.split())
    return joined.replace(r"\s+" + _GAP, _GAP)


def _word(word: str) -> str:
    if word == "...":
        return _GAP
    if word.endswith("*"):
        return str(re2.escape(word[:-1])) + r"\S*"
    return str(re2.escape(word))


def _table(
    raw: Mapping[str, object], key: str, *, path: str, allowed: tuple[str, ...]
) -> tuple[dict[str, tuple[str, ...]], tuple[Problem, ...]]:
    table = raw.get(key, {})
    where = f"{path}.{key}"
    if not isinstance(table, Mapping):
        return {}, (Problem(where, "not a table", f"write [{key}] with lists of texts"),)
    read_in: dict[str, tuple[str, ...]] = {}
    problems: tuple[Problem, ...] = ()
    for name in table:
        if name not in allowed:
            wanted = ", ".join(allowed)
            problems += (Problem(f"{where}.{name}", "unknown name", f"use one of: {wanted}"),)
            continue
        read_in[name], more = strings(table, name, where)
        problems += more
    return read_in, problems
