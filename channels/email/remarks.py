"""What staff should know of a mail besides its words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from channels.email import limits
from channels.email.body import Body
from channels.email.parse import Part, walk
from triage.carried import Remark

_ARMOURED = re.compile(r"^-----BEGIN PGP (SIGNED )?MESSAGE-----", re.MULTILINE)  # RFC 9580, 6.2
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})  # RFC 8551, 3.2


def remarks(root: Part, body: Body, text: str) -> tuple[Remark, ...]:
    """Each once, in the order of `Remark`."""
    found = set(_of_parts(root)) | set(_of_body(body, text))
    return tuple(remark for remark in Remark if remark in found)


def _of_parts(root: Part) -> Iterator[Remark]:
    for part in walk(root):
        if part.kind == "multipart/encrypted":
            yield Remark.ENCRYPTED
        elif part.kind == "multipart/signed":
            yield Remark.SIGNED
        elif part.kind in _SMIME:
            signed = part.params.get("smime-type", "").lower() == "signed-data"
            yield Remark.SEALED if signed else Remark.ENCRYPTED
        elif part.kind in {"application/ms-tnef", "application/vnd.ms-tnef"}:
            yield Remark.WINMAIL
        elif part.kind == "text/calendar":
            yield Remark.INVITATION


def _of_body(body: Body, text: str) -> Iterator[Remark]:
    armoured = _ARMOURED.search(text)
    if armoured is not None:
        yield Remark.SIGNED if armoured[1] else Remark.ENCRYPTED
    if len(text) >= limits.TEXT:
        yield Remark.CUT
    if body.left_off or any(one.digest is None for one in body.attachments):
        yield Remark.NOT_KEPT
