"""What staff ask for about one ticket: whether it can be done, and what it comes to. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from triage.handling import declaring, engineers, reports
from triage.handling.change import (
    CARD,
    ESCALATION_ENDS,
    PAGES,
    Actor,
    Arm,
    Change,
    Refused,
    Tell,
    TimerKind,
    escalating,
    freed,
)
from triage.handling.orders import (
    Alone,
    Claim,
    Declare,
    Escalate,
    FileIssue,
    HandOn,
    Line,
    Lower,
    Note,
    Raise,
    Release,
    Reopen,
    Reply,
    Resolve,
    Separate,
    SnoozeOrder,
    Steal,
    Transfer,
    Wake,
    Withdraw,
)
from triage.messages import Notice
from triage.model import Snooze, Ticket, TicketStatus
from triage.promises import asks
from triage.why import Why

SPEAKING = (Note, Reply, Line)
LATER = (*SPEAKING, Reopen, FileIssue, Withdraw)
"""What can be done to a resolved ticket."""


def decide(ticket: Ticket, order: Alone, actor: Actor, *, now: datetime) -> Change | Refused:
    """The change that the order comes to, or why not. Nobody but staff has a hand."""
    if not actor.staff:
        return Refused(why=Why.NOT_STAFF)
    if ticket.merged is not None:
        return Refused(why=Why.MERGED, other=ticket.merged.into)
    if actor.person == ticket.reporter and not isinstance(order, SPEAKING):
        return Refused(why=Why.OWN_REPORT, who=actor.name)
    if ticket.status is TicketStatus.RESOLVED and not isinstance(order, LATER):
        return Refused(why=Why.RESOLVED, who=ticket.resolved_by_name)
    return _decided(ticket, order, actor, now)


def _decided(ticket: Ticket, order: Alone, actor: Actor, now: datetime) -> Change | Refused:
    match order:
        case Claim() | Release() | Steal() | Transfer() | HandOn():
            return _whose(ticket, order, actor, now)
        case Declare() | Withdraw() | Separate():
            return declaring.decide(ticket, order, actor, now=now)
        case SnoozeOrder() | Wake() | Escalate():
            return _when(ticket, order, actor, now)
        case Resolve() | Reopen() | Raise() | Lower():
            return _how_far(ticket, order, actor, now)
        case FileIssue():
            return Change(ticket=ticket, kind="filed", by=actor.person)
        case Note() | Reply() | Line():
            return _words(ticket, order, actor, now)
        case _:
            assert_never(order)


def _whose(
    ticket: Ticket, order: Claim | Release | Steal | Transfer | HandOn, actor: Actor, now: datetime
) -> Change | Refused:
    match order:
        case Claim():
            return _claim(ticket, actor, now)
        case Release():
            return _release(ticket, actor, now)
        case Steal(reason=reason):
            return _steal(ticket, actor, reason, now)
        case Transfer(to=to, reason=reason):
            return _transfer(ticket, actor, to, reason, now)
        case HandOn():
            return _hand_on(ticket, order, actor, now)
        case _:
            assert_never(order)


def _when(
    ticket: Ticket, order: SnoozeOrder | Wake | Escalate, actor: Actor, now: datetime
) -> Change | Refused:
    match order:
        case SnoozeOrder(until=until):
            return _snooze(ticket, actor, until, now)
        case Wake():
            return wake(ticket, by=actor)
        case Escalate(reason=reason):
            return _escalate(ticket, actor, reason, now)
        case _:
            assert_never(order)


def _how_far(
    ticket: Ticket, order: Resolve | Reopen | Raise | Lower, actor: Actor, now: datetime
) -> Change | Refused:
    match order:
        case Resolve(line=line):
            return engineers.resolve(ticket, actor, line=line, now=now)
        case Reopen():
            return _reopen(ticket, actor, now)
        case Raise():
            return engineers.set_priority(ticket, ticket.priority.raised(), actor.person, now=now)
        case Lower():
            return engineers.set_priority(ticket, ticket.priority.lowered(), actor.person, now=now)
        case _:
            assert_never(order)


def wake(ticket: Ticket, *, by: Actor | None = None) -> Change | Refused:
    """No longer put off: the room hears whose it is."""
    if ticket.snoozed is None:
        return Refused(why=Why.AWAKE)
    return Change(
        ticket=replace(ticket, snoozed=None),
        kind="woken",
        by=None if by is None else by.person,
        tell=(Tell(notice=Notice.WOKEN, person=ticket.assignee), CARD),
        cancel=(TimerKind.WAKE,),
    )


def _claim(ticket: Ticket, actor: Actor, now: datetime) -> Change | Refused:
    if ticket.status is TicketStatus.CLAIMED and ticket.assignee != actor.person:
        return Refused(why=Why.HELD, who=ticket.assignee_name)
    return engineers.claim(ticket, actor, now=now)


def _release(ticket: Ticket, actor: Actor, now: datetime) -> Change | Refused:
    if ticket.status is not TicketStatus.CLAIMED:
        return Refused(why=Why.NOT_HELD)
    if ticket.assignee != actor.person:
        return Refused(why=Why.HELD, who=ticket.assignee_name)
    return engineers.release(ticket, actor.person, now=now)


def _steal(ticket: Ticket, actor: Actor, reason: str, now: datetime) -> Change | Refused:
    if ticket.status is not TicketStatus.CLAIMED:
        return Refused(why=Why.NOT_HELD)
    if ticket.assignee == actor.person:
        return Refused(why=Why.HELD_ALREADY, who=actor.name)
    if not reason.strip():
        return Refused(why=Why.NO_REASON)
    return _handed(ticket, actor, by=actor, kind="stolen", reason=reason, now=now)


def _transfer(
    ticket: Ticket, actor: Actor, to: Actor, reason: str, now: datetime
) -> Change | Refused:
    if ticket.status is TicketStatus.CLAIMED and ticket.assignee != actor.person:
        return Refused(why=Why.HELD, who=ticket.assignee_name)
    if to.person == ticket.reporter:
        return Refused(why=Why.OWN_REPORT, who=to.name)
    if ticket.assignee == to.person:
        return Refused(why=Why.HELD_ALREADY, who=to.name)
    if not reason.strip():
        return Refused(why=Why.NO_REASON)
    return _handed(ticket, to, by=actor, kind="transferred", reason=reason, now=now)


def _handed(
    ticket: Ticket, to: Actor, *, by: Actor, kind: str, reason: str, now: datetime
) -> Change:
    """From one hand into another: nobody is called, and the reporter hears who has it."""
    changed = replace(
        ticket,
        status=TicketStatus.CLAIMED,
        assignee=to.person,
        assignee_name=to.name,
        claimed_at=now,
        snoozed=None,
    )
    return Change(
        ticket=changed,
        kind=kind,
        by=by.person,
        facts={"from": ticket.assignee, "to": to.person, "reason": reason.strip()},
        tell=(
            Tell(notice=Notice.HANDED, person=to.person, line=reason.strip(), by=by.name),
            Tell(notice=Notice.CLAIMED, person=to.person),
            CARD,
        ),
        cancel=(*ESCALATION_ENDS, TimerKind.RELEASE, TimerKind.WAKE),
        drop=PAGES,
    )


def _snooze(
    ticket: Ticket, actor: Actor, until: datetime | None, now: datetime
) -> Change | Refused:
    """Only what somebody has: while it sleeps, they answer for it."""
    if ticket.status is not TicketStatus.CLAIMED:
        return Refused(why=Why.NOT_HELD)
    if ticket.assignee != actor.person:
        return Refused(why=Why.HELD, who=ticket.assignee_name)
    if until is not None and until <= now:
        return Refused(why=Why.PAST)
    asleep = replace(ticket, snoozed=Snooze(by=actor.person, until=until))
    wakes = () if until is None else (Arm(kind=TimerKind.WAKE, occurrence="0", due_at=until),)
    return Change(
        ticket=asleep,
        kind="snoozed",
        by=actor.person,
        facts={"until": None if until is None else until.isoformat()},
        tell=(CARD,),
        arm=wakes,
        cancel=(TimerKind.WAKE,),
    )


def _escalate(ticket: Ticket, actor: Actor, reason: str, now: datetime) -> Change | Refused:
    """Whoever had it gives it back, and the policy's second step calls at once."""
    if ticket.status is TicketStatus.CLAIMED and ticket.assignee != actor.person:
        return Refused(why=Why.HELD, who=ticket.assignee_name)
    if not reason.strip():
        return Refused(why=Why.NO_REASON)
    opened = freed(ticket, now)
    step = Arm(kind=TimerKind.ESCALATE, occurrence=f"{opened.run}.1", due_at=now)
    return Change(
        ticket=opened,
        kind="escalated",
        by=actor.person,
        facts={"reason": reason.strip()},
        tell=(CARD, Tell(notice=Notice.HANDED, line=reason.strip(), by=actor.name)),
        arm=(step,),
        cancel=(*ESCALATION_ENDS, TimerKind.RELEASE, TimerKind.WAKE),
    )


def _hand_on(ticket: Ticket, order: HandOn, actor: Actor, now: datetime) -> Change | Refused:
    """Another team's: the claim ends, and that team is called from the start of its policy."""
    reason = order.reason.strip()
    if ticket.status is TicketStatus.CLAIMED and ticket.assignee != actor.person:
        return Refused(why=Why.HELD, who=ticket.assignee_name)
    if order.to == ticket.team:
        return Refused(why=Why.SAME_TEAM, who=order.to)
    if not reason:
        return Refused(why=Why.NO_REASON)
    there = replace(freed(ticket, now), team=order.to, moves=ticket.moves + 1, closing=None)
    return Change(
        ticket=there,
        kind="handed_on",
        by=actor.person,
        facts={"from": ticket.team, "to": order.to, "reason": reason},
        tell=(CARD, Tell(notice=Notice.HANDED, line=reason, by=actor.name)),
        arm=(escalating(there),),
        cancel=(*ESCALATION_ENDS, TimerKind.RELEASE, TimerKind.RESOLVE, TimerKind.WAKE),
        drop=PAGES,
    )


def _reopen(ticket: Ticket, actor: Actor, now: datetime) -> Change | Refused:
    if ticket.status is not TicketStatus.RESOLVED:
        return Refused(why=Why.NOT_RESOLVED)
    return reports.reopen(ticket, actor.person, now=now)


def _words(
    ticket: Ticket, words: Note | Reply | Line, actor: Actor, now: datetime
) -> Change | Refused:
    """A person's first words to the reporter stop the answer clock; a note does not."""
    if not words.text.strip():
        return Refused(why=Why.NO_WORDS)
    if isinstance(words, Line):
        return _line(ticket, actor, words.text)
    if isinstance(words, Note):
        return Change(ticket=ticket, kind="noted", by=actor.person)
    return Change(
        ticket=replace(ticket, answered_at=ticket.answered_at or now),
        kind="replied",
        by=actor.person,
        facts={"text": words.text, "asks": asks(words.text)},
    )


def _line(ticket: Ticket, actor: Actor, text: str) -> Change | Refused:
    """Before the resolve takes effect it waits with it; afterwards it is told at once."""
    if ticket.closing is None:
        return Refused(why=Why.NOT_ASKED)
    if ticket.status is TicketStatus.RESOLVED:
        return engineers.tell_resolved(ticket, line=text, by=actor.person)
    closing = replace(ticket.closing, line=text)
    return Change(
        ticket=replace(ticket, closing=closing),
        kind="line_written",
        by=actor.person,
        facts={"line": text},
    )


def issue_closed(ticket: Ticket, *, url: str, by: str | None) -> Change:
    """The tracker says so: staff hear of it. Whether the reporter has it, a person knows."""
    return Change(
        ticket=ticket,
        kind="issue_closed",
        facts={"url": url, "closed_by": by},
        tell=(Tell(notice=Notice.ISSUE_CLOSED, line=url, by=by),),
    )
