"""What engineers do to a ticket: claim, release, resolve, set the priority. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from triage.controls import Action
from triage.handling.change import (
    CARD,
    ESCALATION_ENDS,
    PAGES,
    Actor,
    Arm,
    Change,
    Tell,
    TimerKind,
    escalating,
    freed,
    nothing,
    reprioritised,
)
from triage.messages import Notice
from triage.model import (
    Closing,
    PersonId,
    Priority,
    Ticket,
    TicketStatus,
)

LINE_WAITS = timedelta(minutes=10)
"""How long the reporter's notice waits for the engineer's line after the resolve was asked for."""


def act(ticket: Ticket, action: Action, actor: Actor, *, undo: timedelta, now: datetime) -> Change:
    """An engineer's reaction, set. Release and resolve wait `undo` before they take effect."""
    match action:
        case _ if not actor.staff or actor.person == ticket.reporter:
            return _refused(ticket, action, actor)
        case Action.CLAIM:
            return claim(ticket, actor, now=now)
        case Action.RESOLVE:
            return resolve_soon(ticket, actor, due_at=now + undo, now=now)
        case Action.USEFUL | Action.NOISE:
            return judge_page(ticket, actor, useful=action is Action.USEFUL)
        case Action.RAISE | Action.LOWER:
            up = action is Action.RAISE
            wanted = ticket.priority.raised() if up else ticket.priority.lowered()
            return set_priority(ticket, wanted, actor.person, now=now)
        case _:
            return nothing(ticket, actor.person)


def take_back(ticket: Ticket, action: Action, actor: Actor, *, due_at: datetime) -> Change:
    """An engineer's reaction, removed. A claim is released when it stays away."""
    match action:
        case Action.CLAIM if ticket.assignee == actor.person:
            return release_soon(ticket, actor, due_at=due_at)
        case Action.RESOLVE:
            return undo_resolve(ticket, actor)
        case _:
            return nothing(ticket, actor.person)


def claim(ticket: Ticket, actor: Actor, *, now: datetime) -> Change:
    """The first claim wins. The holder's own claim again takes back a release that waits."""
    if ticket.assignee == actor.person and ticket.status is TicketStatus.CLAIMED:
        return Change(ticket=ticket, kind="kept", by=actor.person, cancel=(TimerKind.RELEASE,))
    if ticket.status is TicketStatus.CLAIMED:
        return Change(
            ticket=ticket,
            kind="claim_lost",
            by=actor.person,
            tell=(Tell(notice=Notice.LOST_RACE, person=actor.person),),
        )
    if ticket.status is TicketStatus.RESOLVED:
        return nothing(ticket, actor.person)
    claimed = replace(
        ticket,
        status=TicketStatus.CLAIMED,
        assignee=actor.person,
        assignee_name=actor.name,
        claimed_at=now,
    )
    return Change(
        ticket=claimed,
        kind="claimed",
        by=actor.person,
        tell=(Tell(notice=Notice.CLAIMED, person=actor.person), CARD),
        cancel=(*ESCALATION_ENDS, TimerKind.RELEASE),
        drop=PAGES,
    )


def passed_on(ticket: Ticket, to: Actor, *, now: datetime) -> Change:
    """The holder's shift is over: whoever is on duty now has it, and nobody is called."""
    changed = replace(
        ticket, assignee=to.person, assignee_name=to.name, claimed_at=now, snoozed=None
    )
    return Change(
        ticket=changed,
        kind="passed_on",
        facts={"from": ticket.assignee, "to": to.person},
        tell=(CARD,),
        cancel=(TimerKind.RELEASE, TimerKind.WAKE),
    )


def judge_page(ticket: Ticket, actor: Actor, *, useful: bool) -> Change:
    """Whoever was called says whether it was worth it; nobody is asked."""
    return Change(ticket=ticket, kind="page_feedback", by=actor.person, facts={"useful": useful})


def expire(ticket: Ticket, *, now: datetime) -> Change:
    """The claim ran out without visible work: back to the pool, as if it had been released."""
    change = release(ticket, ticket.assignee or ticket.reporter, now=now)
    return replace(change, kind="lease_expired", by=None, facts={"from": ticket.assignee})


def release(ticket: Ticket, by: PersonId, *, now: datetime) -> Change:
    """Back to the pool: the policy starts anew, so that somebody hears of it."""
    if ticket.status is not TicketStatus.CLAIMED:
        return nothing(ticket, by)
    released = freed(ticket, now)
    return Change(
        ticket=released,
        kind="released",
        by=by,
        tell=(CARD,),
        arm=(escalating(released),),
        cancel=(TimerKind.WAKE,),
    )


def resolve(
    ticket: Ticket,
    actor: Actor,
    *,
    line: str | None,
    now: datetime,
    wait_until: datetime | None = None,
) -> Change:
    """Done, with the engineer's `line` to the reporter where there is one. Pages end for good.

    Without a line the reporter hears of it at `wait_until`, None: at once.
    """
    by = actor.person
    if ticket.status is TicketStatus.RESOLVED:
        return nothing(ticket, by)
    waits = line is None and wait_until is not None and wait_until > now
    resolved = replace(
        ticket,
        status=TicketStatus.RESOLVED,
        resolved_at=now,
        resolved_by=by,
        resolved_by_name=actor.name,
        closing=Closing(by=by, at=now) if waits else None,
        snoozed=None,
    )
    told = (Tell(notice=Notice.RESOLVED, person=by, line=line),)
    return Change(
        ticket=resolved,
        kind="resolved",
        by=by,
        facts={} if line is None else {"line": line},
        tell=(CARD,) if waits else (*told, CARD),
        arm=(Arm(kind=TimerKind.TELL, occurrence="0", due_at=wait_until),) if waits else (),
        cancel=tuple(TimerKind),
        drop=PAGES,
    )


def resolve_soon(
    ticket: Ticket, actor: Actor, *, due_at: datetime, now: datetime, line: str | None = None
) -> Change:
    """Resolved at `due_at` unless it is taken back; without a line the engineer is asked for it."""
    if ticket.status is TicketStatus.RESOLVED:
        return nothing(ticket, actor.person)
    asked = () if line else (Tell(notice=Notice.LINE_ASKED, person=actor.person, by=actor.name),)
    return Change(
        ticket=replace(ticket, closing=Closing(by=actor.person, at=now, line=line)),
        kind="resolve_asked",
        by=actor.person,
        tell=asked,
        arm=(Arm(kind=TimerKind.RESOLVE, occurrence=actor.person, due_at=due_at),),
    )


def undo_resolve(ticket: Ticket, actor: Actor) -> Change:
    """Not resolved after all, if it is not done yet."""
    if ticket.status is TicketStatus.RESOLVED:
        return nothing(ticket, actor.person)
    return Change(
        ticket=replace(ticket, closing=None),
        kind="undone",
        by=actor.person,
        cancel=(TimerKind.RESOLVE,),
    )


def release_soon(ticket: Ticket, actor: Actor, *, due_at: datetime) -> Change:
    """Released at `due_at` unless the holder claims it again."""
    if ticket.status is TicketStatus.RESOLVED:
        return nothing(ticket, actor.person)
    return Change(
        ticket=ticket,
        kind="release_asked",
        by=actor.person,
        arm=(Arm(kind=TimerKind.RELEASE, occurrence=actor.person, due_at=due_at),),
    )


def tell_resolved(ticket: Ticket, *, line: str | None, by: PersonId | None) -> Change:
    """The reporter hears of it: with the engineer's line, or that we believe it is fixed."""
    if ticket.status is not TicketStatus.RESOLVED or ticket.closing is None:
        return nothing(ticket, by)
    return Change(
        ticket=replace(ticket, closing=None),
        kind="told",
        by=by,
        facts={} if line is None else {"line": line},
        tell=(Tell(notice=Notice.RESOLVED, person=by, line=line),),
        cancel=(TimerKind.TELL,),
    )


def set_priority(ticket: Ticket, priority: Priority, by: PersonId, *, now: datetime) -> Change:
    """A person's word: it stays, whatever the rules say later."""
    if ticket.status is TicketStatus.RESOLVED:
        return nothing(ticket, by)
    made = ticket.assessment
    facts = {
        "from": ticket.priority.name,
        "to": priority.name,
        "ruled": made.priority.name,  # with the version: a label that rule sets are judged by
        "rules": made.rules_version,
    }
    change = reprioritised(replace(ticket, priority_by=by), priority, now)
    return replace(change, kind="priority_set", by=by, facts=facts)


def _refused(ticket: Ticket, action: Action, actor: Actor) -> Change:
    return Change(
        ticket=ticket,
        kind="refused",
        by=actor.person,
        facts={"action": action.value},
        tell=(Tell(notice=Notice.NOT_ALLOWED, person=actor.person),),
    )
