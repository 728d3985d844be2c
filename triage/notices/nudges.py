"""Nudges: whoever owes something is told in the room before it is late. Pure."""

from __future__ import annotations

from datetime import datetime

from triage.desk import Desk
from triage.messages import Call, Grade, Notice, Outgoing
from triage.model import Ticket, TicketStatus
from triage.notices.pages import reachable
from triage.notices.scene import addresses, link, room_voice
from triage.people import Means
from triage.wording import calls as say
from triage.wording.calls import Owed
from triage.wording.speak import write


def nudge(ticket: Ticket, desk: Desk, owed: Owed, *, by: datetime) -> Outgoing:
    """Mentions the holder, whose it is; while nobody has it, it is a line that calls nobody."""
    holds = ticket.status is TicketStatus.CLAIMED and ticket.assignee is not None
    holder = (ticket.assignee,) if holds and ticket.assignee is not None else ()
    people = reachable(desk, holder) if owed is not Owed.EXPIRED else ()
    mentions = addresses(desk, people)
    letter = write(
        say.Nudge(
            owed=owed,
            number=ticket.id,
            subject=ticket.subject,
            who=_named(ticket, mentions, holds=holds),
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
        mentions=mentions,
        call=Call(people=people, means=Means.DISCORD) if people else None,
    )


def _named(ticket: Ticket, mentions: tuple[str, ...], *, holds: bool) -> str | None:
    """A ready-made ping, or the name of who has it; None while nobody has."""
    if mentions:
        return f"<@{mentions[0]}>"
    return ticket.assignee_name if holds else None
