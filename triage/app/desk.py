"""A desk opened for one command: its settings, its people, its database beside the service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from triage.app import compose
from triage.desk import Desk
from triage.errors import NotFoundError
from triage.handling import Actor
from triage.model import Person, PersonId
from triage.ports import UnitOfWork
from triage.settings.load import load
from triage.settings.sections import Settings
from triage.store.migrate import migrate
from triage.store.sql import SqlStore

T = TypeVar("T")


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

    def write(self, unit: Callable[[UnitOfWork], T]) -> T:
        """One unit of work, committed."""

        async def written() -> T:
            return await self.store.transact(unit)

        return asyncio.run(written())

    def look(self, unit: Callable[[UnitOfWork], T]) -> T:
        """What a function reads."""

        async def seen() -> T:
            return await self.store.look(unit)

        return asyncio.run(seen())


@contextmanager
def opened(config: Path, environment: Mapping[str, str]) -> Iterator[OpenDesk]:
    """Raises ConfigError for a wrong configuration or a database that cannot be reached."""
    settings = load(config, environment, secrets=False)
    desk = compose.desk(settings)
    migrate(settings.database)
    with SqlStore(settings.database) as store:
        yield OpenDesk(settings=settings, desk=desk, store=store)
