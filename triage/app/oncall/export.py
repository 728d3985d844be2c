"""Calendars for people: as a file, and the addresses of feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from triage.app.calendars.feeds import Feed, body, feeds
from triage.app.calendars.read import Read
from triage.app.calendars.sources import Source, Sources
from triage.app.compose.calendars import sources_of
from triage.app.desk import OpenDesk
from triage.app.oncall.words import team_of
from triage.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    kind: str
    name: str
    url: str


def export(
    desk: OpenDesk, *, team: str | None, person: str | None, weeks: int, now: datetime
) -> bytes:
    """An iCalendar of a team, or of a person. Raises NotFoundError, ConfigError."""
    if team is not None and person is not None:
        raise ConfigError("--team, --person: name one of them, not both")
    if person is not None:
        feed = Feed("person", desk.person(person).id)
    else:
        feed = Feed("team", team_of(desk, team))
    end = now + timedelta(weeks=weeks)
    changes = desk.look(lambda work: work.roster.changes_between(now, end))
    return body(desk.desk, changes, feed, start=now, end=end, now=now)


def addresses(desk: OpenDesk) -> list[Address]:
    """Where the feeds are. Raises ConfigError where nothing is served."""
    web, key = desk.settings.web, desk.settings.key
    if web is None:
        raise ConfigError('web: not set; add [web] with listen = "127.0.0.1:8080"')
    if key is None:
        raise ConfigError("key: not read; load the settings with their secrets")
    host = f"[{web.listen.host}]" if ":" in web.listen.host else web.listen.host
    base = (web.url or f"http://{host}:{web.listen.port}").rstrip("/")
    secret = key.get_secret_value().encode()
    return [
        Address(kind=one.kind, name=one.name, url=f"{base}/calendar/{one.path(secret)}.ics")
        for one in feeds(desk.desk)
    ]


async def refreshed(desk: OpenDesk, now: datetime) -> list[tuple[Source, Read]]:
    """Read every calendar now, as the service does. Raises ConfigError, naming the rotation."""
    found = []
    work = Sources(store=desk.store, clock=_Now(now), desk=desk.desk, sources=())
    for source in sources_of(desk.settings, desk.desk):
        try:
            found.append((source, await work.refresh(source)))
        except ConfigError as error:
            raise ConfigError(f"{source.layer.team}, {source.layer.name}: {error}") from error
    return found


@dataclass(frozen=True, slots=True)
class _Now:
    """A clock that a command reads once."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    async def sleep_until(self, when: datetime) -> None:
        """Nothing here waits."""
