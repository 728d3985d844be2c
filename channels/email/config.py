"""What the email adapter has to be told. Filled by triage.app from the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

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


class Grant(StrEnum):
    """How an access token is come by (RFC 6749, 6 and 4.4)."""

    REFRESH_TOKEN = "refresh_token"  # noqa: S105 - a person signed in once
    CLIENT_CREDENTIALS = "client_credentials"  # the program signs in as itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Where an OAuth provider listens. `device`, `authorize` None: it has no such way.

    `redirect_host`: the name of this machine in the loopback redirect (RFC 8252, 7.3).
    `extra`: parameters that it wants with the authorization request.
    """

    name: str
    token: str
    scopes: tuple[str, ...]
    device: str | None = None
    authorize: str | None = None
    redirect_host: str = "127.0.0.1"
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    """Sign-in by OAuth 2 and XOAUTH2. `mailbox`: its name, for the advice to sign in again.

    `token_file`: where the refresh token is kept, and replaced when the provider changes it.
    """

    mailbox: str
    user: str
    provider: Provider
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    grant: Grant = Grant.REFRESH_TOKEN
    token_file: Path


Auth = PasswordAuth | OAuth


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxConfig:
    """One support address. `name` is the account in every ConversationRef of it.

    `trust_results_from`: the authserv-id whose Authentication-Results we believe. `audiences`: for
    senders of a domain, and for mail that came by a list's address; `audience` for all others.
    `poll_seconds`: how often we look even when IDLE says nothing. `rescan_seconds`: how often we
    look at what was read already, `rescan_uids`: how far back where the UIDs still stand; whatever
    stays there for longer (the server moves nothing, or it is older than we) is not fetched again
    every hour. `plus`: mail to `support+anything@...` arrives here, as a probe has proved.
    """

    name: str
    address: str
    imap: Server
    smtp: Server
    auth: Auth | None = None
    folder: str = "INBOX"
    processed: str = "Processed"
    audience: Audience = Audience.CUSTOMERS
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    team: TeamId | None = None
    trust_results_from: str | None = None
    poll_seconds: float = 60.0
    rescan_seconds: float = 3600.0
    rescan_uids: int = 2000
    plus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailConfig:
    """`key` signs reply tokens (HMAC-SHA256); `product` is the name in From."""

    mailboxes: tuple[MailboxConfig, ...]
    key: bytes = field(repr=False)
    product: str = "Support"
