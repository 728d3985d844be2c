"""A single line in a team's room, which calls nobody; and what was asked, once it is answered.

Pure.
"""

from __future__ import annotations

from dataclasses import replace

from triage.desk import Desk
from triage.messages import Act, Grade, Notice, Outgoing
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


def unbuttoned(asked: Outgoing, *, thread: str) -> Outgoing:
    """What it asked is answered: its buttons go, and its words stay. `thread`: where it stands."""
    return Outgoing(
        key=f"{asked.key}:answered",
        ticket=asked.ticket,
        notice=asked.notice,
        to=replace(asked.to, thread=thread),
        lane=asked.lane,
        grade=Grade.UPDATE,
        act=Act.UNBUTTON,
        address=asked.address,
        token=asked.token,
        target=asked.key,
    )
