"""A single line in a team's room: it calls nobody, and nothing on it is edited later. Pure."""

from __future__ import annotations

from triage.desk import Desk
from triage.messages import Grade, Notice, Outgoing
from triage.model import TeamId, TicketId
from triage.notices.scene import room_voice
from triage.wording.facts import Facts
from triage.wording.speak import write


def line(
    desk: Desk,
    notice: Notice,
    facts: Facts,
    *,
    key: str,
    lane: str,
    team: TeamId | None = None,
    ticket: TicketId | None = None,
    grade: Grade = Grade.REPLY,
) -> Outgoing:
    """`team` None: the room of the default team, for what concerns the whole desk."""
    return Outgoing(
        key=key,
        ticket=ticket,
        notice=notice,
        to=desk.room(team or desk.default_team),
        lane=lane,
        grade=grade,
        text=write(facts, room_voice(desk)).text,
    )
