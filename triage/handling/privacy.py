"""A ticket goes on where only its reporter and staff read along, or cannot. Pure."""

from __future__ import annotations

from dataclasses import replace

from triage.handling.change import CARD, Change, Tell, nothing
from triage.messages import Notice
from triage.model import PersonId, Ticket

MADE_PRIVATE = "made_private"


def make_private(ticket: Ticket, by: PersonId | None) -> Change:
    """From here on in a private thread, as soon as that is there."""
    if ticket.private or ticket.place is None:
        return nothing(ticket, by)
    return Change(
        ticket=replace(ticket, private=True),
        kind=MADE_PRIVATE,
        by=by,
        tell=(Tell(notice=Notice.PRIVATE), CARD),
    )


def moved(ticket: Ticket, thread: str, *, left: bool) -> Change:
    """The private place is there: what is said from now on is said in it.

    `left`: it began in public, where one neutral line stays.
    """
    there = replace(ticket.conversation, thread=thread)
    if there == ticket.conversation:
        return nothing(ticket, None)
    began = ticket.began or ticket.conversation
    changed = replace(ticket, conversation=there, began=began, private=True)
    tell = (Tell(notice=Notice.MOVED), CARD) if left else (CARD,)
    return Change(ticket=changed, kind="moved", facts={"thread": thread}, tell=tell)


def stays_public(ticket: Ticket, *, why: str) -> Change:
    """The private thread was refused: nobody is told that words are private which all can read.

    Its reporter is answered where they wrote.
    """
    return Change(
        ticket=replace(ticket, private=False),
        kind="stayed_public",
        facts={"why": why},
        tell=(Tell(notice=Notice.THREAD), CARD),
    )
