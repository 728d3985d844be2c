"""What reporters' words do to a ticket: open, acknowledge, follow up, reassess, reopen. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from triage.carried import Carried
from triage.handling.change import (
    CARD,
    NO_TIME,
    PAGES,
    Actor,
    Change,
    Tell,
    TimerKind,
    anew,
    comparing,
    escalating,
    nothing,
    reprioritised,
    settling,
)
from triage.messages import MessageArrived, Notice, Sender
from triage.model import (
    Assessment,
    Author,
    Learned,
    PersonId,
    Ticket,
    TicketId,
    TicketStatus,
)
from triage.model.meaning import Own
from triage.promises import asks
from triage.routing import Route

MAX_SUBJECT = 200
MAX_PARTICIPANTS = 200


def open_ticket(
    message: MessageArrived,
    assessment: Assessment,
    *,
    number: TicketId,
    route: Route,
    reporter: PersonId,
    language: str,
    settle: timedelta | None,
    private: bool = False,
    related: TicketId | None = None,
    now: datetime,
) -> Change:
    """A new ticket. `settle`: how much silence the receipt waits for; None: no receipt at all.

    `related`: the ticket that it may belong to, for staff to see.
    """
    ticket = Ticket(
        id=number,
        team=route.team,
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
        carried=_laden(Carried(related=related), message),
        answers=dict(message.answers),
        language=language,
        private=private,
        copies=message.copies,
        participants=message.copies,
        echo=message.echo,
        known=message.sender.known or message.sender.staff,
        run_at=now,
    )
    return _received(ticket, route, settle, now)


def _received(ticket: Ticket, route: Route, settle: timedelta | None, now: datetime) -> Change:
    """Its card, its first step of escalation, and its receipt now, later or never."""
    thread = _place_of(ticket)
    change = Change(
        ticket=ticket,
        kind="opened",
        by=ticket.reporter,
        facts={**explained(ticket.assessment), "route": route.facts()},
        tell=(*thread, CARD),
        arm=(escalating(ticket), comparing(now)),
    )
    return change if settle is None else _receipt(change, thread, settle, now)


def _receipt(change: Change, thread: tuple[Tell, ...], settle: timedelta, now: datetime) -> Change:
    """At once where there is nothing to wait for, else after so much silence."""
    if settle > NO_TIME:
        return replace(change, arm=(*change.arm, settling(now + settle)))
    receipt = acknowledge(change.ticket, now=now)
    return replace(change, ticket=receipt.ticket, tell=(*thread, *receipt.tell, CARD))


def _place_of(ticket: Ticket) -> tuple[Tell, ...]:
    """Where the conversation will be: nowhere new by mail and in direct messages."""
    if ticket.place is None:
        return ()
    return (Tell(notice=Notice.PRIVATE if ticket.private else Notice.THREAD),)


def affects(ticket: Ticket, actor: Actor, *, present: bool) -> Change:
    """One more has it too, or one less: each person counts once, and staff do not."""
    who = actor.person
    counted = who in ticket.others
    if who == ticket.reporter or actor.staff or counted is present:
        return nothing(ticket, who)
    others = (*ticket.others, who) if present else tuple(p for p in ticket.others if p != who)
    affected = ticket.affected + len(others) - len(ticket.others)
    return Change(
        ticket=replace(ticket, others=others, affected=affected),
        kind="affects" if present else "affects_no_more",
        by=who,
        facts={"name": actor.name, "affected": affected},
        tell=(CARD,),
    )


def acknowledge(ticket: Ticket, *, now: datetime) -> Change:
    """The receipt, with what is still worth asking: once in a ticket's life."""
    if ticket.acknowledged_at is not None:
        return nothing(ticket, None)
    asked = ticket.assessment.questions
    return Change(
        ticket=replace(ticket, acknowledged_at=now, asked=asked),
        kind="acknowledged",
        facts={"questions": list(asked)},
        tell=(Tell(notice=Notice.ACKNOWLEDGED),),
    )


def follow_up(
    ticket: Ticket,
    author: Author,
    person: PersonId,
    assessment: Assessment | None,
    now: datetime,
    *,
    words: str = "",
) -> Change:
    """More words in a ticket. Only the reporter's change what we think of it or reopen it.

    `words`: what was said; a question of the staff's is one that the reporter has to answer.
    """
    facts: dict[str, object] = {"author": author.value}
    if author is Author.STAFF and asks(words):
        facts["asks"] = True
    change = Change(ticket=ticket, kind="message", by=person, facts=facts)
    match author:
        case Author.REPORTER if ticket.status is TicketStatus.RESOLVED:
            return reopen(ticket, person, now=now)
        case Author.REPORTER if assessment is not None:
            return _woken(reassess(ticket, assessment, person, now=now))
        case Author.STAFF if ticket.answered_at is None:
            return replace(change, ticket=replace(ticket, answered_at=now), kind="answered")
        case _:
            return change


def asked(change: Change) -> Change:
    """The same, with how it stands: all that the reporter's words ask. Opening it again says it."""
    if change.kind == "reopened":
        return change
    return replace(change, tell=(*change.tell, Tell(notice=Notice.ASKED)))


def heard(ticket: Ticket, message: MessageArrived) -> Ticket:
    """The reporter's last message says who is to be copied, and how their program threads."""
    if message.place is not None:
        return ticket
    everybody = dict.fromkeys((*ticket.participants, *message.copies))
    return replace(
        ticket,
        copies=message.copies,
        added=tuple(one for one in ticket.added if one not in message.copies),
        participants=tuple(everybody)[-MAX_PARTICIPANTS:],
        echo=message.echo or ticket.echo,
    )


def _woken(change: Change) -> Change:
    """The reporter wrote: what was put off is put off no longer, until whenever it was."""
    ticket = change.ticket
    if ticket.snoozed is None:
        return change
    told = (one for one in change.tell if one != CARD)
    return replace(
        change,
        ticket=replace(ticket, snoozed=None),
        facts={**change.facts, "woken": True},
        tell=(*told, Tell(notice=Notice.WOKEN, person=ticket.assignee), CARD),
        cancel=(*change.cancel, TimerKind.WAKE),
    )


def laden(change: Change, message: MessageArrived) -> Change:
    """The same with what came along: counted and remarked on the ticket, and told on its card."""
    carried = _laden(change.ticket.carried, message)
    if carried == change.ticket.carried:
        return change
    tell = change.tell if CARD in change.tell else (*change.tell, CARD)
    return replace(change, ticket=replace(change.ticket, carried=carried), tell=tell)


def _laden(carried: Carried, message: MessageArrived) -> Carried:
    original = message.original
    return carried.and_(
        files=len(message.attachments),
        remarks=message.remarks,
        original=None if original is None else _named(original),
    )


def _named(sender: Sender) -> str:
    return f"{sender.name} <{sender.address}>" if sender.name else sender.address


def reassess(
    ticket: Ticket, assessment: Assessment, by: PersonId | None, *, now: datetime
) -> Change:
    """New words may raise or lower the priority, unless a person has set it."""
    assessment = _still_marked(ticket.assessment, assessment)
    priority = ticket.priority if ticket.priority_by is not None else assessment.priority
    learned = difference(ticket.assessment, assessment, now)
    changed = replace(ticket, assessment=assessment, learned=learned or ticket.learned)
    facts = explained(assessment) | ({} if learned is None else {"changed": told(learned)})
    if priority is ticket.priority:
        tell = () if assessment == ticket.assessment else (CARD,)
        return Change(ticket=changed, kind="reassessed", by=by, facts=facts, tell=tell)
    change = reprioritised(changed, priority, now)
    return replace(change, kind="reassessed", by=by, facts=facts)


def _still_marked(before: Assessment, after: Assessment) -> Assessment:
    """What could not be read is not read by being judged again: a person still has to look."""
    unread = tuple(one for one in before.reasons if one.rule == Own.UNREADABLE)
    if not unread or after.flag is not None:
        return after
    reasons = (*unread, *after.reasons)
    return replace(after, flag=before.flag, flagged=before.flagged, reasons=reasons)


def difference(before: Assessment, after: Assessment, at: datetime) -> Learned | None:
    """What is different for people who read the ticket; None when nothing is."""
    raised = None if before.priority is after.priority else (before.priority, after.priority)
    wider = (before.impact.scope, after.impact.scope)
    known = tuple(key for key in before.missing if key not in after.missing)
    scope = None if wider[0] is wider[1] else wider
    if raised is None and scope is None and not known:
        return None
    return Learned(at=at, priority=raised, scope=scope, known=known)


def told(learned: Learned) -> dict[str, object]:
    """The same as the timeline keeps it."""
    facts: dict[str, object] = {"known": list(learned.known)} if learned.known else {}
    if learned.priority is not None:
        facts["priority"] = [one.name for one in learned.priority]
    if learned.scope is not None:
        facts["scope"] = [one.value for one in learned.scope]
    return facts


def reopen(ticket: Ticket, by: PersonId, *, now: datetime) -> Change:
    """Same number, same people: who had it has it again, else the policy starts anew."""
    status = TicketStatus.OPEN if ticket.assignee is None else TicketStatus.CLAIMED
    opened = replace(
        anew(ticket, now),
        status=status,
        resolved_at=None,
        resolved_by=None,
        resolved_by_name=None,
        closing=None,
    )
    return Change(
        ticket=opened,
        kind="reopened",
        by=by,
        tell=(Tell(notice=Notice.REOPENED), CARD),
        arm=(escalating(opened),) if status is TicketStatus.OPEN else (),
        cancel=(TimerKind.TELL,),
    )


def solved(
    ticket: Ticket, by: PersonId, *, name: str | None, now: datetime, answer: str | None = None
) -> Change:
    """The reporter says that it is over, or staff for them (`name`). Pages end for good.

    `answer`: the id of the message that solved it.
    """
    closed = replace(ticket, status=TicketStatus.RESOLVED, resolved_at=now)
    return Change(
        ticket=closed,
        kind="solved",
        by=by,
        facts={} if answer is None else {"answer": answer},
        tell=(Tell(notice=Notice.CLOSED, person=by, line=name), CARD),
        cancel=tuple(TimerKind),
        drop=PAGES,
    )


def remind(ticket: Ticket) -> Change:
    """The reporter has not answered what somebody asked: they are reminded, once."""
    return Change(ticket=ticket, kind="reminded", tell=(Tell(notice=Notice.REMINDED),))


def lapse(ticket: Ticket, *, now: datetime) -> Change:
    """No answer after the reminder either: closed, and their next words open it again."""
    closed = replace(ticket, status=TicketStatus.RESOLVED, resolved_at=now)
    return Change(
        ticket=closed,
        kind="lapsed",
        tell=(Tell(notice=Notice.LAPSED), CARD),
        cancel=tuple(TimerKind),
        drop=PAGES,
    )


def passed_to(
    ticket: Ticket, reporter: PersonId, *, name: str | None, address: str, by: PersonId
) -> Change:
    """Who wrote what was passed on is the reporter from now on; who passed it on still speaks.

    Answers go to the author, with a copy to whoever passed it on. Nothing is sent by this.
    """
    spoke = ticket.address.casefold()
    changed = replace(
        ticket,
        reporter=reporter,
        reporter_name=name,
        address=address,
        known=False,
        copies=tuple(dict.fromkeys((*ticket.copies, spoke))),
        added=tuple(one for one in ticket.added if one != address.casefold()),
        participants=tuple(dict.fromkeys((*ticket.participants, spoke))),
        carried=replace(ticket.carried, original=None),
    )
    facts = {"reporter": address, "before": ticket.address}
    return Change(ticket=changed, kind="passed_to", by=by, facts=facts, tell=(CARD,))


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
        "shadow": [[reason.rule, reason.evidence] for reason in assessment.shadow],
    }
