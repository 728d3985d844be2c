"""The words a person wrote, without what the mail client put around them. Pure.

What goes: quoted lines, the line that announces them, quoted header blocks, signatures behind
"-- ", footers of phones. What stays: everything else, answers between quoted lines above all.
In doubt it stays, for a line too much costs a glance and a lost line costs the answer; and the
whole text is kept beside it anyway. The result is always a selection of the given lines.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import islice

from channels.email import limits, phrases
from channels.email.html import HEADED, QUOTED, SIGNED

_ANNOUNCE_LINES = 6
"""Physical lines that clients spread one announcement over, blank ones included."""
_ANNOUNCE_LENGTH = 400
_BLOCK_LINES = 9
"""Lines in which a quoted header block shows three kinds of labels."""
_CARD_LINES, _CARD_WIDTH = 7, 60
"""A name, a title, how to reach it."""
_SIGNATURE_LINES = 12
"""Longer than this, what follows "--" is a text that somebody wrote."""
_SHARED = re.compile(r"(?<=\S)\s+(On\s[A-Z\d].{4,200}\s(?:wrote|sent):)\s*$")
_SENTENCE = re.compile(r"\w{4,}[.!?] [A-ZÀ-Þ]\w* \w+")
_TELLING = re.compile(r"[\d:\uff1a>@_=\u2013\u2014\u2063-]")
"""A line without any of these is nothing but words; most lines are, and cost no more."""


class _Kind(Enum):
    OWN = auto()
    GONE = auto()


def own_words(text: str, *, answering: bool) -> str:
    """The writer's own words in `text`. `answering`: it replies to an earlier mail.

    A first mail keeps its quotes and what it forwards: they are the report.
    """
    lines = text.split("\n")
    if len(lines) > limits.FOLDED_LINES:
        return _unmarked(lines)
    kinds = [_Kind.OWN] * len(lines)
    if answering:
        _mark_earlier(lines, kinds)
    _mark_signatures(lines, kinds)
    kept = _kept(lines, kinds)
    return kept if kept.strip() else _unmarked(lines)


def _mark_earlier(lines: list[str], kinds: list[_Kind]) -> None:
    at = 0
    while at < len(lines):
        if kinds[at] is _Kind.GONE or not _TELLING.search(lines[at]):
            at += 1
            continue
        if phrases.FORWARDED.match(lines[at]):
            return  # passed on by the writer on purpose, and new to us
        end = _announcement(lines, at)
        if end is not None:
            at = _take_announced(lines, kinds, start=at, end=end)
        elif _is_quoted(lines, at):
            kinds[at] = _Kind.GONE
            at += 1
        else:
            _split_shared(lines, kinds, at)
            at += 1


def _take_announced(lines: list[str], kinds: list[_Kind], *, start: int, end: int) -> int:
    """Mark an announcement, and all below it unless that is visibly quoted. Where to go on."""
    following = _next_filled(lines, end)
    soft = following is not None and _is_quoted(lines, following)
    stop = following if soft and following is not None else len(lines)
    for at in range(start, stop):
        kinds[at] = _Kind.GONE
    above = start - 1
    while above >= 0 and (not lines[above].strip() or phrases.RULE.match(lines[above])):
        kinds[above] = _Kind.GONE if lines[above].strip() else kinds[above]
        above -= 1
    return stop


def _announcement(lines: list[str], at: int) -> int | None:
    """Where an announcement of earlier mail that starts here ends (exclusive)."""
    line = lines[at]
    if not line.strip():
        return None
    if HEADED in line or phrases.ORIGINAL.match(line) or phrases.NAME_FIRST.match(line):
        return at + 1
    if phrases.NAME_ONLY.match(line) and _quoted_below(lines, at):
        return at + 1
    return _header_block(lines, at) or _attribution(lines, at)


def _header_block(lines: list[str], at: int) -> int | None:
    if not phrases.COLON.search(lines[at]) or _label(lines[at]) is None:
        return None
    seen: set[int] = set()
    last = at
    for below in range(at, min(at + _BLOCK_LINES, len(lines))):
        kind = _label(lines[below])
        if kind is not None:
            seen.add(kind)
            last = below
        elif not lines[below].strip() and below > last + 1:
            break
    return last + 1 if len(seen) >= 3 and 0 in seen else None  # noqa: PLR2004  # 0: from


def _label(line: str) -> int | None:
    return next((n for n, label in enumerate(phrases.LABELS) if label.match(line)), None)


def _attribution(lines: list[str], at: int) -> int | None:
    """ "On 3 May, Ada wrote:" in any of our languages, on one line or spread over a few."""
    if not (phrases.ANNOUNCED.match(lines[at]) or phrases.SENT_BY.match(lines[at])):
        return None
    for announces in (_says_wrote, _names_sender):
        joined = ""
        for below in range(at, min(at + _ANNOUNCE_LINES, len(lines))):
            if below > at and _is_quoted(lines, below) and not _ends_quoted(lines[below]):
                break
            joined = f"{joined} {lines[below].strip()}".strip()
            if len(joined) > _ANNOUNCE_LENGTH:
                break
            if announces(joined, lines, below):
                return below + 1
    return None


def _ends_quoted(line: str) -> bool:
    """A line like "> wrote:", the end of an address that was wrapped at its angle bracket."""
    stripped = line.strip()
    return stripped == ">:" or (
        stripped[:1] == ">"
        and len(stripped) < 30  # noqa: PLR2004
        and phrases.WROTE.search(stripped) is not None
        and stripped.endswith(":")
    )


def _says_wrote(joined: str, lines: list[str], below: int) -> bool:
    if not (phrases.WROTE.search(joined) and phrases.ENDED.search(joined)):
        return False
    if phrases.ADDRESS.search(joined):
        return True
    if _SENTENCE.search(joined):
        return False
    return phrases.DATE.search(joined) is not None or _quoted_below(lines, below)


def _names_sender(joined: str, lines: list[str], below: int) -> bool:
    """A date and an address right above a quote need no verb."""
    if not (phrases.DATE.search(joined) and phrases.ADDRESS.search(joined)):
        return False
    return phrases.SIGNED_OFF.search(joined) is not None or _quoted_below(lines, below)


def _quoted_below(lines: list[str], at: int) -> bool:
    following = _next_filled(lines, at + 1)
    return following is not None and _is_quoted(lines, following)


def _is_quoted(lines: list[str], at: int) -> bool:
    line = lines[at]
    if QUOTED in line:
        return True
    if line.lstrip().startswith(">"):
        return not line.rstrip().endswith("<")  # ">>> look here <<<" is emphasis
    return _is_wrapped_link(lines, at)


def _is_wrapped_link(lines: list[str], at: int) -> bool:
    """A link that a client broke out of the quoted line above it: no words of anybody."""
    if not 0 < at < len(lines) - 1 or "://" not in lines[at]:
        return False
    above, below = lines[at - 1].lstrip(), lines[at + 1].lstrip()
    rest = phrases.LINK.sub("", lines[at])
    return above.startswith(">") and below.startswith(">") and not re.search(r"\w", rest)


def _split_shared(lines: list[str], kinds: list[_Kind], at: int) -> None:
    """Words and announcement on one line: keep the words."""
    shared = _SHARED.search(lines[at]) if lines[at].rstrip().endswith(":") else None
    if shared is None:
        return
    following = _next_filled(lines, at + 1)
    if following is not None and _is_quoted(lines, following):
        lines[at] = lines[at][: shared.start()]
        for below in range(at + 1, following):
            kinds[below] = _Kind.GONE


def _next_filled(lines: list[str], at: int) -> int | None:
    return next((n for n in range(at, len(lines)) if lines[n].strip()), None)


def _mark_signatures(lines: list[str], kinds: list[_Kind]) -> None:
    """Signatures end a stretch of own lines, before a quote or at the very end."""
    for start, end in _stretches(kinds):
        for at in range(start, end):
            if SIGNED in lines[at]:
                kinds[at] = _Kind.GONE
            elif _is_delimiter(lines, at, end):
                _drop(kinds, at, end)
                break
        _drop_footers(lines, kinds, start, end)


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


def _is_delimiter(lines: list[str], at: int, end: int) -> bool:
    if not phrases.RULE.match(lines[at]):
        return False
    following = (line for line in islice(lines, at + 1, end) if line.strip())
    below = list(islice(following, _SIGNATURE_LINES + 1))
    if lines[at].strip() == "--":
        return len(below) <= _SIGNATURE_LINES
    # Other rules end a text only above something that cannot be words of the writer.
    text = "\n".join(below)
    if phrases.LIST_FOOTER.search(text):
        return len(below) <= _SIGNATURE_LINES // 2
    card = all(len(line) <= _CARD_WIDTH for line in below) and phrases.CONTACT.search(text)
    return not below or (len(below) <= _CARD_LINES and bool(card))


def _drop(kinds: list[_Kind], start: int, end: int) -> None:
    for at in range(start, end):
        kinds[at] = _Kind.GONE


def _drop_footers(lines: list[str], kinds: list[_Kind], start: int, end: int) -> None:
    """Footers of phones and mail apps, from the end of the stretch upwards."""
    for at in range(end - 1, start - 1, -1):
        if kinds[at] is _Kind.GONE or not lines[at].strip():
            continue
        bare = phrases.LINK.sub("", lines[at]).strip()
        if not _is_footer(bare):
            return
        kinds[at] = _Kind.GONE


def _is_footer(line: str) -> bool:
    return (
        len(line.split()) <= phrases.FOOTER_WORDS
        and phrases.FOOTER.match(line) is not None
        and phrases.DEVICE.search(line) is not None
    )


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
