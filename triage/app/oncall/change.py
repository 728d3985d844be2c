"""Changing who is on duty from a terminal: `triage.rota` decides, this reads and says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from triage.app.desk import OpenDesk
from triage.app.oncall.words import granted, span, team_of
from triage.apply import Clerk
from triage.model import PersonId
from triage.oncall.refusal import Refusal
from triage.oncall.schedule import Absence, Change, Override, Recorded
from triage.rota import change as rota
from triage.rota.change import Away, Made

T = TypeVar("T")


def decided(desk: OpenDesk, unit: Callable[[Clerk], T | Refusal], now: datetime) -> T:
    """One decision, stored. Raises NotFoundError, RefusedError, which say why not."""
    outcome = desk.write(lambda work: unit(Clerk(work=work, desk=desk.desk, now=now)))
    return granted(desk, outcome)


def override(
    desk: OpenDesk,
    *,
    team: str,
    person: str,
    start: str | None,
    until: str,
    instead_of: str | None = None,
    change: Change = Change.REPLACE,
    by: str | None = None,
    now: datetime,
) -> Made:
    """Raises NotFoundError for unknown names, RefusedError for what makes no sense."""
    wanted = span(desk, start, until, now)
    made = Override(
        team=team_of(desk, team),
        person=desk.person(person).id,
        start=wanted.start,
        end=wanted.end,
        instead_of=None if instead_of is None else desk.person(instead_of).id,
        change=change,
    )
    whose = acting(desk, by)
    return decided(desk, lambda clerk: rota.override(clerk, made, by=whose), now)


def take_over(
    desk: OpenDesk,
    *,
    team: str | None,
    who: str,
    until: str | None,
    instead_of: str | None,
    now: datetime,
) -> Made:
    """Now, in place of whoever has the seat, until that turn ends. Whoever serves the team may.

    Raises NotFoundError, RefusedError.
    """
    ours, person = team_of(desk, team), desk.person(who).id
    seat = None if instead_of is None else desk.person(instead_of).id
    end = None if until is None else span(desk, None, until, now).end
    return decided(
        desk,
        lambda clerk: rota.take_over(clerk, ours, person, until=end, instead_of=seat),
        now,
    )


def away(desk: OpenDesk, *, who: str, start: str | None, until: str, now: datetime) -> Away:
    """Nobody calls them for any team; the next in turn has their seat. Raises RefusedError."""
    wanted, person = span(desk, start, until, now), desk.person(who).id
    absence = Absence(person=person, start=wanted.start, end=wanted.end)
    return decided(desk, lambda clerk: rota.away(clerk, absence, by=person), now)


def drop(desk: OpenDesk, *, kind: str, number: int, by: str | None, now: datetime) -> None:
    """Raises NotFoundError when there is no such override or absence that is not over."""
    drops = rota.drop_override if kind == "override" else rota.drop_absence
    whose = acting(desk, by)
    decided(desk, lambda clerk: drops(clerk, number, by=whose), now)


def acting(desk: OpenDesk, by: str | None) -> PersonId | None:
    """Who acts; None: the operator. Raises NotFoundError."""
    return None if by is None else desk.person(by).id


def recorded(desk: OpenDesk, *, after: datetime) -> list[Recorded]:
    """Who changed what since then, oldest first."""
    return desk.look(lambda work: work.roster.recorded(after=after))
