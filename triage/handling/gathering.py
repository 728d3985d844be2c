"""Tickets that look alike: who else reports it, and whether it may be an incident. Pure.

Nothing is merged here. Alike tickets are shown as candidates; what is much alike within a few
minutes counts its reporters, because many who say the same tell more than any text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from triage.model import Alike, Burst, PersonId, Ticket, TicketId, TicketStatus

WITHIN = timedelta(minutes=15)
"""Reporters of alike tickets count together for so long (product.md)."""
LIKE_FROM = 0.35
"""The score from which people are shown a candidate. On two labelled trackers 21 of 24 duplicates
of the last 14 days score more, and of other best candidates 5 to 25 in 100."""
SAME_SERVICE_FROM = 0.2
"""The same where the rules gave both the same tag: that is a sign of its own."""
SHOWN_MOST = 3
BURST_PEOPLE = 3
"""Distinct reporters within WITHIN from which one incident is proposed."""
_TOLD = (2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Numbers of reporters at which a card is edited: not at every one of a flood."""


def candidates(found: Sequence[Alike]) -> tuple[Alike, ...]:
    """What is alike enough to be shown, the best first; the same error before the same words."""
    kept = [one for one in found if one.error is not None or one.score >= _needed(one)]
    return tuple(sorted(kept, key=lambda one: (one.error is None, -one.score)))[:SHOWN_MOST]


def _needed(one: Alike) -> float:
    return LIKE_FROM if one.service is None else SAME_SERVICE_FROM


def near(ticket: Ticket, found: Sequence[Alike]) -> tuple[TicketId, ...]:
    """Those of the candidates that were opened within a few minutes of this one."""
    return tuple(
        one.ticket for one in candidates(found) if abs(ticket.opened_at - one.opened_at) <= WITHIN
    )


def first_of(ticket: Ticket, others: Sequence[Ticket]) -> TicketId:
    """The ticket that counts them all: the oldest that these are gathered around."""
    around = [other.gathered or other.id for other in others if counts(other)]
    return min((*around, ticket.gathered or ticket.id))


def counts(ticket: Ticket) -> bool:
    """What is resolved or part of another ticket gathers nobody any more."""
    return ticket.status is not TicketStatus.RESOLVED


def joined(ticket: Ticket, first: Ticket, found: Sequence[Alike]) -> tuple[Ticket, Ticket]:
    """The new ticket and the first one, each with everybody who reports it by now."""
    first = with_people(first, (ticket.reporter, *ticket.others))
    alike = 1 if first.burst is None else first.burst.alike + 1
    minutes = int(WITHIN.total_seconds() // 60)
    burst = Burst(
        alike=alike,
        people=first.affected,
        minutes=minutes,
        separate=None if first.burst is None else first.burst.separate,
    )
    first = replace(first, burst=burst)
    mine = with_people(ticket, (first.reporter, *first.others))
    return replace(mine, alike=candidates(found), gathered=first.id), first


def alone(ticket: Ticket, found: Sequence[Alike]) -> Ticket:
    """Nobody else reports it now; candidates are shown all the same."""
    return replace(ticket, alike=candidates(found))


def people(ticket: Ticket) -> frozenset[PersonId]:
    """Everybody who is known to report it."""
    return frozenset((ticket.reporter, *ticket.others))


def with_people(ticket: Ticket, who: Sequence[PersonId]) -> Ticket:
    """Each counts once, however often they say it."""
    known = people(ticket)
    new = tuple(one for one in dict.fromkeys(who) if one not in known)
    return replace(ticket, others=(*ticket.others, *new), affected=ticket.affected + len(new))


def worth_telling(before: int, after: int) -> bool:
    """Whether that growth passes a number at which people are told."""
    return any(before < number <= after for number in _TOLD)


def incident(ticket: Ticket) -> Burst | None:
    """What may be one incident: enough people, and nobody has decided on it yet."""
    burst = ticket.burst
    if burst is None or burst.separate is not None or ticket.incident is not None:
        return None
    return burst if burst.people >= BURST_PEOPLE else None


def together(ticket: Ticket, other: Ticket) -> bool:
    """Whether both came alike within minutes, and are not linked yet."""
    first = ticket.gathered or ticket.id
    same = other.id != ticket.id and first in (other.id, other.gathered)
    return same and other.id not in ticket.links and counts(other)
