"""Hide mail addresses and obvious secrets in what many eyes will see. Pure.

It is a net with holes, not a promise: it knows shapes, not meanings.
"""

from __future__ import annotations

import re

_HIDDEN = "***"

_KEY_BLOCK = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\Z)", re.DOTALL
)
_IN_URL = re.compile(r"(?<=://)[^\s/@]{1,200}@")
_NAME = r"\b(?:password|passwort|kennwort|passphrase|passwd|pwd|secret|token|api[ _-]?key)\b"
_QUOTED = r"\"[^\"]{1,200}\"|'[^']{1,200}'"
_NAMED = re.compile(rf"((?:{_NAME}[\"']?\s*[:=]\s*)+)({_QUOTED}|\S+)", re.IGNORECASE)
_TOLD = re.compile(  # "my password is wrong" is a report, "my password is Hunter2" is a secret
    rf"({_NAME}\s+(?:is|ist|lautet):?\s+)({_QUOTED}|(?=\S*\d)\S+)", re.IGNORECASE
)
_BEARER = re.compile(r"\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{12,}")
_KNOWN = re.compile(  # prefixes that vendors document for their keys
    r"\b(?:sk-|sk_live_|rk_live_|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|AKIA|AIza|eyJ)"
    r"[A-Za-z0-9._-]{12,}"
)
_LONG = re.compile(r"(?<![\w+=])[A-Za-z0-9_+=]{32,}")
_ADDRESS = re.compile(r"(?<![\w.+-])([\w+-])[\w.+-]{0,63}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,10})")


def masked(text: str) -> str:
    """The text with addresses as `j***@customer.example` and secrets as `***`."""
    text = _KEY_BLOCK.sub(_HIDDEN, text)
    text = _IN_URL.sub(_HIDDEN + "@", text)
    text = _NAMED.sub(r"\1" + _HIDDEN, text)
    text = _TOLD.sub(r"\1" + _HIDDEN, text)
    text = _BEARER.sub(r"\1 " + _HIDDEN, text)
    text = _KNOWN.sub(_HIDDEN, text)
    text = _LONG.sub(_hide_if_mixed, text)
    return masked_address(text)


def holds_secret(text: str) -> bool:
    """Whether something in it is hidden that is no mail address: a password, a key."""
    return masked_address(text) != masked(text)


def masked_address(text: str) -> str:
    """Every mail address in the text with the first letter and the domain only."""
    return _ADDRESS.sub(r"\1" + _HIDDEN + r"@\2", text)


def _hide_if_mixed(found: re.Match[str]) -> str:
    """Letters and digits together: a key. Letters alone may be a long word or a ruled line."""
    run = found.group()
    mixed = any(c.isdigit() for c in run) and any(c.isalpha() for c in run)
    return _HIDDEN if mixed else run
