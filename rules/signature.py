"""The signature of an error: the same fault gives the same key, whoever reports it, on any machine.

signature("...traceback...") -> Signature(key="3f0c...", error="acme.CartError", frames=("total",))

A key is made of the exception's type and the names of the innermost functions. Line numbers,
addresses, paths and values are left out, because they differ between versions and machines; where
there are no frames, the message stands for them, without its numbers and quoted values. Of several
errors in one text the last one with a stack trace counts: in Java that is the cause, in Python what
was raised in the end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import re2

from rules.clues import Match, Pattern, quiet
from triage.evidence import Signature, Span

FRAMES_MOST = 3
"""Innermost functions in a key: with fewer, unlike faults share one; more, and callers split it."""
READ_MOST = 28_000
"""Characters of a text that are read, as in cleaning."""
_MESSAGE_MOST = 120
_TYPE = (
    r"(?:[A-Za-z_$][\w$]*(?:\.|::|\\))*"
    r"[A-Z][\w$]*(?:Error|Exception|Failure|Fault|Interrupt|Throwable)"
)
_LINE = (
    r"(?m)"
    r'^[ \t>]*File "[^"\n]+", line \d+(?:, in (?P<python>[^\s,]+))?'
    r"|^[ \t>]*at (?:async |new )?(?P<call>[\w.$<>/`~|\[\]-]+)(?: \[as \w+\])? ?\([^\n]*\)"
    r"|^[ \t>]*at (?:[a-z]+://|/|[A-Za-z]:\\|node:)[^\s()]*?(?P<place>[\w.-]+):\d+:\d+[ \t\r]*$"
    r"|^[ \t>]*(?P<gecko>[\w$.</]*)@[a-z-]+://[^\s]+:\d+:\d+[ \t\r]*$"
    r"|^[ \t>]*#\d+ +[^\s(]+\(\d+\): (?P<php>[\w\\:>-]+)\("
    r"|^[ \t>]*#\d+ +(?:0x[0-9a-fA-F]+ +(?:in +)?)?(?P<native>[A-Za-z_~][\w:~<>$.!]*)[ (]"
    r"|^[ \t>]*(?:from )?[^\s:]+\.rb:\d+:in [`'](?:block (?:\(\d+ levels\) )?in )?"
    r"(?P<ruby>[^'\n]+)'"
    r"|^(?P<go>(?:[\w.-]+/)*[\w-]+\.[\w.*()]+)\([0-9a-fx, {}.?]*\)\r?$"
    r"|^[^\n]*\bpanicked at (?P<rust>[^\n]*)"
    r"|^[ \t>]*panic: (?P<go_said>[^\n]*)"
    r"|\bsignal (?:\d+ \()?(?P<signal>SIG[A-Z]{3,5})\b|\b(?P<segfault>[Ss]egmentation fault)\b"
    rf"|\b(?P<type>{_TYPE})\b(?:[ \t]*\([\w$]+\))?(?::[ \t]*(?P<said>[^\n]*))?"
    r"|^[ \t>]*(?:Uncaught )?(?P<bare>Error|Exception): (?P<told>[^\n]+)"
)
_LINES: Pattern = re2.compile(_LINE, quiet())
_GROUPS = tuple(_LINES.groupindex.items())
_SAID = ("said", "told", "rust", "go_said")
_SEEN: Pattern = re2.compile(re2.sub(r"\(\?P<\w+>", "(?:", _LINE), quiet())
"""Most reports show no error, and without groups RE2 is many times faster at saying so."""
_CODE: Pattern = re2.compile(
    r"\b(?:E-?\d{3,6}|(?:ERR|E)_[A-Z_]{3,40}|0x8[0-9a-fA-F]{7}|[A-Z]{2,8}-\d{3,6})\b", quiet()
)
_VALUES: Pattern = re2.compile(
    r"\"[^\"\n]*\"|'[^'\n]*'|\x60[^\x60\n]*\x60|\b0x[0-9a-fA-F]+\b"
    r"|\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b"
    r"|[a-z]+://\S+|\S+@\S+\.\S+|(?:[A-Za-z]:)?(?:[/\\][\w.@-]+){2,}|\d[\d.,:]*",
    quiet(),
)
_MADE_UP: Pattern = re2.compile(  # names that a compiler or a run invents
    r"\$\$?(?:Lambda|FastClass|EnhancerBy)[\w$/]*|\$\d+|/0x[0-9a-f]+|#\d+|\?+", quiet()
)
_WRITTEN: Pattern = re2.compile(  # code that names an error does not show one
    r"(?i)(?:\b(?:raises?|throws?|new|catch|except|import|class|instanceof) ?\(?|[@\x60])$", quiet()
)
_FRAMES = ("python", "call", "place", "gecko", "php", "native", "ruby", "go")
_NAMES = {"rust": "panic", "go_said": "panic", "segfault": "SIGSEGV"}
_TRACE_ONLY = "stack trace"


@dataclass(slots=True)
class _Error:
    """An error's type and words, where they stand, and its frames, innermost first."""

    type: str
    said: str
    span: Span
    frames: list[str] = field(default_factory=list)


def signature(text: str) -> Signature | None:
    """The signature of the error in a text, None when it shows none. Linear in the text."""
    text = text[:READ_MOST]
    errors = [*_errors(text)] if _SEEN.search(text) is not None else []
    traced = [each for each in errors if each.frames]
    error = traced[-1] if traced else next(iter(errors), None)
    if error is None:
        return _code(text)
    frames = tuple(error.frames[:FRAMES_MOST])
    kind = error.type.replace("::", ".").replace("\\", ".").rsplit(".", 1)[-1]
    key = _key(kind, *(frames or (plain(error.said),)))
    return Signature(key=key, error=error.type, frames=frames, span=error.span)


def plain(message: str) -> str:
    """A message without what differs from one time to the next: numbers, paths, quoted values."""
    return " ".join(_VALUES.sub("*", message[:_MESSAGE_MOST]).lower().split())


def _errors(text: str) -> Iterator[_Error]:
    """Every error of a text with the frames that belong to it."""
    before: list[str] = []  # frames that come before their error: Python, and Ruby's first
    python = False
    current: _Error | None = None
    for match in _LINES.finditer(text):
        groups = {name: match.group(at) for name, at in _GROUPS if match.start(at) >= 0}
        name = next((groups[each] for each in _FRAMES if each in groups), None)
        if name is not None or match.group().lstrip(" \t>").startswith('File "'):
            python = python or match.group().lstrip(" \t>").startswith('File "')
            (before if python or current is None else current.frames).append(_name(name or ""))
            continue
        error = _error(match, groups, text, first=python)
        if error is None:
            continue
        if current is not None:
            yield current
        error.frames = before[::-1] if python else before
        before, python, current = [], False, error
    if current is not None:
        yield current
    if before:
        frames = before[::-1] if python else before
        yield _Error(_TRACE_ONLY, "", Span(0, 0), frames)


def _error(match: Match, groups: Mapping[str, str], text: str, *, first: bool) -> _Error | None:
    """`first`: it must stand first on its line, because lines of code stand around it."""
    start, end = match.start(), match.end()
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if (first and before.strip(" \t>")) or _WRITTEN.search(before[-20:]):
        return None
    kind = groups.get("type") or groups.get("bare") or groups.get("signal")
    said = next((groups[each] for each in _SAID if each in groups), "")
    return _Error(
        kind or next(_NAMES[each] for each in _NAMES if each in groups), said, Span(start, end)
    )


def _name(frame: str) -> str:
    """A function without the parts that a compiler or a run made up."""
    return _MADE_UP.sub("", frame).strip(".:/") or "?"


def _code(text: str) -> Signature | None:
    match = _CODE.search(text)
    if match is None:
        return None
    code = match.group()
    return Signature(key=_key(code), error=code, span=Span(match.start(), match.end()))


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
