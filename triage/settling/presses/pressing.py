"""One press, with what it takes to decide on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from triage.apply import Clerk
from triage.controls import Action, Button
from triage.desk import Desk
from triage.handling.change import Actor
from triage.messages import MessageArrived, PressArrived
from triage.model import (
    MessageRef,
    Ticket,
    TicketId,
)
from triage.ports.work import UnitOfWork
from triage.wording.facts import Facts, Medium, Voice, Whispered
from triage.wording.whisper import Whisper


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """`ticket`: the one that the button names, None for none (a command, a form for a new one).

    `take`: brings a message the way that every message goes; returns the ticket it ended in.
    `read`: an earlier message as it came in, None when it is not kept or is none.
    """

    work: UnitOfWork
    clerk: Clerk
    desk: Desk
    press: PressArrived
    actor: Actor
    ticket: Ticket | None
    now: datetime
    take: Callable[[MessageArrived], TicketId | None]
    read: Callable[[MessageRef], MessageArrived | None]

    @property
    def language(self) -> str:
        """What the person's own client speaks, else the desk's."""
        return self.press.language or self.desk.language

    @property
    def voice(self) -> Voice:
        desk = self.desk
        return Voice(
            product=desk.product, language=self.language, medium=Medium.CHAT, zone=desk.zone
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person is told. `ticket`: the one it is about now, if it is another one. `done`: it
    has come about."""

    facts: Facts
    buttons: tuple[Button, ...] = ()
    ticket: TicketId | None = None
    done: bool = False


Handler = Callable[[Pressing], Said]
Table = Mapping[Action, Handler]
OnTicket = Callable[[Pressing, Ticket], Said]


def whisper(line: Whisper, ticket: Ticket | TicketId | None = None, **values: str) -> Said:
    """One of the short answers. `values` are people's words: they are quoted."""
    number = ticket.id if isinstance(ticket, Ticket) else ticket
    return Said(facts=Whispered(line=line, number=number, values=values), ticket=number)
