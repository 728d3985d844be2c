"""Which ticket a mail belongs to: signed ids, and the ids it refers to. Pure.

Our Message-IDs read `t.<ticket>.<rand>.<mac>@domain`. A ticket number alone proves nothing: a
guessable one let strangers write into tickets of another help desk (Combodo/iTop#95).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from itertools import islice

from channels.email import limits
from channels.email.headers import Headers
from triage.model import TicketId

_TAG = re.compile(r"\+t_(\d{1,18})_([0-9a-f]{20})@", re.IGNORECASE)
_LOCAL = 64
_TOKEN = re.compile(r"t\.(\d{1,18}|-)\.([0-9a-f]{20})\.([0-9a-f]{32})@", re.IGNORECASE)
_MARK = re.compile(r"\bt\.\d{1,18}\.[0-9a-f]{20}\.[0-9a-f]{32}(?![0-9a-f])", re.IGNORECASE)
_MARKS = 100
"""In one text; a mail that is full of forged ones costs no more."""


def message_id(key: str, ticket: TicketId | None, secret: bytes, domain: str) -> str:
    """The Message-ID, without <>, of the outgoing message whose identity is `key`.

    The same key gives the same id at every attempt, so a mail sent twice is one mail to its
    reader. 128 bits of HMAC-SHA256 prove the ticket (RFC 2104, 5: at least 80).
    """
    return f"{_token(key, '-' if ticket is None else str(ticket), secret)}@{domain}"


def mark(key: str, ticket: TicketId | None, secret: bytes) -> str | None:
    """What the body of that message carries: the same proof, for relays that change the id.

    Without a domain, so that no mail program makes an address to click on of it.
    """
    return None if ticket is None else _token(key, str(ticket), secret)


def ticket_of_quotes(texts: Iterable[str], secret: bytes) -> TicketId | None:
    """The ticket that the first genuine mark in these texts or markups proves.

    The first is the newest: people answer above what they quote, and quotes nest.
    """
    for text in texts:
        marks = (f"{found[0]}@" for found in islice(_MARK.finditer(text), _MARKS))
        proved = ticket_of(marks, secret)
        if proved is not None:
            return proved
    return None


def tagged(address: str, ticket: TicketId, secret: bytes) -> str | None:
    """`support+t_17_<mac>@...`: an address of the ticket; None when it would be too long.

    80 bits of HMAC (RFC 2104, 5); 64 characters before the @ (RFC 5321, 4.5.3.1.1).
    """
    local, _, domain = address.rpartition("@")
    tag = f"{local}+t_{ticket}_{_mac(secret, f'address {ticket}')[:20]}"
    return f"{tag}@{domain}" if len(tag) <= _LOCAL else None


def ticket_of_address(addresses: Iterable[str], secret: bytes) -> TicketId | None:
    """The ticket that the first genuine address of ours among these names."""
    for address in addresses:
        tag = _TAG.search(address)
        if tag is not None:
            expected = _mac(secret, f"address {int(tag[1])}")[:20]
            if hmac.compare_digest(expected, tag[2].lower()):
                return TicketId(int(tag[1]))
    return None


def is_ours(identifier: str, secret: bytes) -> bool:
    """Whether we made this Message-ID."""
    return _proved(identifier, secret) is not None


def ticket_of(ids: Iterable[str], secret: bytes) -> TicketId | None:
    """The ticket that the first genuine id of ours among these names."""
    for identifier in ids:
        number = _proved(identifier, secret)
        if number is not None and number != "-":
            return TicketId(int(number))
    return None


def references(headers: Headers) -> tuple[str, ...]:
    """Ids of earlier mails, the most telling first: In-Reply-To, then References backwards."""
    found = headers.ids("in-reply-to")[: limits.REFERENCES_KEPT]
    found += reversed(headers.ids("references")[-limits.REFERENCES :])
    return tuple(dict.fromkeys(found))[: limits.REFERENCES_KEPT]


def root(headers: Headers, own: str) -> str:
    """The id of the first mail of the conversation, as far as this one tells."""
    earlier = headers.ids("references") or headers.ids("in-reply-to")
    return earlier[0] if earlier else own


def _token(key: str, number: str, secret: bytes) -> str:
    rand = _mac(secret, f"id {key}")[:20]
    return f"t.{number}.{rand}.{_mac(secret, f'ticket {number} {rand}')[:32]}"


def _proved(identifier: str, secret: bytes) -> str | None:
    token = _TOKEN.match(identifier)
    if token is None:
        return None
    expected = _mac(secret, f"ticket {token[1]} {token[2].lower()}")[:32]
    return token[1] if hmac.compare_digest(expected, token[3].lower()) else None


def _mac(secret: bytes, text: str) -> str:
    return hmac.new(secret, text.encode("utf-8"), hashlib.sha256).hexdigest()
