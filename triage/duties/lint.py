"""Look at the schedules at start and every day, and tell the room what would call nobody."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from triage.bell import Bell
from triage.desk import Desk
from triage.lint import AHEAD, Finding, Known, findings
from triage.model import PersonId, TeamId
from triage.notices import roster
from triage.oncall.schedule import Calendar
from triage.ports.core import Clock
from triage.ports.work import Store, UnitOfWork

SWITCH = "lint"
FIRST_SECONDS = 60.0
"""After the start: calendars have been read by then."""
EVERY_SECONDS = 600.0
AGAIN = timedelta(days=1)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class Lint:
    """What is told once is told again a day later, or as soon as something else is wrong."""

    store: Store
    clock: Clock
    desk: Desk
    outbox: Bell
    first: float = FIRST_SECONDS
    every: float = EVERY_SECONDS

    async def run(self) -> None:
        """Until cancelled."""
        await asyncio.sleep(self.first)
        while True:
            if await self.store.transact(self.check):
                self.outbox.ring()
            await asyncio.sleep(self.every)

    def check(self, work: UnitOfWork) -> bool:
        """Whether something was told."""
        now = self.clock.now()
        found = findings(self.desk, known(work, self.desk, now), now=now)
        told = work.switches.get(SWITCH)
        if not found:
            if told is not None:
                work.switches.set(SWITCH, None)
            return False
        digest = _digest(found)
        if told is not None and _fresh(json.loads(told), digest, now):
            return False
        work.outbox.enqueue(roster.found(self.desk, found, now=now), now=now, due_at=now)
        work.switches.set(SWITCH, json.dumps({"digest": digest, "at": now.isoformat()}))
        return True


def known(work: UnitOfWork, desk: Desk, now: datetime) -> Known:
    """What the database says about the schedules of the weeks to come."""
    return Known(
        changes=work.roster.changes_between(now, now + AHEAD),
        swaps=work.roster.swaps(after=now),
        read_at={
            (one.team, one.name): _read_at(work, one.team, one.name)
            for one in desk.rotations
            if isinstance(one, Calendar)
        },
        unreached=frozenset([*_unreached(work, desk), *_not_paged(work, now)]),
    )


def calendar_switch(team: TeamId, name: str) -> str:
    """The switch that says when a calendar was read last."""
    return f"calendar:{team}/{name}"


def _read_at(work: UnitOfWork, team: TeamId, name: str) -> datetime | None:
    text = work.switches.get(calendar_switch(team, name))
    return None if text is None else datetime.fromisoformat(text)


def _unreached(work: UnitOfWork, desk: Desk) -> list[PersonId]:
    """Whose mail came back."""
    if desk.mailbox is None:
        return []
    found = []
    for person in desk.people.values():
        address = person.addresses.get("email")
        contact = address and work.tickets.contact("email", desk.mailbox, address)
        if contact and contact.undeliverable is not None:
            found.append(person.id)
    return found


def _not_paged(work: UnitOfWork, now: datetime) -> list[PersonId]:
    """Whose last page of a week was given up, and no other means took it.

    A page that a claim made needless did not reach anybody either, and nothing is wrong with that.
    """
    last = {page.person: page for page in work.duty.between(now - WEEK, now)}
    missed = {person for person, page in last.items() if page.reached_at is None}
    if not missed:
        return []
    calls = [one.call for one, state, _ in work.outbox.undelivered() if state == "dead"]
    given_up = {person for call in calls if call is not None for person in call.people}
    return sorted(missed & given_up)


def _digest(found: Sequence[Finding]) -> str:
    """What is wrong, but not since when: that moves with the clock."""
    said = [(one.wrong, one.team, one.person, one.name, one.number) for one in found]
    return sha256(repr(said).encode()).hexdigest()[:16]


def _fresh(told: dict[str, str], digest: str, now: datetime) -> bool:
    return told["digest"] == digest and now - datetime.fromisoformat(told["at"]) < AGAIN
