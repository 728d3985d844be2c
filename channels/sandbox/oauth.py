"""An OAuth provider on loopback: token, device code and authorization, and refusals on request.

RFC 6749 (refresh token, client credentials, authorization code), RFC 7636 (PKCE, S256), RFC 8628
(device code). It gives a new refresh token at every use, and the old one is worth nothing then.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from aiohttp import web

_DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass(frozen=True, slots=True)
class Failure:
    """An answer in place of the right one. `status` alone: no JSON at all."""

    status: int
    error: str | None = None
    description: str | None = None


@dataclass(slots=True)
class _Asked:
    """Somebody who wants a code: with which challenge, and whether a person has agreed."""

    challenge: str | None = None
    agreed: bool = False


@dataclass(slots=True)
class _State:
    refresh: str = "refresh-0"
    access: set[str] = field(default_factory=set)
    codes: dict[str, _Asked] = field(default_factory=dict)


class TokenServer:
    """`async with TokenServer(client_id="desk") as provider:` at `provider.url`.

    `asked`: the form of every request to the token endpoint, in order. `lives`: seconds that an
    access token says it lives; `revoke` and `end_access` end tokens before that. `interval`:
    seconds between two questions about a device code; `agrees`: the person is quick.
    """

    def __init__(
        self,
        *,
        client_id: str = "desk",
        client_secret: str | None = None,
        lives: float = 3600,
        interval: float = 5,
        agrees: bool = False,
    ) -> None:
        self.client_id = client_id
        self.client_secret = client_secret
        self.lives = lives
        self._interval = interval
        self._agrees = agrees
        self.asked: list[Mapping[str, str]] = []
        self.url = ""
        self._state = _State()
        self._failures: deque[Failure] = deque()
        self._numbers = itertools.count(1)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/token", self._token)
        app.router.add_post("/device", self._device)
        app.router.add_get("/authorize", self._authorize)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    @property
    def refresh_token(self) -> str:
        """The only refresh token that is good now."""
        return self._state.refresh

    def accepts(self, token: str) -> bool:
        """Whether a mail server may let the bearer of this in."""
        return token in self._state.access

    def agree(self) -> None:
        """A person has typed the code and agreed."""
        for asked in self._state.codes.values():
            asked.agreed = True

    def revoke(self) -> None:
        """The refresh token ends, as after seven days of a Google project in testing."""
        self._state.refresh = f"refresh-{next(self._numbers)}"
        self.end_access()

    def end_access(self) -> None:
        """No access token given so far is good any more."""
        self._state.access.clear()

    def fail_next(self, failure: Failure, *, times: int = 1) -> None:
        """Answer the next requests to the token endpoint like this."""
        self._failures.extend([failure] * times)

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(form)
        if self._failures:
            return _failed(self._failures.popleft())
        if form.get("client_id") != self.client_id or self._wrong_secret(form):
            return _failed(Failure(401, "invalid_client", "AADSTS7000215: wrong secret"))
        return self._granted(form)

    def _granted(self, form: Mapping[str, str]) -> web.Response:
        match form.get("grant_type"):
            case "refresh_token" if form.get("refresh_token") == self._state.refresh:
                return self._given(refresh=True)
            case "client_credentials" if self.client_secret is not None:
                return self._given(refresh=False)
            case "authorization_code":
                return self._for_code(form, name="code")
            case grant if grant == _DEVICE:
                return self._for_code(form, name="device_code")
            case _:
                return _failed(Failure(400, "invalid_grant", "Token has been expired or revoked."))

    async def _device(self, request: web.Request) -> web.Response:
        form = await request.post()
        if form.get("client_id") != self.client_id:
            return _failed(Failure(400, "invalid_client"))
        code = f"device-{next(self._numbers)}"
        self._state.codes[code] = _Asked(agreed=self._agrees)
        return web.json_response(
            {
                "device_code": code,
                "user_code": "WDJB-MJHT",
                "verification_uri": f"{self.url}/code",
                "expires_in": 900,
                "interval": self._interval,
            }
        )

    async def _authorize(self, request: web.Request) -> web.Response:
        """A person who agrees at once: back to the program with a code."""
        query = request.query
        code = f"code-{next(self._numbers)}"
        self._state.codes[code] = _Asked(challenge=query.get("code_challenge"), agreed=True)
        back = urlencode({"code": code, "state": query.get("state", "")})
        raise web.HTTPFound(f"{query['redirect_uri']}?{back}")

    def _for_code(self, form: Mapping[str, str], *, name: str) -> web.Response:
        asked = self._state.codes.get(form.get(name, ""))
        if asked is None:
            return _failed(Failure(400, "invalid_grant", "no such code"))
        if not asked.agreed:
            return _failed(Failure(400, "authorization_pending"))
        if asked.challenge is not None and asked.challenge != _s256(form.get("code_verifier", "")):
            return _failed(Failure(400, "invalid_grant", "PKCE does not fit"))
        del self._state.codes[form[name]]
        return self._given(refresh=True)

    def _given(self, *, refresh: bool) -> web.Response:
        number = next(self._numbers)
        access = f"access-{number}"
        self._state.access.add(access)
        answer: dict[str, object] = {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": self.lives,
        }
        if refresh:
            self._state.refresh = f"refresh-{number}"
            answer["refresh_token"] = self._state.refresh
        return web.json_response(answer)

    def _wrong_secret(self, form: Mapping[str, str]) -> bool:
        return self.client_secret is not None and form.get("client_secret") != self.client_secret


def _failed(failure: Failure) -> web.Response:
    if failure.error is None:
        return web.Response(status=failure.status, text="<html>down</html>")
    answer = {"error": failure.error}
    if failure.description is not None:
        answer["error_description"] = failure.description
    return web.json_response(answer, status=failure.status)


def _s256(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
