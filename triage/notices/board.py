"""The board of a team's room: what is unclaimed, owed, waiting, due. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from triage.desk import Desk
from triage.messages import Act, Grade, Notice, Outgoing
from triage.model import TeamId, Ticket, TicketId, TicketStatus
from triage.notices.scene import room_voice
from triage.wording.hand_facts import Board, Row
from triage.wording.speak import write


def board(
    desk: Desk,
    team: TeamId,
    tickets: Sequence[Ticket],
    of: Mapping[TicketId, TicketId],
    *,
    now: datetime,
    earlier: str | None,
) -> Outgoing:
    """`tickets`: the open ones of that team; `of`: the incident that one belongs to. `earlier`: the
    key of the board as it was shown last.

    The nearest promise comes first; who waits for their reporter is behind those who owe.
    """
    letter = write(facts(team, tickets, of), room_voice(desk))
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


def facts(team: TeamId, tickets: Sequence[Ticket], of: Mapping[TicketId, TicketId]) -> Board:
    ordered = sorted(tickets, key=lambda one: (due(one) is None, due(one), one.priority, one.id))
    incidents = [one for one in ordered if one.incident is not None]
    ordered = [one for one in ordered if one.incident is None]
    unclaimed = [one for one in ordered if one.status is TicketStatus.OPEN and not _waits(one)]
    owed = [one for one in ordered if one.status is TicketStatus.CLAIMED and not _waits(one)]
    waiting = [one for one in ordered if _waits(one)]

    def rows(some: Sequence[Ticket]) -> tuple[Row, ...]:
        return tuple(row(one, of.get(one.id)) for one in some)

    return Board(
        team=team,
        incidents=rows(incidents),
        unclaimed=rows(unclaimed),
        owed=rows(owed),
        waiting=rows(waiting),
    )


def due(ticket: Ticket) -> datetime | None:
    """The next promise to the reporter that runs out, None when nothing is owed."""
    return min((one for one in (ticket.answer_by, ticket.news_by) if one is not None), default=None)


def _waits(ticket: Ticket) -> bool:
    return ticket.snoozed is not None or ticket.waiting_since is not None


def row(ticket: Ticket, of_incident: TicketId | None, *, link: str | None = None) -> Row:
    """One ticket of a list or a board."""
    return Row(
        number=ticket.id,
        priority=ticket.priority,
        subject=ticket.subject,
        incident=ticket.incident is not None,
        of_incident=of_incident,
        parts=len(ticket.absorbed),
        who=ticket.assignee_name,
        snoozed=ticket.snoozed is not None,
        resolved=ticket.status is TicketStatus.RESOLVED,
        part_of=None if ticket.merged is None else ticket.merged.into,
        link=link,
        due=None if _waits(ticket) else due(ticket),
    )
