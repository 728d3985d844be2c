"""A text as a row of words and kinds of words, each with its place: what weights are given to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# The standard library's engine: the pattern is ours, and no branch can backtrack into another.
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:[-'][^\W\d_]+)*(?P<url>://\S+)?)|(?P<number>\d[\d.,]*)"
    r"|(?P<line>\n\s*)(?P<item>[-*+•]\s)?|(?P<mark>->|=>|[.?!:,>\"(])"
)
TOKENS_MOST = 3_000
"""Words that are weighed; people come to the point before."""
START, LINE, ITEM, NUMBER = "^^", "^", "^-", "^#"
_SPLIT = {"can't": "can", "cannot": "can", "cant": "can", "won't": "will", "dont": "do"}
_ENDS = (("n't", "not"), ("'d", "would"), ("'ll", "will"), ("'ve", "have"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists. `title`: how many of them belong to the first line."""

    kinds: list[str]
    starts: list[int]
    ends: list[int]
    title: int


def tokens(prose: str, kinds: Mapping[str, str]) -> Tokens:
    """Read prose. `kinds`: word -> kind; other words stand for themselves."""
    found, starts, ends = [START], [0], [0]
    title = 0
    for match in _TOKEN.finditer(prose):
        start, end = match.span()
        word, url, number, line, item, mark = match.groups()
        if word:
            before, kind = _parts(word.lower(), kinds) if url is None else (None, "<url>")
            if before is not None:
                found.append(before)
                starts.append(start)
                ends.append(end)
        elif line:
            title = title or len(found)
            kind = LINE if item is None else ITEM
        elif number:
            kind = NUMBER if found[-1] in (LINE, START) else "#"
        else:
            kind = mark
        found.append(kind)
        starts.append(start)
        ends.append(end)
        if len(found) > TOKENS_MOST:
            break
    return Tokens(found, starts, ends, title or len(found))


def _parts(word: str, kinds: Mapping[str, str]) -> tuple[str | None, str]:
    """A short form is two words: don't, can't, I'd."""
    if word in _SPLIT:
        return _SPLIT[word], "not"
    if "'" in word:
        for end, second in _ENDS:
            if word.endswith(end):
                first = word[: -len(end)]
                return kinds.get(first, first), second
    return None, kinds.get(word, word)
