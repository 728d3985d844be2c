"""Calendar feeds: whose there are, at addresses that nobody can guess, and what they say."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from triage.app.calendars import entries
from triage.app.calendars.write import ics
from triage.desk import Desk
from triage.model import PersonId, TeamId
from triage.oncall.schedule import Changes
from triage.ports.core import Clock
from triage.ports.work import Store
from triage.wording.languages import language_of

PAST, AHEAD = timedelta(weeks=4), timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Feed:
    """Of a team or a person, by their short name."""

    kind: Literal["team", "person"]
    name: str

    def path(self, key: bytes) -> str:
        """`grace-<128 bits>`: made from the service's key, so that nobody can guess it."""
        digest = hmac.new(key, f"calendar:{self.kind}:{self.name}".encode(), sha256)
        return f"{self.name}-{digest.hexdigest()[:32]}"


def feeds(desk: Desk) -> list[Feed]:
    """Teams first."""
    return [
        *(Feed("team", team) for team in desk.teams),
        *(Feed("person", person) for person in desk.people),
    ]


def body(
    desk: Desk, changes: Changes, feed: Feed, *, start: datetime, end: datetime, now: datetime
) -> bytes:
    """The whole feed as an iCalendar."""
    if feed.kind == "team":
        found = entries.of_team(desk, changes, TeamId(feed.name), start, end)
        who = feed.name
    else:
        found = entries.of_person(desk, changes, PersonId(feed.name), start, end)
        who = desk.people[PersonId(feed.name)].name
    return ics(language_of(desk.language).roster.calendar.format(who=who), found, now=now)


@dataclass(frozen=True, kw_only=True)
class Served:
    """What `triage.web` asks: the body for a path, or None."""

    desk: Desk
    store: Store
    clock: Clock
    key: bytes

    def paths(self) -> Mapping[str, Feed]:
        return {feed.path(self.key): feed for feed in feeds(self.desk)}

    async def __call__(self, path: str) -> bytes | None:
        feed = self.paths().get(path)
        if feed is None:
            return None
        now = self.clock.now()
        start, end = now - PAST, now + AHEAD
        changes = await self.store.look(lambda work: work.roster.changes_between(start, end))
        return body(self.desk, changes, feed, start=start, end=end, now=now)
