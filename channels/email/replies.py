"""The words a person wrote, without what the mail client put around them. Pure.

What goes: quoted lines, the line that announces them, quoted header blocks, signatures behind
"-- ", footers of phones. What stays: everything else, answers between quoted lines above all.
In doubt it stays, for a line too much costs a glance and a lost line costs the answer; and the
whole text is kept beside it anyway. The result is always a selection of the given lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from channels.email import limits, phrases
from channels.email.announcements import (
    announcement,
    is_introduced,
    is_quoted,
    next_filled,
    quoted_below,
)
from channels.email.html import HEADED, QUOTED, SIGNED
from channels.email.signatures import armour, endings

_TELLING = re.compile(r"[\d:\uff1a>@_=\u2013\u2014\u2063-]")
"""A line without any of these is nothing but words; most lines are, and cost no more."""


class _Kind(Enum):
    OWN = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in two: the writer's `own` words, and what was `folded` away around them.

    Every line is in one of them, in its order; blank lines may go.
    """

    own: str
    folded: str


def own_words(text: str, *, answering: bool) -> str:
    """The writer's own words in `text`. `answering`: it replies to an earlier mail."""
    return fold(text, answering=answering).own


def fold(text: str, *, answering: bool) -> Folded:
    """Part the writer's own words from the rest. `answering`: it replies to an earlier mail.

    A first mail keeps its quotes and what it forwards: they are the report.
    """
    lines = text.split("\n")
    if len(lines) > limits.FOLDED_LINES:
        return Folded(_unmarked(lines), "")
    shared: list[str] = []
    kinds = [_Kind.OWN] * len(lines)
    if answering:
        _mark_earlier(lines, kinds, shared)
    _mark_signatures(lines, kinds)
    kept = _kept(lines, kinds)
    if not kept.strip():
        return Folded(_unmarked(text.split("\n")), "")
    gone = [line for line, kind in zip(lines, kinds, strict=True) if kind is _Kind.GONE]
    return Folded(kept, _unmarked([*shared, *gone]))


def _mark_earlier(lines: list[str], kinds: list[_Kind], shared: list[str]) -> None:
    at = 0
    while at < len(lines):
        if kinds[at] is _Kind.GONE or not _TELLING.search(lines[at]):
            at += 1
            continue
        if phrases.FORWARDED.match(lines[at]):
            return  # passed on by the writer on purpose, and new to us
        end = announcement(lines, at)
        if end is not None:
            at = _take_announced(lines, kinds, start=at, end=end)
        elif is_quoted(lines, at):
            at = _take_quoted(lines, kinds, at)
        else:
            shared += _split_shared(lines, at)
            at += 1


def _take_announced(lines: list[str], kinds: list[_Kind], *, start: int, end: int) -> int:
    """Mark an announcement, and all below it unless that is visibly quoted. Where to go on."""
    following = next_filled(lines, end)
    soft = following is not None and is_quoted(lines, following)
    stop = following if soft and following is not None else len(lines)
    for at in range(start, stop):
        kinds[at] = _Kind.GONE
    above = start - 1
    while above >= 0 and (not lines[above].strip() or phrases.RULE.match(lines[above])):
        kinds[above] = _Kind.GONE if lines[above].strip() else kinds[above]
        above -= 1
    return stop


def _take_quoted(lines: list[str], kinds: list[_Kind], at: int) -> int:
    """Mark a quoted line; a run that the writer shows ("I get:") stays. Where to go on."""
    above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), None)
    shown = above is not None and QUOTED not in lines[at] and _shows(lines, above)
    if not shown or _Kind.GONE in kinds[:at]:
        kinds[at] = _Kind.GONE
        return at + 1
    while at < len(lines) and is_quoted(lines, at):
        at += 1
    return at


def _shows(lines: list[str], at: int) -> bool:
    """ "I get:", which says nothing of when or by whom something was written."""
    telling = (phrases.DATE, phrases.ADDRESS, phrases.WROTE)
    return is_introduced(lines, at + 1) and not any(one.search(lines[at]) for one in telling)


def _split_shared(lines: list[str], at: int) -> list[str]:
    """Words and announcement on one line: keep the words, return the announcement."""
    shared = phrases.SHARED.search(lines[at]) if lines[at].rstrip().endswith(":") else None
    if shared is None or not quoted_below(lines, at):
        return []
    lines[at] = lines[at][: shared.start()]
    return [shared[1]]


def _mark_signatures(lines: list[str], kinds: list[_Kind]) -> None:
    """Signatures end a stretch of own lines, before a quote or at the very end."""
    for first, last in armour(lines):
        _drop(kinds, first, last)
    for start, end in _stretches(kinds):
        for first, last in endings(lines, start, end):
            _drop(kinds, first, last)


def _stretches(kinds: list[_Kind]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start: int | None = None
    for at, kind in enumerate([*kinds, _Kind.GONE]):
        if kind is _Kind.OWN and start is None:
            start = at
        elif kind is _Kind.GONE and start is not None:
            found.append((start, at))
            start = None
    return found


def _drop(kinds: list[_Kind], start: int, end: int) -> None:
    for at in range(start, end):
        kinds[at] = _Kind.GONE


def _kept(lines: list[str], kinds: list[_Kind]) -> str:
    """What is left; the blank lines right below something taken out go with it."""
    kept: list[str] = []
    after_gone = False
    for line, kind in zip(lines, kinds, strict=True):
        if kind is _Kind.GONE:
            after_gone = True
        elif line.strip() or not after_gone:
            kept.append(line)
            after_gone = False
    return "\n".join(kept).strip("\n").rstrip()


def _unmarked(lines: list[str]) -> str:
    marks = (QUOTED, HEADED, SIGNED)
    kept = [line for line in lines if not any(mark in line for mark in marks)]
    return "\n".join(kept).strip()
