"""A reporter answers long after the end: a new ticket, and each names the other.

By mail alone: in a chat the thread stays one ticket, however late. Inside a unit of work.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from triage import reception
from triage.apply import Clerk
from triage.desk import Desk
from triage.handling import merging
from triage.messages import MessageArrived
from triage.model import Author, ConversationRef, Ticket, TicketId
from triage.ports.work import UnitOfWork


def ended(
    work: UnitOfWork, message: MessageArrived, ticket: Ticket | None, desk: Desk, now: datetime
) -> Ticket | None:
    """The ticket itself, when it was solved too long ago for these words to open it again."""
    if ticket is None or not message.by_mail or not desk.waiting.is_over(ticket, now):
        return None
    return ticket if _is_reporters(work, message, ticket, desk) else None


def successor(
    work: UnitOfWork, message: MessageArrived, old: Ticket, desk: Desk, now: datetime
) -> Ticket | None:
    """The newest ticket that such words of this writer opened before, unless it is over, too."""
    for number in sorted(old.links, reverse=True):
        linked = reception.whole(work, work.tickets.get(TicketId(number)))
        live = linked.id > old.id and not desk.waiting.is_over(linked, now)
        if live and _is_reporters(work, message, linked, desk):
            return linked
    return None


def alone(message: MessageArrived) -> MessageArrived:
    """In a conversation of its own: the old one has its ticket."""
    where = message.conversation
    own = ConversationRef(where.channel, where.account, message.external_id)
    return replace(message, conversation=own)


def link(clerk: Clerk, opened: Ticket, old: Ticket | None) -> None:
    """Each names the other; None: it goes on with nothing."""
    if old is None:
        return
    for change, before in zip(merging.continued(opened, old), (opened, old), strict=True):
        clerk.carry_out(change, before=before)


def _is_reporters(work: UnitOfWork, message: MessageArrived, ticket: Ticket, desk: Desk) -> bool:
    """Whether its writer speaks as the ticket's reporter, and no machine does."""
    person = reception.person_of(work, message, desk)
    writers = reception.writers(ticket)
    author = reception.author_of((ticket.reporter,), person, message, desk, participants=writers)
    return author is Author.REPORTER
