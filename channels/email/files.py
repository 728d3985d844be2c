"""Attachments: names that are safe to write, sizes, contents and their hash. Pure.

Nothing is ever unpacked. What is larger than `limits.ATTACHMENT` is listed without its content:
the original mail has it.
"""

from __future__ import annotations

import hashlib
import re

from channels.email import limits
from channels.email.charsets import decode
from channels.email.headers import scan, words
from channels.email.parse import Part, content, encoding, params
from triage.messages import Attachment

_NAME_BYTES = 200
"""Below the 255 that file systems take, with room for a number in front."""
_EXTENSION = 20
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for itself (Naming Files, Paths, and Namespaces)."""


def attachment(part: Part) -> Attachment:
    """The part as an attachment, with its content where that is within the limits."""
    name = _filename(part) or _default_name(part)
    if _estimated(part) > limits.ATTACHMENT:
        return Attachment(name=name, type=part.kind, size=_estimated(part))
    data = content(part)
    digest = hashlib.sha256(data).hexdigest()
    return Attachment(name=name, type=part.kind, size=len(data), digest=digest, content=data)


def is_file(part: Part) -> bool:
    """Whether the mail names it or calls it an attachment."""
    return not is_inline(part) or _filename(part) is not None


def is_inline(part: Part) -> bool:
    """Whether it is to be seen with the words (RFC 2183, 2.1)."""
    value = part.headers.raw("content-disposition") or b""
    return not value.strip().lower().startswith(b"attachment")


def safe_name(name: str) -> str | None:
    """A file name without folders, controls and what systems refuse; None when nothing is left.

    Marks that turn the direction of writing are no printable characters and go, too: they
    dress up `gpj.exe` as `exe.jpg`.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if c.isprintable())
    clean = _FORBIDDEN.sub("_", shown).strip().strip(".").strip()
    if _DEVICES.match(clean):
        clean = f"_{clean}"
    return _shortened(clean) or None


def _shortened(name: str) -> str:
    if len(name.encode()) <= _NAME_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > _EXTENSION:
        stem, dot, extension = name, "", ""
    room = _NAME_BYTES - len(f"{dot}{extension}".encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + extension


def _filename(part: Part) -> str | None:
    value = part.headers.raw("content-disposition")
    name = params(decode(value, None)).get("filename") if value else None
    name = name or part.params.get("name")
    return safe_name(words(name)) if name else None


def _default_name(part: Part) -> str:
    if part.kind == "message/rfc822":
        subject = scan(part.body)[0].text("subject") or ""
        return (safe_name(subject.replace("/", "_")[:100]) or "message") + ".eml"
    return part.kind.replace("/", ".")


def _estimated(part: Part) -> int:
    """Bytes of the content, from its coded form."""
    if encoding(part) == "base64":
        return len(part.body.translate(None, b"\r\n\t =")) * 3 // 4
    return len(part.body)
