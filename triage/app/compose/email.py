"""Settings into what the email adapter is told. Pure."""

from __future__ import annotations

from channels.email.config import EmailConfig, MailboxConfig, PasswordAuth, Server, Tls
from triage.app.compose.names import team_id
from triage.errors import ConfigError
from triage.settings.sections.mail import MailboxSection, ServerSection
from triage.settings.whole import Settings


def email_config(settings: Settings) -> EmailConfig | None:
    """What the email adapter is told; None without a mailbox."""
    if not settings.mailboxes:
        return None
    if settings.key is None:
        raise ConfigError("key: not read; load the settings with their secrets")
    return EmailConfig(
        mailboxes=tuple(_mailbox(name, each) for name, each in settings.mailboxes.items()),
        key=settings.key.get_secret_value().encode(),
        product=settings.product,
    )


def _mailbox(name: str, section: MailboxSection) -> MailboxConfig:
    return MailboxConfig(
        name=name,
        address=section.address,
        imap=_server(section.imap),
        smtp=_server(section.smtp),
        auth=_auth(name, section),
        folder=section.folder,
        processed=section.processed,
        audience=section.audience,
        team=team_id(section.team),
        trust_results_from=section.trust_results_from,
    )


def _auth(name: str, section: MailboxSection) -> PasswordAuth | None:
    if section.auth is None:
        return None
    if section.auth.password is None:
        raise ConfigError(f"mailboxes.{name}.auth.password: not read; load it with the secrets")
    password = section.auth.password.get_secret_value()
    return PasswordAuth(user=section.auth.user or section.address, password=password)


def _server(section: ServerSection) -> Server:
    return Server(host=section.host, port=section.port, tls=Tls(section.tls))
