"""Delivery reports: which recipients failed, and which mail it was about (RFC 3464). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from channels.email.headers import Headers, fields, scan
from channels.email.parse import Part, content, walk
from triage.carried import Bounced

_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
_ADDRESS = re.compile(r"[^\s<>,;:\"()]{1,256}@[^\s<>,;:\"()]{1,255}")
_RECIPIENTS = 50
_BLOCKS = 1_000
"""Recipients that are looked at, for the same one may be reported over and over."""
_RETURNED = frozenset({"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"})


def recipients(root: Part) -> tuple[Bounced, ...]:
    """Each recipient that the report names, with its status code (RFC 3463) if it gives one."""
    found: dict[str, Bounced] = {}
    for bounced in islice(_reported(root), _BLOCKS):
        found.setdefault(bounced.address.lower(), bounced)
        if len(found) >= _RECIPIENTS:
            break
    if not found:
        for address in _ADDRESS.findall(root.headers.text("x-failed-recipients") or ""):
            found[address.lower()] = Bounced(address=address, status=None, permanent=True)
    return tuple(found.values())[:_RECIPIENTS]


def _reported(root: Part) -> Iterator[Bounced]:
    for part in walk(root):
        if part.kind in {"message/delivery-status", "message/global-delivery-status"}:
            for block in _blocks(content(part)):
                yield from _of_block(block)


def has_returned(root: Part) -> bool:
    """Whether a mail, or its header block, hangs on this one."""
    return any(part.kind in _RETURNED for part in walk(root))


def returned_ids(root: Part) -> list[str]:
    """Message-IDs of the mail that came back, its own first, then what it answered."""
    for part in walk(root):
        if part.kind in _RETURNED:
            headers, _ = scan(content(part))
            return [*headers.ids("message-id"), *headers.ids("in-reply-to")]
    return []


def _blocks(report: bytes) -> Iterator[Headers]:
    for block in re.split(rb"\r?\n(?:[ \t]*\r?\n)+", report.strip()):
        yield Headers(fields(block))


def _of_block(block: Headers) -> Iterator[Bounced]:
    named = block.text("final-recipient") or block.text("original-recipient")
    address = _ADDRESS.search((named or "").rpartition(";")[2]) if named else None
    if address is None:
        return
    status = _STATUS.search(block.text("status") or "")
    action = (block.text("action") or "").lower()
    if action in {"delivered", "relayed", "expanded"}:
        return
    permanent = action == "failed" and (status is None or status[1] == "5")
    yield Bounced(address=address[0], status=status[0] if status else None, permanent=permanent)
