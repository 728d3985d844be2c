"""What every request to Discord passes on its way out and back: here refusals are counted.

discord.py waits some refusals out by itself, repeats what was answered by an error of the server,
and asks on its own account, too; aiohttp's tracing sees each of its requests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace

import aiohttp
import discord
import discord.http
import yarl

from channels.discord.budget import RefusalBudget, counts
from channels.discord.faults import SERVER_ERROR, RestingError

_ONCE = ContextVar("once", default=False)


@contextmanager
def once() -> Iterator[None]:
    """For a request that may be made twice with harm: discord.py would repeat it by itself after a
    500, 502, 504 or 524, though it may have come about."""
    token = _ONCE.set(True)
    try:
        yield
    finally:
        _ONCE.reset(token)


def traced(refusals: RefusalBudget) -> aiohttp.TraceConfig:
    """For the `http_trace` of one client. While the budget is spent nothing goes out: whoever asks
    gets a RestingError."""

    async def begins(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        request: aiohttp.TraceRequestStartParams,
    ) -> None:
        wait = refusals.wait(_now())
        if wait > 0 and _is_api(request.url):
            raise RestingError(wait)

    async def answered(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        request: aiohttp.TraceRequestEndParams,
    ) -> None:
        response = request.response
        scope = response.headers.get("X-RateLimit-Scope")
        if _is_api(request.url) and counts(response.status, scope=scope):
            refusals.spend(_now())
        if _ONCE.get() and response.status >= SERVER_ERROR:
            response.close()
            raise discord.DiscordServerError(response, "asked once")

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(begins)
    trace.on_request_end.append(answered)
    return trace


def _is_api(url: yarl.URL) -> bool:
    """The gateway and the files that came along are other addresses."""
    return str(url).startswith(discord.http.Route.BASE)


def _now() -> float:
    return asyncio.get_running_loop().time()
