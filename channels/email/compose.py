"""Outgoing -> a mail on the wire. Pure but for the time it is given."""

from __future__ import annotations

from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy

from typing_extensions import override

from channels.email import limits
from channels.email.config import MailboxConfig
from channels.email.loops import LOOP_HEADER
from channels.email.threads import message_id
from triage.errors import DeliveryRefusedError
from triage.messages import Outgoing


class _Ids(UnstructuredHeader, BaseHeader):
    """A header of Message-IDs, one a line.

    The standard folding turns a long id into encoded words, and then no mail program finds the
    thread (mended for Message-ID alone: python/cpython#79986).
    """

    @override
    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {f'{policy.linesep} '.join(str(self).split())}{policy.linesep}"


_HEADERS = HeaderRegistry()
for _name in ("message-id", "in-reply-to", "references"):
    _HEADERS.map_to_type(_name, _Ids)
_POLICY = SMTP.clone(header_factory=_HEADERS)


def compose(
    outgoing: Outgoing, *, mailbox: MailboxConfig, product: str, key: bytes, at: datetime
) -> EmailMessage:
    """The mail that says it; its Message-ID follows from `outgoing.key`, so a resend is one mail.

    Raises DeliveryRefusedError when the recipient's address is none.
    """
    mail = EmailMessage(policy=_POLICY)
    domain = mailbox.address.rpartition("@")[2]
    try:
        mail["From"] = Address(display_name=product, addr_spec=mailbox.address)
        mail["To"] = Address(addr_spec=outgoing.address or "")
    except (ValueError, HeaderParseError, IndexError) as error:
        raise DeliveryRefusedError(f"no address to send to: {outgoing.address!r}") from error
    if outgoing.subject is not None:
        mail["Subject"] = " ".join(outgoing.subject.split())
    mail["Date"] = outgoing.first_tried_at or at
    mail["Message-ID"] = f"<{message_id(outgoing.key, outgoing.ticket, key, domain)}>"
    _thread(mail, outgoing)
    if outgoing.automatic:
        _confess(mail, mailbox)
    mail.set_content(outgoing.text, charset="utf-8")
    return mail


def _thread(mail: EmailMessage, outgoing: Outgoing) -> None:
    """RFC 5322, 3.6.4: the first id and the newest ones, oldest first."""
    ids = [i for i in map(_clean, outgoing.references) if i]
    answered = _clean(outgoing.in_reply_to or "")
    if answered:
        mail["In-Reply-To"] = f"<{answered}>"
        ids = [*(i for i in ids if i != answered), answered]
    if len(ids) > limits.REFERENCES_KEPT:
        ids = [ids[0], *ids[-(limits.REFERENCES_KEPT - 1) :]]
    if ids:
        mail["References"] = " ".join(f"<{i}>" for i in ids)


def _clean(identifier: str) -> str:
    """An id that can stand in a header; a synthetic one (no mail has it) is left out."""
    bare = identifier.strip().strip("<>")
    return bare if "@" in bare and not any(c.isspace() or c in "<>" for c in bare) else ""


def _confess(mail: EmailMessage, mailbox: MailboxConfig) -> None:
    """No person wrote this: keep autoresponders quiet (RFC 3834, 5; [MS-OXCMAIL], 2.2.3.2.14)."""
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    mail[LOOP_HEADER] = mailbox.name
