"""What ends a text without being part of it: signatures, phone footers, disclaimers. Pure.

Only behind a mark that people do not type into a sentence: "-- ", a rule above a card, the exact
shape of an app's footer, the wording of a legal notice. "Best regards, Ada" stays: it is hers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from channels.email import phrases
from channels.email.announcements import Lines, is_introduced
from channels.email.disclaimers import is_disclaimer
from channels.email.html import SIGNED

_CARD_LINES, _CARD_WIDTH = 7, 60
"""A name, a title, how to reach it."""
_NAME_WORDS = 6
_NAME = re.compile(r"[\W_]*[^\W\d_a-z][^\d:]*(?<![.!?:])$")
_SIGNATURE_LINES = 12
"""Longer than this, what follows "--" is a text that somebody wrote."""
_DISCLAIMER_LINES = 30

_SIGNED_TEXT = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_ARMOUR_HEAD = re.compile(r"\s*(?:Hash|Charset|Comment|Version): ")
_SIGNATURE_END = "-----END PGP SIGNATURE-----"

Span = tuple[int, int]


def endings(lines: Lines, start: int, end: int) -> Iterator[Span]:
    """What to leave out of the writer's lines from `start` to `end`, as spans of lines."""
    above = _above_tail(lines, start, end)
    yield (above, end)
    for at in range(start, above):
        if SIGNED in lines[at]:
            yield (at, at + 1)
        elif _is_delimiter(lines, at, above):
            yield (_above_tail(lines, start, at), above)
            return


def armour(lines: Lines) -> Iterator[Span]:
    """What OpenPGP writes around a text that it signs, and its signature (RFC 9580, 6.2 and 7)."""
    signature: int | None = None
    for at, line in enumerate(lines):
        bare = line.strip()
        if bare == _SIGNED_TEXT:
            yield (at, _after_head(lines, at + 1))
        elif bare == _SIGNATURE:
            signature = at
        elif bare == _SIGNATURE_END and signature is not None:
            yield (signature, at + 1)
            signature = None


def _after_head(lines: Lines, at: int) -> int:
    while at < len(lines) and _ARMOUR_HEAD.match(lines[at]):
        at += 1
    return at


def _above_tail(lines: Lines, start: int, end: int) -> int:
    """Where footers of phones and disclaimers at the end begin; `end` when there are none."""
    cut = False
    while True:
        last = next((n for n in range(end - 1, start - 1, -1) if lines[n].strip()), None)
        if last is None:
            return end
        rule = cut and phrases.RULE.match(lines[last]) is not None
        first = last if rule else _tail(lines, start, last)
        if first is None:
            return end
        end, cut = first, True


def _tail(lines: Lines, start: int, last: int) -> int | None:
    """Where the footer or the disclaimer begins that ends in the line `last`."""
    if _is_footer(lines[last]):
        return last
    if last > start and phrases.EXCUSES.match(lines[last]) and _is_footer(lines[last - 1]):
        return last - 1
    first = last
    while first > start and lines[first - 1].strip() and last - first < _DISCLAIMER_LINES:
        first -= 1
    return first if is_disclaimer(" ".join(lines[first : last + 1])) else None


def _is_footer(written: str) -> bool:
    line = phrases.LINK.sub("", written).strip()
    return (
        len(line.split()) <= phrases.FOOTER_WORDS
        and phrases.FOOTER.match(line) is not None
        and phrases.DEVICE.search(line) is not None
    )


def _is_delimiter(lines: Lines, at: int, end: int) -> bool:
    if not phrases.RULE.match(lines[at]):
        return False
    following = (line for line in islice(lines, at + 1, end) if line.strip())
    below = list(islice(following, _SIGNATURE_LINES + 1))
    text = "\n".join(below)
    if lines[at].strip() == "--":  # RFC 3676, 4.3 wants "-- "; a bare one may divide a text
        marked = lines[at].rstrip("\r") == "-- "
        return len(below) <= _SIGNATURE_LINES and (marked or not _speaks(text))
    # Other rules end a text only above something that cannot be words of the writer.
    if phrases.LIST_FOOTER.search(text):
        return len(below) <= _SIGNATURE_LINES // 2
    return not below or (not is_introduced(lines, at) and _is_card(below, text))


def _is_card(below: list[str], text: str) -> bool:
    return (
        len(below) <= _CARD_LINES
        and all(len(line) <= _CARD_WIDTH for line in below)
        and _NAME.match(below[0].strip()) is not None
        and len(below[0].split()) <= _NAME_WORDS
        and phrases.CONTACT.search(text) is not None
    )


def _speaks(text: str) -> bool:
    """Sentences of a person about themselves, or a question: no card has them."""
    return "?" in text or phrases.OURSELVES.search(text) is not None
