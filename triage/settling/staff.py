"""What staff order, decided and written down inside one unit of work."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from triage import reception
from triage.apply import Clerk
from triage.desk import Mode
from triage.handling import gathering, hands, merging
from triage.handling.change import Actor, Change, Refused, escalating
from triage.handling.orders import (
    Alone,
    Escalate,
    FileIssue,
    HandOn,
    Link,
    LinkAlike,
    Merge,
    Note,
    Order,
    Reply,
    Together,
    Unlink,
    Unmerge,
)
from triage.model import Author, MessageRef, Priority, TeamId, Ticket, TicketId, TicketMessage
from triage.notices.issue import issue
from triage.notices.scene import first_name
from triage.ports.work import UnitOfWork
from triage.why import Why

SECOND = 2
"""Steps that a policy needs, to have a second one to go on to; else it starts anew."""
MOST, MOST_LINKED = 500, 50
"""Open tickets that are looked at for alike ones, and how many of those are linked at once."""
NOTES = "notes"
"""The channel of words that were written in none."""


def obey(
    clerk: Clerk, number: TicketId, order: Order, actor: Actor, *, key: str
) -> Ticket | Refused:
    """Carry the order out; return the ticket as it is now, or why nothing has changed.

    `key` is the order's identity: the same key writes the same note and the same reply. Raises
    NotFoundError for a ticket that is not there, ConflictError when one changed meanwhile.
    """
    ticket = clerk.work.tickets.get(number)
    match order:
        case Merge() | Unmerge() | Link() | LinkAlike() | Unlink():
            return _together(clerk, ticket, order, actor)
        case _:
            return _alone(clerk, ticket, order, actor, key)


def _alone(clerk: Clerk, ticket: Ticket, order: Alone, actor: Actor, key: str) -> Ticket | Refused:
    refused = _lacking(clerk, ticket, order)
    if refused is not None:
        return refused
    if isinstance(order, Reply) and order.canned is not None:
        order = replace(order, text=_prepared(clerk, ticket, order, actor))
    change = hands.decide(ticket, order, actor, now=clerk.now)
    if isinstance(change, Refused):
        return change
    if isinstance(order, Escalate) and len(clerk.desk.policy(ticket.priority).steps) < SECOND:
        change = replace(change, arm=(escalating(change.ticket),))
    if isinstance(order, Reply):
        change, ticket = clerk.receipt_first(change, ticket)
        name = clerk.desk.speaker(ticket.team, actor.name)
        reached = clerk.reply(ticket, text=order.text, name=name, key=f"reply:{ticket.id}:{key}")
        first = {} if order.message is None else {"message": order.message}
        change = replace(change, facts={**change.facts, **first, "reached": reached})
    if isinstance(order, FileIssue):
        clerk.enqueue(issue(ticket, clerk.desk, by=actor.name))
    said = _note(clerk, ticket, order, actor, key) if isinstance(order, Note) else None
    return clerk.carry_out(change, before=ticket, said=said)


def _lacking(clerk: Clerk, ticket: Ticket, order: Alone) -> Refused | None:
    """What an order needs of the desk, besides the ticket."""
    desk = clerk.desk
    match order:
        case Reply() if desk.mode is Mode.WATCH:
            return Refused(why=Why.WATCHING)
        case Reply(canned=canned) if canned is not None and canned not in desk.canned:
            return Refused(why=Why.NO_CANNED, who=", ".join(desk.canned) or None)
        case FileIssue():
            return _cannot_file(clerk, ticket)
        case HandOn(to=to):
            return _cannot_hand_on(clerk, ticket, to)
        case _:
            return None


def _cannot_hand_on(clerk: Clerk, ticket: Ticket, to: TeamId) -> Refused | None:
    """A first line is not called at night, so it never gets what calls at night."""
    team = clerk.desk.teams.get(to)
    if team is None:
        return Refused(why=Why.NO_TEAM, who=", ".join(clerk.desk.teams))
    urgent = ticket.priority is Priority.P1
    return Refused(why=Why.FIRST_LINE, who=to) if urgent and team.first_line else None


def _cannot_file(clerk: Clerk, ticket: Ticket) -> Refused | None:
    """Once a ticket, and only where there is a tracker."""
    if clerk.desk.tracker is None:
        return Refused(why=Why.NO_TRACKER)
    filed = any(one.kind == "filed" for one in clerk.work.tickets.events(ticket.id))
    return Refused(why=Why.FILED, who=clerk.desk.tracker) if filed else None


def _prepared(clerk: Clerk, ticket: Ticket, reply: Reply, actor: Actor) -> str:
    """The prepared answer with this ticket's values, and behind it what was typed besides."""
    values = {
        "name": first_name(ticket.reporter_name) or "",
        "number": str(ticket.id),
        "subject": ticket.subject,
        "team": ticket.team,
        "product": clerk.desk.product,
        "me": first_name(clerk.desk.speaker(ticket.team, actor.name)) or "",
    }
    said = clerk.desk.canned[reply.canned or ""].said(ticket.language, values)
    return f"{said}\n\n{reply.text}" if reply.text.strip() else said


def _note(clerk: Clerk, ticket: Ticket, note: Note, actor: Actor, key: str) -> TicketMessage:
    return TicketMessage(
        ticket=ticket.id,
        ref=note.ref or MessageRef(NOTES, str(ticket.team), key),
        author=Author.NOTE,
        person=actor.person,
        at=clerk.now,
        text=note.text,
    )


def _together(clerk: Clerk, ticket: Ticket, order: Together, actor: Actor) -> Ticket | Refused:
    match order:
        case Merge(into=into):
            other = reception.whole(clerk.work, clerk.work.tickets.get(into))
            return _write(clerk, merging.merge(ticket, other, actor, now=clerk.now), ticket, other)
        case Unmerge():
            above = _above(clerk, ticket)
            changes = merging.unmerge(ticket, above, actor, now=clerk.now)
            return _write(clerk, changes, ticket, *above)
        case Link(other=number):
            other = clerk.work.tickets.get(number)
            return _write(clerk, merging.link(ticket, other, actor), ticket, other)
        case LinkAlike():
            others = alike(clerk.work, ticket)
            return _write(clerk, merging.link_alike(ticket, others, actor), ticket, *others)
        case Unlink(other=number):
            other = clerk.work.tickets.get(number)
            return _write(clerk, merging.unlink(ticket, other, actor), ticket, other)
        case _:
            assert_never(order)


def alike(work: UnitOfWork, ticket: Ticket) -> list[Ticket]:
    """The open tickets that came alike within minutes and are not linked yet, oldest first."""
    found = work.tickets.find(open_only=True, limit=MOST)
    return sorted(
        (one for one in found if gathering.together(ticket, one)), key=lambda one: one.id
    )[:MOST_LINKED]


def _write(
    clerk: Clerk, changes: tuple[Change, ...] | Refused, *before: Ticket
) -> Ticket | Refused:
    """All of them or none; the first one's ticket is the one that was asked about."""
    if isinstance(changes, Refused):
        return changes
    written = [
        clerk.carry_out(change, before=was) for change, was in zip(changes, before, strict=True)
    ]
    return written[0]


def _above(clerk: Clerk, ticket: Ticket) -> tuple[Ticket, ...]:
    """Its survivor, that one's, and so on up to the root."""
    found: list[Ticket] = []
    while ticket.merged is not None:
        ticket = clerk.work.tickets.get(ticket.merged.into)
        found.append(ticket)
    return tuple(found)
