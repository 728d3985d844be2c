"""What a probe has proved of a mailbox, kept in the database for the service to use."""

from __future__ import annotations

from triage.ports.work import UnitOfWork
from triage.settings.whole import Settings


def plus_switch(mailbox: str) -> str:
    """The switch that says that a part behind a plus arrives in this mailbox."""
    return f"plus:{mailbox}"


def plus_proved(work: UnitOfWork, settings: Settings) -> frozenset[str]:
    """The mailboxes of which a probe has proved it."""
    names = settings.mailboxes
    return frozenset(one for one in names if work.switches.get(plus_switch(one)) is not None)
