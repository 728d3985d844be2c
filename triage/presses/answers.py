"""Engineers' words to the reporter: sent, or held while somebody else answers, too."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from triage.controls import Action
from triage.handling import orders
from triage.model import Author, Event, PersonId, Ticket
from triage.notices import hands
from triage.presses.engineer import for_staff, ordered, told
from triage.presses.pressing import Pressing, Said, Table
from triage.wording.deed import Deed
from triage.wording.hand_forms import CANNED, TEXT

AT_ONCE = timedelta(minutes=2)
"""Two people who answer within this time may not know of each other."""

HELD, SENT, REPLIED = "reply_held", "reply_sent", "replied"


def reply(pressing: Pressing, ticket: Ticket) -> Said:
    """Not sent at once when a colleague has just answered: two answers confuse a reporter."""
    text = pressing.press.fields.get(TEXT, "")
    canned = pressing.press.fields.get(CANNED)
    if canned is not None:
        return ordered(pressing, ticket, orders.Reply(text, canned=canned), Deed.SENT)
    other = _just_answered(pressing, ticket)
    if other is None or not text.strip():
        return ordered(pressing, ticket, orders.Reply(text), Deed.SENT)
    key = pressing.press.external_id
    facts = {"key": key, "text": text}
    pressing.clerk.log(ticket, HELD, by=pressing.actor.person, facts=facts)
    language = pressing.press.language or pressing.desk.language
    said = told(
        Deed.COLLISION,
        ticket,
        who=_who(pressing, other),
        seconds=str(int((pressing.now - other.at).total_seconds())),
        said=str(other.facts.get("text") or "…"),
    )
    send = hands.button(Action.SEND, ticket.id, language, key)
    return Said(facts=said.facts, ticket=ticket.id, buttons=(send,))


def send(pressing: Pressing, ticket: Ticket) -> Said:
    """What was held goes out after all, once."""
    key, me = pressing.press.argument, pressing.actor.person
    mine = [one for one in pressing.work.tickets.events(ticket.id) if one.by == me]
    held = next((one for one in mine if one.kind == HELD and one.facts.get("key") == key), None)
    if held is None or any(one.kind == SENT and one.facts.get("key") == key for one in mine):
        return told(Deed.GONE, ticket)
    pressing.clerk.log(ticket, SENT, by=me, facts={"key": key})
    return ordered(pressing, ticket, orders.Reply(str(held.facts["text"])), Deed.SENT)


HANDLERS: Table = {
    Action.REPLY: partial(for_staff, reply),
    Action.SEND: partial(for_staff, send),
}


def _just_answered(pressing: Pressing, ticket: Ticket) -> Event | None:
    """The last words of a colleague to the reporter, if they are this fresh."""
    events = pressing.work.tickets.events(ticket.id)
    fresh = (one for one in reversed(events) if pressing.now - one.at <= AT_ONCE)
    return next((one for one in fresh if _is_anothers(one, pressing.actor.person)), None)


def _is_anothers(event: Event, me: PersonId) -> bool:
    spoke = event.kind == REPLIED or event.facts.get("author") == Author.STAFF.value
    return spoke and event.by is not None and event.by != me


def _who(pressing: Pressing, event: Event) -> str:
    return (event.by and pressing.clerk.name(event.by)) or str(event.by)
