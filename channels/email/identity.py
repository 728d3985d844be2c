"""What makes a mail this mail: its key in the store. A header scan, no MIME."""

from __future__ import annotations

import hashlib

from channels.email.headers import Headers, scan


def external_id(raw: bytes) -> str:
    """Message-ID without <>, a colon, and a hash; the hash alone when there is no id.

    The hash is over From, Date, Subject and every byte after the header block, so that the same
    mail by another route (other Received lines) is the same, and another mail that borrows the
    id is another.
    """
    headers, start = scan(raw)
    digest = hashlib.sha256()
    for name in ("from", "date", "subject"):
        digest.update((headers.raw(name) or b"-") + b"\n")
    digest.update(memoryview(raw)[start:])
    own = message_id(headers)
    return f"{own}:{digest.hexdigest()[:32]}" if own else digest.hexdigest()


def message_id(headers: Headers) -> str | None:
    """The Message-ID without <>; None when the mail has none."""
    ids = headers.ids("message-id")
    if ids:
        return ids[0]
    bare = (headers.text("message-id") or "").strip("<> ")
    return bare if bare and " " not in bare else None
