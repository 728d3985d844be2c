"""Which incident a ticket belongs to: people link it, or make it part of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage import reception
from triage.model import Ticket, TicketId
from triage.ports.work import UnitOfWork


def incidents(work: UnitOfWork, tickets: Sequence[Ticket]) -> Mapping[TicketId, TicketId]:
    """The incident of each of these that belongs to one; what is an incident is not its own."""
    found: dict[TicketId, TicketId] = {}
    seen: dict[TicketId, Ticket] = {}
    for ticket in tickets:
        part_of = () if ticket.merged is None else (ticket.merged.into,)
        for number in (*part_of, *ticket.links):
            if number not in seen:
                seen[number] = reception.whole(work, work.tickets.get(number))
            if seen[number].incident is not None and seen[number].id != ticket.id:
                found[ticket.id] = seen[number].id
                break
    return found
