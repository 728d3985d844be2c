"""Which team has a ticket after a change. Pure.

A first line hands on what it escalates, and never holds what has to be called at night. What a team
left behind that the configuration does not know any more is the default team's: a ticket in the
wrong room is seen, a ticket in no room is lost.
"""

from __future__ import annotations

from dataclasses import replace

from triage.desk import Desk
from triage.handling.change import CARD, Change, TimerKind, escalating
from triage.model import Priority, TeamId, Ticket, TicketStatus


def onward(change: Change, before: Ticket | None, desk: Desk) -> Change:
    """The same change, in the team that takes it from here.

    What a first line escalates goes to the team behind it, whose policy starts from its beginning.
    A P1 that nobody has goes there at once: a first line is not called at night.
    """
    change = _adopted(change, before, desk)
    ticket = change.ticket
    if ticket.status is not TicketStatus.OPEN:
        return change
    raised = before is None or before.priority is not ticket.priority
    urgent = ticket.priority is Priority.P1 and raised
    if change.kind != "escalated" and not urgent:
        return change
    team = behind(ticket.team, desk, urgent=urgent)
    if team == ticket.team:
        return change
    return _moved(change, before, team)


def adopting(ticket: Ticket) -> Change:
    """Nothing but that: for what is open when the service starts without its team."""
    return Change(ticket=ticket, kind="team_gone")


def _adopted(change: Change, before: Ticket | None, desk: Desk) -> Change:
    """In the default team, with a card in its room, when its own team is there no more."""
    if change.ticket.team in desk.teams or change.kind == "nothing":
        return change
    moved = _moved(change, before, desk.default_team)
    return replace(moved, tell=tuple(dict.fromkeys((*change.tell, CARD))))


def _moved(change: Change, before: Ticket | None, team: TeamId) -> Change:
    """In that team, whose policy starts from its beginning where nobody has the ticket."""
    ticket = change.ticket
    moved = replace(ticket, team=team, moves=ticket.moves + (before is not None))
    others = tuple(one for one in change.arm if one.kind is not TimerKind.ESCALATE)
    waits = ticket.status is TicketStatus.OPEN
    return replace(
        change,
        ticket=moved,
        facts={**change.facts, "handed_on": {"from": ticket.team, "to": team}},
        arm=(*others, escalating(moved)) if waits else others,
    )


def behind(team: TeamId, desk: Desk, *, urgent: bool) -> TeamId:
    """The team that takes over; for a P1 the first one that is no first line."""
    seen = {team}
    while team in desk.teams and (following := desk.teams[team].escalates_to) is not None:
        if following in seen or following not in desk.teams:
            return team
        seen.add(following)
        team = following
        if not urgent:
            return team
    return team
