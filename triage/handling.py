"""Decide what happens to a ticket. Pure: a ticket and what happened in, a Change out.

Every decision of a ticket's life is here. What a Change means in rows and messages is
`triage.apply`'s business; when a timer fires is `triage.duties`'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from triage.messages import MessageArrived, Notice
from triage.model import (
    Action,
    Assessment,
    Author,
    PersonId,
    Priority,
    TeamId,
    Ticket,
    TicketId,
    TicketStatus,
)

MAX_SUBJECT = 200


class TimerKind(StrEnum):
    """What can be due for a ticket."""

    SETTLE = "settle"  # the reporter has been silent: acknowledge, with what is still missing
    ESCALATE = "escalate"  # nobody has claimed it: the policy's next step
    RELEASE = "release"  # the claim's reaction was taken back, and was not set again
    RESOLVE = "resolve"  # the resolve reaction was set, and was not taken back


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Somebody hears of it. `person`: whom it is about or to; `line`: a person's own words."""

    notice: Notice
    person: PersonId | None = None
    line: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """A timer of this ticket. `due_at` None: when the ticket's escalation policy says."""

    kind: TimerKind
    occurrence: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a decision came to. `kind` and `facts` go on the timeline; `drop`: unsent notices."""

    ticket: Ticket
    kind: str
    by: PersonId | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    tell: tuple[Tell, ...] = ()
    arm: tuple[Arm, ...] = ()
    cancel: tuple[TimerKind, ...] = ()
    drop: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts. `name`: as others see them."""

    person: PersonId
    name: str | None
    staff: bool


CARD = Tell(notice=Notice.CARD)
NO_TIME = timedelta()
ESCALATION_ENDS = (TimerKind.ESCALATE,)
PAGES = (Notice.PAGE,)

# ---------------------------------------------------------------- reports


def open_ticket(
    message: MessageArrived,
    assessment: Assessment,
    *,
    number: TicketId,
    team: TeamId,
    reporter: PersonId,
    language: str,
    settle: timedelta | None,
    now: datetime,
) -> Change:
    """A new ticket. `settle`: how much silence the receipt waits for; None: no receipt at all."""
    ticket = Ticket(
        id=number,
        team=team,
        conversation=message.conversation,
        place=message.place,
        reporter=reporter,
        reporter_name=message.sender.name,
        address=message.sender.address,
        subject=subject_of(message),
        priority=assessment.priority,
        status=TicketStatus.OPEN,
        opened_at=now,
        assessment=assessment,
        audience=message.audience,
        language=language,
        run_at=now,
    )
    thread = () if message.place is None else (Tell(notice=Notice.THREAD),)
    change = Change(
        ticket=ticket,
        kind="opened",
        by=reporter,
        facts=explained(assessment),
        tell=(*thread, CARD),
        arm=(escalating(ticket),),
    )
    if settle is None:
        return change
    if settle > NO_TIME:
        return replace(change, arm=(*change.arm, settling(now + settle)))
    receipt = acknowledge(ticket, now=now)
    return replace(change, ticket=receipt.ticket, tell=(*thread, *receipt.tell, CARD))


def acknowledge(ticket: Ticket, *, now: datetime) -> Change:
    """The receipt, with what is still worth asking: once in a ticket's life."""
    if ticket.acknowledged_at is not None:
        return nothing(ticket, None)
    return Change(
        ticket=replace(ticket, acknowledged_at=now),
        kind="acknowledged",
        facts={"questions": list(ticket.assessment.questions)},
        tell=(Tell(notice=Notice.ACKNOWLEDGED),),
    )


def follow_up(
    ticket: Ticket, author: Author, person: PersonId, assessment: Assessment | None, now: datetime
) -> Change:
    """More words in a ticket. Only the reporter's change what we think of it or reopen it."""
    change = Change(ticket=ticket, kind="message", by=person, facts={"author": author.value})
    match author:
        case Author.REPORTER if ticket.status is TicketStatus.RESOLVED:
            return reopen(ticket, person, now=now)
        case Author.REPORTER if assessment is not None:
            return reassess(ticket, assessment, person, now=now)
        case Author.STAFF if ticket.answered_at is None:
            return replace(change, ticket=replace(ticket, answered_at=now), kind="answered")
        case _:
            return change


def reassess(
    ticket: Ticket, assessment: Assessment, by: PersonId | None, *, now: datetime
) -> Change:
    """New words may raise or lower the priority, unless a person has set it."""
    priority = ticket.priority if ticket.priority_by is not None else assessment.priority
    changed = replace(ticket, assessment=assessment)
    facts = explained(assessment)
    if priority is ticket.priority:
        tell = () if assessment == ticket.assessment else (CARD,)
        return Change(ticket=changed, kind="reassessed", by=by, facts=facts, tell=tell)
    change = _reprioritised(changed, priority, now)
    return replace(change, kind="reassessed", by=by, facts=facts)


def reopen(ticket: Ticket, by: PersonId, *, now: datetime) -> Change:
    """Same number, same people: who had it has it again, else the policy starts anew."""
    status = TicketStatus.OPEN if ticket.assignee is None else TicketStatus.CLAIMED
    opened = replace(_anew(ticket, now), status=status, resolved_at=None)
    return Change(
        ticket=opened,
        kind="reopened",
        by=by,
        tell=(Tell(notice=Notice.REOPENED), CARD),
        arm=(escalating(opened),) if status is TicketStatus.OPEN else (),
    )


# ---------------------------------------------------------------- engineers


def act(ticket: Ticket, action: Action, actor: Actor, *, undo: timedelta, now: datetime) -> Change:
    """An engineer's reaction, set. Release and resolve wait `undo` before they take effect."""
    match action:
        case _ if not actor.staff or actor.person == ticket.reporter:
            return _refused(ticket, action, actor)
        case Action.CLAIM:
            return claim(ticket, actor, now=now)
        case Action.RESOLVE:
            return _soon(ticket, TimerKind.RESOLVE, actor, now + undo)
        case Action.RAISE:
            return set_priority(ticket, ticket.priority.raised(), actor.person, now=now)
        case Action.LOWER:
            return set_priority(ticket, ticket.priority.lowered(), actor.person, now=now)
        case _:
            return nothing(ticket, actor.person)


def take_back(ticket: Ticket, action: Action, actor: Actor, *, due_at: datetime) -> Change:
    """An engineer's reaction, removed. A claim is released when it stays away."""
    match action:
        case Action.CLAIM if ticket.assignee == actor.person:
            return _soon(ticket, TimerKind.RELEASE, actor, due_at)
        case Action.RESOLVE:
            return Change(
                ticket=ticket, kind="undone", by=actor.person, cancel=(TimerKind.RESOLVE,)
            )
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


def release(ticket: Ticket, by: PersonId, *, now: datetime) -> Change:
    """Back to the pool: the policy starts anew, so that somebody hears of it."""
    if ticket.status is not TicketStatus.CLAIMED:
        return nothing(ticket, by)
    released = replace(
        _anew(ticket, now),
        status=TicketStatus.OPEN,
        assignee=None,
        assignee_name=None,
        claimed_at=None,
    )
    return Change(
        ticket=released, kind="released", by=by, tell=(CARD,), arm=(escalating(released),)
    )


def resolve(ticket: Ticket, by: PersonId, *, line: str | None, now: datetime) -> Change:
    """Done, with the engineer's `line` to the reporter where there is one. Pages end for good."""
    if ticket.status is TicketStatus.RESOLVED:
        return nothing(ticket, by)
    resolved = replace(ticket, status=TicketStatus.RESOLVED, resolved_at=now)
    return Change(
        ticket=resolved,
        kind="resolved",
        by=by,
        facts={} if line is None else {"line": line},
        tell=(Tell(notice=Notice.RESOLVED, person=by, line=line), CARD),
        cancel=tuple(TimerKind),
        drop=PAGES,
    )


def set_priority(ticket: Ticket, priority: Priority, by: PersonId, *, now: datetime) -> Change:
    """A person's word: it stays, whatever the rules say later."""
    if ticket.status is TicketStatus.RESOLVED:
        return nothing(ticket, by)
    facts = {"from": ticket.priority.name, "to": priority.name}
    change = _reprioritised(replace(ticket, priority_by=by), priority, now)
    return replace(change, kind="priority_set", by=by, facts=facts)


def nothing(ticket: Ticket, by: PersonId | None) -> Change:
    """It changes nothing, and tells nobody."""
    return Change(ticket=ticket, kind="nothing", by=by)


# ---------------------------------------------------------------- parts


def subject_of(message: MessageArrived) -> str:
    """The mail's subject, else the first line of the words, shortened at a word."""
    lines = (
        line.strip() for line in (message.subject or message.reply or message.text).split("\n")
    )
    first = next((line for line in lines if line), "")
    return first if len(first) <= MAX_SUBJECT else first[: MAX_SUBJECT - 1].rsplit(" ", 1)[0] + "…"


def explained(assessment: Assessment) -> dict[str, object]:
    """An assessment as the timeline keeps it: what, why, and by which rules."""
    return {
        "priority": assessment.priority.name,
        "reasons": [[reason.rule, reason.evidence] for reason in assessment.reasons],
        "missing": list(assessment.missing),
        "flag": assessment.flag,
        "rules": assessment.rules_version,
    }


def settling(due_at: datetime) -> Arm:
    return Arm(kind=TimerKind.SETTLE, occurrence="0", due_at=due_at)


def escalating(ticket: Ticket) -> Arm:
    """The policy from its start; `apply` finds the time of its first step."""
    return Arm(kind=TimerKind.ESCALATE, occurrence=f"{ticket.run}.0")


def _reprioritised(ticket: Ticket, priority: Priority, now: datetime) -> Change:
    """Another priority has another policy: while nobody has it, that one starts now."""
    if priority is ticket.priority:
        return Change(ticket=ticket, kind="nothing")
    if ticket.status is not TicketStatus.OPEN:
        return Change(ticket=replace(ticket, priority=priority), kind="", tell=(CARD,))
    changed = replace(_anew(ticket, now), priority=priority)
    return Change(
        ticket=changed,
        kind="",
        tell=(CARD,),
        cancel=ESCALATION_ENDS,
        arm=(escalating(changed),),
        drop=PAGES,
    )


def _refused(ticket: Ticket, action: Action, actor: Actor) -> Change:
    return Change(
        ticket=ticket,
        kind="refused",
        by=actor.person,
        facts={"action": action.value},
        tell=(Tell(notice=Notice.NOT_ALLOWED, person=actor.person),),
    )


def _anew(ticket: Ticket, now: datetime) -> Ticket:
    return replace(ticket, run=ticket.run + 1, run_at=now)


def _soon(ticket: Ticket, kind: TimerKind, actor: Actor, due_at: datetime) -> Change:
    if ticket.status is TicketStatus.RESOLVED:
        return nothing(ticket, actor.person)
    return Change(
        ticket=ticket,
        kind=f"{kind.value}_asked",
        by=actor.person,
        arm=(Arm(kind=kind, occurrence=actor.person, due_at=due_at),),
    )
