"""Settings into what the email adapter is told. Pure."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from channels.email.config import (
    Auth,
    EmailConfig,
    Grant,
    MailboxConfig,
    OAuth,
    PasswordAuth,
    Provider,
    Server,
    Tls,
)
from channels.email.providers import google, microsoft
from triage.app.compose.names import team_id
from triage.errors import ConfigError
from triage.settings.sections.mail import AuthSection, MailboxSection, ServerSection
from triage.settings.whole import Settings


def email_config(settings: Settings, *, plus: Collection[str] = frozenset()) -> EmailConfig | None:
    """What the email adapter is told; None without a mailbox.

    `plus`: mailboxes where mail to an address with a plus in it arrives, as a probe has proved.
    """
    if not settings.mailboxes:
        return None
    if settings.key is None:
        raise ConfigError("key: not read; load the settings with their secrets")
    return EmailConfig(
        mailboxes=tuple(
            _mailbox(name, each, plus=name in plus) for name, each in settings.mailboxes.items()
        ),
        key=settings.key.get_secret_value().encode(),
        product=settings.product,
    )


def _mailbox(name: str, section: MailboxSection, *, plus: bool) -> MailboxConfig:
    return MailboxConfig(
        name=name,
        address=section.address,
        imap=_server(section.imap),
        smtp=_server(section.smtp),
        auth=_auth(name, section),
        folder=section.folder,
        processed=section.processed,
        audience=section.audience,
        audiences={key.lower(): each for key, each in section.audiences.items()},
        team=team_id(section.team),
        trust_results_from=section.trust_results_from,
        plus=plus,
    )


def _auth(name: str, section: MailboxSection) -> Auth | None:
    auth = section.auth
    if auth is None:
        return None
    user = auth.user or section.address
    if auth.kind == "oauth2":
        return _oauth(name, auth, user)
    if auth.password is None:
        raise ConfigError(f"mailboxes.{name}.auth.password: not read; load it with the secrets")
    return PasswordAuth(user=user, password=auth.password.get_secret_value())


def _oauth(name: str, auth: AuthSection, user: str) -> OAuth:
    return OAuth(
        mailbox=name,
        user=user,
        provider=_provider(auth),
        client_id=auth.client_id or "",
        client_secret=None if auth.client_secret is None else auth.client_secret.get_secret_value(),
        grant=Grant(auth.grant),
        token_file=Path(auth.token_file or f"{name}.token"),
    )


def _provider(auth: AuthSection) -> Provider:
    match auth.provider:
        case "microsoft":
            return microsoft(auth.tenant or "organizations", Grant(auth.grant))
        case "google":
            return google()
        case _:
            return Provider(
                name="custom",
                token=auth.token_url or "",
                device=auth.device_url,
                authorize=auth.authorize_url,
                scopes=auth.scopes,
            )


def _server(section: ServerSection) -> Server:
    return Server(host=section.host, port=section.port, tls=Tls(section.tls))
