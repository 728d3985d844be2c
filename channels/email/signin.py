"""The first token of a mailbox: a person signs in once, by device code or in a browser.

Device code: RFC 8628. Browser: RFC 8252 (loopback redirect) with PKCE (RFC 7636).
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
from collections.abc import Callable
from urllib.parse import urlencode

from aiohttp import web

from channels.email.config import OAuth
from channels.email.oauth import client, keep, post, told
from triage.errors import ConfigError

_PATIENCE = 900.0
"""Seconds that a person gets; Microsoft's device codes live as long."""
_POLL = 5.0
"""Seconds between two questions where the provider names none (RFC 8628, 3.2)."""
_SLOWER = 5.0
"""Seconds more after `slow_down` (RFC 8628, 3.5)."""
_STAY = "Signed in. You can close this page and go back to the terminal.\n"
_FAILED = "The sign-in did not work; the terminal says why.\n"


Show = Callable[[str, str | None], None]
"""Tells the person where to go, and the code to type there, if there is one."""


async def by_device(auth: OAuth, show: Show, *, pace: float = 1.0) -> None:
    """Sign in on any device and keep the refresh token. `pace`: real seconds a second, for tests.

    Raises ConfigError when it is refused or not done in time, ChannelUnavailableError when the
    provider cannot be reached.
    """
    if auth.provider.device is None:
        raise ConfigError(f"{auth.provider.name} offers no device code for mail; use --browser")
    asked = await post(auth.provider.device, client(auth) | {"scope": _scope(auth)})
    if asked.get("error"):
        raise _no(auth, told(asked))
    address = asked.get("verification_uri") or asked.get("verification_url")
    show(str(address), str(asked.get("user_code")))
    form = client(auth) | {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "device_code": str(asked.get("device_code")),
    }
    wait = float(str(asked.get("interval") or _POLL))
    left = float(str(asked.get("expires_in") or _PATIENCE))
    while left > 0:
        await asyncio.sleep(wait * pace)
        left -= wait
        answer = await post(auth.provider.token, form)
        match answer.get("error"):
            case None:
                return _keep(auth, answer)
            case "authorization_pending":
                pass
            case "slow_down":
                wait += _SLOWER
            case _:
                raise _no(auth, told(answer))
    raise _no(auth, "nobody signed in in time")


async def by_browser(
    auth: OAuth, show: Show, *, port: int = 0, patience: float = _PATIENCE
) -> None:
    """Sign in by a browser that comes back to this machine; `port` 0: any that is free.

    Raises as `by_device` does.
    """
    if auth.provider.authorize is None:
        raise ConfigError(f"{auth.provider.name} offers no sign-in by browser; use --device")
    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    async with _Landing(state) as landing:
        back = await landing.open(auth.provider.redirect_host, port)
        show(_authorization(auth, back=back, state=state, verifier=verifier), None)
        try:
            async with asyncio.timeout(patience):
                answer = await landing.visited
        except TimeoutError as error:
            raise _no(auth, "nobody signed in in time") from error
        if "code" not in answer:
            raise _no(auth, told(answer))
        form = client(auth) | {
            "grant_type": "authorization_code",
            "code": answer["code"],
            "redirect_uri": back,
            "code_verifier": verifier,
        }
        got = await post(auth.provider.token, form)
        if got.get("error"):
            raise _no(auth, told(got))
        _keep(auth, got)


class _Landing:
    """The page that the browser comes back to, on loopback only."""

    def __init__(self, state: str) -> None:
        self._state = state
        self.visited: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()

    async def __aenter__(self) -> _Landing:
        app = web.Application()
        app.router.add_get("/", self._page)
        self._runner = web.AppRunner(app, access_log=None)  # its lines would carry the code
        await self._runner.setup()
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._runner.cleanup()

    async def open(self, host: str, port: int) -> str:
        """Listen; return the address to come back to."""
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        try:
            await site.start()
        except OSError as error:
            raise ConfigError(f"port {port}: {error.strerror}; choose another: --port") from error
        return f"http://{host}:{self._runner.addresses[0][1]}/"

    async def _page(self, request: web.Request) -> web.Response:
        """Only the visit with our state counts: any page could send a browser here."""
        query = dict(request.query)
        if not secrets.compare_digest(query.get("state", ""), self._state):
            return web.Response(text=_FAILED, status=400)
        if not self.visited.done():
            self.visited.set_result(query)
        return web.Response(text=_STAY if "code" in query else _FAILED)


def _authorization(auth: OAuth, *, back: str, state: str, verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    query = {
        "client_id": auth.client_id,
        "response_type": "code",
        "redirect_uri": back,
        "scope": _scope(auth),
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode("ascii").rstrip("="),
        "code_challenge_method": "S256",
        "login_hint": auth.user,
        **dict(auth.provider.extra),
    }
    return f"{auth.provider.authorize}?{urlencode(query)}"


def _scope(auth: OAuth) -> str:
    return " ".join(auth.provider.scopes)


def _keep(auth: OAuth, answer: dict[str, object]) -> None:
    token = answer.get("refresh_token")
    if not isinstance(token, str) or not token:
        raise _no(auth, "the provider gave no refresh token; allow offline access")
    keep(auth.token_file, token)


def _no(auth: OAuth, why: str) -> ConfigError:
    return ConfigError(f"mailbox {auth.mailbox}: not signed in: {why}")
