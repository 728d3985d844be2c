"""What was found in a report, and where: the small words that an assessment is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text, in characters: text[start:end]."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What stays the same of an error when another machine shows it (`rules.signature`).

    `key`: the same fault gives the same one. `error`: its type, or the bare code. `frames`: the
    innermost functions, innermost first; () when there was no stack trace. `span`: where the error
    stands in the report.
    """

    key: str
    error: str
    frames: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False)


class Surrounding(StrEnum):
    """What a word about the environment is."""

    BROWSER = "browser"
    SYSTEM = "system"
    DEVICE = "device"
    VERSION = "version"
    PLAN = "plan"
    REGION = "region"
    ADDRESS = "address"
    ERROR = "error"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing about the environment, as it was written, and where."""

    kind: Surrounding
    words: str
    span: Span
