"""A text as a row of words and kinds of words: what weights are given to. Places on demand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

# The standard library's engine: the pattern is ours, and no branch can backtrack into another.
# "don't", "cannot" and "I'd" are two words each.
_TOKEN = re.compile(
    r"[a-z]{3,6}://\S+|can(?=not\b)|[^\W\d_]+?(?=n't\b)|n't|'(?:d|ll|ve)\b"
    r"|[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d.,]*|\n\s*(?:[-*+•]\s)?|->|=>|[.?!:,>\"(]"
)
TOKENS_MOST = 3_000
"""Words that are weighed; people come to the point before."""
START, LINE, ITEM, NUMBER = "^^", "^", "^-", "^#"
_SHORT = {"n't": "not", "'d": "would", "'ll": "will", "'ve": "have", "ca": "can", "wo": "will"}
_SHORT |= {"cant": "not", "dont": "not"}


@dataclass(frozen=True, slots=True)
class Tokens:
    """`kinds`: START, then one for each word or mark. `title`: how many are of the first line."""

    text: str
    kinds: list[str]
    title: int

    def place(self, at: int, upto: int) -> tuple[int, int]:
        """Where the kinds from `at` to `upto` stand in the text; START is no place."""
        found = [*islice(_TOKEN.finditer(self.text), max(at - 1, 0), upto)]
        return (found[0].start() if at else 0, found[-1].end()) if found else (0, 0)


def tokens(prose: str, kinds: Mapping[str, str]) -> Tokens:
    """Read prose. `kinds`: word -> kind; other words stand for themselves."""
    text = _lower(prose)
    found = [START]
    title = 0
    for word in islice(_TOKEN.findall(text), TOKENS_MOST):
        kind = kinds.get(word)
        if kind is None:
            first = word[0]
            if first == "\n":
                title = title or len(found)
                kind = ITEM if word[-1] == " " and word[-2] in "-*+•" else LINE
            elif first.isdigit():
                kind = NUMBER if found[-1] in {LINE, START} else "#"
            elif "://" in word:
                kind = "<url>"
            else:
                kind = _SHORT.get(word, word)
        found.append(kind)
    return Tokens(text, found, title or len(found))


def _lower(prose: str) -> str:
    """As many characters as before: of some letters the small form is longer."""
    text = prose.lower()
    if len(text) == len(prose):
        return text
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in prose)
