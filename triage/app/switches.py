"""Pause and resume all sending: a switch in the database that every sender reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from triage.app.desk import opened
from triage.apply import release_brake
from triage.clock import SystemClock
from triage.outbox import PAUSED
from triage.ports.work import UnitOfWork


def pause(config: Path, environment: Mapping[str, str], who: str | None) -> None:
    """Raises NotFoundError for a name that the configuration does not know."""
    with opened(config, environment) as desk:
        by = "unknown" if who is None else desk.person(who).id
        desk.write(lambda work: work.switches.set(PAUSED, by))


def resume(config: Path, environment: Mapping[str, str], who: str | None) -> tuple[int, int]:
    """How many receipts the brake had held, and how many messages waited in all."""
    now = SystemClock().now()

    def unit(work: UnitOfWork) -> tuple[int, int]:
        work.switches.set(PAUSED, None)
        waiting = [state for _, state, _ in work.outbox.undelivered() if state != "dead"]
        return release_brake(work, now=now), len(waiting)

    with opened(config, environment) as desk:
        if who is not None:
            desk.person(who)
        return desk.write(unit)
