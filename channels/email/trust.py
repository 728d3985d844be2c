"""Whether our own mail server vouches for the address in From (RFC 8601). Pure and tolerant.

Only the topmost Authentication-Results counts, and only when it carries the configured
authserv-id: every header below it may come from the sender.
"""

from __future__ import annotations

import re

from channels.email.headers import Headers

_COMMENT = re.compile(r"\([^()]*\)")
_PROPERTY = re.compile(r"\b(header\.(?:from|d|i))\s*=\s*\"?@?([^\s;\"]+)", re.IGNORECASE)
_RESULT = re.compile(r"\s*(dmarc|dkim)\s*=\s*(\w+)", re.IGNORECASE)


def verified(headers: Headers, *, address: str, authserv_id: str | None) -> bool:
    """DMARC passed for the domain of `address`, or DKIM did under that very domain."""
    domain = address.rpartition("@")[2].lower()
    if authserv_id is None or not domain:
        return False
    results = headers.all("authentication-results")
    if not results:
        return False
    server, _, rest = _COMMENT.sub(" ", results[0]).partition(";")
    words = server.split()
    if not words or words[0].lower() != authserv_id.lower():
        return False
    return any(_vouches(result, domain) for result in rest.split(";"))


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
