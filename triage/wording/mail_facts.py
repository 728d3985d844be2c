"""What is said about mail, as values: lines to the room, which `triage.wording.mail` says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage.model import TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSilent:
    """A mailbox was last read to its end at `since`; `why`: what went wrong, in English."""

    account: str
    since: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeBack:
    """A mailbox is read again."""

    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """What we sent did not reach `recipient` (masked). `holder`: who has the ticket."""

    number: TicketId
    subject: str
    recipient: str
    why: str
    holder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopStopped:
    """No more automatic answers to `sender` (masked) for a while; `count` went out in an hour."""

    number: TicketId
    sender: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpamHeld:
    """`count` mails are held, and `new` reports of new accounts; `told`: (sender, masked; subject)
    of the first of them."""

    count: int
    new: int
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffUnreached:
    """Mail to somebody of the staff does not arrive. `name`: theirs; `recipient`: masked."""

    name: str
    recipient: str
    why: str


MailLine = IntakeSilent | IntakeBack | Undelivered | StaffUnreached | LoopStopped | SpamHeld
