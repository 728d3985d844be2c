"""Whom it calls that something is owed on a ticket: who has it, or who is on duty in their place.

Inside a unit of work.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from triage import promises
from triage.messages import Outgoing
from triage.model import PersonId, TeamId, Ticket, TicketStatus
from triage.notices import nudges
from triage.paging.pager import Pager
from triage.wording.calls import Owed

ON_CALL = ("on-call",)


def owing(pager: Pager, ticket: Ticket) -> tuple[PersonId, ...]:
    """Its holder. Whoever is on duty for no team by now is left in peace: a claim may be kept at a
    shift's end, and the promise to the reporter is then kept by those who are on duty for its team.

    Nobody while nobody has it. A team without a rotation has nobody off duty.
    """
    holder = ticket.assignee
    if ticket.status is not TicketStatus.CLAIMED or holder is None:
        return ()
    here = _on_duty(pager, ticket.team)
    if holder in here or not pager.desk.rostered(ticket.team):
        return (holder,)
    elsewhere = any(holder in _on_duty(pager, team) for team in pager.desk.teams)
    return (holder,) if elsewhere else here


def judged(pager: Pager, message: Outgoing) -> Outgoing | None:
    """A nudge as it should be now that it is sent: it may have waited past the end of a shift.

    None: what it asks for is owed no more. One that calls nobody is told as it was.
    """
    if message.ticket is None or message.call is None:
        return message
    ticket = pager.work.tickets.get(message.ticket)
    owed, by = nudges.said(message)
    if not _owed(pager, ticket, owed, by):
        return None
    now = nudges.nudge(ticket, pager.desk, owed, by=by, owing=owing(pager, ticket))
    return replace(message, text=now.text, mentions=now.mentions, call=now.call)


def _on_duty(pager: Pager, team: TeamId) -> tuple[PersonId, ...]:
    return pager.people(team, ON_CALL, pager.now)


def _owed(pager: Pager, ticket: Ticket, owed: Owed, by: datetime) -> bool:
    clocks = promises.clocks(pager.work.tickets.events(ticket.id), pager.desk)
    running = (clocks.lease,) if owed is Owed.LEASE else (clocks.answer, clocks.news)
    return any(one is not None and one.by == by for one in running)
