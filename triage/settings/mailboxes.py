"""What only a whole mailbox can tell: protected servers, and a sign-in that is complete."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from triage.settings.problems import Problem
from triage.settings.sections.mail import AuthSection, MailboxSection, ServerSection
from triage.settings.whole import Settings

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_OAUTH = frozenset(AuthSection.model_fields) - {"kind", "user", "password"}
_OF_PROVIDER = {
    "microsoft": frozenset({"tenant"}),
    "google": frozenset[str](),
    "custom": frozenset({"token_url", "device_url", "authorize_url", "scopes"}),
}
_URLS = ("token_url", "device_url", "authorize_url")


def mailboxes(settings: Settings) -> Iterator[Problem]:
    """Everything about [mailboxes] that has to change before the service can start."""
    for name, mailbox in settings.mailboxes.items():
        path = f"mailboxes.{name}"
        yield from _protected(path, mailbox)
        if mailbox.auth is None:
            if not all(_local(server) for server in (mailbox.imap, mailbox.smtp)):
                fix = 'write auth = { password = "file:/path" }'
                yield Problem(f"{path}.auth", "not set", fix)
        elif mailbox.auth.kind == "password":
            yield from _password(f"{path}.auth", mailbox.auth)
        else:
            yield from _oauth(f"{path}.auth", mailbox.auth)


def _protected(path: str, mailbox: MailboxSection) -> Iterator[Problem]:
    for key, server in (("imap", mailbox.imap), ("smtp", mailbox.smtp)):
        if server.tls == "none" and not _local(server):
            fix = 'write tls = "implicit" or "starttls"'
            what = "the password and all mail would go over the network unprotected"
            yield Problem(f"{path}.{key}.tls", what, fix)


def _password(path: str, auth: AuthSection) -> Iterator[Problem]:
    if "password" not in auth.model_fields_set:
        yield Problem(f"{path}.password", "not set", 'write password = "file:/path"')
    for key in sorted(auth.model_fields_set & _OAUTH):
        yield Problem(f"{path}.{key}", "belongs to OAuth", 'write kind = "oauth2", or remove it')


def _oauth(path: str, auth: AuthSection) -> Iterator[Problem]:
    """Set what the provider needs, and nothing that another one would."""
    given = auth.model_fields_set
    if "password" in given:
        yield Problem(f"{path}.password", 'belongs to kind = "password"', "remove it")
    if auth.client_id is None:
        fix = "write the application's id; docs/how-to/connect-a-mailbox.md says where it is"
        yield Problem(f"{path}.client_id", "not set", fix)
    if auth.provider is None:
        fix = 'write provider = "microsoft", "google" or "custom"'
        yield Problem(f"{path}.provider", "not set", fix)
        return
    for other in sorted(frozenset().union(*_OF_PROVIDER.values()) - _OF_PROVIDER[auth.provider]):
        if other in given:
            yield Problem(f"{path}.{other}", f"not for {auth.provider}", "remove it")
    yield from _provider(path, auth)


def _provider(path: str, auth: AuthSection) -> Iterator[Problem]:
    if auth.provider == "microsoft" and auth.tenant is None:
        fix = 'write the tenant, like tenant = "acme.onmicrosoft.com"'
        yield Problem(f"{path}.tenant", "not set", fix)
    if auth.provider == "custom" and auth.token_url is None:
        yield Problem(f"{path}.token_url", "not set", "write the provider's token endpoint")
    for key in _URLS:
        url = getattr(auth, key)
        if url is not None and not _safe(url):
            yield Problem(f"{path}.{key}", "not an https address", 'write it like "https://..."')
    if auth.grant == "client_credentials":
        if auth.provider == "google":
            fix = 'write grant = "refresh_token"'
            yield Problem(f"{path}.grant", "Google lets no program read mail by itself", fix)
        if "client_secret" not in auth.model_fields_set:
            fix = 'write client_secret = "env:NAME" or "file:/path"'
            yield Problem(f"{path}.client_secret", "not set", fix)


def _safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _local(server: ServerSection) -> bool:
    return server.host in LOOPBACK
