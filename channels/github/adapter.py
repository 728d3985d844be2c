"""The GitHub channel: tickets become issues, and what is closed there comes back."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import aiohttp

from channels.github.config import GithubConfig
from triage.errors import (
    ChannelUnavailableError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from triage.marks import Cursor
from triage.messages import (
    Act,
    Outgoing,
    RawArrival,
    Receipt,
)
from triage.model import MessageRef
from triage.ports.channel import Intake
from triage.ports.core import Clock
from triage.tracked import IssueClosed

CHANNEL = "github"
PLACE = "issues"
VERSION = "2022-11-28"
"""Of GitHub's REST API (vendor's "API versions")."""
PATIENCE = 20.0
"""Seconds for one request."""
PAGE = 100
"""Issues in one answer (vendor's maximum)."""
MARGIN = timedelta(minutes=2)
"""How far our clock and theirs may differ when a lost issue is looked for."""
LONGEST = 900.0
"""Seconds between two looks while it does not answer."""
TITLE = 256
"""Characters of an issue's title (vendor's limit)."""

log = logging.getLogger(__name__)


class GithubChannel:
    """Satisfies triage.ports.ChannelAdapter."""

    name = CHANNEL

    def __init__(self, config: GithubConfig, clock: Clock) -> None:
        self._config = config
        self._clock = clock
        self._issues = f"{config.api_url.rstrip('/')}/repos/{config.repository}/issues"
        self._etag: str | None = None

    async def listen(self, intake: Intake) -> None:
        """Ask for what was closed since the last look; an unchanged list costs no quota (ETag)."""
        failures = 0
        async with self._session() as session:
            while True:
                try:
                    more = await self._look(session, intake)
                    failures = 0
                except (ChannelUnavailableError, DeliveryUncertainError) as error:
                    failures, more = failures + 1, False
                    log.warning("the issues of %s cannot be read: %s", self._account, error)
                except DeliveryRefusedError as error:
                    failures, more = failures + 5, False
                    log.warning("GitHub refuses us: %s; check [github] and its token", error)
                if not more:
                    await asyncio.sleep(min(self._config.every * 2**failures, LONGEST))

    def read(self, raw: RawArrival) -> IssueClosed | None:
        """Pure."""
        issue = json.loads(raw.raw)
        return IssueClosed(
            issue=MessageRef(CHANNEL, raw.account, str(issue["number"])),
            url=issue["html_url"],
            by=(issue.get("closed_by") or {}).get("login"),
        )

    async def send(self, message: Outgoing) -> Receipt:
        """Make an issue, once: what may have been made is looked for by its mark first."""
        if message.act is not Act.POST:
            raise DeliveryRefusedError(f"{message.key}: an issue is made, never changed by us")
        mark = f"<!-- {message.key} -->"
        async with self._session() as session:
            if message.resend and message.first_tried_at is not None:
                made = await self._made(session, mark, since=message.first_tried_at - MARGIN)
                if made is not None:
                    return Receipt(made)
            body = {
                "title": (message.subject or message.text)[:TITLE],
                "body": f"{message.text}\n\n{mark}",
            }
            _, issue = await self._ask(session, "POST", json=body)
        return Receipt(str(issue["number"]))

    @property
    def _account(self) -> str:
        return self._config.repository

    async def _look(self, session: aiohttp.ClientSession, intake: Intake) -> bool:
        """Hand over one page of what was closed; True when there is another."""
        position = await intake.position(CHANNEL, self._account, PLACE)
        if position is None:  # first sight: nothing older is told
            since = self._clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
            await intake.accept(cursor=self._cursor(since))
            return False
        query = {"state": "closed", "since": position.value, "sort": "updated", "direction": "asc"}
        found = await self._list(session, query)
        if not found:
            return False
        closed = [one for one in found if "pull_request" not in one]
        last = max(str(one["updated_at"]) for one in found)
        await intake.accept(*map(self._raw, closed), cursor=self._cursor(last))
        return len(found) == PAGE and last != position.value

    async def _list(
        self, session: aiohttp.ClientSession, query: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        headers = {} if self._etag is None else {"If-None-Match": self._etag}
        params = {**query, "per_page": str(PAGE)}
        etag, found = await self._ask(session, "GET", params=params, headers=headers)
        self._etag = etag
        return list(found or [])

    async def _made(
        self, session: aiohttp.ClientSession, mark: str, *, since: datetime
    ) -> str | None:
        params = {"state": "all", "since": since.isoformat(), "per_page": str(PAGE)}
        _, found = await self._ask(session, "GET", params=params)
        return next((str(one["number"]) for one in found if mark in (one["body"] or "")), None)

    async def _ask(
        self, session: aiohttp.ClientSession, method: str, **options: Any
    ) -> tuple[str | None, Any]:
        """The ETag and the answer; None for "not modified"."""
        try:
            async with (
                asyncio.timeout(PATIENCE),
                session.request(method, self._issues, **options) as answer,
            ):
                if answer.status == HTTPStatus.NOT_MODIFIED:
                    return self._etag, None
                if answer.status >= HTTPStatus.BAD_REQUEST:
                    raise await _wrong(answer)
                return answer.headers.get("ETag"), await answer.json()
        except aiohttp.ClientConnectorError as error:
            raise ChannelUnavailableError(f"GitHub cannot be reached: {error}") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise DeliveryUncertainError(f"the connection to GitHub broke: {error!r}") from error

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self._config.token}",
                "X-GitHub-Api-Version": VERSION,
                "User-Agent": "firstline",
            }
        )

    def _raw(self, issue: Mapping[str, Any]) -> RawArrival:
        """Closed, reopened and closed again are two arrivals."""
        kept = {key: issue.get(key) for key in ("number", "html_url", "closed_at", "closed_by")}
        return RawArrival(
            channel=CHANNEL,
            account=self._account,
            external_id=f"{issue['number']}:{issue.get('closed_at')}",
            raw=json.dumps(kept).encode(),
            received_at=self._clock.now(),
        )

    def _cursor(self, value: str) -> Cursor:
        return Cursor(channel=CHANNEL, account=self._account, place=PLACE, value=value)


async def _wrong(answer: aiohttp.ClientResponse) -> Exception:
    """429, and 403 with an empty quota: wait as long as asked (vendor's "rate limits")."""
    said = f"{answer.status}: {(await answer.text())[:200]}"
    wait = answer.headers.get("Retry-After")
    limited = answer.status == HTTPStatus.TOO_MANY_REQUESTS or (
        answer.status == HTTPStatus.FORBIDDEN and answer.headers.get("X-RateLimit-Remaining") == "0"
    )
    if limited or wait is not None:
        return ChannelUnavailableError(said, retry_after=float(wait) if wait else 60.0)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return DeliveryUncertainError(said)
    return DeliveryRefusedError(said)
