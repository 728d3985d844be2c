"""How the load was shared, read from what was sent and done."""

from __future__ import annotations

from datetime import datetime

from triage.app.desk import OpenDesk
from triage.apply import DRILL
from triage.load import Load, Share, Span, load
from triage.messages import Outgoing
from triage.oncall.stretches import stretches
from triage.ports.work import UnitOfWork


def shared(desk: OpenDesk, *, start: datetime, end: datetime) -> Load:
    """Of all teams, from `start` until before `end`. Drills are left out."""

    def unit(work: UnitOfWork) -> Load:
        changes = work.roster.changes_between(start, end)
        rotations = desk.desk.rotations
        return load(
            Span(
                zones={one.id: one.zone or desk.desk.zone for one in desk.desk.people.values()},
                duty={
                    team: list(stretches(rotations, changes, team, start, end))
                    for team in desk.desk.teams
                },
                calls=[
                    (message, at)
                    for message, at in work.outbox.calls(start, end)
                    if not _rehearsed(work, message)
                ],
                claims=work.tickets.happened("claimed", start, end),
                feedback=work.tickets.happened("page_feedback", start, end),
            )
        )

    return desk.look(unit)


def as_json(desk: OpenDesk, found: Load) -> dict[str, object]:
    return {
        "people": {one: _numbers(share) for one, share in found.shares.items()},
        "shifts": [
            {
                "team": one.team,
                "person": one.person,
                "name": desk.name(one.person),
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                **_numbers(one.share),
            }
            for one in found.turns
        ],
        "off_duty_causes": dict(found.causes),
        "feedback": {"useful": found.useful, "noise": found.noise},
    }


def _numbers(share: Share) -> dict[str, int]:
    return {
        "pages": share.pages,
        "nights": share.nights,
        "interrupts": share.interrupts,
        "off_duty": share.off_duty,
        "switches": share.switches,
        "claims": share.claims,
    }


def _rehearsed(work: UnitOfWork, message: Outgoing) -> bool:
    numbers = [number for number, _ in message.call.steps] if message.call else []
    if message.ticket is not None:
        numbers.append(message.ticket)
    return bool(numbers) and all(
        work.tickets.get(one).conversation.channel == DRILL for one in numbers
    )
