"""One person writes to the bot alone, or too much: asked first, or kindly declined."""

from __future__ import annotations

import json
from datetime import timedelta

from triage import quota
from triage.apply import Clerk
from triage.desk import Mode
from triage.messages import MessageArrived, Sender
from triage.model import ConversationRef, Ticket
from triage.notices import reporter
from triage.notices.scene import room_voice
from triage.ports.work import UnitOfWork
from triage.wording.whisper import Whisper

ASKED_AGAIN = timedelta(minutes=15)
"""Several messages in a row get one question."""

MOST_COUNTED = 50


def asks(clerk: Clerk, message: MessageArrived, ticket: Ticket | None, *, language: str) -> bool:
    """Ask whether this is to become a ticket, and keep it until they say so.

    In watch mode reporters hear nothing, so a report opens a ticket as it would in a channel.
    """
    if ticket is not None and not clerk.desk.waiting.is_over(ticket, clerk.now):
        return False
    if clerk.desk.mode is Mode.WATCH:
        return False
    work, where = clerk.work, message.conversation
    waits = [*waiting(work, where), message.external_id]
    work.switches.set(_switch(where), json.dumps(waits))
    window = int(clerk.now.timestamp() // ASKED_AGAIN.total_seconds())
    spoken = room_voice(clerk.desk, language)
    clerk.enqueue(reporter.confirm(spoken, message, first=waits[0], window=window))
    return True


def waiting(work: UnitOfWork, where: ConversationRef) -> list[str]:
    """What waits for an answer there, in the order it came in."""
    kept = work.switches.get(_switch(where))
    return [] if kept is None else [str(one) for one in json.loads(kept)]


def forget(work: UnitOfWork, where: ConversationRef) -> None:
    """Nothing waits for an answer there any more."""
    work.switches.set(_switch(where), None)


def why_not(clerk: Clerk, where: ConversationRef, sender: Sender) -> Whisper | None:
    """Why this person opens no ticket in chat now; None: they may. Staff always may."""
    known = clerk.desk.staff_at(where.channel, sender.address)
    if where.channel != "discord" or sender.staff or known is not None:
        return None
    contact = clerk.work.tickets.contact(where.channel, where.account, sender.address)
    mine = (
        []
        if contact is None
        else clerk.work.tickets.reported_by(contact.person, limit=MOST_COUNTED)
    )
    return quota.refused(clerk.desk.limits, sender, mine, now=clerk.now)


def declined(clerk: Clerk, message: MessageArrived, *, told: bool, language: str) -> Whisper | None:
    """Why this one opens no ticket; said kindly, once an hour, to them alone. `told`: whoever
    pressed something reads it in the answer to that."""
    if message.vouched:
        return None
    why = why_not(clerk, message.conversation, message.sender)
    if why is not None and not told and clerk.desk.mode is Mode.LIVE:
        spoken = room_voice(clerk.desk, language)
        clerk.enqueue(reporter.declined(spoken, message, why, now=clerk.now))
    return why


def _switch(where: ConversationRef) -> str:
    return f"direct:{where.channel}:{where.account}:{where.thread}"
