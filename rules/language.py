"""Which language a text is in: by its common words, and by letters that only one of them uses.

Offline and modest: it knows the languages it has words for, and says None when it is not sure.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.clues import compiled
from rules.lexicon import Lexicon

_WORD = compiled(r"[\pL]+(?:'[\pL]+)?")
_READ_MOST = 4_000  # characters; more tells nothing new
_LETTER = 0.5  # a telling letter is worth half a common word
_CLEAR = 1.3  # how much better the best must be than the next
_LEAST = 0.08  # common words among all words, below which it is something else


def language(text: str, lexicons: Iterable[Lexicon]) -> str | None:
    """A two-letter code, None when unknown."""
    sample = text[:_READ_MOST].lower()
    words = [match.group() for match in _WORD.finditer(sample)]
    scores = sorted(
        ((_score(words, sample, each), each.language) for each in lexicons), reverse=True
    )
    (best, name), *others = scores
    second = others[0][0] if others else 0.0
    if best == 0 or best < _LEAST * len(words) or best < _CLEAR * second:
        return None
    return name


def _score(words: list[str], sample: str, lexicon: Lexicon) -> float:
    common = sum(1.0 for word in words if word in lexicon.common)
    return common + _LETTER * sum(sample.count(letter) for letter in lexicon.letters)
