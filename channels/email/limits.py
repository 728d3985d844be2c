"""What a mail may ask of us: checked on raw bytes, before anything parses them.

Each number stops an input that cost a standard parser seconds or its stack (measured: 20,000
parts 14 s, 1,000 nested multiparts RecursionError). A mail beyond them still becomes a
flagged ticket from its headers; only its insides stay unread.
"""

from __future__ import annotations

SIZE = 25 * 1024 * 1024
"""Bytes of a mail; what the large providers accept."""
HEADER_BLOCK = 256 * 1024
"""Bytes of the header block."""
HEADER_FIELDS = 500
HEADER_READ = 8 * 1024
"""Bytes of one unfolded field that we read; the rest of that field is ignored."""
ADDRESSES = 200
COPIES = 50
"""People besides the sender to whom an answer of a person goes."""
REFERENCES = 100
REFERENCES_KEPT = 50
PARTS = 500
DELIMITERS = 20_000
"""Lines that look like a boundary which we look at, in one multipart."""
DEPTH = 20
ATTACHMENTS = 50
ATTACHMENT = 10 * 1024 * 1024
"""Bytes of one that is kept by itself; of a larger one only the original mail has the content."""
HTML = 2 * 1024 * 1024
"""Characters of an HTML part that are read."""
HTML_TAGS = 20_000
"""More than these are stripped and not laid out, which takes 30 us each (measured)."""
QUOTING = 20
"""Parts of text in which the mark of one of our own mails is looked for."""
FOLDED_LINES = 5_000
"""A longer text is a log: nothing of it is folded away."""
TEXT = 1024 * 1024
"""Characters of text that are kept as a message; the raw mail has the rest."""


APART = 256 * 1024
"""Bytes from which a mail is read in a process of its own; the tests prove that smaller ones stay
below SECONDS and MEMORY by themselves."""
SECONDS = 2
"""CPU seconds that reading one mail may take."""
MEMORY = 200 * 1024 * 1024
"""Bytes that reading one mail may take."""
WAIT_SECONDS = 30
"""Until we stop waiting for a reading, on a machine that has no CPU time to give."""


class ExceededError(ValueError):
    """A mail goes beyond a limit; the message says which."""


def check(raw: bytes) -> str | None:
    """Why these bytes are not worth parsing; None when they are."""
    if len(raw) > SIZE:
        return f"larger than {SIZE // 1024 // 1024} MB"
    start = raw[: HEADER_BLOCK + 4]
    if len(raw) > HEADER_BLOCK and not (b"\n\n" in start or b"\n\r\n" in start):
        return f"header block larger than {HEADER_BLOCK // 1024} KB"
    end = start.find(b"\n\r\n")
    plain = start.find(b"\n\n")
    if end < 0 or 0 <= plain < end:
        end = plain
    lines = start.count(b"\n", 0, end if end >= 0 else len(start))
    if lines > HEADER_FIELDS and _fields(start[:end] if end >= 0 else start) > HEADER_FIELDS:
        return f"more than {HEADER_FIELDS} header fields"
    return None


def _fields(block: bytes) -> int:
    return block.count(b"\n") - block.count(b"\n ") - block.count(b"\n\t")
