"""What the email adapter has to be told. Filled by triage.app from the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from triage.model import Audience, TeamId


class Tls(StrEnum):
    """How a connection is protected. NONE is for loopback only."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where an IMAP or SMTP server listens."""

    host: str
    port: int
    tls: Tls = Tls.IMPLICIT


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordAuth:
    """Sign-in by user name and password."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxConfig:
    """One support address. `name` is the account in every ConversationRef of it.

    `trust_results_from`: the authserv-id whose Authentication-Results we believe.
    `poll_seconds`: how often we look even when IDLE says nothing.
    """

    name: str
    address: str
    imap: Server
    smtp: Server
    auth: PasswordAuth | None = None
    folder: str = "INBOX"
    processed: str = "Processed"
    audience: Audience = Audience.CUSTOMERS
    team: TeamId | None = None
    trust_results_from: str | None = None
    poll_seconds: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailConfig:
    """`key` signs reply tokens (HMAC-SHA256); `product` is the name in From."""

    mailboxes: tuple[MailboxConfig, ...]
    key: bytes = field(repr=False)
    product: str = "Support"
