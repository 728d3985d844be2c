"""A desk opened for one command: its settings, its people, its database beside the service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from triage.app.compose.desk import desk_of
from triage.desk import Desk
from triage.errors import ConflictError, NotFoundError
from triage.handling.change import Actor
from triage.model import PersonId
from triage.people import Person
from triage.ports.work import UnitOfWork
from triage.settings.load import load
from triage.settings.whole import Settings
from triage.store.migrate import require
from triage.store.sql import SqlStore

T = TypeVar("T")
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDesk:
    """Short transactions on the service's database, without its lock."""

    settings: Settings
    desk: Desk
    store: SqlStore

    def person(self, slug: str) -> Person:
        """Raises NotFoundError that says who there is."""
        found = self.desk.people.get(PersonId(slug))
        if found is None:
            known = ", ".join(sorted(self.desk.people)) or "nobody"
            raise NotFoundError(f"no person {slug!r} in [people]; there is {known}")
        return found

    def actor(self, slug: str) -> Actor:
        person = self.person(slug)
        return Actor(person=person.id, name=person.name, staff=True)

    def name(self, person: PersonId) -> str:
        """As others see them; who has left the configuration is shown by the short name."""
        known = self.desk.people.get(person)
        return person if known is None else known.name

    def write(self, unit: Callable[[UnitOfWork], T]) -> T:
        """One unit of work, committed; decided again when the service saved the ticket first."""

        async def written() -> T:
            for _ in range(TRIES - 1):
                with suppress(ConflictError):
                    return await self.store.transact(unit)
            return await self.store.transact(unit)

        return asyncio.run(written())

    def look(self, unit: Callable[[UnitOfWork], T]) -> T:
        """What a function reads."""

        async def seen() -> T:
            return await self.store.look(unit)

        return asyncio.run(seen())


@contextmanager
def opened(
    config: Path, environment: Mapping[str, str], *, secrets: bool = False
) -> Iterator[OpenDesk]:
    """Raises ConfigError for a wrong configuration, or a database that is not ready.

    It makes and upgrades none: that is for `triage run`, so that a command in the wrong folder
    finds no empty desk, and a newer command does not change tables under an older service.
    """
    settings = load(config, environment, secrets=secrets)
    desk = desk_of(settings)
    require(settings.database)
    with SqlStore(settings.database) as store:
        yield OpenDesk(settings=settings, desk=desk, store=store)
