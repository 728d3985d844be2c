"""Engineers' words to the reporter: sent, or held while somebody else answers, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from triage.controls import Action
from triage.handling import orders
from triage.model import Ticket
from triage.notices import hands
from triage.settling.collision import just_answered
from triage.settling.presses import again, engineer
from triage.settling.presses.engineer import for_staff, ordered, told
from triage.settling.presses.pressing import OnTicket, Pressing, Said, Table
from triage.wording.deed import Deed
from triage.wording.hand_forms import CANNED, LINE, TEXT

HELD, SENT = "reply_held", "reply_sent"


def reply(pressing: Pressing, ticket: Ticket) -> Said:
    fields = pressing.press.fields
    order = orders.Reply(fields.get(TEXT, ""), canned=fields.get(CANNED))
    return ordered(pressing, ticket, order, Deed.SENT)


_SPEAKING: Mapping[Action, tuple[OnTicket, tuple[str, ...], Deed]] = {
    Action.REPLY: (reply, (TEXT, CANNED), Deed.COLLISION),
    Action.LINE: (engineer.line, (LINE,), Deed.COLLISION),
    Action.RESOLVE: (engineer.resolve, (LINE,), Deed.COLLISION_RESOLVE),
}
"""What says something to the reporter, and the fields that hold the words."""


def speak(pressing: Pressing, ticket: Ticket) -> Said:
    """Not sent at once when a colleague has just answered: two answers confuse a reporter."""
    act, fields, deed = _SPEAKING[pressing.press.action]
    press, actor = pressing.press, pressing.actor
    words = any(press.fields.get(one, "").strip() for one in fields)
    other = just_answered(pressing.clerk, ticket, actor.person) if words else None
    if other is None:
        return act(pressing, ticket)
    key = press.external_id
    facts = {"key": key, "action": press.action.value, "fields": dict(press.fields)}
    kept = {**facts, "form": again.form(pressing)}
    pressing.clerk.log(ticket, HELD, by=actor.person, facts=kept)
    said = told(deed, ticket, who=other.name, seconds=str(other.seconds), said=other.said)
    send = hands.button(Action.SEND, ticket.id, pressing.language, key)
    return Said(facts=said.facts, ticket=ticket.id, buttons=(send,))


def send(pressing: Pressing, ticket: Ticket) -> Said:
    """What was held goes out after all, once; also when its form was sent, and held, twice."""
    key, me = pressing.press.argument, pressing.actor.person
    mine = [one for one in pressing.work.tickets.events(ticket.id) if one.by == me]
    held = next((one for one in mine if one.kind == HELD and one.facts.get("key") == key), None)
    if held is None or any(one.kind == SENT and one.facts.get("key") == key for one in mine):
        return told(Deed.GONE, ticket)
    pressing.clerk.log(ticket, SENT, by=me, facts={"key": key})
    fields, form = held.facts.get("fields"), held.facts.get("form")
    sent = form if isinstance(form, str) else None
    if again.done(pressing, sent) is not None:
        return told(Deed.GONE, ticket)
    press = replace(pressing.press, fields=fields if isinstance(fields, dict) else {})
    act, _, _ = _SPEAKING[Action(str(held.facts["action"]))]
    said = act(replace(pressing, press=press), ticket)
    if said.done:
        again.keep(pressing, sent)
    return replace(said, done=True)


HANDLERS: Table = {
    **dict.fromkeys(_SPEAKING, partial(for_staff, speak)),
    Action.SEND: partial(for_staff, send),
}
