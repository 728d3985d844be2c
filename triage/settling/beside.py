"""What happens beside a ticket's own words: an edit, a deletion, one more who is affected."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from triage import judging
from triage.apply import Clerk
from triage.handling import reports
from triage.handling.change import Actor
from triage.messages import MessageChanged
from triage.model import Author, Event, Ticket, TicketId, TicketMessage
from triage.ports.core import Assess
from triage.ports.work import UnitOfWork
from triage.settling import collision


def changed(
    clerk: Clerk, change: MessageChanged, *, assess: Assess, now: datetime
) -> TicketId | None:
    """Words were edited or deleted: the timeline keeps what they were, the ticket what they are.

    Only the reporter's edit is judged again. None: it belongs to no ticket.
    """
    work = clerk.work
    before = work.tickets.message(change.message)
    for one in change.files:
        work.files.keep(change.message, one)
    if before is None or change.files:
        return None if before is None else before.ticket
    facts: dict[str, object] = {"message": change.message.external_id, "before": before.text}
    kind = "deleted" if change.text is None else "edited"
    if change.text == before.text:
        return before.ticket
    by = before.person
    work.tickets.record(Event(ticket=before.ticket, at=now, kind=kind, by=by, facts=facts))
    if change.text is not None:
        work.tickets.reword(change.message, change.text)
        if before.author is Author.REPORTER:
            _judge_again(clerk, work.tickets.get(before.ticket), assess=assess, now=now)
    return before.ticket


def affected(
    clerk: Clerk, ticket: Ticket, actor: Actor, *, present: bool, assess: Assess, now: datetime
) -> None:
    """Somebody says that they have it too, or takes that back."""
    change = reports.affects(ticket, actor, present=present)
    if change.kind == "nothing":
        return
    after = clerk.carry_out(change, before=ticket)
    _judge_again(clerk, after, assess=assess, now=now)


def spoken(
    clerk: Clerk,
    ticket: Ticket,
    said: TicketMessage,
    name: str | None,
    *,
    too: bool,
    assess: Assess,
) -> None:
    """Others than the reporter spoke: one more has it (`too`), or a colleague answers as well."""
    if said.person is None:
        return
    if said.author is Author.STAFF:
        collision.noticed(clerk, ticket, said.person)
    if too:
        actor = Actor(person=said.person, name=name, staff=False)
        affected(clerk, ticket, actor, present=True, assess=assess, now=clerk.now)


def _judge_again(clerk: Clerk, ticket: Ticket, *, assess: Assess, now: datetime) -> None:
    judged = judging.judge_again(assess, clerk.work, ticket, now=now)
    change = reports.reassess(ticket, judged, None, now=now)
    if change.ticket != ticket:
        clerk.carry_out(replace(change, by=None), before=ticket)


def about(work: UnitOfWork, channel: str, account: str, message: str) -> Ticket | None:
    """The ticket that a message belongs to: one of its own words, or of ours in it."""
    return work.tickets.by_message(channel, account, (message,))
