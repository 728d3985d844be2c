"""Lines to the room about mail. Silent: they ping nobody. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from triage.controls import Action
from triage.desk import Desk
from triage.messages import Notice, Outgoing
from triage.model import TeamId, Ticket, TicketId, TicketStatus
from triage.notices.lines import line
from triage.wording import mail_facts as say
from triage.wording.mask import masked_address


def silent(desk: Desk, account: str, *, since: datetime, why: str, now: datetime) -> Outgoing:
    """A mailbox has not been read to its end for too long."""
    said = say.IntakeSilent(account=account, since=since, why=why)
    return _line(desk, Notice.INTAKE, said, key=f"intake:{account}:{now.isoformat()}")


def back(desk: Desk, account: str, *, now: datetime) -> Outgoing:
    """It is read again."""
    said = say.IntakeBack(account=account)
    return _line(desk, Notice.INTAKE, said, key=f"intake:{account}:{now.isoformat()}")


def undelivered(ticket: Ticket, desk: Desk, *, recipient: str, why: str, key: str) -> Outgoing:
    """Somebody who should have got our words on this ticket did not; it names who has it."""
    holder = ticket.assignee_name if ticket.status is TicketStatus.CLAIMED else None
    said = say.Undelivered(
        number=ticket.id,
        subject=ticket.subject,
        recipient=masked_address(recipient),
        why=why,
        holder=holder,
    )
    where = (ticket.team, ticket.id)
    return _line(desk, Notice.UNDELIVERED, said, key=f"undelivered:{key}:{recipient}", about=where)


def staff_unreached(desk: Desk, sent: Outgoing, *, why: str, team: TeamId | None) -> Outgoing:
    """Mail to one of the staff does not arrive: `sent` was the one that showed it."""
    people = () if sent.call is None else sent.call.people
    said = say.StaffUnreached(
        name=", ".join(desk.name(one) for one in people),
        recipient=masked_address(sent.address or ""),
        why=why,
    )
    about = (team or desk.default_team, None)
    return _line(desk, Notice.STAFF_UNREACHED, said, key=f"unreached:{sent.key}", about=about)


def spam(
    desk: Desk, told: Sequence[tuple[str, str]], *, count: int, new: int, key: str
) -> Outgoing:
    """Once a day: what is held. `told`: sender and subject of the first of them."""
    said = say.SpamHeld(count=count, new=new, told=tuple(told))
    return replace(_line(desk, Notice.SPAM, said, key=key), actions=(Action.OPEN,))


def loop(ticket: Ticket, desk: Desk, *, count: int, now: datetime) -> Outgoing:
    """An address gets no more automatic answers; told once an hour for each address."""
    said = say.LoopStopped(number=ticket.id, sender=masked_address(ticket.address), count=count)
    key = f"loop:{ticket.conversation.account}:{ticket.address.casefold()}:{now:%Y%m%d%H}"
    return _line(desk, Notice.LOOP, said, key=key, about=(ticket.team, ticket.id))


def _line(
    desk: Desk,
    notice: Notice,
    said: say.MailLine,
    *,
    key: str,
    about: tuple[TeamId, TicketId | None] | None = None,
) -> Outgoing:
    team, ticket = about or (desk.default_team, None)
    lane = f"{notice.value}:{ticket or 'desk'}"
    return line(desk, notice, said, key=key, lane=lane, team=team, ticket=ticket)
