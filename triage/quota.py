"""How many tickets one person may open in chat, and who may open none. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from triage.desk import Limits
from triage.messages import Sender
from triage.model import Ticket, TicketStatus
from triage.wording.whisper import Whisper


def refused(
    limits: Limits, sender: Sender, tickets: Sequence[Ticket], *, now: datetime
) -> Whisper | None:
    """Why this person opens no ticket now; None: they may. `tickets`: their newest ones.

    Only open ones count against the limit, so a closed ticket never stands in anybody's way. Who
    has had a ticket before is not asked how old the account is.
    """
    if sender.address in limits.blocked:
        return Whisper.BLOCKED
    if not tickets and _is_young(limits, sender, now):
        return Whisper.YOUNG
    if sum(one.status is not TicketStatus.RESOLVED for one in tickets) >= limits.open:
        return Whisper.MANY_OPEN
    recent = sum(now - one.opened_at < limits.window for one in tickets)
    return Whisper.TOO_FAST if recent >= limits.burst else None


def _is_young(limits: Limits, sender: Sender, now: datetime) -> bool:
    if sender.since is None or sender.known:
        return False
    return now - sender.since < limits.account_age
