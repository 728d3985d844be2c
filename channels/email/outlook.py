"""Outlook's own idea of a conversation, carried on: Thread-Topic and Thread-Index. Pure.

[MS-OXOMSG] 2.2.1.3: 22 bytes of header (one reserved, five of a FILETIME, a GUID), then five
for each answer: the time since the header's, and a number that tells siblings apart.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from channels.email.headers import Headers

INDEX, TOPIC = "Thread-Index", "Thread-Topic"
_HEADER, _CHILD = 22, 5
_MOST = 100
"""Answers deep; Outlook stops long before."""
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_LONGEST = 500


def of(headers: Headers) -> Mapping[str, str]:
    """What an answer to this mail has to carry on; empty for other mail programs."""
    index, topic = headers.text(INDEX.lower()), headers.text(TOPIC.lower())
    if index is None or _decoded(index) is None:
        return {}
    found = {INDEX: re.sub(r"\s", "", index)}
    return found if topic is None else {**found, TOPIC: topic[:_LONGEST]}


def child(index: str, *, at: datetime, key: str) -> str | None:
    """The Thread-Index of an answer sent at that time; the same key gives the same one."""
    parent = _decoded(index)
    if parent is None:
        return None
    ticks = int((at - _EPOCH).total_seconds() * 10_000_000)
    elapsed = max(0, ticks - (int.from_bytes(parent[:6], "big") << 16))
    # 31 bits of the elapsed time: finely for the first 1.7 years, then more coarsely.
    coarse = elapsed >> 49 > 0
    moment = (elapsed >> (23 if coarse else 18)) & 0x7FFFFFFF
    block = (int(coarse) << 31 | moment).to_bytes(4, "big")
    sibling = hashlib.sha256(key.encode()).digest()[:1]
    return base64.b64encode(parent + block + sibling).decode("ascii")


def _decoded(index: str) -> bytes | None:
    try:
        raw = base64.b64decode(re.sub(r"\s", "", index[: _LONGEST * 4]), validate=True)
    except (binascii.Error, ValueError):
        return None
    children, rest = divmod(len(raw) - _HEADER, _CHILD)
    return raw if rest == 0 and 0 <= children <= _MOST else None
