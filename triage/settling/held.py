"""What waits for a person before it may become a ticket: what looks like spam, and reports of new
accounts. Inside a unit of work."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from triage.apply import Clerk
from triage.messages import MessageArrived, Nature
from triage.notices import mail
from triage.ports.store import StoredArrival, Timer
from triage.ports.work import UnitOfWork
from triage.reception import Outcome
from triage.wording.mask import masked_address
from triage.wording.whisper import Whisper

HELD = "spam"
"""The kind of the timer, and the start of the key of the line, that tell of what is held."""
MOST_TOLD = 10
WAITS = Outcome(disposition="held")


def hold(clerk: Clerk, arrival: int, message: MessageArrived) -> None:
    """No ticket; the next morning the room reads one line about all that is held."""
    who = message.sender
    name = masked_address(who.address) if message.by_mail else who.name or who.address
    first = message.text.strip().partition("\n")[0]
    note = json.dumps([name, message.subject or first, not message.by_mail])
    clerk.work.arrivals.note(arrival, note)
    local = clerk.now.astimezone(ZoneInfo(clerk.desk.zone)) + timedelta(days=1)
    due = clerk.desk.hours.next_open(local.replace(hour=0, minute=0, second=0, microsecond=0))
    day = due.astimezone(local.tzinfo).date().isoformat()
    clerk.work.timers.arm(Timer(kind=HELD, subject="desk", occurrence=day, due_at=due))


def declined(clerk: Clerk, arrival: int, message: MessageArrived, why: Whisper) -> Outcome:
    """No ticket now, and `why`. A new account's report is shown to staff, who may let it in."""
    if why is not Whisper.YOUNG:
        return Outcome(disposition="declined")
    hold(clerk, arrival, message)
    return WAITS


def tell_held(clerk: Clerk, timer: Timer) -> None:
    """The daily line; with the ticket reaction on it all of them come in."""
    key = f"{HELD}:{timer.occurrence}"
    told = [json.loads(note) for note in clerk.work.arrivals.tell_held(key)]
    new = sum(one[2:] == [True] for one in told)
    if told:
        first = [(name, words) for name, words, *_ in told[:MOST_TOLD]]
        line = mail.spam(clerk.desk, first, count=len(told) - new, new=new, key=key)
        clerk.work.outbox.enqueue(line, now=clerk.now, due_at=clerk.now)


def let_in(
    work: UnitOfWork, arrival: StoredArrival, message: MessageArrived, now: datetime
) -> MessageArrived:
    """The same, now that a person said that it is a report: this sender is not held again, and it
    counts from now, so that it is answered as what has just come in."""
    ham = f"ham:{message.conversation.account}:{message.sender.address.casefold()}"
    spam = message.nature is Nature.SPAM
    if not arrival.released and not (spam and work.switches.get(ham)):
        return message
    work.switches.set(ham, "1")
    nature, at = Nature.PERSON if spam else message.nature, now if arrival.released else message.at
    return replace(message, nature=nature, forged=None, vouched=True, at=at)


def opened(work: UnitOfWork, arrival: StoredArrival, message: MessageArrived) -> Outcome | None:
    """What is let in now was opened by hand before, in chat; None: it was not."""
    if message.by_mail or not arrival.released:
        return None
    where = message.conversation
    known = work.tickets.by_message(where.channel, where.account, (message.external_id,))
    return None if known is None else Outcome(disposition="copy", ticket=known.id)
