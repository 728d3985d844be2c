"""The line or lines that a mail client puts above what somebody wrote earlier. Pure.

"On 3 May, Ada wrote:" on one line or wrapped, a header block, "Original Message". The words of it
are in `phrases`; here is what must stand around them, so that a sentence which only begins alike
stays with its writer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from channels.email import phrases
from channels.email.html import HEADED, QUOTED

_LINES, _LENGTH = 6, 400
"""What clients spread one announcement over at most, blank lines included."""
_BLOCK_LINES = 9
"""Lines in which a quoted header block shows three kinds of labels."""
_NAME_WORDS, _WIDE = 8, 160
_NAMED_ENDS = (":", "\uff1a", "--")
"""How every line ends that `phrases.NAME_FIRST` takes."""
_SENTENCE = re.compile(r"\w{4,}[.!?] [A-ZÀ-Þ]\w* \w+")

Lines = Sequence[str]
_Announces = Callable[[str, Lines, int], bool]


def announcement(lines: Lines, at: int) -> int | None:
    """Where an announcement of earlier mail that starts here ends (exclusive)."""
    line = lines[at]
    if not line.strip():
        return None
    if HEADED in line or phrases.ORIGINAL.match(line) or phrases.ABOVE_HERE.match(line):
        return at + 1
    named = _name_first(lines, at)
    if named is not None:
        return named
    if quoted_below(lines, at) and (phrases.NAME_ONLY.match(line) or _tells_who_wrote(line)):
        return at + 1
    return header_block(lines, at) or _attribution(lines, at)


def is_quoted(lines: Lines, at: int) -> bool:
    """Whether the line is marked as a quote; a link broken out of one counts."""
    line = lines[at]
    if QUOTED in line:
        return True
    if line.lstrip().startswith(">"):
        return not line.rstrip().endswith("<")  # ">>> look here <<<" is emphasis
    return _is_wrapped_link(lines, at)


def quoted_below(lines: Lines, at: int) -> bool:
    """Whether the next line that says something is quoted."""
    following = next_filled(lines, at + 1)
    return following is not None and is_quoted(lines, following)


def next_filled(lines: Lines, at: int) -> int | None:
    """The first line from here on that says something."""
    return next((n for n in range(at, len(lines)) if lines[n].strip()), None)


def is_introduced(lines: Lines, at: int) -> bool:
    """Whether the line directly above ends with a colon: what follows is shown by the writer."""
    return at > 0 and lines[at - 1].rstrip().endswith((":", "\uff1a"))


def _name_first(lines: Lines, at: int) -> int | None:
    """ "Ada Bloom schrieb am 2. März 2026 um 09:15:", perhaps wrapped once."""
    line = lines[at]
    if _is_named(line):
        told = phrases.CLOCK.search(line) is not None or not phrases.DATE.search(line)
        end = at + 1 if told or quoted_below(lines, at) else None
    else:
        end = at + 2 if _is_wrapped_name(line, lines[at + 1 : at + 2]) else None
    return None if end is None or phrases.OURSELVES.search(line) else end


def _is_wrapped_name(line: str, below: Lines) -> bool:
    if not below or not _is_named(joined := f"{line} {below[0].strip()}"):
        return False
    wrote = phrases.WROTE.search(line) is not None
    return wrote and phrases.CLOCK.search(joined) is not None and not _starts(below[0])


def _is_named(line: str) -> bool:
    """Its cheapest sign is asked first: every line is asked, and hostile ones are long."""
    return line.rstrip().endswith(_NAMED_ENDS) and phrases.NAME_FIRST.match(line) is not None


def _tells_who_wrote(line: str) -> bool:
    """A verb, a date or an address, and a colon; right above a quote that is enough."""
    return (
        len(line) <= _WIDE
        and phrases.ENDED.search(line) is not None
        and phrases.WROTE.search(line) is not None
        and (phrases.DATE.search(line) or phrases.ADDRESS.search(line)) is not None
        and phrases.OURSELVES.search(line) is None
        and _SENTENCE.search(line) is None
        and phrases.SHARED.search(line) is None
    )


def header_block(lines: Lines, at: int) -> int | None:
    """Where a quoted header block that starts here ends (exclusive)."""
    if not phrases.COLON.search(lines[at]) or _label(lines[at]) is None:
        return None
    seen: set[int] = set()
    last = at
    for below in range(at, min(at + _BLOCK_LINES, len(lines))):
        kind = _label(lines[below])
        if kind == 0 and 0 in seen:
            break  # the real one: what stands above only looked like it
        if kind is not None:
            seen.add(kind)
            last = below
        elif not lines[below].strip() and not _is_label(lines, below + 1):
            break  # a blank line may stand between two labels, and nowhere else
    if not (_is_dated(lines, at) or (len(seen) >= 3 and 0 in seen)):  # noqa: PLR2004  # 0: from
        return None
    apart = at == 0 or not lines[at - 1].strip() or phrases.RULE.match(lines[at - 1])
    addressed = phrases.ADDRESS.search(" ".join(lines[at : last + 1])) is not None
    return last + 1 if apart or (addressed and not is_introduced(lines, at)) else None


def _is_dated(lines: Lines, at: int) -> bool:
    """The date of a mail and right below it whom it went to: a block without its author."""
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return (
        phrases.LABELS[1].match(lines[at]) is not None
        and phrases.CLOCK.search(lines[at]) is not None
        and phrases.LABELS[2].match(following) is not None
        and phrases.ADDRESS.search(following) is not None
    )


def _is_label(lines: Lines, at: int) -> bool:
    return at < len(lines) and _label(lines[at]) is not None


def _label(line: str) -> int | None:
    return next((n for n, label in enumerate(phrases.LABELS) if label.match(line)), None)


def _attribution(lines: Lines, at: int) -> int | None:
    """ "On 3 May, Ada wrote:" in any of our languages, on one line or spread over a few."""
    if not _starts(lines[at]):
        return None
    for announces in (_says_wrote, _names_sender):
        end = _span(lines, at, announces)
        if end is not None:
            return None if _is_sentence_above(lines, at, end, announces) else end
    return None


def _starts(line: str) -> bool:
    return bool(phrases.ANNOUNCED.match(line) or phrases.SENT_BY.match(line))


def _span(lines: Lines, at: int, announces: _Announces) -> int | None:
    joined = ""
    for below in range(at, min(at + _LINES, len(lines))):
        if below > at and is_quoted(lines, below) and not _ends_quoted(lines[below]):
            return None
        if below > at and _is_anew(lines, below, above=joined):
            return None
        joined = f"{joined} {lines[below].strip()}".strip()
        if len(joined) > _LENGTH:
            return None
        if announces(joined, lines, below):
            return below + 1
    return None


def _is_anew(lines: Lines, at: int, *, above: str) -> bool:
    """Whether another announcement begins here: what stands above is none."""
    if phrases.ORIGINAL.match(lines[at]) or _name_first(lines, at):
        return True
    named = phrases.NAME_ONLY.match(lines[at]) is not None and quoted_below(lines, at)
    return named and not _is_unfinished(above) and not phrases.ADDRESS.search(above)


def _is_sentence_above(lines: Lines, at: int, end: int, announces: _Announces) -> bool:
    """Whether a sentence that happens to begin with a date stands above a whole announcement."""
    for later in range(at + 1, end):
        line = lines[later]
        whole = _starts(line) and line.lstrip()[:1] != "<" and _span(lines, later, announces) == end
        if whole and not _is_unfinished(" ".join(lines[at:later])):
            return True
    return False


def _is_unfinished(line: str) -> bool:
    """A date, and behind it nothing but the beginning of a name."""
    rest = re.split(r"\d", line)[-1].replace(".", " ")
    words = [word for word in re.split(r"[\s,()\"<>]+", rest) if word]
    return len(words) <= _NAME_WORDS and all(
        not word[0].isalpha() or word[0].isupper() or word.lower() in phrases.BETWEEN
        for word in words
    )


def _ends_quoted(line: str) -> bool:
    """A line like "> wrote:", the end of an address that was wrapped at its angle bracket."""
    stripped = line.strip()
    return stripped == ">:" or (
        stripped[:1] == ">"
        and len(stripped) < 30  # noqa: PLR2004
        and phrases.WROTE.search(stripped) is not None
        and stripped.endswith(":")
    )


def _says_wrote(joined: str, lines: Lines, below: int) -> bool:
    if not (phrases.ENDED.search(joined) and phrases.WROTE.search(joined)):
        return False
    if phrases.OURSELVES.search(joined):
        return False
    if phrases.ADDRESS.search(joined) or quoted_below(lines, below):
        return True
    if _SENTENCE.search(joined) or is_introduced(lines, below) or phrases.TOLD.search(joined):
        return False
    return phrases.CLOCK.search(joined) is not None


def _names_sender(joined: str, lines: Lines, below: int) -> bool:
    """A date and an address right above a quote need no verb."""
    if not (phrases.SIGNED_OFF.search(joined) or quoted_below(lines, below)):
        return False
    return (phrases.DATE.search(joined) and phrases.ADDRESS.search(joined)) is not None


def _is_wrapped_link(lines: Lines, at: int) -> bool:
    """A link that a client broke out of the quoted line above it: no words of anybody."""
    if not 0 < at < len(lines) - 1 or "://" not in lines[at]:
        return False
    above, below = lines[at - 1].lstrip(), lines[at + 1].lstrip()
    rest = phrases.LINK.sub("", lines[at])
    return above.startswith(">") and below.startswith(">") and not re.search(r"\w", rest)
