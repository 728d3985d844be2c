"""What engineers press to declare an incident, and to take that back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from triage import reception
from triage.controls import Action
from triage.handling import orders
from triage.model import Ticket
from triage.notices import hands
from triage.settling.presses.engineer import for_staff, ordered, reason_of
from triage.settling.presses.meant import by_hand, chosen, meant
from triage.settling.presses.pressing import Pressing, Said, Table, whisper
from triage.settling.staff import alike
from triage.why import Why
from triage.wording import hand_facts as say
from triage.wording.deed import Deed
from triage.wording.whisper import Whisper


def declare(pressing: Pressing) -> Said:
    """On a card, or from the menu of a message: its ticket, opened if there is none."""
    if not pressing.actor.staff:
        return Said(facts=say.NotDone(why=Why.NOT_STAFF, number=None))
    if not reason_of(pressing).strip():
        return Said(facts=say.NotDone(why=Why.NO_REASON, number=None))
    ticket = meant(pressing) or _opened(pressing)
    if ticket is None:
        return whisper(Whisper.NOT_HERE)
    ticket = reception.whole(pressing.work, ticket)
    order = orders.Declare(reason_of(pressing))
    said = ordered(pressing, ticket, order, Deed.DECLARED, reason=reason_of(pressing).strip())
    if not isinstance(said.facts, say.Told) or not alike(pressing.work, ticket):
        return said
    return replace(said, buttons=(hands.button(Action.GATHER, ticket.id, pressing.language),))


def withdraw(pressing: Pressing, ticket: Ticket) -> Said:
    return ordered(pressing, ticket, orders.Withdraw(reason_of(pressing)), Deed.WITHDRAWN)


def separate(pressing: Pressing, ticket: Ticket) -> Said:
    return ordered(pressing, ticket, orders.Separate(), Deed.SEPARATE)


def gather(pressing: Pressing, ticket: Ticket) -> Said:
    """Related is not merged: each stays a ticket of its own."""
    numbers = ", ".join(str(one.id) for one in alike(pressing.work, ticket))
    return ordered(pressing, ticket, orders.LinkAlike(), Deed.GATHERED, numbers=numbers)


HANDLERS: Table = {
    Action.DECLARE: declare,
    Action.WITHDRAW: partial(for_staff, withdraw),
    Action.SEPARATE: partial(for_staff, separate),
    Action.GATHER: partial(for_staff, gather),
}


def _opened(pressing: Pressing) -> Ticket | None:
    """The message whose menu it was, as a ticket."""
    message = chosen(pressing)
    number = None if message is None else pressing.take(by_hand(pressing, message))
    return None if number is None else reception.known(pressing.work, number)
