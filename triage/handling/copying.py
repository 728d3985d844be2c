"""Who is copied by a person's reply, and who was only added by somebody else. Pure.

Only the reporter says who is mailed. Whom anybody else adds is shown, and mailed once confirmed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from triage.desk import Desk
from triage.errors import RefusedError
from triage.handling.change import Change
from triage.messages import MessageArrived
from triage.model import PersonId, Ticket

MAX_ADDED = 50
"""The last ones are kept: anybody can write to a mailbox, with any number of copies."""


def copied(ticket: Ticket) -> tuple[str, ...]:
    """Whom a person's reply goes to besides the reporter, each once."""
    return tuple(dict.fromkeys((*ticket.copies, *ticket.confirmed)))


def added(
    change: Change, message: MessageArrived, desk: Desk, *, brought: Collection[str] = ()
) -> Change:
    """The same with the strangers whom a mail of somebody else copies. Nobody is mailed by this.

    `brought`: addresses that a reporter brought in, which are no strangers.
    """
    ticket = change.ticket
    if not message.by_mail or change.by == ticket.reporter:
        return change
    known = {ticket.address.casefold(), *brought, *ticket.participants, *copied(ticket)}
    strangers = [
        one
        for one in message.copies
        if one not in {*known, *ticket.added} and desk.staff_at("email", one) is None
    ]
    if not strangers:
        return change
    kept = (*ticket.added, *strangers)[-MAX_ADDED:]
    facts = {**change.facts, "added": strangers}
    return replace(change, ticket=replace(ticket, added=kept), facts=facts)


def confirm(ticket: Ticket, address: str, by: PersonId) -> Change:
    """From now on they are copied, and speak as the reporter does.

    Raises RefusedError when nobody added them.
    """
    wanted = address.strip().casefold()
    if wanted in copied(ticket):
        raise RefusedError(f"{wanted} is copied on ticket {ticket.id} already")
    if wanted not in ticket.added:
        names = ", ".join(ticket.added) or "nobody"
        raise RefusedError(f"nobody added {wanted} to ticket {ticket.id}; added: {names}")
    changed = replace(
        ticket,
        added=tuple(one for one in ticket.added if one != wanted),
        confirmed=(*ticket.confirmed, wanted),
        participants=tuple(dict.fromkeys((*ticket.participants, wanted))),
    )
    return Change(ticket=changed, kind="copied", by=by, facts={"address": wanted})
