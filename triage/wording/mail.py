"""How the lines to the room about mail are built. Pure."""

from __future__ import annotations

from typing import assert_never

from triage.wording.mail_facts import (
    IntakeBack,
    IntakeSilent,
    LoopStopped,
    MailLine,
    SpamHeld,
    StaffUnreached,
    Undelivered,
)
from triage.wording.pen import Pen, lines

_SUBJECT = 80
_WHY = 300
_ADDRESS = 80


def line(facts: MailLine, pen: Pen) -> str:
    words = pen.language.mail
    match facts:
        case IntakeSilent():
            since, why = pen.when(facts.since), pen.quote(facts.why, limit=_WHY)
            said = words.silent.format(account=pen.name(facts.account), since=since, why=why)
            return lines(said, words.silent_help)
        case IntakeBack():
            return words.back.format(account=pen.name(facts.account))
        case Undelivered():
            return _undelivered(facts, pen)
        case StaffUnreached():
            return _staff(facts, pen)
        case LoopStopped():
            sender = pen.quote(facts.sender, limit=_ADDRESS)
            said = words.loop.format(sender=sender, count=facts.count, number=facts.number)
            return lines(said, words.loop_help)
        case SpamHeld():
            return _spam(facts, pen)
        case _:
            assert_never(facts)


def _undelivered(facts: Undelivered, pen: Pen) -> str:
    words = pen.language.mail
    said = words.undelivered.format(
        recipient=pen.quote(facts.recipient, limit=_ADDRESS),
        number=facts.number,
        subject=pen.quote(facts.subject, limit=_SUBJECT),
        why=pen.quote(facts.why, limit=_WHY),
    )
    holder = facts.holder
    return lines(said, words.undelivered_help.format(holder=pen.name(holder)) if holder else None)


def _staff(facts: StaffUnreached, pen: Pen) -> str:
    words, name = pen.language.mail, pen.name(facts.name)
    said = words.staff.format(
        name=name,
        recipient=pen.quote(facts.recipient, limit=_ADDRESS),
        why=pen.quote(facts.why, limit=_WHY),
    )
    return lines(said, words.staff_help.format(name=name))


def _spam(facts: SpamHeld, pen: Pen) -> str:
    words = pen.language.mail
    told = (
        "- "
        + words.spam_line.format(
            sender=pen.quote(sender, limit=_ADDRESS), subject=pen.quote(subject, limit=_SUBJECT)
        )
        for sender, subject in facts.told
    )
    mails = words.spam.of(facts.count) if facts.count else None
    new = words.spam_new.of(facts.new) if facts.new else None
    return lines(mails, new, *told, words.spam_help)
