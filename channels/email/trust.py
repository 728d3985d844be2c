"""Whether our own mail server vouches for the address in From (RFC 8601). Pure and tolerant.

Only the topmost Authentication-Results counts, and only when it carries the configured
authserv-id: every header below it may come from the sender.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from channels.email.headers import Headers

UNNAMED = "microsoft365"
"""Configured in place of an authserv-id where the server writes none, as Microsoft 365 does."""

_COMMENT = re.compile(r"\([^()]*\)")
_COMMENTS_IN_COMMENTS = 8
_PROPERTY = re.compile(r"\b(header\.(?:from|d|i))\s*=\s*\"?@?([^\s;\"]+)", re.IGNORECASE)
_RESULT = re.compile(r"\s*(dmarc|dkim)\s*=\s*(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What our server says. `forged`: the result that speaks against the address, None if none."""

    verified: bool = False
    forged: str | None = None


def judge(headers: Headers, *, address: str, authserv_id: str | None) -> Verdict:
    """Verified: DMARC passed for the domain of `address`, or DKIM did under that very domain.

    Forged: DMARC failed (RFC 7489, 11.2: "fail"; errors and missing policies are no failures).
    """
    domain = address.rpartition("@")[2].lower()
    results = headers.all("authentication-results")
    if authserv_id is None or not domain or not results:
        return Verdict()
    found = list(_ours(results[0], authserv_id))
    if any(_vouches(result, domain) for result in found):
        return Verdict(verified=True)
    return Verdict(forged=next((shown for one in found if (shown := _failed(one))), None))


def _ours(header: str, authserv_id: str) -> Iterator[str]:
    """The single results, when the header is our server's."""
    bare = header
    for _ in range(_COMMENTS_IN_COMMENTS):
        bare, count = _COMMENT.subn(" ", bare)
        if not count:
            break
    first, _, rest = bare.partition(";")
    words = first.split()
    if words and "=" in words[0]:  # no authserv-id at all: this is a result already
        yield from bare.split(";") if authserv_id.lower() == UNNAMED else ()
    elif words and words[0].lower() == authserv_id.lower():
        yield from rest.split(";")


def _vouches(result: str, domain: str) -> bool:
    found = _RESULT.match(result)
    if found is None or found[2].lower() != "pass":
        return False
    properties: dict[str, str] = {
        name.lower(): value.lower() for name, value in _PROPERTY.findall(result)
    }
    if found[1].lower() == "dmarc":
        return properties.get("header.from", domain).rpartition("@")[2] == domain
    signer = properties.get("header.d") or properties.get("header.i", "").rpartition("@")[2]
    return signer != "" and (domain == signer or domain.endswith(f".{signer}"))


def _failed(result: str) -> str | None:
    found = _RESULT.match(result)
    failed = found is not None and (found[1].lower(), found[2].lower()) == ("dmarc", "fail")
    return " ".join(result.split())[:100] if failed else None
