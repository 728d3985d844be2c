"""A person declares an incident, takes that back, or says that a burst is none. Pure.

Roles, updates and a severity belong to incidents later; this is the honest first step: who said it,
when and why, P1 with that reason, and everybody sees it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from triage.handling import gathering
from triage.handling.change import CARD, Actor, Change, Refused, TimerKind, reprioritised
from triage.handling.orders import Declare, Separate, Withdraw
from triage.model import Declared, Priority, Ticket
from triage.why import Why


def decide(
    ticket: Ticket, order: Declare | Withdraw | Separate, actor: Actor, *, now: datetime
) -> Change | Refused:
    match order:
        case Declare(reason=reason):
            return _declare(ticket, actor, reason.strip(), now)
        case Withdraw(reason=reason):
            return _withdraw(ticket, actor, reason.strip(), now)
        case Separate():
            return _separate(ticket, actor)
        case _:
            assert_never(order)


def _declare(ticket: Ticket, actor: Actor, reason: str, now: datetime) -> Change | Refused:
    """P1 by a person's word: nobody asks again whether it is one, and nobody puts it off."""
    if ticket.incident is not None:
        return Refused(why=Why.DECLARED, who=ticket.incident.name)
    if not reason:
        return Refused(why=Why.NO_REASON)
    incident = Declared(
        by=actor.person,
        name=actor.name,
        at=now,
        reason=reason,
        priority=ticket.priority,
        priority_by=ticket.priority_by,
    )
    marked = replace(ticket, incident=incident, priority_by=actor.person, snoozed=None)
    change = reprioritised(marked, Priority.P1, now)
    facts = {
        "reason": reason,
        "from": ticket.priority.name,
        "to": Priority.P1.name,
        "ruled": ticket.assessment.priority.name,
        "rules": ticket.assessment.rules_version,
    }
    return replace(
        change,
        kind="incident_declared",
        by=actor.person,
        facts=facts,
        tell=(CARD,),
        cancel=(*change.cancel, TimerKind.WAKE),
    )


def _withdraw(ticket: Ticket, actor: Actor, reason: str, now: datetime) -> Change | Refused:
    """Declared by mistake. Who has set another priority since is not overruled."""
    was = ticket.incident
    if was is None:
        return Refused(why=Why.NOT_DECLARED)
    if not reason:
        return Refused(why=Why.NO_REASON)
    plain = replace(ticket, incident=None)
    change = Change(ticket=plain, kind="")
    if ticket.priority is Priority.P1 and ticket.priority_by == was.by:
        ruled = ticket.assessment.priority
        before = was.priority if was.priority_by is not None else ruled
        change = reprioritised(replace(plain, priority_by=was.priority_by), before, now)
    facts = {"reason": reason, "from": ticket.priority.name, "to": change.ticket.priority.name}
    return replace(change, kind="incident_withdrawn", by=actor.person, facts=facts, tell=(CARD,))


def _separate(ticket: Ticket, actor: Actor) -> Change | Refused:
    burst = gathering.incident(ticket)
    if burst is None:
        return Refused(why=Why.NO_BURST)
    return Change(
        ticket=replace(ticket, burst=replace(burst, separate=actor.person)),
        kind="kept_separate",
        by=actor.person,
        facts={"alike": burst.alike, "people": burst.people},
        tell=(CARD,),
    )
