"""Who wrote what somebody passed on to us: the original author, offered as the reporter. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from channels.email import phrases
from channels.email.announcements import header_block
from channels.email.headers import Mailbox, mailbox_of, scan
from channels.email.parse import Part, content, walk

_LOOKED_AT = 400
"""Lines: who passes something on says so near the top."""
_AFTER = 12
"""Lines between "Forwarded message" and the author."""
_BRACKETED = re.compile(r"\[(?:mailto:)?([^\]\s]+@[^\]\s]+)\]")
_QUOTED = re.compile(r"[\s>|]*")


def original_author(
    root: Part, text: str, *, forwards: bool, but: Collection[str]
) -> Mailbox | None:
    """The author of a mail that was passed on; None when there is none, or one of `but`.

    `forwards`: its subject says that it is a forward. `but`: addresses in small letters.
    """
    found = _quoted(text, forwards=forwards) or (_attached(root) if forwards else None)
    if found is None or found.address.lower() in but:
        return None
    return found


def _quoted(text: str, *, forwards: bool) -> Mailbox | None:
    lines = [_QUOTED.sub("", line, count=1) for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT]]
    for at, line in enumerate(lines):
        if phrases.FORWARDED.match(line):
            return _author(lines, at + 1, at + _AFTER)
        end = header_block(lines, at) if forwards else None
        if end is not None:
            return _author(lines, at, end)
    return None


def _author(lines: list[str], start: int, end: int) -> Mailbox | None:
    for at in range(start, min(end, len(lines))):
        told = phrases.AUTHOR.match(lines[at])
        if told is not None:
            wrapped = lines[at + 1] if at + 1 < len(lines) and "@" not in told[1] else ""
            named = f"{told[1]} {wrapped}".replace("*", "")
            found = mailbox_of(_BRACKETED.sub(r"<\1>", named))
            return found if found.address else None
    return None


def _attached(root: Part) -> Mailbox | None:
    """Of the one mail that hangs on this one; of several nobody knows which is meant."""
    mails = [part for part in walk(root) if part.kind == "message/rfc822"]
    if len(mails) != 1:
        return None
    found = scan(content(mails[0]))[0].mailbox("from")
    return found if found is not None and found.address else None
