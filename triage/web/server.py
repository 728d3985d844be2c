"""A small HTTP server: only what [web] asks for, and nothing that can be guessed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.errors import ConfigError
from triage.log import Logger, get_logger

if TYPE_CHECKING:
    from aiohttp import web

Bodies = Callable[[str], Awaitable[bytes | None]]
"""A path's body; None where there is none."""

log: Logger = get_logger()


@dataclass(frozen=True, kw_only=True)
class WebServer:
    """Serves `/calendar/PATH.ics` on `host` and `port` until cancelled."""

    host: str
    port: int
    calendars: Bodies

    async def run(self) -> None:
        """Raises ConfigError when the port is taken or not ours to take."""
        from aiohttp import web  # noqa: PLC0415  only who has [web] pays for it

        app = web.Application()
        app.router.add_get("/calendar/{path}.ics", self._calendar)
        runner = web.AppRunner(app, access_log=None)  # paths are secrets
        await runner.setup()
        try:
            site = web.TCPSite(runner, self.host, self.port)
            try:
                await site.start()
            except OSError as error:
                raise ConfigError(
                    f"web.listen: {self.host}:{self.port}: {error.strerror}; choose another port"
                ) from error
            for address in runner.addresses:
                log.info("serving calendars", host=address[0], port=address[1])
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _calendar(self, request: web.Request) -> web.Response:
        from aiohttp import web  # noqa: PLC0415

        found = await self.calendars(request.match_info["path"])
        if found is None:
            raise web.HTTPNotFound(text="No such calendar; `triage oncall feed` lists them.\n")
        return web.Response(
            body=found,
            content_type="text/calendar",
            charset="utf-8",
            headers={"Cache-Control": "private, max-age=300"},
        )
