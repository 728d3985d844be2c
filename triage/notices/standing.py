"""How a ticket stands, for its reporter: one message in chat that is kept up to date. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from triage.desk import Desk
from triage.messages import Act, Grade, Notice, Outgoing, lane_of
from triage.model import ConversationRef, Ticket, TicketStatus
from triage.notices.scene import first_name, voice
from triage.wording.speak import write
from triage.wording.status_facts import How, Standing


def facts(
    ticket: Ticket, desk: Desk, *, now: datetime, part: Ticket | None = None, named: bool = True
) -> Standing:
    """`part`: the ticket that was merged into `ticket`; its reporter knows only that one.

    `named`: whether whoever has it is named; everybody may read what stands in a public thread.
    """
    shown = part or ticket
    speaker = desk.speaker(ticket.team, ticket.assignee_name)
    found = Standing(
        number=shown.id,
        subject=shown.subject,
        how=_how(ticket),
        team=ticket.team,
        who=first_name(speaker) if named and speaker != ticket.team else None,
        answer_by=ticket.answer_by,
        news_by=ticket.news_by,
    )
    return replace(found, late=found.owed_by is not None and found.owed_by <= now)


def status(
    ticket: Ticket, whole: Ticket, desk: Desk, *, now: datetime, earlier: Outgoing | None
) -> Outgoing:
    """To the reporter of `ticket`, which is part of `whole`, or the same. `earlier`: what told it
    last; it is changed where it still stands."""
    where = ticket.conversation
    here = earlier is not None and earlier.to == where
    told = facts(whole, desk, now=now, part=ticket, named=False)
    late = ".late" if told.late else ""
    return Outgoing(
        key=f"status:{ticket.id}:{whole.id}.{whole.version}{late}",
        ticket=ticket.id,
        notice=Notice.STATUS,
        to=where,
        lane=lane_of(where),
        grade=Grade.UPDATE,
        act=Act.RENEW,
        place=ticket.place,
        target=earlier.key if here and earlier is not None else None,
        text=write(told, voice(ticket, desk)).text,
        language=ticket.language,
    )


def shown(ticket: Ticket, desk: Desk, *, now: datetime) -> tuple[Standing, ConversationRef] | None:
    """What stands where: in chat, from the receipt on. A mail cannot be changed."""
    if not is_shown(ticket):
        return None
    return facts(ticket, desk, now=now, named=False), ticket.conversation


def is_shown(ticket: Ticket) -> bool:
    return ticket.conversation.channel == "discord" and ticket.acknowledged_at is not None


def _how(ticket: Ticket) -> How:
    if ticket.merged is not None:
        return How.PART
    if ticket.status is TicketStatus.RESOLVED:
        return How.CLOSED
    if ticket.waiting_since is not None:
        return How.WAITING
    return How.CLAIMED if ticket.status is TicketStatus.CLAIMED else How.OPEN
