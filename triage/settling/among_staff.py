"""Words in the thread behind a card: notes, until somebody sends them to the reporter."""

from __future__ import annotations

from triage.apply import Clerk
from triage.handling.change import Actor, Refused
from triage.handling.orders import Note, Reply
from triage.messages import StaffWrote
from triage.model import MessageRef, TicketId
from triage.settling import collision
from triage.settling.staff import obey


def ticket_behind(clerk: Clerk, card: MessageRef) -> TicketId | None:
    """None for a thread that people made from something else."""
    return clerk.work.outbox.ticket_of_card(card)


def noted(clerk: Clerk, wrote: StaffWrote, actor: Actor) -> TicketId | None:
    """Kept with the ticket. Whoever may write in the staff's room is heard, whatever their role."""
    number = ticket_behind(clerk, wrote.card)
    if number is None:
        return None
    among = Actor(person=actor.person, name=actor.name, staff=True)
    obey(clerk, number, Note(wrote.text, ref=wrote.message), among, key=wrote.message.external_id)
    return number


def sent_on(clerk: Clerk, wrote: StaffWrote, actor: Actor) -> TicketId | None:
    """The reaction for it: these words go to the reporter, once, however many set it."""
    number = ticket_behind(clerk, wrote.card)
    if number is None or any(
        event.facts.get("message") == wrote.message.external_id
        for event in clerk.work.tickets.events(number)
        if event.kind == "replied"
    ):
        return number
    order = Reply(wrote.text, message=wrote.message.external_id)
    done = obey(clerk, number, order, actor, key=wrote.message.external_id)
    if isinstance(done, Refused):
        return None
    collision.noticed(clerk, done, actor.person)
    return number
