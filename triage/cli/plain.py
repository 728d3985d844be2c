"""Other people's words on a terminal: what could steer it is made visible or taken out."""

from __future__ import annotations

import re

from rich.text import Text

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but tab and line feed: an ESC would colour, erase or retitle the terminal
(ECMA-48). Half characters cannot be written to it."""
_REORDERING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Bidirectional controls: they can make `gpj.exe` look like `exe.jpg` (UAX #9)."""


def plain(words: str) -> Text:
    """The words, as they are to be read: neither markup, nor emoji names, nor escapes work."""
    return Text(_STEERING.sub("\ufffd", _REORDERING.sub("", words)))
