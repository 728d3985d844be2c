"""The board of a team's room: what is unclaimed, owed, waiting, due. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from triage.desk import Desk
from triage.messages import Act, Grade, Notice, Outgoing
from triage.model import TeamId, Ticket, TicketStatus
from triage.notices.scene import room_voice
from triage.wording.hand_facts import Board, Row
from triage.wording.speak import write


def board(
    desk: Desk, team: TeamId, tickets: Sequence[Ticket], *, now: datetime, earlier: str | None
) -> Outgoing:
    """`tickets`: the open ones of that team. `earlier`: the key of the board as it was shown last.

    The nearest promise comes first; who waits for their reporter is behind those who owe.
    """
    letter = write(facts(team, tickets), room_voice(desk))
    return Outgoing(
        key=f"board:{team}:{now.isoformat()}",
        ticket=None,
        notice=Notice.BOARD,
        to=desk.room(team),
        lane=f"board:{team}",
        grade=Grade.BULK,
        act=Act.SHOW,
        target=earlier,
        text=letter.text,
    )


def facts(team: TeamId, tickets: Sequence[Ticket]) -> Board:
    ordered = sorted(tickets, key=lambda one: (due(one) is None, due(one), one.priority, one.id))
    incidents = [one for one in ordered if one.incident is not None]
    ordered = [one for one in ordered if one.incident is None]
    unclaimed = [one for one in ordered if one.status is TicketStatus.OPEN and not _waits(one)]
    owed = [one for one in ordered if one.status is TicketStatus.CLAIMED and not _waits(one)]
    waiting = [one for one in ordered if _waits(one)]
    return Board(
        team=team,
        incidents=tuple(map(_row, incidents)),
        unclaimed=tuple(map(_row, unclaimed)),
        owed=tuple(map(_row, owed)),
        waiting=tuple(map(_row, waiting)),
    )


def due(ticket: Ticket) -> datetime | None:
    """The next promise to the reporter that runs out, None when nothing is owed."""
    return min((one for one in (ticket.answer_by, ticket.news_by) if one is not None), default=None)


def _waits(ticket: Ticket) -> bool:
    return ticket.snoozed is not None or ticket.waiting_since is not None


def _row(ticket: Ticket) -> Row:
    return Row(
        number=ticket.id,
        priority=ticket.priority,
        subject=ticket.subject,
        who=ticket.assignee_name,
        snoozed=ticket.snoozed is not None,
        due=None if _waits(ticket) else due(ticket),
    )
