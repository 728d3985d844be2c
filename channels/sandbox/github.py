"""A loopback GitHub: issues of one repository, with ETags, and the faults a test asks for."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from aiohttp import web

from channels.sandbox.discord.world import Now, wall_time


@dataclass
class GithubSandbox:
    """`issues` in order. `failing`: statuses of the next answers to a POST. `lose_next`: the next
    issue is made, and its answer never comes. `requests`: method, status, in order. `now`: its own
    clock."""

    repository: str = "acme/shop"
    token: str = "github-token"  # noqa: S105 - loopback
    issues: list[dict[str, Any]] = field(default_factory=list)
    failing: list[int] = field(default_factory=list)
    lose_next: bool = False
    requests: list[tuple[str, int]] = field(default_factory=list)
    now: Now = wall_time

    async def __aenter__(self) -> Self:
        app = web.Application()
        path = f"/repos/{self.repository}/issues"
        app.router.add_get(path, self._list)
        app.router.add_post(path, self._create)
        self._stack = AsyncExitStack()
        self._changed = asyncio.Event()
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self._stack.aclose()

    def close(self, number: int, by: str = "octocat") -> None:
        """Somebody closes an issue."""
        issue = self.issues[number - 1]
        now = self._now()
        issue |= {"state": "closed", "closed_at": now, "updated_at": now}
        issue["closed_by"] = {"login": by}

    async def _create(self, request: web.Request) -> web.Response:
        if self.failing:
            return self._answer(request, {"message": "no"}, status=self.failing.pop(0))
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return self._answer(request, {"message": "Bad credentials"}, status=401)
        said = await request.json()
        number = len(self.issues) + 1
        now = self._now()
        issue = {
            "number": number,
            "html_url": f"https://github.example/{self.repository}/issues/{number}",
            "state": "open",
            "title": said["title"],
            "body": said.get("body"),
            "created_at": now,
            "updated_at": now,
            "closed_at": None,
        }
        self.issues.append(issue)
        if self.lose_next and request.transport is not None:
            self.lose_next = False
            request.transport.close()
        return self._answer(request, issue, status=201)

    async def _list(self, request: web.Request) -> web.Response:
        query = request.query
        found = [
            one
            for one in sorted(self.issues, key=lambda one: str(one["updated_at"]))
            if query["state"] in ("all", one["state"])
            and datetime.fromisoformat(one["updated_at"]) >= datetime.fromisoformat(query["since"])
        ]
        etag = f'"{sha256(json.dumps(found).encode()).hexdigest()}"'
        if request.headers.get("If-None-Match") == etag:
            self.requests.append(("GET", 304))
            return web.Response(status=304, headers={"ETag": etag})
        return self._answer(request, found[: int(query["per_page"])], headers={"ETag": etag})

    def _answer(
        self,
        request: web.Request,
        data: object,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> web.Response:
        self.requests.append((request.method, status))
        return web.json_response(data, status=status, headers=headers)

    def _now(self) -> str:
        """GitHub shows whole seconds; a second later, so that it is after any first look."""
        now = self.now() + timedelta(seconds=1)
        return now.replace(microsecond=0).isoformat().replace("+00:00", "Z")
