"""Two tickets that are one, or related: merge, unmerge, link. Pure.

A merge moves nothing. The merged ticket keeps its messages, its reporter and its files, and points
at the survivor, which lists it: so taking them apart loses nothing. Merged tickets form trees;
what is said to a part is a matter of its root.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from triage.handling.change import (
    CARD,
    PAGES,
    Actor,
    Change,
    Refused,
    Tell,
    TimerKind,
    anew,
    escalating,
)
from triage.handling.gathering import people
from triage.messages import Notice
from triage.model import Merged, Ticket, TicketStatus
from triage.why import Why


def merge(
    ticket: Ticket, survivor: Ticket, actor: Actor, *, now: datetime
) -> tuple[Change, Change] | Refused:
    """`ticket` becomes part of `survivor`, which must be the root of its own tree.

    The first Change is the ticket's, the second the survivor's. Somebody who reported both is
    counted once.
    """
    refused = _cannot_merge(ticket, survivor, actor)
    if refused is not None:
        return refused
    more = ticket.affected - len(people(ticket) & people(survivor))
    part = replace(
        ticket,
        status=TicketStatus.RESOLVED,
        snoozed=None,
        merged=Merged(
            into=survivor.id, at=now, by=actor.person, status=ticket.status, affected=more
        ),
    )
    whole = replace(
        survivor, absorbed=(*survivor.absorbed, ticket.id), affected=survivor.affected + more
    )
    told = () if ticket.status is TicketStatus.RESOLVED else (Tell(notice=Notice.MERGED),)
    return (
        Change(
            ticket=part,
            kind="merged",
            by=actor.person,
            facts={"into": survivor.id},
            tell=(*told, CARD),
            cancel=tuple(TimerKind),
            drop=PAGES,
        ),
        Change(
            ticket=whole,
            kind="absorbed",
            by=actor.person,
            facts={"ticket": ticket.id},
            tell=(CARD,),
        ),
    )


def _cannot_merge(ticket: Ticket, survivor: Ticket, actor: Actor) -> Refused | None:
    if not actor.staff:
        return Refused(why=Why.NOT_STAFF)
    if ticket.id == survivor.id:
        return Refused(why=Why.ITSELF)
    if ticket.merged is not None:
        return Refused(why=Why.MERGED, other=ticket.merged.into)
    if survivor.merged is not None:
        return Refused(why=Why.RING, other=survivor.merged.into)
    if survivor.status is TicketStatus.RESOLVED:
        return Refused(why=Why.SURVIVOR_RESOLVED, other=survivor.id)
    return None


def unmerge(
    ticket: Ticket, above: Sequence[Ticket], actor: Actor, *, now: datetime
) -> tuple[Change, ...] | Refused:
    """A ticket of its own again, as it was. `above`: its survivor, that one's, up to the root.

    Where nobody had it, its policy starts anew, so that somebody hears of it.
    """
    if not actor.staff:
        return Refused(why=Why.NOT_STAFF)
    if ticket.merged is None:
        return Refused(why=Why.NOT_MERGED)
    was = ticket.merged
    own = replace(ticket, status=was.status, merged=None)
    if own.status is TicketStatus.OPEN:
        own = anew(own, now)
    first = Change(
        ticket=own,
        kind="unmerged",
        by=actor.person,
        facts={"from": was.into},
        tell=(*_heard_again(own), CARD),
        arm=(escalating(own),) if own.status is TicketStatus.OPEN else (),
    )
    return (first, *(_without(one, ticket, was, actor) for one in above))


def _heard_again(own: Ticket) -> tuple[Tell, ...]:
    """Its reporter was told that the two are handled together, so they hear that it is no more."""
    match own.status:
        case TicketStatus.OPEN:
            return (Tell(notice=Notice.REOPENED),)
        case TicketStatus.CLAIMED:
            return (Tell(notice=Notice.CLAIMED, person=own.assignee),)
        case TicketStatus.RESOLVED:
            return ()
        case _:
            assert_never(own.status)


def _without(whole: Ticket, ticket: Ticket, was: Merged, actor: Actor) -> Change:
    """Each ticket above counts its people no more; only the one directly above lists it."""
    rest = tuple(one for one in whole.absorbed if one != ticket.id)
    changed = replace(whole, absorbed=rest, affected=whole.affected - was.affected)
    if whole.merged is not None:
        counted = whole.merged.affected - was.affected
        changed = replace(changed, merged=replace(whole.merged, affected=counted))
    return Change(
        ticket=changed,
        kind="parted",
        by=actor.person,
        facts={"ticket": ticket.id},
        tell=(CARD,),
    )


def link(ticket: Ticket, other: Ticket, actor: Actor) -> tuple[Change, Change] | Refused:
    """Each names the other."""
    if not actor.staff:
        return Refused(why=Why.NOT_STAFF)
    if ticket.id == other.id:
        return Refused(why=Why.ITSELF)
    if other.id in ticket.links:
        return Refused(why=Why.LINKED, other=other.id)
    return _linked(ticket, other, actor), _linked(other, ticket, actor)


def continued(opened: Ticket, ended: Ticket) -> tuple[Change, Change]:
    """The reporter wrote again long after the end: each names the other."""
    reporter = Actor(person=opened.reporter, name=opened.reporter_name, staff=False)
    return _linked(opened, ended, reporter), _linked(ended, opened, reporter)


def link_alike(
    ticket: Ticket, others: Sequence[Ticket], actor: Actor
) -> tuple[Change, ...] | Refused:
    """All of them at once; the first Change is the ticket's."""
    if not actor.staff:
        return Refused(why=Why.NOT_STAFF)
    if not others:
        return Refused(why=Why.NO_ALIKE)
    numbers = tuple(other.id for other in others)
    links = tuple(dict.fromkeys((*ticket.links, *numbers)))
    first = Change(
        ticket=replace(ticket, links=links),
        kind="linked",
        by=actor.person,
        facts={"tickets": list(numbers)},
        tell=(CARD,),
    )
    return (first, *(_linked(other, ticket, actor) for other in others))


def unlink(ticket: Ticket, other: Ticket, actor: Actor) -> tuple[Change, Change] | Refused:
    """Neither names the other."""
    if not actor.staff:
        return Refused(why=Why.NOT_STAFF)
    if other.id not in ticket.links:
        return Refused(why=Why.NOT_LINKED, other=other.id)
    return _unlinked(ticket, other, actor), _unlinked(other, ticket, actor)


def _linked(ticket: Ticket, other: Ticket, actor: Actor) -> Change:
    links = tuple(dict.fromkeys((*ticket.links, other.id)))
    return Change(
        ticket=replace(ticket, links=links),
        kind="linked",
        by=actor.person,
        facts={"ticket": other.id},
        tell=(CARD,),
    )


def _unlinked(ticket: Ticket, other: Ticket, actor: Actor) -> Change:
    links = tuple(one for one in ticket.links if one != other.id)
    return Change(
        ticket=replace(ticket, links=links),
        kind="unlinked",
        by=actor.person,
        facts={"ticket": other.id},
        tell=(CARD,),
    )
