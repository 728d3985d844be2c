"""What follows when a message was delivered, or never will be: inside the unit that stores it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage.apply import Clerk
from triage.desk import Desk
from triage.handling import reports
from triage.messages import Act, Outgoing, Receipt
from triage.notices import reporter, room
from triage.ports.work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """Satisfies `triage.outbox.After`."""

    desk: Desk

    def sent(self, work: UnitOfWork, message: Outgoing, receipt: Receipt, now: datetime) -> None:
        """A private place is there: the ticket moves into it, with what waits to be said."""
        if message.act is not Act.OPEN_PRIVATE or message.ticket is None:
            return
        ticket = work.tickets.get(message.ticket)
        change = reports.moved(ticket, receipt.external_id)
        work.outbox.readdress(ticket.id, ticket.conversation, change.ticket.conversation)
        Clerk(work=work, desk=self.desk, now=now).carry_out(change, before=ticket)

    def refused(self, work: UnitOfWork, message: Outgoing, why: str, now: datetime) -> None:
        """Staff hear of every message that its reporter does not get."""
        if message.ticket is None or message.notice not in reporter.TO_REPORTER:
            return
        clerk = Clerk(work=work, desk=self.desk, now=now)
        ticket = work.tickets.get(message.ticket)
        clerk.enqueue(room.unreached(ticket, clerk.scene(ticket), message, why))
