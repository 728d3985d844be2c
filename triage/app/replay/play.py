"""Play recorded arrivals, each at its time, and let everything between them happen, too."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from triage.app.replay.recorded import Recorded, recorded
from triage.app.replay.tally import Answer, Called, Replayed, tally
from triage.app.replay.world import World, accounts, settings_of, world
from triage.app.similar import TicketIndex
from triage.handling.change import TimerKind
from triage.messages import RawArrival
from triage.model import MessageRef, PersonId, TicketId
from triage.ports.work import UnitOfWork
from triage.settings.whole import Settings

AFTERWARDS = timedelta(days=3)
"""How long after the last arrival the replay goes on: over a weekend."""
SIMILAR_MOST = 10

Progress = Callable[[int, int], None]
"""Called with how many arrivals are played, and how many there are."""


def replay(
    lines: Iterable[str], *, folder: Path, config: Path | None, progress: Progress | None = None
) -> Replayed:
    """What would have come of recorded arrivals. Raises ConfigError for a wrong configuration."""
    settings = settings_of(config)
    arrivals = recorded(lines, folder=folder, accounts=accounts(settings))
    return play(arrivals, settings, progress=progress)


def play(
    arrivals: Sequence[Recorded], settings: Settings, *, progress: Progress | None = None
) -> Replayed:
    """The same of arrivals that are read already. Nothing is sent, and nothing is kept."""
    starts = next((one.at for one in arrivals if one.raw is not None), None)
    if starts is None:
        wrong = [Answer(id=one.id, at=one.at, why=one.wrong) for one in arrivals]
        return tally(wrong, called=(), sent=(), settings=settings)
    with world(settings, starts=starts) as stage:
        return asyncio.run(_Player(stage, progress or _silent).play(arrivals))


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""


class _Player:
    """Moves the clock from one thing that happens to the next."""

    def __init__(self, stage: World, progress: Progress) -> None:
        self._stage = stage
        self._progress = progress
        self._index = TicketIndex()

    async def play(self, arrivals: Sequence[Recorded]) -> Replayed:
        found: list[Answer] = []
        for number, one in enumerate(arrivals, 1):
            found.append(await self._arrive(one))
            self._progress(number, len(arrivals))
        await self._until(self._stage.clock.now() + AFTERWARDS)
        numbers = {one.ticket for one in found if one.ticket is not None}
        called = await self._stage.store.look(lambda work: _called(work, numbers))
        sent = [pair for one in self._stage.channels.values() for pair in one.sent]
        return tally(found, called=called, sent=sent, settings=self._stage.settings)

    async def _arrive(self, one: Recorded) -> Answer:
        if one.raw is None:
            return Answer(id=one.id, at=one.at, why=one.wrong)
        raw = one.raw
        await self._until(one.at)
        self._stage.move_to(one.at)
        new = await self._stage.service.pipeline.accept(raw)
        await self._stage.settle()
        answer = await self._stage.store.look(lambda work: self._answer(work, one, raw))
        return answer if new else replace(answer, disposition="duplicate", similar=())

    def _answer(self, work: UnitOfWork, one: Recorded, raw: RawArrival) -> Answer:
        outcome = work.arrivals.outcome(MessageRef(raw.channel, raw.account, raw.external_id))
        disposition, number = outcome or ("ignored", None)
        if number is None:
            return Answer(id=one.id, at=one.at, disposition=disposition)
        ticket = work.tickets.get(number)
        opened = disposition in ("report", "rejected")
        return Answer(
            id=one.id,
            at=one.at,
            ticket=number,
            disposition=disposition,
            priority=ticket.priority.name,
            similar=self._index.near(work, ticket, most=SIMILAR_MOST) if opened else (),
        )

    async def _until(self, when: datetime) -> None:
        """Fire everything that is due before, each at its time."""
        look = self._stage.store.look
        while True:
            due = await look(lambda work: work.timers.next_due())
            if due is None or due > when:
                return
            self._stage.move_to(due)
            if not await self._leave_repeats():
                await self._stage.settle()

    async def _leave_repeats(self) -> bool:
        """Nobody claims in a replay: a policy is followed to its last step, and its repeats end."""
        now = self._stage.clock.now()

        def unit(work: UnitOfWork) -> bool:
            left = False
            for timer in work.timers.due(now, limit=1):
                if timer.kind != TimerKind.ESCALATE:
                    continue
                ticket = work.tickets.get(TicketId(int(timer.subject)))
                level = int(timer.occurrence.rpartition(".")[2])
                if level >= len(self._stage.service.desk.policy(ticket.priority).steps):
                    left = work.timers.cancel(timer.kind, timer.subject) > 0
            return left

        return await self._stage.store.transact(unit)


def _called(work: UnitOfWork, numbers: Iterable[TicketId]) -> list[Called]:
    found: list[Called] = []
    for number in sorted(numbers):
        for event in work.tickets.events(number):
            people = event.facts.get("people")
            if event.kind == "called" and isinstance(people, list):
                named = tuple(PersonId(str(person)) for person in people)
                found.append(Called(ticket=number, at=event.at, people=named))
    return found
