"""Which language a text is in: by its common words, and by letters that only some of them use.

Offline and modest: it knows the languages it has words for, and says None when it is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rules.lexicon import Lexicon

# The standard library's engine: this pattern is ours and cannot backtrack, and RE2 took three times
# as long for it (measured: 5.7 against 1.9 ms an assessment).
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_READ_MOST = 4_000  # characters; more tells nothing new
_LETTER = 0.5  # a telling letter is worth half a common word
_CLEAR = 1.3  # how much better the best must be than the next
_LEAST = 0.08  # common words among all words, below which it is something else
_STRANGE = 0.02  # letters that none of our languages uses, among all; above, it is something else
_ELSEWHERE = (
    # Dutch, Italian, Swedish, Danish, Polish, Turkish: so that they are not taken for a neighbour
    "het een van niet voor maar ook met zijn naar deze dit wordt geen bij kan ik wij mijn graag"
    " il che non per della dalla riesco perché ciao buongiorno ad"
    " sono questo questa anche di gli nel alla ho abbiamo grazie quando"
    " och att det som inte har jag vi den med till på är kan ett från efter"
    " og ikke jeg er af til vores nie się jest na z to że jak mam po od proszę ale czy"
    " ve bir bu için değil çok ama olarak gibi var yok"
)
_THEIRS = frozenset(_ELSEWHERE.split())


def language(text: str, lexicons: Iterable[Lexicon]) -> str | None:
    """A two-letter code, None when unknown."""
    known = tuple(lexicons)
    sample = text[:_READ_MOST].lower()
    words = _WORD.findall(sample)
    words = [word for word in words if len(word) > 1 or word == "i"]  # "a" is in four of them
    if _strange(sample, known):
        return None
    counted = _counted(words, _table(tuple((each.language, each.common) for each in known)))
    scores = sorted(
        ((counted.get(each.language, 0) + _letters(sample, each), each.language) for each in known),
        reverse=True,
    )
    (best, name), *others = (*scores, (float(counted.get("", 0)), ""))
    second = max(score for score, _ in others)
    if best == 0 or best < _LEAST * len(words) or best < _CLEAR * second:
        return None
    return name


@lru_cache(maxsize=16)
def _table(known: tuple[tuple[str, frozenset[str]], ...]) -> Mapping[str, tuple[str, ...]]:
    """Which languages a common word is common in, "" for one that is none of ours."""
    found: dict[str, tuple[str, ...]] = {}
    for language, common in (*known, ("", _THEIRS)):
        for word in common:
            found[word] = (*found.get(word, ()), language)
    return found


def _counted(words: list[str], table: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Common words by language, in one pass over the text."""
    counted: dict[str, int] = {}
    for languages in filter(None, map(table.get, words)):
        for each in languages:
            counted[each] = counted.get(each, 0) + 1
    return counted


def _letters(sample: str, lexicon: Lexicon) -> float:
    return 0.0 if sample.isascii() else _LETTER * sum(map(sample.count, lexicon.letters))


def _strange(sample: str, lexicons: tuple[Lexicon, ...]) -> bool:
    if sample.isascii():
        return False
    ours = frozenset(letter for each in lexicons for letter in each.letters)
    beyond = _BEYOND_ASCII.findall(sample)
    strange = sum(1 for each in beyond if each.isalpha() and each not in ours)
    return strange > _STRANGE * sum(map(str.isalpha, sample))
