"""Nudges: whoever owes something is told in the room before it is late. Pure."""

from __future__ import annotations

from datetime import datetime

from triage.desk import Desk
from triage.messages import Call, Grade, Notice, Outgoing
from triage.model import PersonId, Ticket, TicketStatus
from triage.notices.pages import reachable
from triage.notices.scene import addresses, link, room_voice
from triage.people import Means
from triage.wording import calls as say
from triage.wording.calls import Owed
from triage.wording.speak import write


def nudge(
    ticket: Ticket, desk: Desk, owed: Owed, *, by: datetime, owing: tuple[PersonId, ...]
) -> Outgoing:
    """Mentions those who owe it. A holder who is not among them is off duty, and only named; that a
    claim has run out is told without a mention, for the policy calls anew.
    """
    holder = ticket.assignee if ticket.status is TicketStatus.CLAIMED else None
    expired = owed is Owed.EXPIRED
    people = () if expired else reachable(desk, owing)
    told = (() if holder is None else (holder,)) if expired else owing
    relieved = None if holder is None or holder in told else holder
    letter = write(
        say.Nudge(
            owed=owed,
            number=ticket.id,
            subject=ticket.subject,
            who=tuple(_named(ticket, desk, one, pinged=one in people) for one in told),
            off_duty=None if relieved is None else _named(ticket, desk, relieved, pinged=False),
            by=by,
            link=link(ticket.conversation),
        ),
        room_voice(desk),
    )
    return Outgoing(
        key=f"nudge:{ticket.id}:{owed.value}:{by.isoformat()}",
        ticket=ticket.id,
        notice=Notice.NUDGE,
        to=desk.room(ticket.team),
        lane=f"nudge:{ticket.id}",
        grade=Grade.REPLY,
        text=letter.text,
        mentions=addresses(desk, people),
        call=Call(people=people, means=Means.DISCORD) if people else None,
    )


def said(message: Outgoing) -> tuple[Owed, datetime]:
    """What a nudge asks for, and until when."""
    _, _, owed, by = message.key.split(":", 3)
    return Owed(owed), datetime.fromisoformat(by)


def _named(ticket: Ticket, desk: Desk, person: PersonId, *, pinged: bool) -> str:
    """A ready-made ping, or a name; whoever has the ticket as it calls them."""
    if pinged:
        return f"<@{addresses(desk, (person,))[0]}>"
    holds = person == ticket.assignee
    return (ticket.assignee_name if holds else None) or desk.name(person)
