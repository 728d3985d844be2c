"""Ask the rules about a ticket: what its reporter said so far, how many people report it. Reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from triage.errors import Contained
from triage.messages import MessageArrived
from triage.model import (
    Assessment,
    Author,
    Context,
    Report,
    Ticket,
    TicketMessage,
)
from triage.model.meaning import Own, Says
from triage.model.reasons import unjudged
from triage.ports.core import Assess, IsTalk
from triage.ports.work import UnitOfWork
from triage.wording import form


def judge(
    assess: Assess,
    work: UnitOfWork,
    message: MessageArrived,
    ticket: Ticket | None,
    *,
    now: datetime,
) -> Assessment:
    """What the rules make of a message, together with what was said in its ticket before."""
    known = message.sender.known or message.sender.staff
    context = Context(
        now=now,
        audience=message.audience,
        reporter_known=known or (ticket is not None and ticket.known),
        distinct_reporters=1 if ticket is None else ticket.affected,
        known_answers=answers(message, ticket),
    )
    return _contained(assess, report_of(work, message, ticket), context)


def judge_again(assess: Assess, work: UnitOfWork, ticket: Ticket, *, now: datetime) -> Assessment:
    """The same words under what is known now: more people report it, or the rules are others."""
    context = Context(
        now=now,
        audience=ticket.audience,
        reporter_known=ticket.known,
        distinct_reporters=ticket.affected,
        known_answers=ticket.answers,
    )
    said = _said(work, ticket)
    report = Report(
        subject=ticket.subject,
        text="\n\n".join(said),
        channel=ticket.conversation.channel,
        received_at=ticket.opened_at,
    )
    return _contained(assess, report, context)


def answers(message: MessageArrived, ticket: Ticket | None) -> Mapping[str, str]:
    """Question key -> answer: what was known, and what this message adds or puts right."""
    told = form.given(message.answers)
    if ticket is None:
        return told
    read = form.read_answers(message.text, message.reply, ticket.asked)
    return {**ticket.answers, **read, **told}


def report_of(work: UnitOfWork, message: MessageArrived, ticket: Ticket | None) -> Report:
    """All the reporter's own words so far, as one report."""
    new = _new(message)
    if ticket is None:
        return new
    earlier = _said(work, ticket, without=message.external_id)
    return replace(new, subject=ticket.subject, text="\n\n".join([*earlier, message.reply]))


def is_talk(tell: IsTalk, message: MessageArrived) -> bool:
    """Whether a line by itself reports nothing. A rule that raises leaves it to be judged."""
    with Contained():
        return tell(_new(message))
    return False


def _new(message: MessageArrived) -> Report:
    return Report(
        subject=message.subject,
        text=message.reply,
        channel=message.conversation.channel,
        received_at=message.at,
    )


def conversation(work: UnitOfWork, ticket: Ticket) -> list[TicketMessage]:
    """Everything that was said in a ticket and in those that are part of it, oldest first."""
    said = work.tickets.messages(ticket.id)
    if not ticket.absorbed:
        return said
    for number in ticket.absorbed:
        said = [*said, *conversation(work, work.tickets.get(number))]
    return sorted(said, key=lambda one: one.at)


def _said(work: UnitOfWork, ticket: Ticket, *, without: str | None = None) -> list[str]:
    return [
        one.text
        for one in conversation(work, ticket)
        if one.author is Author.REPORTER and one.ref.external_id != without
    ]


def _contained(assess: Assess, report: Report, context: Context) -> Assessment:
    """A rule that raises never loses a report: default priority, flagged."""
    with Contained() as contained:
        return assess(report, context)
    why = f"{type(contained.error).__name__}: {contained.error}"
    return unjudged(Own.FAILED, Says.RULE_FAILED, why=why)
