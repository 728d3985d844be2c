"""What only comes by mail: bounces, and orders of staff. Inside a unit of work."""

from __future__ import annotations

import re

from triage.apply import Clerk
from triage.errors import NotFoundError
from triage.escalation import level_of
from triage.handling.change import Actor
from triage.handling.copying import copied
from triage.handling.orders import Claim, Note, Order, Resolve
from triage.messages import Call, MessageArrived, Nature, Outgoing
from triage.model import MessageRef, TeamId, Ticket, TicketId
from triage.notices import mail
from triage.paging import sending
from triage.settling.staff import obey

_NUMBER = re.compile(r"#?(\d{1,18})\b[ \t]*")
_ORDER = re.compile(r"/(claim|resolve|note)\b[ \t]*(.*)", re.IGNORECASE | re.DOTALL)


def bounced(clerk: Clerk, ticket: Ticket, message: MessageArrived) -> None:
    """What came back for good marks the contact and our message, and is told in the room.

    A delay or a full box (RFC 3463: 4.x.x) is a note only: the server goes on trying. An address
    that we never wrote to marks nobody, for anybody can write a report about anybody.
    """
    where, work = message.conversation, clerk.work
    written_to = {ticket.address.casefold(), *copied(ticket), *ticket.participants}
    for one in message.bounced:
        if not one.permanent:
            continue
        why = f"bounced: {one.status or message.why or 'no reason given'}"
        if one.address.casefold() in written_to:
            known = ticket.address if one.address.casefold() == ticket.address.casefold() else None
            work.tickets.undeliverable(where.channel, where.account, known or one.address, why)
            work.outbox.bounced(where.channel, where.account, message.references[:1], why=why)
        line = mail.undelivered(
            ticket, clerk.desk, recipient=one.address, why=why, key=message.external_id
        )
        work.outbox.enqueue(line, now=clerk.now, due_at=clerk.now)


def came_back(clerk: Clerk, message: MessageArrived) -> bool:
    """A bounce, for good, of what we sent to a colleague; False when it is anything else.

    The Message-ID of what came back proves which mail that was: only who got it knows it.
    """
    permanent = [one for one in message.bounced if one.permanent]
    if message.nature is not Nature.BOUNCE or not permanent:
        return False
    where, work = message.conversation, clerk.work
    returned = message.references[:1]
    keys = (work.outbox.key_of(MessageRef(where.channel, where.account, one)) for one in returned)
    sent = next((work.outbox.message(key) for key in keys if key is not None), None)
    if sent is None or sent.call is None:
        return False
    why = f"bounced: {permanent[0].status or message.why or 'no reason given'}"
    work.outbox.bounced(where.channel, where.account, returned, why=why)
    not_taken(clerk, sent, why)
    _call_again(clerk, sent, sent.call, why)
    return True


def not_taken(clerk: Clerk, sent: Outgoing, why: str) -> None:
    """Marked until they write from there: the daily check lists them. The room is told once."""
    if sent.address is None:
        return
    tickets, where = clerk.work.tickets, (sent.to.channel, sent.to.account, sent.address)
    known = tickets.contact(*where)
    if known is None:
        tickets.person(*where, None)
    tickets.undeliverable(*where, why)
    if known is None or known.undeliverable is None:
        line = mail.staff_unreached(clerk.desk, sent, why=why, team=_team(clerk, sent))
        clerk.enqueue(line)


def _call_again(clerk: Clerk, sent: Outgoing, call: Call, why: str) -> None:
    """By the next means, when the policy may call; but nobody whom a later step has called."""
    sending.came_back(clerk.work, call)
    sending.note(clerk.work, call, clerk.now, why=why)
    young = [
        ticket
        for ticket, level in sending.standing_of(clerk.work, call.steps)
        if not all(
            clerk.pager.called_since(ticket, _after(ticket.run, level), one) for one in call.people
        )
    ]
    if young:
        due_at = min(clerk.pager.may_call(ticket) for ticket in young)
        sending.try_next(clerk.work, sent, due_at)
        sending.lost(clerk.work, sent, due_at)


def _after(run: int, level: str) -> str:
    return level_of(run, sending.level_in(level) + 1)


def _team(clerk: Clerk, sent: Outgoing) -> TeamId | None:
    steps = () if sent.call is None else sent.call.steps
    for number, _ in steps[:1]:
        try:
            team = clerk.work.tickets.get(number).team
        except NotFoundError:
            return None
        return team if team in clerk.desk.teams else None
    return None


def order_of(reply: str) -> tuple[str, str] | None:
    """The word and the rest of `/claim`, `/resolve LINE`, `/note WORDS`; None when it is none."""
    found = _ORDER.match(reply.lstrip())
    return None if found is None else (found[1].lower(), found[2].strip())


def named(reply: str) -> tuple[TicketId, str] | None:
    """In a mail that belongs to no ticket: the number behind the word, and the order without it."""
    order = order_of(reply)
    number = _NUMBER.match(order[1]) if order is not None else None
    if order is None or number is None:
        return None
    return TicketId(int(number[1])), f"/{order[0]} {order[1][number.end() :]}"


def ordered(clerk: Clerk, ticket: Ticket, reply: str, actor: Actor, *, key: str) -> bool:
    """Carry out what staff ordered; False when it was no order."""
    order = order_of(reply)
    if order is None:
        return False
    word, words = order
    done: Order
    match word:
        case "claim":
            done = Claim()
        case "resolve":
            done = Resolve(line=words.split("\n")[0].strip() or None)
        case _:
            done = Note(text=words)
    obey(clerk, ticket.id, done, actor, key=key)
    return True
