"""What of a text is prose, and which labelled sections it has.

Code, stack traces, quotes and untouched form comments are blanked with spaces, never cut out: every
place in the prose is the same place in the text, so that what was found there can be quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rules.clues import Match, Pattern, compiled
from rules.lexicon import HEADINGS, Lexicon
from rules.sieve import Sieve

HEAD_MOST = 24_000
TAIL_MOST = 4_000
"""Characters read of a long text: people say what matters first, and what they want last."""
_PLAIN = {
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"',
    "\xa0": " ", "\u2028": "\n", "\0": " ",
}  # fmt: skip
_CUT = "\n[...]\n"
_WRAPPER = r"^[ \t]*(?:[#>*_=~+-]+[ \t]*|h[1-6]\.[ \t]*|\d{1,2}[.)][ \t]+)*"

_COMMENT = r"(?s)<!\s*--.*?--\s*>"
_BLANKED = (
    _COMMENT,
    r"(?s)\x60{3}.*?(?:\x60{3}|\z)",
    r"(?s)~~~.*?~~~",
    r"(?s)\{(?:code|noformat)[^}\n]{0,40}\}.*?\{(?:code|noformat)\}",
    r"(?s)<(?:pre|code)\b[^>\n]{0,80}>.*?</(?:pre|code)>",
    r"^[ \t]*>.*$",
    r"^(?:user[- ]agent|build identifier|user agent string|buildid)\s*:.*$",
)
_CODE = r"(?s)\x60{3}.*?(?:\x60{3}|\z)|\{code[^}\n]{0,40}\}.*?\{code\}|<pre\b.*?</pre>"
_TRACE = (
    r"^[ \t]*(?:at [\w.$<>/ ]+\([^)\n]*\)|\.\.\. \d+ (?:more|common frames).*)$",
    r'^[ \t]*File "[^"\n]+", line \d+.*$',
    r"^[ \t]*#\d+\s+(?:0x[0-9a-f]+|\w+::|<).*$",
    r"^Traceback \(most recent call last\):?.*$",
    r"^[ \t]*(?:caused by:\s*)?(?:[\w$]+\.){1,12}[\w$]*(?:exception|error)\b.*$",
)
_LOG = (
    r"^[ \t]*(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*|\[?(?:mon|tue|wed|thu|fri|sat|sun) \w{3} +\d.*"
    r"|.*[;{}][ \t]*|[ \t]*</?[a-z][^>\n]*>.*|[a-z]:\\.*|[$%] .+)$"
)
_SIEVE = Sieve((*_BLANKED, _CODE, *_TRACE, _LOG))
_NOTHING = compiled(
    r"\A[\s\pP\pS]*(?:(?:n/?a|none|nothing|no|tbd|todo|unknown|see (?:above|below|title)|same"
    r"|as above|\d{1,2})[\s\pP\pS]*)*\z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A labelled part of a filled-in form that has content. Places are places in the text."""

    kind: str
    title: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A text and its prose, of the same length. `code`: it brought some. `trace`: a stack trace."""

    text: str
    prose: str
    sections: tuple[Section, ...]
    code: bool
    trace: bool

    def section(self, kind: str) -> Section | None:
        return next((each for each in self.sections if each.kind == kind), None)


def cut(text: str) -> str:
    """A text of bounded length: head and tail of a very long one."""
    for strange, plain in _PLAIN.items():  # a hundred times as fast as str.translate
        text = text.replace(strange, plain)
    if len(text) <= HEAD_MOST + TAIL_MOST:
        return text
    return text[:HEAD_MOST] + _CUT + text[-TAIL_MOST:]


def place(at: int, length: int) -> int:
    """Where a place in what was cut stands in the text, which had so many characters."""
    if length <= HEAD_MOST + TAIL_MOST or at <= HEAD_MOST:
        return at
    return at - HEAD_MOST - len(_CUT) + length - TAIL_MOST


def clean(text: str, form: Pattern) -> Cleaned:
    """Read a text. `form`: see `form_of`."""
    possible = _SIEVE.possible(text)
    code = _CODE in possible and compiled(_CODE).search(text) is not None
    prose = _blank_all(text, _BLANKED, possible)
    untraced = _blank_all(prose, _TRACE, possible)
    uncommented = _blank_all(text, (_COMMENT,), possible)
    sections, empty = _sections(uncommented, untraced, form)
    return Cleaned(
        text=text,
        prose=_blank_all(_without(untraced, empty), (_LOG,), possible),
        sections=sections,
        code=code,
        trace=untraced != prose,
    )


def form_of(lexicons: Iterable[Lexicon]) -> Pattern:
    """The headings of all languages as one pattern; the group that matched is the kind."""
    titles: Mapping[str, list[str]] = {kind: [] for kind in HEADINGS}
    for lexicon in lexicons:
        for kind, patterns in lexicon.headings.items():
            titles[kind].extend(patterns)
    kinds = "|".join(f"(?P<{kind}>{'|'.join(found)})" for kind, found in titles.items() if found)
    after = r"[ \t]*(?:\([^)\n]{0,80}\))?[ \t]*[*_]*[ \t]*(?:[:?=][*_ \t]*|-+[ \t]+|\r?$)"
    plain = r"^#{1,6}[ \t]+\S[^\n]{0,80}$|^(?:\*\*|__)[^*_\n]{3,60}(?:\*\*|__):?[ \t]*$"
    return compiled(f"{_WRAPPER}(?:{kinds}){after}|{plain}")


def says_nothing(text: str) -> bool:
    """An empty section, a dash, `N/A`: missing, whatever the form looks like."""
    return len(text) < QUICK and _NOTHING.search(text) is not None


QUICK = 400
"""Longer than this, a section says something."""


def _blank_all(text: str, patterns: Iterable[str], possible: frozenset[str]) -> str:
    for pattern in patterns:
        if pattern in possible:
            text = _blank(text, compiled(pattern))
    return text


def _blank(text: str, pattern: Pattern) -> str:
    parts: list[str] = []
    done = 0
    for match in pattern.finditer(text):
        parts += (text[done : match.start()], _spaces(match))
        done = match.end()
    return "".join((*parts, text[done:])) if parts else text


def _spaces(match: Match) -> str:
    return _spaced(match.group())


def _spaced(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _without(prose: str, spans: Iterable[tuple[int, int]]) -> str:
    """The heading of an empty section is the form's word, not the reporter's."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += (prose[done:start], _spaced(prose[start:end]))
        done = end
    return "".join((*parts, prose[done:]))


def _sections(
    text: str, prose: str, form: Pattern
) -> tuple[tuple[Section, ...], list[tuple[int, int]]]:
    marks = [(match.start(), match.end(), _kind(match)) for match in form.finditer(prose)]
    sections: list[Section] = []
    empty: list[tuple[int, int]] = []
    for (start, end, kind), follower in zip(marks, _ends(marks, len(prose)), strict=True):
        words = text[end:follower].strip()
        if says_nothing(words):
            empty.append((start, end))
            continue
        title = " ".join(prose[start:end].split())
        sections.append(Section(kind=kind, title=title, start=end, end=follower, words=words))
    return tuple(sections), empty


def _ends(marks: list[tuple[int, int, str]], length: int) -> Iterator[int]:
    yield from (start for start, _, _ in marks[1:])
    if marks:
        yield length


def _kind(match: Match) -> str:
    return next((kind for kind in HEADINGS if match.groupdict().get(kind)), "other")
