"""Confirm somebody whom a third party added to a ticket."""

from __future__ import annotations

from datetime import datetime

from triage.app.desk import OpenDesk
from triage.apply import Clerk
from triage.handling import copying
from triage.handling.change import Actor
from triage.model import Ticket, TicketId
from triage.ports.work import UnitOfWork


def confirm(
    work: UnitOfWork,
    desk: OpenDesk,
    number: TicketId,
    actor: Actor,
    *,
    address: str,
    now: datetime,
) -> Ticket:
    """Raises RefusedError when nobody added the address, or when it is copied already."""
    ticket = work.tickets.get(number)
    change = copying.confirm(ticket, address, actor.person)
    return Clerk(work=work, desk=desk.desk, now=now).carry_out(change, before=ticket)
