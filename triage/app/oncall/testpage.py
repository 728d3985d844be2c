"""A page that is none, by every means that a person has: does it reach them?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from triage.app.desk import OpenDesk
from triage.errors import ConfigError
from triage.model import TeamId
from triage.notices import pages
from triage.oncall.schedule import Rotation
from triage.people import Means, Person
from triage.ports.work import UnitOfWork

EVERY_SECONDS = 0.2
RETRIED_SECONDS = 5.0
"""A means that fails at first, like a Discord that is just connecting, has so long to mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One means. `state`: "sent", "waiting" (is the service running?) or "failed", with `why`."""

    means: Means
    state: str
    why: str | None = None
    after: float | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "means": self.means.value,
            "state": self.state,
            "why": self.why,
            "after": self.after,
        }


def page_test(desk: OpenDesk, who: str, *, now: datetime, within: timedelta) -> list[Tried]:
    """Send it by each means, and wait for what becomes of it.

    Raises NotFoundError for somebody unknown, ConfigError for somebody without any means.
    """
    person = desk.person(who)
    if not person.means:
        raise ConfigError(f"people.{who}: no means to call them; set page, discord, email or push")
    mark = uuid4().hex
    team = _team(desk, person)
    messages = [pages.trial(desk.desk, team, person, one, mark=mark) for one in person.means]

    def unit(work: UnitOfWork) -> None:
        for message in messages:
            if message is not None:
                work.outbox.enqueue(message, now=now, due_at=now)

    desk.write(unit)
    keys = [None if message is None else message.key for message in messages]
    return asyncio.run(_followed(desk, person.means, keys, within))


async def _followed(
    desk: OpenDesk, means: Sequence[Means], keys: Sequence[str | None], within: timedelta
) -> list[Tried]:
    loop = asyncio.get_running_loop()
    began, found = loop.time(), dict[Means, Tried]()
    while len(found) < len(means) and loop.time() - began < within.total_seconds():
        waiting = {
            message.key: (state, error)
            for message, state, error in await desk.store.look(
                lambda work: work.outbox.undelivered()
            )
        }
        for one, key in zip(means, keys, strict=True):
            if one not in found:
                tried = _tried(one, key, waiting, after=round(loop.time() - began, 1))
                if tried is not None:
                    found[one] = tried
        await asyncio.sleep(EVERY_SECONDS)
    return [found.get(one, Tried(means=one, state="waiting")) for one in means]


def _tried(
    means: Means, key: str | None, waiting: dict[str, tuple[str, str]], *, after: float
) -> Tried | None:
    if key is None:
        return Tried(means=means, state="failed", why="no address for it")
    state, error = waiting.get(key, ("sent", ""))
    if state == "sent":
        return Tried(means=means, state="sent", after=after)
    if error and (state == "dead" or after > RETRIED_SECONDS):
        return Tried(means=means, state="failed", why=error, after=after)
    return None


def _team(desk: OpenDesk, person: Person) -> TeamId:
    """Whose room a mention stands in: a team that they belong to."""
    for name, team in desk.desk.teams.items():
        if person.id in {*team.members, team.lead}:
            return name
    for rotation in desk.desk.rotations:
        if isinstance(rotation, Rotation) and person.id in rotation.people:
            return rotation.team
    return desk.desk.default_team
