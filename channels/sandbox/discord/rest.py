"""What every REST request passes: the log, the contract, faults, rate limits, authorisation, error
bodies."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from channels.sandbox.changes import Changes
from channels.sandbox.discord import faults
from channels.sandbox.discord.acts import Acts
from channels.sandbox.discord.errors import RefusedError, invalid
from channels.sandbox.discord.world import World
from channels.sandbox.openapi import Judge, Sent

API = "/api/v10"
BODY: web.RequestKey[Any] = web.RequestKey("body", object)
FILES: web.RequestKey[Any] = web.RequestKey("files", list)
WITHOUT_TOKEN = ("/interactions/", "/webhooks/")
"""Routes whose path carries its own token (Discord's reference, "Interactions")."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True, kw_only=True)
class Request:
    """One request the bot made. `status` None: the connection was cut before an answer."""

    method: str
    path: str
    query: dict[str, str]
    json: Any
    status: int | None = None


@dataclass(slots=True, kw_only=True)
class RateLimit:
    """`limit` requests of one bucket in `per` seconds; the default never bites."""

    limit: int = 100_000
    per: float = 1.0


@dataclass(slots=True, kw_only=True)
class Backend:
    """What the routes share."""

    world: World
    acts: Acts
    changes: Changes
    bot: str
    token: str
    refused_intents: Callable[[], int] = lambda: 0
    gateway_url: str = ""
    nonce_window: float = 300.0
    deduplicated: int = 0
    requests: list[Request] = field(default_factory=list)
    unknown_routes: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    faults: faults.Faults = field(default_factory=faults.Faults)
    rate: RateLimit = field(default_factory=RateLimit)
    judge: Judge | None = None
    nonces: dict[str, tuple[str, str, float]] = field(default_factory=dict)
    buckets: dict[str, tuple[float, int]] = field(default_factory=dict)


def answer(data: Any, status: int = 200) -> web.Response:
    """JSON with exactly `application/json`: with a charset behind it discord.py does not parse."""
    return web.Response(
        body=json.dumps(data).encode(), status=status, content_type="application/json"
    )


def nothing() -> web.Response:
    return web.Response(status=204)


def guard(backend: Backend) -> Any:
    """The middleware around every API route."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(API):
            return await handler(request)
        request[BODY], request[FILES] = await _body(request)
        entry = Request(
            method=request.method,
            path=request.path.removeprefix(API),
            query=dict(request.query),
            json=request[BODY],
        )
        backend.requests.append(entry)
        answered = False
        try:
            refusal = _forbidden(backend, request)
            response = refusal or await _play(backend, request, handler)
            answered = True
        finally:
            if not answered:
                backend.crashed.append(f"{entry.method} {entry.path}")
        cut = request.transport is None or request.transport.is_closing()
        entry.status = None if cut else response.status
        backend.changes.tell()
        return response

    return middleware


async def unknown_route(backend: Backend, request: web.Request) -> web.Response:
    """Nothing lives here: answer 404 and remember it, so that a test fails loudly."""
    backend.unknown_routes.append(f"{request.method} {request.path.removeprefix(API)}")
    return answer({"message": "404: Not Found", "code": 0}, status=404)


def _forbidden(backend: Backend, request: web.Request) -> web.Response | None:
    """Refuse what the contract forbids, before any fault can hide it: whoever sent it hears of it,
    and so does the test."""
    sent = Sent(
        method=request.method,
        path=request.path.removeprefix(API),
        query=list(request.query.items()),
        media=request.content_type,
        body=request[BODY],
    )
    wrong = [] if backend.judge is None else backend.judge(sent)
    backend.violations.extend(wrong)
    return _refused(invalid("; ".join(wrong))) if wrong else None


async def _play(backend: Backend, request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer for real, or as the next matching fault wants it."""
    fault = backend.faults.take(request.method, request.path.removeprefix(API))
    if fault is None:
        return await _serve(backend, request, handler)
    if fault.kind is faults.FaultKind.SLOW:
        await asyncio.sleep(fault.seconds)
        return await _serve(backend, request, handler)
    if fault.kind in faults.AFTER:
        await _serve(backend, request, handler)
    if fault.kind in faults.DROPS:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    return _fault_response(faults.answer_of(fault))


def _fault_response(wanted: faults.Answer) -> web.Response:
    if wanted.body is None:
        page = "<html><body>the edge answers</body></html>"
        return web.Response(
            text=page, status=wanted.status, headers=wanted.headers, content_type="text/html"
        )
    response = answer(wanted.body, status=wanted.status)
    response.headers.update(wanted.headers)
    return response


async def _serve(backend: Backend, request: web.Request, handler: Handler) -> web.StreamResponse:
    limits, exceeded = _rate(backend, request)
    if exceeded is not None:
        return _with(_fault_response(exceeded), limits)
    path = request.path.removeprefix(API)
    if not path.startswith(WITHOUT_TOKEN) and not _authorised(backend, request):
        return answer({"message": "401: Unauthorized", "code": 0}, status=401)
    try:
        response = await handler(request)
    except RefusedError as refused:
        response = _refused(refused)
    return _with(response, limits)


def _refused(refused: RefusedError) -> web.Response:
    return answer({"message": refused.message, "code": refused.code}, refused.status)


def _authorised(backend: Backend, request: web.Request) -> bool:
    return request.headers.get("Authorization") == f"Bot {backend.token}"


def _rate(backend: Backend, request: web.Request) -> tuple[dict[str, str], faults.Answer | None]:
    """Count the request in its bucket: method, route and channel, as Discord's buckets go."""
    rate = backend.rate
    resource = request.match_info.route.resource
    route = "" if resource is None else resource.canonical
    bucket = f"{request.method} {route}"
    key = f"{bucket} {request.match_info.get('channel', '')}"
    now = asyncio.get_running_loop().time()
    ends, used = backend.buckets.get(key, (0.0, 0))
    if now >= ends:
        ends, used = now + rate.per, 0
    left = max(0, rate.limit - used - 1)
    backend.buckets[key] = (ends, used + 1)
    headers = {
        "X-RateLimit-Limit": str(rate.limit),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Reset-After": f"{ends - now:.3f}",
        "X-RateLimit-Reset": f"{backend.world.now().timestamp() + ends - now:.3f}",
        "X-RateLimit-Bucket": f"{abs(hash(bucket)):x}",
    }
    exceeded = faults.rate_limit(ends - now, scope="user") if used >= rate.limit else None
    return headers, exceeded


def _with(response: web.StreamResponse, headers: dict[str, str]) -> web.StreamResponse:
    response.headers.update(headers)
    return response


async def _body(request: web.Request) -> tuple[Any, list[tuple[str, bytes, str]]]:
    """The JSON of a request, and its files: (name, content, media type)."""
    if request.content_type == "application/json":
        raw = await request.read()
        return (json.loads(raw) if raw else None), []
    if request.content_type != "multipart/form-data":
        return None, []
    form = await request.post()
    files = [
        (part.filename, part.file.read(), part.content_type)
        for part in form.values()
        if isinstance(part, FileField)
    ]
    payload = form.get("payload_json")
    return (json.loads(payload) if isinstance(payload, str) else None), files
