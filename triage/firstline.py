"""A first line hands on what it escalates, and never holds what has to be called at night. Pure."""

from __future__ import annotations

from dataclasses import replace

from triage.desk import Desk
from triage.handling.change import Change, TimerKind, escalating
from triage.model import Priority, TeamId, Ticket, TicketStatus


def onward(change: Change, before: Ticket | None, desk: Desk) -> Change:
    """The same change, in the team that takes it from here.

    What a first line escalates goes to the team behind it, whose policy starts from its beginning.
    A P1 that nobody has goes there at once: a first line is not called at night.
    """
    ticket = change.ticket
    if ticket.status is not TicketStatus.OPEN:
        return change
    raised = before is None or before.priority is not ticket.priority
    urgent = ticket.priority is Priority.P1 and raised
    if change.kind != "escalated" and not urgent:
        return change
    team = _behind(ticket.team, desk, urgent=urgent)
    if team == ticket.team:
        return change
    moved = replace(ticket, team=team, moves=ticket.moves + (before is not None))
    others = tuple(one for one in change.arm if one.kind is not TimerKind.ESCALATE)
    return replace(
        change,
        ticket=moved,
        facts={**change.facts, "handed_on": {"from": ticket.team, "to": team}},
        arm=(*others, escalating(moved)),
    )


def _behind(team: TeamId, desk: Desk, *, urgent: bool) -> TeamId:
    """The team that takes over; for a P1 the first one that is no first line."""
    seen = {team}
    while team in desk.teams and (behind := desk.teams[team].escalates_to) is not None:
        if behind in seen or behind not in desk.teams:
            return team
        seen.add(behind)
        team = behind
        if not urgent:
            return team
    return team
