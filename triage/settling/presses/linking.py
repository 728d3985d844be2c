"""`/mail`: where a reporter reads what cannot be said to them in chat."""

from __future__ import annotations

from dataclasses import replace

from triage.controls import Action
from triage.desk import Mode
from triage.notices import hands
from triage.settling import linked
from triage.settling.presses.pressing import Pressing, Said, Table, whisper
from triage.wording.controls import ADDRESS, CODE
from triage.wording.whisper import Whisper


def mail(pressing: Pressing) -> Said:
    """An address is sent a code; the code proves it; with neither, what is known is said."""
    desk, work, person = pressing.desk, pressing.work, pressing.actor.person
    fields = pressing.press.fields
    if person in desk.people:
        return whisper(Whisper.MAIL_STAFF)
    if desk.mailbox is None or desk.mode is Mode.WATCH:
        return whisper(Whisper.MAIL_NOT_HERE)
    if CODE in fields:
        said = linked.prove(work, person, fields[CODE], now=pressing.now)
        return whisper(said, address=linked.address_of(work, person) or "")
    if ADDRESS in fields:
        address, language = fields[ADDRESS].strip(), pressing.language
        said = linked.ask(pressing.clerk, person, address, mailbox=desk.mailbox, language=language)
        return whisper(said, address=address)
    known = linked.address_of(work, person)
    if known is None:
        return whisper(Whisper.MAIL_NONE)
    button = hands.button(Action.UNMAIL, None, pressing.language)
    return replace(whisper(Whisper.MAIL_PROVED, address=known), buttons=(button,))


def forget(pressing: Pressing) -> Said:
    linked.forget(pressing.work, pressing.actor.person)
    return replace(whisper(Whisper.MAIL_FORGOTTEN), done=True)


HANDLERS: Table = {Action.MAIL: mail, Action.UNMAIL: forget}
