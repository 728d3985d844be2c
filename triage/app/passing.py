"""Make the author of what somebody passed on the reporter of the ticket."""

from __future__ import annotations

from datetime import datetime

from triage.app.desk import OpenDesk
from triage.apply import Clerk
from triage.errors import RefusedError
from triage.handling import reports
from triage.handling.change import Actor
from triage.model import Ticket, TicketId
from triage.ports.work import UnitOfWork
from triage.settings.values import address


def pass_to(
    work: UnitOfWork,
    desk: OpenDesk,
    number: TicketId,
    actor: Actor,
    *,
    to: str | None,
    now: datetime,
) -> Ticket:
    """`to` None: the author whom the ticket names. Raises RefusedError with the reason."""
    ticket = work.tickets.get(number)
    wanted = to or ticket.carried.original
    if ticket.place is not None or ticket.conversation.channel != "email":
        raise RefusedError(f"ticket {number} did not come by mail; its reporter stays")
    if wanted is None:
        raise RefusedError(f"ticket {number} names no other author; say who with --to ADDRESS")
    before, _, after = wanted.rpartition("<")
    name = before.strip() or None
    try:
        where = address(after.rstrip("> "))
    except ValueError as error:
        raise RefusedError(f"--to: {error}") from error
    if where.casefold() == ticket.address.casefold():
        raise RefusedError(f"{where} is the reporter of ticket {number} already")
    mailbox = ticket.conversation
    person = work.tickets.person(mailbox.channel, mailbox.account, where, name)
    change = reports.passed_to(ticket, person, name=name, address=where, by=actor.person)
    return Clerk(work=work, desk=desk.desk, now=now).carry_out(change, before=ticket)
