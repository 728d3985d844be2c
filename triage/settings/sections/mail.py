"""[mailboxes.NAME]."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr

from triage.model import Audience
from triage.settings.fields import Address
from triage.settings.sections.base import Section


class ServerSection(Section):
    """`imap` and `smtp` of a mailbox."""

    host: str = Field(min_length=1, examples=['"imap.example.net"'])
    port: int = Field(ge=1, le=65535, examples=["993"])
    tls: Literal["implicit", "starttls", "none"] = "implicit"


class AuthSection(Section):
    """`auth` of a mailbox. `user` None: the mailbox's address."""

    kind: Literal["password", "oauth2"] = "password"
    user: str | None = None
    password: SecretStr | None = Field(default=None, examples=['"file:/etc/firstline/support.pw"'])
    provider: Literal["microsoft", "google", "custom"] | None = Field(
        default=None, examples=['"microsoft"']
    )
    grant: Literal["refresh_token", "client_credentials"] = "refresh_token"
    tenant: str | None = Field(default=None, examples=['"acme.onmicrosoft.com"'])
    client_id: str | None = Field(default=None, examples=['"7b1c..."'])
    client_secret: SecretStr | None = Field(default=None, examples=['"env:M365_SECRET"'])
    token_file: str | None = None
    token_url: str | None = None
    device_url: str | None = None
    authorize_url: str | None = None
    scopes: tuple[str, ...] = ()


class MailboxSection(Section):
    """[mailboxes.NAME]"""

    address: Address = Field(examples=['"support@acme.example"'])
    imap: ServerSection = Field(examples=['{ host = "imap.example.net", port = 993 }'])
    smtp: ServerSection = Field(examples=['{ host = "smtp.example.net", port = 465 }'])
    auth: AuthSection | None = None
    folder: str = "INBOX"
    processed: str = "Processed"
    audience: Audience = Audience.CUSTOMERS
    audiences: dict[str, Audience] = Field(
        default_factory=dict, examples=['{ "partner.example" = "developers" }']
    )
    team: str | None = None
    trust_results_from: str | None = None
