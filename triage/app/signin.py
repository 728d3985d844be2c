"""Sign a mailbox in for the first time, or again: a person agrees, the token is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from channels.email import signin
from channels.email.config import Grant, OAuth
from channels.email.oauth import Tokens
from channels.email.signin import Show
from triage.app.compose.email import email_config
from triage.errors import ConfigError, NotFoundError
from triage.settings.load import load


def sign_in(
    config: Path,
    environment: Mapping[str, str],
    mailbox: str,
    show: Show,
    *,
    browser: bool | None = None,
    port: int = 0,
) -> Path | None:
    """Where the token is kept now; None where there is none to keep, and the app was let in.

    `browser` None: a device code where the provider offers one. Raises ConfigError,
    NotFoundError, ChannelUnavailableError.
    """
    auth = _auth(config, environment, mailbox)
    if auth.grant is Grant.CLIENT_CREDENTIALS:
        asyncio.run(Tokens(auth).bearer())
        return None
    if browser is None:
        browser = auth.provider.device is None
    if browser:
        asyncio.run(signin.by_browser(auth, show, port=port))
    else:
        asyncio.run(signin.by_device(auth, show))
    return auth.token_file


def _auth(config: Path, environment: Mapping[str, str], name: str) -> OAuth:
    email = email_config(load(config, environment))
    boxes = () if email is None else email.mailboxes
    found = next((box for box in boxes if box.name == name), None)
    if found is None:
        known = ", ".join(box.name for box in boxes) or "none"
        raise NotFoundError(f"no mailbox {name!r} in [mailboxes]; there is {known}")
    if not isinstance(found.auth, OAuth):
        raise ConfigError(
            f"mailboxes.{name}.auth: signs in by password, so there is nothing to do here; "
            'for OAuth write kind = "oauth2"'
        )
    return found.auth
