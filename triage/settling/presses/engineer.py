"""What engineers press: on a card, in the menu behind "More", in the forms that those open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from triage import reception
from triage.controls import Action
from triage.handling import copying, engineers, orders
from triage.handling.change import Actor, Change, Refused, TimerKind
from triage.handling.orders import Order
from triage.model import Author, PersonId, TeamId, Ticket, TicketId, TicketStatus
from triage.moments import moment_of
from triage.notices import hands
from triage.settling.presses.meant import meant, number_of
from triage.settling.presses.pressing import OnTicket, Pressing, Said, Table
from triage.settling.staff import obey
from triage.why import Why
from triage.wording import hand_facts as say
from triage.wording.deed import Deed
from triage.wording.hand_forms import LINE, NOTE, REASON, TEXT, TICKET, UNTIL

PAGE = 1500
"""Characters of a report in one answer: it fits a message with its head."""


def told(deed: Deed, ticket: Ticket | None = None, **values: str) -> Said:
    """One of the short answers. `values` are people's words: they are quoted."""
    number = None if ticket is None else ticket.id
    return Said(facts=say.Told(deed=deed, number=number, values=values), ticket=number)


def not_done(
    pressing: Pressing,
    ticket: Ticket,
    why: Why,
    who: str | None = None,
    other: TicketId | None = None,
) -> Said:
    """Why nothing has changed. What somebody else has can be taken over right there."""
    facts = say.NotDone(why=why, number=ticket.id, who=who, other=other)
    held = why is Why.HELD
    buttons = (hands.button(Action.STEAL, ticket.id, pressing.language),) if held else ()
    return Said(facts=facts, ticket=ticket.id, buttons=buttons)


def for_staff(handler: OnTicket, pressing: Pressing) -> Said:
    """The ticket that is meant, for whoever may do anything to it."""
    ticket = meant(pressing)
    if ticket is None:
        return told(Deed.NOWHERE)
    if not pressing.actor.staff:
        return not_done(pressing, ticket, Why.NOT_STAFF)
    return handler(pressing, ticket)


def ordered(pressing: Pressing, ticket: Ticket, order: Order, deed: Deed, **values: str) -> Said:
    """Carry an order out, and say so; or why nothing has changed."""
    done = obey(pressing.clerk, ticket.id, order, pressing.actor, key=pressing.press.external_id)
    if isinstance(done, Refused):
        return not_done(pressing, ticket, done.why, done.who, done.other)
    return replace(told(deed, done, **values), done=True)


# ---------------------------------------------------------------- with time to change one's mind


def release(pressing: Pressing, ticket: Ticket) -> Said:
    actor = pressing.actor
    if ticket.status is not TicketStatus.CLAIMED:
        return not_done(pressing, ticket, Why.NOT_HELD)
    if ticket.assignee != actor.person:
        return not_done(pressing, ticket, Why.HELD, ticket.assignee_name)
    due_at = pressing.now + pressing.desk.undo
    change = engineers.release_soon(ticket, actor, due_at=due_at)
    return _soon(pressing, ticket, change, told(Deed.RELEASING, ticket, seconds=_undo(pressing)))


def resolve(pressing: Pressing, ticket: Ticket) -> Said:
    """With a line to the reporter, or without one."""
    actor, line = pressing.actor, pressing.press.fields.get(LINE, "").strip()
    if ticket.status is TicketStatus.RESOLVED:
        return not_done(pressing, ticket, Why.RESOLVED, ticket.resolved_by_name)
    if actor.person == ticket.reporter:
        return not_done(pressing, ticket, Why.OWN_REPORT, actor.name)
    change = engineers.resolve_soon(
        ticket,
        actor,
        due_at=pressing.now + pressing.desk.undo,
        now=pressing.now,
        line=line or None,
    )
    deed = Deed.RESOLVING if line else Deed.RESOLVING_SILENTLY
    values = {"line": line} if line else {}
    said = told(deed, ticket, seconds=_undo(pressing), **values)
    return _soon(pressing, ticket, change, said)


def undo(pressing: Pressing, ticket: Ticket) -> Said:
    """What has not taken effect yet never does."""
    if ticket.assignee == pressing.actor.person:
        pressing.work.timers.cancel(TimerKind.RELEASE, str(ticket.id))
    pressing.clerk.carry_out(engineers.undo_resolve(ticket, pressing.actor), before=ticket)
    return replace(told(Deed.UNDONE, ticket), done=True)


def _soon(pressing: Pressing, ticket: Ticket, change: Change, said: Said) -> Said:
    pressing.clerk.carry_out(change, before=ticket)
    button = hands.button(Action.UNDO, ticket.id, pressing.language)
    return Said(facts=said.facts, ticket=ticket.id, buttons=(button,))


def _undo(pressing: Pressing) -> str:
    return str(int(pressing.desk.undo.total_seconds()))


# ---------------------------------------------------------------- from a form


def line(pressing: Pressing, ticket: Ticket) -> Said:
    text = pressing.press.fields.get(LINE, "")
    return ordered(pressing, ticket, orders.Line(text), Deed.LINED, line=text)


def note(pressing: Pressing, ticket: Ticket) -> Said:
    fields = pressing.press.fields
    order = orders.Note(fields.get(NOTE) or fields.get(TEXT, ""))
    return ordered(pressing, ticket, order, Deed.NOTED)


def steal(pressing: Pressing, ticket: Ticket) -> Said:
    who = pressing.actor.name or pressing.actor.person
    return ordered(pressing, ticket, orders.Steal(reason_of(pressing)), Deed.HANDED, who=who)


def transfer(pressing: Pressing, ticket: Ticket) -> Said:
    """First to whom, then why: the name rides on the button that opens the form."""
    slug = PersonId(pressing.press.argument)
    if not slug:
        people = hands.people(ticket, pressing.desk)
        return Said(facts=told(Deed.TO_WHOM, ticket).facts, ticket=ticket.id, buttons=people)
    person = pressing.desk.people.get(slug)
    if person is None:
        return told(Deed.NO_PERSON, ticket, given=slug)
    to = Actor(person=person.id, name=person.name, staff=True)
    order = orders.Transfer(to, reason_of(pressing))
    return ordered(pressing, ticket, order, Deed.HANDED, who=person.name)


def hand_on(pressing: Pressing, ticket: Ticket) -> Said:
    """First to which team, then why."""
    to = TeamId(pressing.press.argument)
    if not to:
        teams = hands.teams(ticket, pressing.desk)
        return Said(facts=told(Deed.TO_WHOM, ticket).facts, ticket=ticket.id, buttons=teams)
    order = orders.HandOn(to, reason_of(pressing))
    return ordered(pressing, ticket, order, Deed.HANDED_ON, team=to)


def confirm(pressing: Pressing, ticket: Ticket) -> Said:
    """First whom, then they are copied on what people write."""
    key = pressing.press.argument
    if not key:
        shown = hands.strangers(ticket)
        return Said(facts=told(Deed.WHOM, ticket).facts, ticket=ticket.id, buttons=shown)
    address = next((one for one in ticket.added if hands.short(one) == key), None)
    if address is None:
        return told(Deed.CONFIRMED_BEFORE, ticket)
    change = copying.confirm(ticket, address, pressing.actor.person)
    pressing.clerk.carry_out(change, before=ticket)
    return told(Deed.CONFIRMED, ticket, who=address)


def snooze(pressing: Pressing, ticket: Ticket) -> Said:
    given = pressing.press.fields.get(UNTIL, "").strip()
    if not given:
        return ordered(pressing, ticket, orders.SnoozeOrder(None), Deed.SNOOZED)
    try:
        until = moment_of(given, pressing.desk.hours, pressing.now)
    except ValueError:
        return told(Deed.NO_MOMENT, ticket, given=given)
    said = ordered(pressing, ticket, orders.SnoozeOrder(until), Deed.SNOOZED)
    if not isinstance(said.facts, say.Told):
        return said
    facts = say.Told(deed=Deed.SNOOZED_UNTIL, number=ticket.id, moment=until)
    return Said(facts=facts, ticket=ticket.id)


def escalate(pressing: Pressing, ticket: Ticket) -> Said:
    return ordered(pressing, ticket, orders.Escalate(reason_of(pressing)), Deed.ESCALATED)


def priority(pressing: Pressing, ticket: Ticket) -> Said:
    up = pressing.press.action is Action.RAISE
    after = ticket.priority.raised() if up else ticket.priority.lowered()
    order = orders.Raise() if up else orders.Lower()
    return ordered(pressing, ticket, order, Deed.PRIORITY, priority=after.name)


def with_other(pressing: Pressing, ticket: Ticket) -> Said:
    """Merge, link, unlink: the form names the other one."""
    given = pressing.press.fields.get(TICKET, "")
    number = number_of(given)
    if number is None or reception.known(pressing.work, number) is None:
        return told(Deed.NO_NUMBER, ticket, given=given)
    order, deed = _OTHERS[pressing.press.action]
    return ordered(pressing, ticket, order(number), deed, other=str(number))


_OTHERS: Mapping[Action, tuple[type[orders.Merge | orders.Link | orders.Unlink], Deed]] = {
    Action.MERGE: (orders.Merge, Deed.MERGED),
    Action.LINK: (orders.Link, Deed.LINKED),
    Action.UNLINK: (orders.Unlink, Deed.UNLINKED),
}


def reason_of(pressing: Pressing) -> str:
    return pressing.press.fields.get(REASON, "")


# ---------------------------------------------------------------- only to read


def issue(pressing: Pressing, ticket: Ticket) -> Said:
    repository = pressing.desk.tracker or ""
    return ordered(pressing, ticket, orders.FileIssue(), Deed.FILED, repository=repository)


def more(pressing: Pressing, ticket: Ticket) -> Said:
    """Everything else that can be done to the ticket as it is now."""
    buttons = hands.menu(ticket, pressing.actor.person, pressing.language)
    mine = ticket.assignee in (None, pressing.actor.person) and ticket.merged is None
    open_ = ticket.status is not TicketStatus.RESOLVED
    if len(pressing.desk.teams) > 1 and mine and open_:
        buttons = (*buttons, hands.button(Action.HAND_ON, ticket.id, pressing.language))
    if pressing.desk.tracker is not None:
        buttons = (*buttons, hands.button(Action.ISSUE, ticket.id, pressing.language))
    return Said(facts=told(Deed.MORE, ticket).facts, ticket=ticket.id, buttons=buttons)


def why(pressing: Pressing, ticket: Ticket) -> Said:
    by = ticket.priority_by
    facts = say.Reasons(
        number=ticket.id,
        priority=ticket.priority,
        ruled=ticket.assessment.priority,
        reasons=ticket.assessment.reasons,
        by=None if by is None else pressing.clerk.name(by) or by,
    )
    return Said(facts=facts, ticket=ticket.id)


def whole(pressing: Pressing, ticket: Ticket) -> Said:
    """All that its reporter wrote so far, page by page. Who read it is on the timeline."""
    said = pressing.work.tickets.messages(ticket.id)
    text = "\n\n".join(one.text for one in said if one.author is Author.REPORTER)
    start = int(pressing.press.argument or 0)
    pressing.clerk.log(ticket, "read_whole", by=pressing.actor.person, facts={"from": start})
    facts = say.Whole(number=ticket.id, subject=ticket.subject, text=text[start : start + PAGE])
    rest = start + PAGE < len(text)
    further = hands.button(Action.WHOLE, ticket.id, pressing.language, str(start + PAGE))
    return Said(facts=facts, ticket=ticket.id, buttons=(further,) if rest else ())


_SIMPLE: Mapping[Action, tuple[Callable[[], Order], Deed]] = {
    Action.CLAIM: (orders.Claim, Deed.CLAIMED),
    Action.WAKE: (orders.Wake, Deed.WOKEN),
    Action.REOPEN: (orders.Reopen, Deed.REOPENED),
    Action.UNMERGE: (orders.Unmerge, Deed.UNMERGED),
}


def simple(pressing: Pressing, ticket: Ticket) -> Said:
    """What needs nothing but the ticket."""
    order, deed = _SIMPLE[pressing.press.action]
    return ordered(pressing, ticket, order(), deed)


_HANDLERS: Mapping[Action, OnTicket] = {
    **dict.fromkeys(_SIMPLE, simple),
    **dict.fromkeys(_OTHERS, with_other),
    Action.RELEASE: release,
    Action.UNDO: undo,
    Action.NOTE: note,
    Action.STEAL: steal,
    Action.TRANSFER: transfer,
    Action.SNOOZE: snooze,
    Action.ESCALATE: escalate,
    Action.HAND_ON: hand_on,
    Action.CONFIRM: confirm,
    Action.RAISE: priority,
    Action.LOWER: priority,
    Action.MORE: more,
    Action.SHOW: more,
    Action.ISSUE: issue,
    Action.WHY: why,
    Action.WHOLE: whole,
}
HANDLERS: Table = {action: partial(for_staff, one) for action, one in _HANDLERS.items()}
