"""Access tokens for a mailbox: asked for, kept until shortly before they end, asked for anew.

Nothing here is logged: tokens, codes and secrets are in requests and answers only.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import aiohttp

from channels.email.config import Auth, Grant, OAuth, PasswordAuth
from triage.errors import ChannelUnavailableError, ConfigError

EARLY = 300.0
"""Seconds before its end at which a token is replaced: long enough for a batch of mails."""
_TIMEOUT = 30.0
_BUSY = 429
_BROKEN = 500
_WORDS = 200
"""Characters of what a provider says that are passed on."""
_LOG = logging.getLogger(__name__)


class SignInError(ConfigError):
    """The provider no longer lets us in; the message says to sign in again, and how."""


class Tokens:
    """The access tokens of one mailbox, shared by its IMAP and SMTP connections.

    `monotonic` is real time: it measures how long a token lives.
    """

    def __init__(self, auth: OAuth, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.user = auth.user
        self._auth = auth
        self._monotonic = monotonic
        self._lock = asyncio.Lock()
        self._token = ""
        self._until = 0.0

    async def bearer(self, *, refused: str | None = None) -> str:
        """A token that is good for a while. `refused`: one that a server did not take.

        Raises SignInError when a person has to act, ChannelUnavailableError when the provider
        cannot be reached.
        """
        async with self._lock:
            if not self._token or self._token == refused or self._monotonic() >= self._until:
                await self._renew()
            return self._token

    def refused(self, said: str) -> SignInError:
        """The mail server takes no token of ours, not even a fresh one."""
        return SignInError(again(self._auth, f"the mail server refused a fresh token: {said}"))

    async def _renew(self) -> None:
        asked = self._monotonic()
        answer = await post(self._auth.provider.token, self._form())
        if answer.get("error"):
            raise SignInError(again(self._auth, told(answer)))
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise ChannelUnavailableError(f"{self._auth.provider.token}: no access token in it")
        lives = _seconds(answer.get("expires_in"), default=3600.0)
        self._token, self._until = token, asked + max(lives - EARLY, lives / 2)
        new = answer.get("refresh_token")
        if isinstance(new, str) and new and self._auth.grant is Grant.REFRESH_TOKEN:
            self._replace(new)

    def _replace(self, new: str) -> None:
        """The old one may be worth nothing any more; this access token works in any case."""
        try:
            keep(self._auth.token_file, new)
        except ConfigError as error:
            _LOG.error("mailbox %s: %s", self._auth.mailbox, error)

    def _form(self) -> dict[str, str]:
        form = client(self._auth) | {"grant_type": self._auth.grant.value}
        if self._auth.grant is Grant.REFRESH_TOKEN:
            return form | {"refresh_token": self._kept()}
        return form | {"scope": " ".join(self._auth.provider.scopes)}

    def _kept(self) -> str:
        try:
            token = self._auth.token_file.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            token = ""
        except (OSError, UnicodeDecodeError) as error:
            why = f"{self._auth.token_file} cannot be read ({type(error).__name__})"
            raise SignInError(again(self._auth, why)) from error
        if not token:
            raise SignInError(again(self._auth, f"{self._auth.token_file} holds no token yet"))
        return token


Credentials = PasswordAuth | Tokens


def credentials(auth: Auth | None) -> Credentials | None:
    """What a connection signs in with."""
    return Tokens(auth) if isinstance(auth, OAuth) else auth


def client(auth: OAuth) -> dict[str, str]:
    """Who asks (RFC 6749, 2.3.1): a program on a desk has no secret."""
    form = {"client_id": auth.client_id}
    return form if auth.client_secret is None else form | {"client_secret": auth.client_secret}


def again(auth: OAuth, why: str) -> str:
    """What the operator reads, wherever the sign-in ended."""
    if auth.grant is Grant.CLIENT_CREDENTIALS:
        how = "check tenant, client_id and client_secret, and that the app may use this mailbox"
    else:
        how = f"run `triage mail signin {auth.mailbox}`"
    return f"sign in again: mailbox {auth.mailbox}: {why}; {how}"


def told(answer: Mapping[str, object]) -> str:
    """What a provider said of an error (RFC 6749, 5.2), in one short line."""
    lines = str(answer.get("error_description") or "").splitlines()
    words = f"{answer.get('error')}: {lines[0]}" if lines else str(answer.get("error"))
    return words[:_WORDS]


async def post(url: str, form: Mapping[str, str]) -> dict[str, object]:
    """The JSON that an endpoint answers, errors of RFC 6749 included.

    Raises ChannelUnavailableError when it cannot be reached, is busy or makes no sense.
    """
    limit = aiohttp.ClientTimeout(total=_TIMEOUT)
    try:
        async with (
            aiohttp.ClientSession(timeout=limit) as session,
            session.post(url, data=form, headers={"Accept": "application/json"}) as response,
        ):
            status, body = response.status, await response.read()
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise ChannelUnavailableError(f"{url}: {type(error).__name__}") from error
    if status >= _BROKEN or status == _BUSY:
        raise ChannelUnavailableError(f"{url}: status {status}")
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise ChannelUnavailableError(f"{url}: status {status}, and no JSON") from error
    if not isinstance(answer, dict):
        raise ChannelUnavailableError(f"{url}: status {status}, and no JSON object")
    return answer


def keep(path: Path, token: str) -> None:
    """Replace the refresh token in one step; nobody else can read it for even a moment.

    Raises ConfigError when it cannot be written: it would be lost with the process.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(token + "\n")
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except OSError:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise ConfigError(
            f"{path}: {error.strerror}; the sign-in cannot be kept: let the service write there, "
            "or set auth.token_file to a place where it may"
        ) from error


def _seconds(value: object, *, default: float) -> float:
    try:
        return float(str(value))
    except ValueError:
        return default
