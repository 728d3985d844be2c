"""A loopback push gateway: takes what apprise posts to a webhook (`json://`), and misbehaves."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Self

from aiohttp import web


@dataclass
class PushGateway:
    """`received`: (person, title, text) in order. `status`: what it answers. `stalls`: never."""

    received: list[tuple[str, str, str]] = field(default_factory=list)
    status: int = HTTPStatus.OK
    stalls: bool = False

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/{person}", self._take)
        self._stack = AsyncExitStack()
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port: int = runner.addresses[0][1]
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self._stack.aclose()

    def url(self, person: str) -> str:
        """The apprise URL of somebody's phone."""
        return f"json://127.0.0.1:{self.port}/{person}"

    async def _take(self, request: web.Request) -> web.Response:
        if self.stalls:
            await asyncio.sleep(60)
        said = await request.json()
        if self.status == HTTPStatus.OK:
            found = (request.match_info["person"], said["title"], said["message"])
            self.received.append(found)
        return web.Response(status=self.status)
