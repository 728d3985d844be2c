"""Which handler a press has, and the answer that its person gets."""

from __future__ import annotations

from triage.controls import Action
from triage.messages import Act, Grade, Notice, Outgoing
from triage.model import TicketId
from triage.settling.presses import (
    again,
    answers,
    calling,
    engineer,
    incident,
    linking,
    lists,
    oncall,
    reporter,
    rota,
)
from triage.settling.presses.pressing import Pressing, Said, Table, whisper
from triage.wording.speak import write
from triage.wording.whisper import Whisper

HANDLERS: Table = {
    **reporter.HANDLERS,
    **engineer.HANDLERS,
    **incident.HANDLERS,
    **answers.HANDLERS,
    **linking.HANDLERS,
    **lists.HANDLERS,
    **oncall.HANDLERS,
    **rota.HANDLERS,
    **calling.HANDLERS,
}


ONCE = frozenset(
    {
        Action.UNDO,
        Action.SEND,
        Action.STEAL,
        Action.GATHER,
        Action.OPEN,
        Action.DISMISS,
        Action.PAGE_NOW,
        Action.DROP,
        Action.SWAP_BACK,
        Action.UNMAIL,
    }
)
"""What is done with one press: afterwards its message has nothing to press any more."""
QUESTIONS = frozenset({Notice.ANSWER, Notice.CONFIRM, Notice.LINE_ASKED, Notice.LOST_RACE})
"""Messages that only ask. The buttons of a card or a receipt change with its ticket."""


def decide(pressing: Pressing) -> TicketId | None:
    """Decide, write it down, and answer. Returns the ticket that it was about."""
    press, twin = pressing.press, again.before(pressing)
    if twin is not None:
        pressing.clerk.enqueue(twin)
        return twin.ticket
    handler = HANDLERS.get(press.action)
    if press.ticket is not None and pressing.ticket is None:
        said = whisper(Whisper.GONE, press.ticket)
    elif handler is None:
        said = whisper(Whisper.UNKNOWN)
    else:
        said = handler(pressing)
    if said.done:
        again.keep(pressing, again.form(pressing))
    pressing.clerk.enqueue(_answer(pressing, said))
    if said.done and press.action in ONCE:
        pressing.clerk.answered(_question(pressing))
    known = None if pressing.ticket is None else pressing.ticket.id
    return said.ticket or known


def _question(pressing: Pressing) -> Outgoing | None:
    """The message of ours that was pressed, if all it had was this question: no list of many."""
    where, outbox = pressing.press.message, pressing.work.outbox
    key = None if where is None else outbox.key_of(where)
    asked = None if key is None else outbox.message(key)
    if asked is None or asked.notice not in QUESTIONS:
        return None
    alike = [one for one in asked.buttons if one.action is pressing.press.action]
    return asked if len(alike) == 1 else None


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
