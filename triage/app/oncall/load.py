"""How the load was shared, read from what was sent and done."""

from __future__ import annotations

from datetime import datetime

from triage.app.desk import OpenDesk
from triage.apply import DRILL
from triage.desk import Desk
from triage.load import Load, Share, Span, load
from triage.messages import Outgoing
from triage.model import Event, TicketId
from triage.oncall.stretches import stretches
from triage.ports.work import UnitOfWork


def shared(work: UnitOfWork, desk: Desk, *, start: datetime, end: datetime) -> Load:
    """Of all teams, from `start` until before `end`. Drills are left out."""
    changes = work.roster.changes_between(start, end)

    def happened(kind: str) -> list[Event]:
        events = work.tickets.happened(kind, start, end)
        return [one for one in events if not _drill(work, one.ticket)]

    return load(
        Span(
            zones={one.id: one.zone or desk.zone for one in desk.people.values()},
            duty={
                team: list(stretches(desk.rotations, changes, team, start, end))
                for team in desk.teams
            },
            calls=[
                (message, at)
                for message, at in work.outbox.calls(start, end)
                if not _rehearsed(work, message)
            ],
            claims=happened("claimed"),
            feedback=happened("page_feedback"),
        )
    )


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
    return bool(numbers) and all(_drill(work, one) for one in numbers)


def _drill(work: UnitOfWork, ticket: TicketId) -> bool:
    return work.tickets.get(ticket).conversation.channel == DRILL
