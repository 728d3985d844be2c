"""Which handler a press has, and the answer that its person gets."""

from __future__ import annotations

from triage.messages import Act, Grade, Notice, Outgoing
from triage.model import TicketId
from triage.presses import (
    answers,
    calling,
    engineer,
    incident,
    lists,
    oncall,
    reporter,
    rota,
)
from triage.presses.pressing import Pressing, Said, Table, whisper
from triage.wording.speak import write
from triage.wording.whisper import Whisper

HANDLERS: Table = {
    **reporter.HANDLERS,
    **engineer.HANDLERS,
    **incident.HANDLERS,
    **answers.HANDLERS,
    **lists.HANDLERS,
    **oncall.HANDLERS,
    **rota.HANDLERS,
    **calling.HANDLERS,
}


def decide(pressing: Pressing) -> TicketId | None:
    """Decide, write it down, and answer. Returns the ticket that it was about."""
    press = pressing.press
    handler = HANDLERS.get(press.action)
    if press.ticket is not None and pressing.ticket is None:
        said = whisper(Whisper.GONE, press.ticket)
    elif handler is None:
        said = whisper(Whisper.UNKNOWN)
    else:
        said = handler(pressing)
    pressing.clerk.enqueue(_answer(pressing, said))
    known = None if pressing.ticket is None else pressing.ticket.id
    return said.ticket or known


def _answer(pressing: Pressing, said: Said) -> Outgoing:
    press = pressing.press
    return Outgoing(
        key=f"answer:{press.external_id}",
        ticket=said.ticket,
        notice=Notice.ANSWER,
        to=press.conversation,
        lane=f"answer:{press.external_id}",
        grade=Grade.REPLY,
        act=Act.ANSWER,
        text=write(said.facts, pressing.voice).text,
        buttons=said.buttons,
        token=press.token,
    )
