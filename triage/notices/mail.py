"""Lines to the room about mail. Silent: they ping nobody. Pure."""

from __future__ import annotations

from datetime import datetime

from triage.desk import Desk
from triage.messages import Grade, Notice, Outgoing
from triage.model import TeamId, TicketId
from triage.notices.scene import room_voice
from triage.wording import facts as say
from triage.wording.speak import write


def silent(desk: Desk, account: str, *, since: datetime, why: str, now: datetime) -> Outgoing:
    """A mailbox has not been read to its end for too long."""
    said = say.IntakeSilent(account=account, since=since, why=why)
    return _line(desk, Notice.INTAKE, said, key=f"intake:{account}:{now.isoformat()}")


def back(desk: Desk, account: str, *, now: datetime) -> Outgoing:
    """It is read again."""
    said = say.IntakeBack(account=account)
    return _line(desk, Notice.INTAKE, said, key=f"intake:{account}:{now.isoformat()}")


def _line(
    desk: Desk,
    notice: Notice,
    said: say.MailLine,
    *,
    key: str,
    team: TeamId | None = None,
    ticket: TicketId | None = None,
) -> Outgoing:
    return Outgoing(
        key=key,
        ticket=ticket,
        notice=notice,
        to=desk.teams[team or desk.default_team].room,
        lane=f"{notice.value}:{ticket or 'desk'}",
        grade=Grade.REPLY,
        text=write(said, room_voice(desk)).text,
    )
