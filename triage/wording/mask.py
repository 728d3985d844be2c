"""Hide mail addresses and obvious secrets in what many eyes will see. Pure.

It is a net with holes, not a promise: it knows shapes, not meanings. What it hides is kept as it
came in the database; `triage ticket show N --unmask` shows it and writes down who looked.
"""

from __future__ import annotations

import re

_HIDDEN = "***"

_KEY_BLOCK = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\Z)"
    r"|PuTTY-User-Key-File-\d.*?(?:Private-MAC: \S+|\Z)",
    re.DOTALL,
)
_IN_URL = re.compile(r"(?<=://)[^\s/@]{1,200}@")
_IN_QUERY = re.compile(
    r"([?&](?:access_|refresh_|id_|api_?|auth_?)?(?:key|token|secret|password|sig|signature|code)=)"
    r"[^\s&#\"'<>]{4,}",
    re.IGNORECASE,
)
_NAME = (
    r"(?:\b|_)(?:password|passwort|kennwort|passphrase|passwd|pwd|secret|token|api[ _-]?key|"
    r"access[ _-]?key|client[ _-]?secret|account[ _-]?key|private[ _-]?key|contraseña|clave|"
    r"mot de passe|senha|set-cookie|cookie|pin)\b"
)
_STEMS = (
    *("pass", "kennwort", "pwd", "secret", "token", "key", "contrase", "clave", "mot de", "senha"),
    *("cookie", "cook\u0131e", "pin", "p\u0131n"),  # to `re` a dotless i is an i in any case
)
"""One of them is in every name, in small letters: most texts have none, and need no search."""
_QUOTED = r"(?:\"[^\"]{1,200}\"|'[^']{1,200}')\w*|\*\*\*(?!\w)"
"""With what is joined to it; what is hidden already ends where it does, whatever follows."""
_NAMED = re.compile(rf"((?:{_NAME}[\"']?\s*[:=]\s*)+)({_QUOTED}|\S+)", re.IGNORECASE)
_TOLD = re.compile(  # "my password is wrong" is a report, "my password is Hunter2" is a secret
    rf"({_NAME}\s+(?:is|was|ist|war|lautet|es|est|é):?\s+)({_QUOTED}|(?=\S*\d)\S+)", re.IGNORECASE
)
_OPTION = re.compile(  # on a command line
    rf"((?:^|\s)--?(?:password|passwd|token|secret|api-?key)[ =])({_QUOTED}|[^\s-]\S*)",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{12,}")
_KNOWN = re.compile(  # prefixes and shapes that vendors document for their keys
    r"(?<![A-Za-z0-9])(?:(?:sk-|[srp]k_(?:live|test)_|whsec_|gh[pousr]_|github_pat_|glpat-|"
    r"xox[abeprs]-|xapp-|AKIA|ASIA|AIza|ya29\.|eyJ|npm_|pypi-|dop_v1_|SG\.|hf_|shpat_|key-|"
    r"sq0(?:atp|csp)-|EAAC|lin_api_|rk_live_)[A-Za-z0-9._-]{12,}"
    r"|https://(?:hooks\.slack\.com/services|(?:\w+\.)?discord(?:app)?\.com/api/webhooks)/\S+"
    r"|[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40})"
)
_DIGITS = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){12,18}(?![\w-])")
_ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|[25]\d{15}|3[47]\d{13}|3[0689]\d{12}|35\d{14}|6\d{15,18}"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_IBAN_LENGTHS = {  # SWIFT, IBAN registry; of other countries: all that looks like a part of it
    "AT": 20, "BE": 16, "CH": 21, "CZ": 24, "DE": 22, "DK": 18, "ES": 24, "FI": 18, "FR": 27,
    "GB": 22, "HU": 28, "IE": 22, "IT": 27, "LU": 20, "NL": 18, "NO": 15, "PL": 28, "PT": 25,
    "RO": 24, "SE": 24, "TR": 26,
}  # fmt: skip
_LONG = re.compile(r"(?<![\w+=])[A-Za-z0-9_+=]{32,}")
_ADDRESS = re.compile(r"(?<![\w.+-])([\w+-])[\w.+-]{0,63}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,10})")


def masked(text: str) -> str:
    """The text with addresses as `j***@customer.example` and secrets as `***`."""
    text = _KEY_BLOCK.sub(_HIDDEN, text)
    text = _IN_URL.sub(_HIDDEN + "@", text)
    text = _IN_QUERY.sub(r"\1" + _HIDDEN, text)
    small = text.casefold()
    if any(stem in small for stem in _STEMS):
        text = _NAMED.sub(r"\1" + _HIDDEN, text)
        text = _TOLD.sub(r"\1" + _HIDDEN, text)
        text = _OPTION.sub(r"\1" + _HIDDEN, text)
    text = _BEARER.sub(r"\1 " + _HIDDEN, text)
    text = _KNOWN.sub(_HIDDEN, text)
    text = _IBAN.sub(_hide_if_iban, text)
    text = _DIGITS.sub(_hide_if_card, text)
    text = _LONG.sub(_hide_if_mixed, text)
    return masked_address(text)


def holds_secret(text: str) -> bool:
    """Whether something in it is hidden that is no mail address: a password, a key."""
    return masked_address(text) != masked(text)


def masked_address(text: str) -> str:
    """Every mail address in the text with the first letter and the domain only."""
    return _ADDRESS.sub(r"\1" + _HIDDEN + r"@\2", text) if "@" in text else text


def _hide_if_mixed(found: re.Match[str]) -> str:
    """Letters and digits together: a key. Letters alone may be a long word or a ruled line."""
    run = found.group()
    mixed = any(c.isdigit() for c in run) and any(c.isalpha() for c in run)
    return _HIDDEN if mixed else run


def _hide_if_card(found: re.Match[str]) -> str:
    """A card number: begin and length of an issuer, check digit of Luhn (ISO/IEC 7812-1)."""
    number = "".join(each for each in found.group() if each.isdecimal())
    digits = [int(each) for each in number]
    doubled = (each * 2 - 9 * (each > 4) for each in digits[-2::-2])  # noqa: PLR2004
    luhn = (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
    return _HIDDEN if luhn and _ISSUED.fullmatch(number) else found.group()


def _hide_if_iban(found: re.Match[str]) -> str:
    """An account number by the length its country gives it and by its check digits (ISO 13616).

    What follows it in capitals may have been taken for a part of it, so only that length is hidden.
    """
    run = found.group()
    length = _IBAN_LENGTHS.get(run[:2], len(run.replace(" ", "")))
    end = seen = 0
    while seen < length and end < len(run):
        seen += run[end] != " "
        end += 1
    number = run[:end].replace(" ", "")
    digits = "".join(str(int(each, 36)) for each in number[4:] + number[:4])
    right = len(number) == length and int(digits) % 97 == 1
    return _HIDDEN + run[end:] if right else run
