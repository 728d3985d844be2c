"""The ladder: where words go when their reporter cannot be reached where they wrote.

    here       the conversation that the report came from
    private    a private thread of the server, which calls the reporter into it
    called     a channel that others read: that there is news, without the words ...
    mailed     ... and the words to the mail address that the configuration knows of that person, or
               that they have proved to be theirs (`triage.settling.linked`)

A rung that is refused leads to the next one, and each time the room is told what is tried now. How
far down some words are stands in the key of their message, so that a restart forgets nothing.
"""

from __future__ import annotations

from dataclasses import replace

from triage.apply import Clerk
from triage.desk import Desk
from triage.messages import Act, Grade, Notice, Outgoing, lane_of
from triage.model import ConversationRef, PersonId, Ticket
from triage.notices import reporter, room
from triage.settling import linked
from triage.wording.ladder_facts import Instead

AGAIN, MAILED = ":elsewhere", ":mailed"
"""What the keys of words end with that were sent to the private thread, and by mail."""
HEARD = frozenset(reporter.TO_REPORTER) | {Notice.REPLY}
PLACES = frozenset({Notice.THREAD, Notice.PRIVATE, Notice.MOVED})
"""What makes a place or stays behind in one: no words that could go elsewhere."""


def fall(clerk: Clerk, ticket: Ticket, message: Outgoing, why: str, *, gone: bool = False) -> None:
    """One rung down, and the room is told. `gone`: Discord has nobody of that address any more."""
    instead, place = _next(clerk, ticket, message, gone=gone)
    scene = clerk.scene(ticket)
    clerk.enqueue(room.unreached(ticket, scene, message, why, instead=instead, place=place))
    if message.act is Act.OPEN_PRIVATE:
        _strand(clerk, ticket, why, gone=gone)


def no_room(clerk: Clerk, ticket: Ticket, message: Outgoing, why: str) -> None:
    """Its thread waits for room: the reporter is told in the channel, and so is the room."""
    instead, place = Instead.NOTHING, ""
    where = _channel(ticket, clerk.desk)
    scene = clerk.scene(ticket)
    if where is not None:
        clerk.enqueue(reporter.knock(ticket, scene, where, waits=True))
        instead, place = Instead.WAITS, where.thread
    clerk.enqueue(room.unreached(ticket, scene, message, why, instead=instead, place=place))


def declined_aloud(message: Outgoing) -> Outgoing | None:
    """Who takes no direct messages hears in the channel why their message is no ticket."""
    if message.notice is not Notice.DECLINED or message.act is not Act.DIRECT:
        return None
    if message.place is None or message.address is None:
        return None
    return replace(
        message,
        key=f"{message.key}{AGAIN}",
        to=replace(message.to, thread=message.place),
        act=Act.POST,
        text=f"<@{message.address}> {message.text}",
        mentions=(message.address,),
    )


def _next(clerk: Clerk, ticket: Ticket, message: Outgoing, *, gone: bool) -> tuple[Instead, str]:
    """What is tried now, and the channel that the reporter is called in."""
    words = message.act is Act.POST and message.notice in HEARD - PLACES
    if not words or message.to.channel == "email":
        return Instead.NOTHING, ""
    if not gone and _privately(clerk, ticket, message):
        return Instead.PRIVATE, ""
    where = None if gone else _channel(ticket, clerk.desk)
    if where is not None:
        clerk.enqueue(reporter.knock(ticket, clerk.scene(ticket), where, waits=False))
    if _mailed(clerk, ticket, message):
        return Instead.MAILED, ""
    return (Instead.NOTHING, "") if where is None else (Instead.CALLED, where.thread)


def _privately(clerk: Clerk, ticket: Ticket, message: Outgoing) -> bool:
    """Whether they go to the private thread: once, and while it is there or can still be made."""
    if message.key.endswith(AGAIN):
        return False
    clerk.enqueue(reporter.private(ticket, clerk.scene(ticket), leaked=False))
    if clerk.work.outbox.latest(ticket.id, Notice.PRIVATE) is None:
        return False
    where = ticket.conversation
    clerk.enqueue(replace(message, key=f"{message.key}{AGAIN}", to=where, lane=lane_of(where)))
    return True


def _strand(clerk: Clerk, ticket: Ticket, why: str, *, gone: bool) -> None:
    """There will be no private thread: what waits for it goes on down at once."""
    for message, _, _ in clerk.work.outbox.undelivered(ticket.id):
        if message.key.endswith(AGAIN) and clerk.work.outbox.drop(message.key, why=why):
            fall(clerk, ticket, message, why, gone=gone)


def _mailed(clerk: Clerk, ticket: Ticket, message: Outgoing) -> bool:
    to, mailbox = _mail_of(clerk, ticket.reporter), clerk.desk.mailbox
    if to is None or mailbox is None:
        return False
    letter = reporter.by_mail(ticket, clerk.scene(ticket), message, mailbox=mailbox, to=to)
    clerk.enqueue(replace(letter, key=f"{message.key}{MAILED}", grade=Grade.REPLY))
    return True


def _mail_of(clerk: Clerk, person: PersonId) -> str | None:
    """Their mail address, where the operator vouches that it is theirs, or they have proved it."""
    known = clerk.desk.people.get(person)
    if known is None:
        return linked.address_of(clerk.work, person)
    return known.addresses.get("email")


def _channel(ticket: Ticket, desk: Desk) -> ConversationRef | None:
    """Where the reporter can be called: the channel that they wrote in, else the first one."""
    if ticket.place is not None:
        return replace(ticket.conversation, thread=ticket.place)
    return desk.entrance
