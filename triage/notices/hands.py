"""What engineers can press: on a card, and in the menu behind "More". Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from triage.controls import Action, Button, Style
from triage.desk import Desk
from triage.handling import gathering
from triage.model import PersonId, Ticket, TicketId, TicketStatus
from triage.wording.speak import label

MOST_PEOPLE = 20
"""Buttons for people in one answer: Discord draws 25 in all."""


def button(
    action: Action,
    ticket: TicketId | None,
    language: str,
    argument: str = "",
    *,
    style: Style = Style.PLAIN,
) -> Button:
    words = label(action, language)
    return Button(action=action, label=words, ticket=ticket, argument=argument, style=style)


def on_card(ticket: Ticket, language: str) -> tuple[Button, ...]:
    """Three at most; all else is behind More. A burst asks its question beside them."""
    more = button(Action.MORE, ticket.id, language)
    if ticket.status is TicketStatus.RESOLVED:
        return (more,)
    usual = (button(Action.REPLY, ticket.id, language), more, *_proposal(ticket, language))
    if ticket.status is TicketStatus.CLAIMED:
        return usual
    return (button(Action.CLAIM, ticket.id, language, style=Style.MAIN), *usual)


def _proposal(ticket: Ticket, language: str) -> tuple[Button, ...]:
    if gathering.incident(ticket) is None:
        return ()
    return (
        button(Action.DECLARE, ticket.id, language, style=Style.DANGER),
        button(Action.SEPARATE, ticket.id, language),
    )


def menu(ticket: Ticket, reader: PersonId, language: str) -> tuple[Button, ...]:
    """What makes sense for this reader, the usual first."""
    return tuple(button(action, ticket.id, language) for action in _sensible(ticket, reader))


def people(ticket: Ticket, desk: Desk) -> tuple[Button, ...]:
    """Whom a ticket can be handed over to: the team first."""
    team = desk.teams.get(ticket.team)
    members = () if team is None else team.members
    known = dict.fromkeys((*(one for one in members if one in desk.people), *desk.people))
    return tuple(
        Button(
            action=Action.TRANSFER,
            label=desk.people[one].name,
            ticket=ticket.id,
            argument=one,
        )
        for one in list(known)[:MOST_PEOPLE]
        if one not in (ticket.assignee, ticket.reporter)
    )


def teams(ticket: Ticket, desk: Desk) -> tuple[Button, ...]:
    """Which other teams a ticket can be handed on to."""
    return tuple(
        Button(action=Action.HAND_ON, label=one, ticket=ticket.id, argument=one)
        for one in list(desk.teams)[:MOST_PEOPLE]
        if one != ticket.team
    )


def strangers(ticket: Ticket) -> tuple[Button, ...]:
    """Whom another than the reporter added, to be confirmed one by one."""
    return tuple(
        Button(action=Action.CONFIRM, label=one, ticket=ticket.id, argument=short(one))
        for one in ticket.added[:MOST_PEOPLE]
    )


def short(address: str) -> str:
    """An address as a button can carry it: it may be longer than that."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def _sensible(ticket: Ticket, reader: PersonId) -> Iterator[Action]:
    if ticket.merged is not None:
        yield from (Action.WHY, Action.WHOLE, Action.NOTE, Action.UNMERGE, Action.LINK)
        return
    yield from (Action.WHY, Action.WHOLE, Action.NOTE)
    if ticket.status is TicketStatus.RESOLVED:
        yield Action.REPLY
        if ticket.closing is not None:
            yield Action.LINE
        yield from (Action.REOPEN, Action.LINK)
    else:
        yield from _unresolved(ticket, reader)
    if ticket.links:
        yield Action.UNLINK
    if ticket.incident is not None:
        yield Action.WITHDRAW
    if ticket.added:
        yield Action.CONFIRM


def _unresolved(ticket: Ticket, reader: PersonId) -> Iterator[Action]:
    yield Action.RESOLVE
    mine = ticket.assignee == reader
    if ticket.assignee is not None and not mine:
        yield Action.STEAL
    if mine:
        yield Action.RELEASE
        yield Action.SNOOZE if ticket.snoozed is None else Action.WAKE
    if mine or ticket.assignee is None:
        yield from (Action.TRANSFER, Action.ESCALATE)
    if ticket.incident is None:
        yield Action.DECLARE
    yield from (Action.RAISE, Action.LOWER, Action.MERGE, Action.LINK)
