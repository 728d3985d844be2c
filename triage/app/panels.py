"""The message with the button that opens the form, in the channels that want one."""

from __future__ import annotations

from datetime import datetime

from triage.desk import Desk, Mode
from triage.model import ConversationRef
from triage.notices import reporter
from triage.ports.work import UnitOfWork
from triage.settings.whole import Settings


def post_panels(work: UnitOfWork, settings: Settings, desk: Desk, now: datetime) -> None:
    """Once a channel, and only when reporters are answered at all."""
    if settings.discord is None or desk.mode is Mode.WATCH:
        return
    for intake in settings.discord.intake:
        if intake.panel:
            where = ConversationRef("discord", settings.discord.guild, intake.channel)
            work.outbox.enqueue(reporter.panel(desk, where), now=now, due_at=now)
