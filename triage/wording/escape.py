"""Make other people's words harmless where we repeat them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

NOTICE = 200
"""Most characters of a reporter's words that a notice repeats."""
CARD = 240
MAIL_CARD = 300
"""Most characters of the report on the engineers' card."""
NAME = 60
"""Most characters of anybody's name."""

_GAP = "\u200b"  # a zero-width space: invisible, and enough to break a mention
_MORE = "…"

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # they reorder the text around them
_SURROGATES = re.compile(r"[\ud800-\udfff]")  # cannot be encoded, so cannot be sent
_LIVE = re.compile(r"@(?=everyone|here)|<(?=[@#])", re.IGNORECASE)
_OWN = re.compile(r"(?P<gap>@(?=everyone|here)|<(?=[@#]))|(?P<other>.)", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\*_~`|\[\]()<@]|https?://", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<url>https?://[^\s<>@\\`*|\[\]()]*[^\s<>@\\`*|\[\]().,;:!?'\"])"
    r"|(?P<gap>@(?=everyone|here)|<)"
    r"|(?P<mark>[\\*_~`|\[\]()])"
    r"|(?P<other>.)",
    re.IGNORECASE,
)


def sendable(text: str) -> str:
    """The text without the half characters that a broken mail can hold and no wire takes."""
    return _SURROGATES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text on one line: no control characters, nothing that reorders or cannot be sent."""
    visible = sendable(_BIDI.sub("", text))
    return " ".join(_CONTROLS.sub(" ", visible).split())


def defused(text: str) -> str:
    """The same text with every mention broken; layout and markdown stay."""
    return _LIVE.sub(lambda found: found.group() + _GAP, sendable(text))


def own_line(text: str, *, limit: int) -> str:
    """A colleague's or our own sentence: markdown works, mentions do not."""
    line = one_line(_window(text, limit))
    return _fitted((_piece(token) for token in _OWN.finditer(line)), limit)


def for_mail(text: str, *, limit: int) -> str:
    """One line of at most `limit` characters."""
    return _cut(one_line(_window(text, limit)), limit)


def for_chat(text: str, *, limit: int) -> str:
    """One line of at most `limit` characters, with no live mention and no working markdown.

    A web address stays whole and gets `<>` around it, so that it opens no preview.
    """
    line = one_line(_window(text, limit))
    if _SPECIAL.search(line) is None:  # most lines; piece by piece costs a hundred times as much
        return _cut(line, limit)
    return _fitted((_piece(token) for token in _TOKEN.finditer(line)), limit)


def opening(text: str) -> str:
    """The text, fit to begin a line of chat: no heading, quote or list starts with it."""
    return _GAP + text if text[:1] in tuple("#>+-0123456789") else text


def _window(text: str, limit: int) -> str:
    """As much as could matter: a mail of many megabytes is not searched to its end."""
    return text[: 20 * limit]


def _piece(token: re.Match[str]) -> str:
    match token.lastgroup:
        case "url":
            return f"<{token.group()}>"
        case "gap":
            return token.group() + _GAP
        case "mark":
            return "\\" + token.group()
        case _:
            return token.group()


def _cut(line: str, limit: int) -> str:
    return line if len(line) <= limit else line[: limit - 1].rstrip() + _MORE


def _fitted(pieces: Iterable[str], limit: int) -> str:
    """Whole pieces only: half an escape would disarm the character after it."""
    kept: list[str] = []
    room = limit
    for piece in pieces:
        if len(piece) > room:
            if room == 0:
                kept.pop()
            return "".join(kept).rstrip() + _MORE
        kept.append(piece)
        room -= len(piece)
    return "".join(kept)
