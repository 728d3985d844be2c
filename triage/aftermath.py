"""What goes before a delivery, and what follows when it came about or never will. Inside the unit
that stores it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage import ladder
from triage.apply import Clerk
from triage.desk import Desk
from triage.handling import privacy
from triage.messages import Act, Notice, Outgoing, Receipt
from triage.model import Event, Ticket
from triage.notices import mail, reporter, room
from triage.paging import judging
from triage.paging.pager import Pager
from triage.ports.work import UnitOfWork
from triage.rota import swap
from triage.settling import mailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """Satisfies `triage.outbox.After`."""

    desk: Desk

    def judged(self, work: UnitOfWork, message: Outgoing, now: datetime) -> Outgoing | None:
        return judging.judged(Pager(work=work, desk=self.desk, now=now), message)

    def sent(self, work: UnitOfWork, message: Outgoing, receipt: Receipt, now: datetime) -> None:
        """Copies that were refused are told. A private place is there: the ticket moves into it."""
        moves = message.act is Act.OPEN_PRIVATE
        if message.ticket is None or not (moves or receipt.refused or receipt.deferred):
            return
        ticket = work.tickets.get(message.ticket)
        for kind, untaken in (("undeliverable", receipt.refused), ("deferred", receipt.deferred)):
            for recipient, why in untaken.items():
                facts = {"notice": message.notice.value, "recipient": recipient, "why": why}
                work.tickets.record(Event(ticket=ticket.id, at=now, kind=kind, facts=facts))
        for recipient, why in receipt.refused.items():
            line = self._unreached(ticket, recipient, why, message.key)
            work.outbox.enqueue(line, now=now, due_at=now)
        if moves:
            self._move(work, ticket, receipt, now)

    def _unreached(self, ticket: Ticket, recipient: str, why: str, key: str) -> Outgoing:
        return mail.undelivered(ticket, self.desk, recipient=recipient, why=why, key=key)

    def _move(self, work: UnitOfWork, ticket: Ticket, receipt: Receipt, now: datetime) -> None:
        """With what waits to be said."""
        first = ticket.private and ticket.began is None
        left = first and reporter.is_public(ticket)
        change = privacy.moved(ticket, receipt.external_id, left=left)
        work.outbox.readdress(ticket.id, ticket.conversation, change.ticket.conversation)
        Clerk(work=work, desk=self.desk, now=now).carry_out(change, before=ticket)

    def refused(
        self, work: UnitOfWork, message: Outgoing, why: str, now: datetime, *, gone: bool = False
    ) -> None:
        """Staff hear of every message that its reporter, or somebody copied, does not get, and what
        is tried instead; also of a colleague whom no mail reaches. A swap is asked by mail then."""
        clerk = Clerk(work=work, desk=self.desk, now=now)
        if message.to.channel == "email" and message.call is not None:
            mailed.not_taken(clerk, message, why)
        if message.act is Act.DIRECT and message.notice is Notice.ROSTER:
            swap.not_taken(clerk, message)
        aloud = ladder.declined_aloud(message)
        if aloud is not None:
            clerk.enqueue(aloud)
        if message.ticket is None or message.notice not in ladder.HEARD | {Notice.KNOCK}:
            return
        ticket = work.tickets.get(message.ticket)
        if message.only is not None:
            clerk.enqueue(self._unreached(ticket, message.only, why, message.identity))
        elif message.notice is Notice.PRIVATE and ticket.private and reporter.is_public(ticket):
            clerk.carry_out(privacy.stays_public(ticket, why=why), before=ticket)
            clerk.enqueue(room.stays_public(ticket, clerk.scene(ticket), message, why))
        else:
            ladder.fall(clerk, ticket, message, why, gone=gone)

    def no_room(self, work: UnitOfWork, message: Outgoing, why: str, now: datetime) -> None:
        """A thread that cannot be made now: its reporter and staff know."""
        if message.ticket is not None:
            clerk = Clerk(work=work, desk=self.desk, now=now)
            ladder.no_room(clerk, work.tickets.get(message.ticket), message, why)
