"""How an Outgoing looks on Discord: parts, nonces, and whom it may ping. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import discord

LIMIT = 2000
"""Characters in one message (vendor's "create message"; the OpenAPI file says 4000)."""

NONCE_LIMIT = 25
"""Characters in a nonce (vendor's "create message")."""

NAME_LIMIT = 100
"""Characters in a thread's name (vendor's "channel object")."""

FENCE = "```"


def split(text: str, limit: int = LIMIT) -> tuple[str, ...]:
    """Cut a text into messages, between lines where that can be, in order and without loss.

    A code block that is cut is closed in one part and opened again in the next. Parts carry no
    blank ends: Discord strips them, and refuses a message that has nothing else.
    """
    whole = text.strip()
    if len(whole) <= limit:
        return (whole,) if whole else ()
    parts: list[str] = []
    lines: list[str] = []
    fence: str | None = None
    for line in _fitting(whole.split("\n"), limit):
        if lines and _size([*lines, line]) > _room(limit, fence, line):
            parts.append(_close(lines, fence))
            lines = [] if fence is None else [fence]
        lines.append(line)
        fence = _after(fence, line)
    parts.append(_close(lines, fence))
    return tuple(part for part in (part.strip() for part in parts) if part)


def nonce(key: str, part: int = 0) -> str:
    """The identity of one posted message: the same key and part give the same, after a restart too.

    Discord answers a repeated nonce with the message that is there already, for a few minutes.
    """
    name = key if part == 0 else f"{key}/{part}"
    return hashlib.sha256(name.encode()).hexdigest()[:NONCE_LIMIT]


def pings(mentions: Iterable[str]) -> discord.AllowedMentions:
    """Only these users are notified, whatever the text says."""
    users = [discord.Object(int(user)) for user in mentions]
    return discord.AllowedMentions(everyone=False, roles=False, replied_user=False, users=users)


def names(wanted: str, ticket: int | None) -> tuple[str, ...]:
    """Names for a thread, the best first: Discord refuses some words and numbers."""
    neutral = () if ticket is None else (f"Ticket {ticket}",)
    first = " ".join(wanted.split())[:NAME_LIMIT].strip()
    return tuple(dict.fromkeys(name for name in (first, *neutral, "Support request") if name))


def cut(text: str, limit: int = LIMIT) -> str:
    """The text if it fits, else its first part: an edit cannot grow into a second message."""
    parts = split(text, limit)
    return parts[0] if parts else ""


def _fitting(lines: Iterable[str], limit: int) -> Iterable[str]:
    """Lines short enough to stand in a code block of a part; longer ones are cut at a space."""
    most = limit - 2 * (len(FENCE) + 1) - _LANGUAGE
    for whole in lines:
        line = whole
        while len(line) > most:
            at = line.rfind(" ", 1, most)
            at = most if at < most // 2 else at
            yield line[:at]
            line = line[at:].removeprefix(" ")
        yield line


_LANGUAGE = 40
"""Room kept for a language behind an opening fence; a longer one is dropped when reopening."""


def _size(lines: list[str]) -> int:
    return sum(map(len, lines)) + len(lines) - 1


def _room(limit: int, fence: str | None, line: str) -> int:
    """What may stand in this part if `line` is added, with room to close the block it is in."""
    return limit if _after(fence, line) is None else limit - len(FENCE) - 1


def _after(fence: str | None, line: str) -> str | None:
    """The opening line of the code block that is open behind `line`."""
    if not line.lstrip().startswith(FENCE):
        return fence
    if fence is not None:
        return None
    opening = line.strip()
    if opening.count(FENCE) > 1:
        return None
    return opening if len(opening) <= len(FENCE) + _LANGUAGE else FENCE


def _close(lines: list[str], fence: str | None) -> str:
    return "\n".join(lines if fence is None else [*lines, FENCE])
