"""What engineers can press: on a card, and in the menu behind "More". Pure."""

from __future__ import annotations

from collections.abc import Iterator

from triage.controls import Action, Button, Style
from triage.desk import Desk
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
    """Three at most; all else is behind More."""
    more = button(Action.MORE, ticket.id, language)
    if ticket.status is TicketStatus.RESOLVED:
        return (more,)
    reply = button(Action.REPLY, ticket.id, language)
    if ticket.status is TicketStatus.CLAIMED:
        return (reply, more)
    return (button(Action.CLAIM, ticket.id, language, style=Style.MAIN), reply, more)


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
    yield from (Action.RAISE, Action.LOWER, Action.MERGE, Action.LINK)
