"""Who wrote, which ticket is meant, and what the rules make of it. Reads, never writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from triage import judging
from triage.desk import Desk, Inbox
from triage.errors import NotFoundError
from triage.handling.change import Actor
from triage.messages import Inbound, MessageArrived, MessageChanged, Nature, Opens, Rejected, Sender
from triage.model import (
    Assessment,
    Author,
    ConversationRef,
    MessageRef,
    PersonId,
    Report,
    Ticket,
    TicketId,
    TicketMessage,
)
from triage.model.meaning import Own, Says
from triage.model.reasons import unjudged
from triage.ports.channel import ChannelAdapter
from triage.ports.core import Assess, IsTalk
from triage.ports.store import StoredArrival
from triage.ports.work import UnitOfWork
from triage.wording.mask import holds_secret
from triage.wording.speak import unreadable_subject

JOINS_WITHIN = timedelta(minutes=15)
"""Fast messages of one person in one place are one ticket. Measured on labelled chat logs: explicit
mentions, else the same author within 15 minutes, links .583 F1, the best plain rule."""
NEVER_ACKNOWLEDGED = timedelta(hours=24)
_NUMBERED = re.compile(r"\[#?(\d{1,18})\]")
"""The number as our subjects have it, or as people write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An arrival, understood. `assessment` holds for the ticket (id, version) in `basis`. `talk`:
    it opens nothing, so it was not judged; it may still belong to a ticket."""

    arrival: StoredArrival
    inbound: Inbound | None = None
    assessment: Assessment | None = None
    basis: tuple[TicketId, int] | None = None
    talk: bool = False
    disposition: str | None = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an arrival: "report", "reply", "chatter", "reaction", "rejected" ..."""

    disposition: str
    ticket: TicketId | None = None


def find(work: UnitOfWork, message: MessageArrived) -> Ticket | None:
    """The ticket that a message belongs to: by proof, by place, by reference, then by its number in
    the subject, or by nearness."""
    if message.ticket is not None:
        return work.tickets.get(message.ticket)
    where = message.conversation
    known = work.tickets.by_conversation(where)
    if known is not None and borrowed(work, message) and message.sender.address != known.address:
        return None  # somebody else's report, with an id that a program gives every mail
    references = message.references
    if where.thread != message.external_id and message.place is not None:
        references = (*references, where.thread)  # a thread that a private ticket began in
    if known is None and references:
        known = work.tickets.by_message(where.channel, where.account, references)
    if known is None and message.joins:
        known = _mentioned(work, message) or _joined(work, message)
    return known or _by_number(work, message)


def related(work: UnitOfWork, message: MessageArrived) -> TicketId | None:
    """The ticket whose number stands in a mail's subject: for a stranger it is a hint to staff."""
    ticket = _numbered(work, message)
    return None if ticket is None else whole(work, ticket).id


def _by_number(work: UnitOfWork, message: MessageArrived) -> Ticket | None:
    """The same as the way in, for who takes part already and whose address is vouched for.

    Anybody can write a number; it let strangers into tickets elsewhere (zammad/zammad#5064).
    """
    ticket = _numbered(work, message) if message.sender.verified else None
    if ticket is None or ticket.conversation.channel != message.conversation.channel:
        return None
    taking_part = {ticket.address.casefold(), *ticket.participants}
    return ticket if message.sender.address.casefold() in taking_part else None


def _numbered(work: UnitOfWork, message: MessageArrived) -> Ticket | None:
    named = _NUMBERED.findall(message.subject or "") if message.by_mail else []
    return known(work, TicketId(int(named[-1]))) if named else None


def borrowed(work: UnitOfWork, message: MessageArrived) -> bool:
    """Whether a mail that answers none carries the id of another mail that came before it."""
    where = message.conversation
    if message.place is not None or where.thread != message.external_id:
        return False
    ref = MessageRef(where.channel, where.account, message.external_id)
    return work.tickets.message(ref) is not None


def nature_of(work: UnitOfWork, message: MessageArrived, desk: Desk) -> Nature:
    """What speaks: a forged address that nobody wrote from before is spam.

    What looks like a colleague is never just held: it opens a ticket, with a remark.
    """
    if message.forged is None or message.nature is not Nature.PERSON:
        return message.nature
    where, address = message.conversation, message.sender.address
    known = work.tickets.contact(where.channel, where.account, address) is not None
    return Nature.PERSON if known or desk.staff_at(where.channel, address) else Nature.SPAM


def known(work: UnitOfWork, number: TicketId) -> Ticket | None:
    """The ticket of that number, if there is one."""
    try:
        return work.tickets.get(number)
    except NotFoundError:
        return None


def whole(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The ticket that this one is part of, at the end of all merges; itself if of none."""
    while ticket.merged is not None:
        ticket = work.tickets.get(ticket.merged.into)
    return ticket


def _mentioned(work: UnitOfWork, message: MessageArrived) -> Ticket | None:
    """Whoever names somebody who has just reported speaks about that report."""
    where = message.conversation
    for address in message.mentions:
        contact = work.tickets.contact(where.channel, where.account, address)
        if contact is None:
            continue
        found = work.tickets.recent_of(
            contact.person,
            channel=where.channel,
            place=message.place,
            since=message.at - JOINS_WITHIN,
        )
        if found is not None:
            return found
    return None


def _joined(work: UnitOfWork, message: MessageArrived) -> Ticket | None:
    where = message.conversation
    contact = work.tickets.contact(where.channel, where.account, message.sender.address)
    if contact is None or message.in_reply_to is not None:
        return None
    return work.tickets.recent_of(
        contact.person,
        channel=where.channel,
        place=message.place,
        since=message.at - JOINS_WITHIN,
    )


def person_of(work: UnitOfWork, message: MessageArrived, desk: Desk) -> PersonId:
    """The staff's slug where the address is theirs and the channel vouches for it, else `r_<n>`."""
    where, sender = message.conversation, message.sender
    staff = desk.staff_at(where.channel, sender.address) if sender.verified else None
    if staff is not None:
        _is_there(work, message)
        return staff
    return work.tickets.person(where.channel, where.account, sender.address, sender.name)


def _is_there(work: UnitOfWork, message: MessageArrived) -> None:
    """A colleague whose address did not take our mail writes from it: it is well again."""
    where, sender = message.conversation, message.sender
    known = work.tickets.contact(where.channel, where.account, sender.address)
    if known is not None and known.undeliverable is not None:
        work.tickets.person(where.channel, where.account, sender.address, sender.name)


def actor_of(
    work: UnitOfWork, where: ConversationRef | MessageRef, sender: Sender, desk: Desk
) -> Actor:
    """Who pressed, called or reacted, and whether they may act as staff."""
    known = desk.staff_at(where.channel, sender.address)
    if known is not None:
        staff = sender.staff or not desk.roles_decide
        return Actor(person=known, name=desk.people[known].name, staff=staff)
    person = work.tickets.person(where.channel, where.account, sender.address, sender.name)
    return Actor(person=person, name=sender.name, staff=sender.staff)


def author_of(
    reporters: Collection[PersonId],
    person: PersonId,
    message: MessageArrived,
    desk: Desk,
    *,
    participants: Collection[str] = (),
) -> Author:
    """In which part somebody writes in a ticket: bystanders never speak for the reporter.

    `participants`: mail addresses that speak as the reporter does (`writers`).
    """
    if message.nature is not Nature.PERSON:
        return Author.MACHINE
    if person in reporters:
        return Author.REPORTER
    if message.sender.staff or person in desk.people:
        return Author.STAFF
    if message.by_mail and message.sender.address.casefold() in participants:
        return Author.REPORTER
    return Author.BYSTANDER


def writers(*tickets: Ticket) -> tuple[str, ...]:
    """Mail addresses that speak as the reporter of these, through whichever mailbox of the desk:
    the one they wrote from, and whom they brought in."""
    own = (one.address.casefold() for one in tickets if one.conversation.channel == "email")
    return (*own, *(address for one in tickets for address in one.participants))


def opens(message: MessageArrived, assessment: Assessment) -> bool:
    """Whether a message that belongs to no ticket opens one. In doubt it does."""
    match message.opens:
        case Opens.ALWAYS:
            return True
        case Opens.NEVER | Opens.ASK:
            return False
        case Opens.REPORT:
            return assessment.is_report and not _to_others(message)
        case _:
            assert_never(message.opens)


def nobody(_text: str) -> bool:
    """No line says that."""
    return False


def unsure(_report: Report) -> bool:
    """No line is talk before it is judged."""
    return False


def is_talk(message: MessageArrived, tell: IsTalk) -> bool:
    """Whether it surely opens no ticket, whatever the rules make of it."""
    if message.opens is not Opens.REPORT or message.answers:
        return False
    return _to_others(message) or judging.is_talk(tell, message)


def _to_others(message: MessageArrived) -> bool:
    """Staff do not report to themselves, and a reply speaks to whoever wrote before."""
    return message.sender.staff or message.in_reply_to is not None


PRIVATE_TAG = "private"
"""A rule that sets this tag keeps the conversation between the reporter and staff."""


def is_private(message: MessageArrived, assessment: Assessment) -> bool:
    """By the way it came, by a rule, or because it holds a secret that others must not read."""
    if message.private or PRIVATE_TAG in assessment.tags:
        return True
    return message.place is not None and holds_secret(message.text)


def settling(message: MessageArrived, desk: Desk, now: datetime) -> timedelta | None:
    """How much silence the receipt waits for: in chat people go on writing, a mail is whole.

    None: no receipt, for whoever asked for none, and for what is older than a day.
    """
    if not message.acknowledge or now - message.at > NEVER_ACKNOWLEDGED:
        return None
    return desk.settle.silence if message.joins else timedelta()


def said(
    message: MessageArrived, ticket: TicketId, author: Author, person: PersonId
) -> TicketMessage:
    where = message.conversation
    return TicketMessage(
        ticket=ticket,
        ref=MessageRef(where.channel, where.account, message.external_id),
        author=author,
        person=person,
        at=message.at,
        text=message.reply or message.text,
    )


def by_hand(address: str, words: str, *, inbox: Inbox, key: str, now: datetime) -> MessageArrived:
    """What somebody told us on the phone, as if it had come by mail; no mail of that id was ever
    sent. They are answered from `inbox`."""
    number = f"by-hand.{key}@firstline.invalid"
    return MessageArrived(
        conversation=ConversationRef("email", inbox.name, number),
        place=None,
        external_id=number,
        sender=Sender(address=address, known=True),
        at=now,
        subject=None,
        text=words,
        reply=words,
        opens=Opens.ALWAYS,
        audience=inbox.audience,
        team=inbox.team,
    )


def kept(
    work: UnitOfWork, message: MessageRef, channels: Mapping[str, ChannelAdapter]
) -> Inbound | Rejected | None:
    """An earlier arrival, read again from what came in; None when that is not kept."""
    raw = work.arrivals.raw(message)
    return None if raw is None else channels[raw.channel].read(raw)


def list_files(
    work: UnitOfWork,
    said: TicketMessage,
    message: MessageArrived,
    channels: Mapping[str, ChannelAdapter],
) -> None:
    """What came along with words of a ticket. They may have come long before they were any: copies
    that have arrived since belong to them now; later ones are told by themselves."""
    work.files.add(said.ticket, said.ref, message.attachments)
    for one in message.attachments:
        copy = None if one.copy is None else replace(said.ref, external_id=one.copy)
        if copy is None or work.arrivals.outcome(copy) is None:
            continue
        arrived = kept(work, copy, channels)
        for each in arrived.files if isinstance(arrived, MessageChanged) else ():
            work.files.keep(said.ref, each)


def judged(read: Read, work: UnitOfWork, assess: Assess, *, now: datetime) -> Read:
    """The same arrival with what the rules make of it, for the ticket as it stands now."""
    if not isinstance(read.inbound, MessageArrived):
        return read
    found = find(work, read.inbound)
    ticket = None if found is None else whole(work, found)
    assessment = judging.judge(assess, work, read.inbound, ticket, now=now)
    return replace(read, assessment=assessment, basis=basis(ticket))


def basis(ticket: Ticket | None) -> tuple[TicketId, int] | None:
    return None if ticket is None else (ticket.id, ticket.version)


def unreadable(read: Read, rejected: Rejected, language: str) -> Read:
    """What could not be parsed still opens a ticket, from what its headers say."""
    message = MessageArrived(
        conversation=rejected.conversation,
        place=None,
        external_id=rejected.external_id,
        sender=Sender(address=rejected.sender or "unknown", verified=False),
        at=read.arrival.raw.received_at,
        subject=rejected.subject or unreadable_subject(language),
        text="",
        reply="",
        opens=Opens.ALWAYS,
        acknowledge=rejected.acknowledge,
    )
    assessment = unjudged(Own.UNREADABLE, Says.NOT_READ, why=rejected.why)
    return replace(read, inbound=message, assessment=assessment, disposition="rejected")


def given_up(read: Read, why: str, language: str) -> Read:
    """After the last failure: a visible ticket in place of a silent skip."""
    raw = read.arrival.raw
    where = ConversationRef(raw.channel, raw.account, raw.external_id)
    rejected = Rejected(why=why, conversation=where, external_id=raw.external_id)
    return unreadable(Read(arrival=read.arrival), rejected, language)
