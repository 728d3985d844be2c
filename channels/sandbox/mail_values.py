"""What the mail sandbox speaks of: mails as their readers got them, and faults to play. Pure."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from functools import cached_property


class SmtpFault(StrEnum):
    """What the SMTP server does wrong with one mail."""

    REFUSE_RECIPIENT = "refuse_recipient"  # 550 to RCPT: never going to work
    TRY_LATER = "try_later"  # 451 to RCPT: greylisting
    DROP_AFTER_TAKING = "drop_after_taking"  # the mail is kept, the client sees the server die
    DROP_BEFORE_TAKING = "drop_before_taking"  # the same to the client, but the mail is gone


@dataclass(frozen=True, kw_only=True)
class SentMail:
    """One mail that a signed-in client handed to the SMTP server.

    `at`: the event loop's time in seconds; only its order means something. `raw` is what came
    after DATA, dots unstuffed (RFC 5321, section 4.5.2).
    """

    envelope_from: str
    envelope_to: tuple[str, ...]
    raw: bytes
    at: float

    @cached_property
    def message(self) -> EmailMessage:
        """The mail, parsed."""
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @property
    def message_id(self) -> str | None:
        """The Message-ID without <>; None when the mail has none."""
        value = self.message["Message-ID"]
        return None if value is None else str(value).strip().strip("<>")

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def text(self) -> str:
        """The plain part with bare line feeds, "" when there is none."""
        part = self.message.get_body(preferencelist=("plain",))
        return "" if part is None else str(part.get_content()).replace("\r\n", "\n")

    @property
    def content(self) -> tuple[str, tuple[tuple[str, bytes], ...]]:
        """Subject and every leaf part, decoded: what a reader sees, whatever the boundaries are."""
        leaves = (part for part in self.message.walk() if not part.is_multipart())
        return self.subject, tuple(
            (part.get_content_type(), bytes(part.get_payload(decode=True) or b"").strip())
            for part in leaves
        )


def duplicates(mails: Iterable[SentMail]) -> tuple[SentMail, ...]:
    """Mails that say again, under another identity, what the same recipient already got.

    A resend under the same Message-ID is one message to a reader: see `resends`.
    """
    seen: dict[tuple[str, object], set[str | None]] = {}
    found: list[SentMail] = []
    for mail in mails:
        for recipient in mail.envelope_to:
            ids = seen.setdefault((recipient.casefold(), mail.content), set())
            if ids and (mail.message_id is None or mail.message_id not in ids):
                found.append(mail)
            ids.add(mail.message_id)
    return tuple(found)


def resends(mails: Iterable[SentMail]) -> tuple[SentMail, ...]:
    """Mails whose Message-ID the same recipient already got."""
    seen: set[tuple[str, str]] = set()
    found: list[SentMail] = []
    for mail in mails:
        if mail.message_id is None:
            continue
        for recipient in mail.envelope_to:
            key = (recipient.casefold(), mail.message_id)
            if key in seen:
                found.append(mail)
            seen.add(key)
    return tuple(found)
