"""What every request to Discord passes on its way out and back: here refusals are counted.

discord.py waits some refusals out by itself, and asks on its own account, too; aiohttp's tracing
sees each of its requests.
"""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import aiohttp
import discord.http
import yarl

from channels.discord.budget import RefusalBudget, counts
from channels.discord.faults import RestingError


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
        scope = request.response.headers.get("X-RateLimit-Scope")
        if _is_api(request.url) and counts(request.response.status, scope=scope):
            refusals.spend(_now())

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(begins)
    trace.on_request_end.append(answered)
    return trace


def _is_api(url: yarl.URL) -> bool:
    """The gateway and the files that came along are other addresses."""
    return str(url).startswith(discord.http.Route.BASE)


def _now() -> float:
    return asyncio.get_running_loop().time()
