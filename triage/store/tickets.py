"""Tickets, their messages, their timeline, and the people in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, desc, func, insert, or_, select, update

from triage.errors import ConflictError, NotFoundError
from triage.model import (
    Author,
    ConversationRef,
    Event,
    MessageRef,
    PersonId,
    TeamId,
    Ticket,
    TicketId,
    TicketMessage,
    TicketStatus,
)
from triage.people import Contact
from triage.store.codec import dump_facts, dump_ticket, load_facts, load_ticket
from triage.store.search import occurs
from triage.store.statements import put, table
from triage.store.tables import ContactRow, EventRow, MessageRow, NumberRow, TicketRow

_TICKET = table(TicketRow)
_MESSAGE = table(MessageRow)
_EVENT = table(EventRow)
_CONTACT = table(ContactRow)
_NUMBER = table(NumberRow)

_NEXT = insert(_NUMBER).returning(_NUMBER.c.id)
_GET = select(_TICKET.c.body).where(_TICKET.c.id == bindparam("id"))
_ADD = insert(_TICKET)
_SAVE = update(_TICKET).where(
    _TICKET.c.id == bindparam("row"), _TICKET.c.version == bindparam("read")
)
_ADD_MESSAGE = insert(_MESSAGE)
_RECORD = insert(_EVENT)
_HEARD = (
    update(_TICKET)
    .where(_TICKET.c.id == bindparam("row"), _TICKET.c.heard_at < bindparam("heard"))
    .values(heard_at=bindparam("heard"))
)
_MESSAGES = select(_MESSAGE).where(_MESSAGE.c.ticket == bindparam("row")).order_by(_MESSAGE.c.id)
_IS = (
    _MESSAGE.c.channel == bindparam("channel_"),
    _MESSAGE.c.account == bindparam("account_"),
    _MESSAGE.c.external_id == bindparam("external_id_"),
)
_MESSAGE_OF = select(_MESSAGE).where(*_IS).order_by(_MESSAGE.c.id).limit(1)
_AMONG = select(_MESSAGE.c.external_id, _MESSAGE.c.ticket).where(
    *_IS[:2], _MESSAGE.c.external_id.in_(bindparam("ids", expanding=True))
)
_REWORD = update(_MESSAGE).where(*_IS)
_EVENTS = select(_EVENT).where(_EVENT.c.ticket == bindparam("row")).order_by(_EVENT.c.id)
_BY_CONVERSATION = (
    select(_TICKET.c.body)
    .where(
        _TICKET.c.channel == bindparam("channel"),
        _TICKET.c.account == bindparam("account"),
        _TICKET.c.thread == bindparam("thread"),
    )
    .order_by(desc(_TICKET.c.id))
    .limit(1)
)
_NUMBERS = (
    select(_TICKET.c.id)
    .where(_TICKET.c.id > bindparam("after"), _TICKET.c.opened_at >= bindparam("since"))
    .order_by(_TICKET.c.id)
)
_CONTACT_OF = select(_CONTACT).where(
    _CONTACT.c.channel == bindparam("channel"),
    _CONTACT.c.account == bindparam("account"),
    _CONTACT.c.address == bindparam("address"),
)

_MERGED = _TICKET.c.body.contains('"merged":{', autoescape=True)
"""Part of another ticket. Only asked of the few rows that an index found; in what people wrote the
quotes would be escaped."""
_RECENT_OF = (
    select(_TICKET.c.body)
    .where(
        _TICKET.c.reporter == bindparam("reporter"),
        _TICKET.c.channel == bindparam("channel"),
        _TICKET.c.place.is_not_distinct_from(bindparam("place")),
        _TICKET.c.heard_at >= bindparam("since"),
        or_(_TICKET.c.status != TicketStatus.RESOLVED, _MERGED),
    )
    .order_by(desc(_TICKET.c.id))
    .limit(1)
)


class SqlTickets:
    """See `triage.ports.Tickets`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_number(self) -> TicketId:
        # The column is of no use but to have one: SQLite and PostgreSQL differ on empty rows.
        number = self._connection.execute(_NEXT, {"at": _EPOCH}).scalar_one()
        return TicketId(number)

    def add(self, ticket: Ticket) -> None:
        row = _columns(ticket) | {"id": ticket.id, "heard_at": ticket.opened_at}
        self._connection.execute(_ADD, row)

    def get(self, ticket: TicketId) -> Ticket:
        body = self._connection.execute(_GET, {"id": ticket}).scalar()
        if body is None:
            newest = self._connection.execute(select(func.max(_TICKET.c.id))).scalar()
            there_are = "there is none yet" if newest is None else f"the newest is {newest}"
            raise NotFoundError(f"no ticket {ticket}; {there_are}")
        return load_ticket(body)

    def save(self, ticket: Ticket) -> None:
        saved = _columns(replace(ticket, version=ticket.version + 1))
        changed = self._connection.execute(
            _SAVE, saved | {"row": ticket.id, "read": ticket.version}
        )
        if changed.rowcount != 1:
            raise ConflictError(f"ticket {ticket.id} changed since it was read")

    def by_conversation(self, conversation: ConversationRef) -> Ticket | None:
        body = self._connection.execute(
            _BY_CONVERSATION,
            {
                "channel": conversation.channel,
                "account": conversation.account,
                "thread": conversation.thread,
            },
        ).scalar()
        return None if body is None else load_ticket(body)

    def by_message(self, channel: str, account: str, ids: Sequence[str]) -> Ticket | None:
        if not ids:
            return None
        named = {"channel_": channel, "account_": account, "ids": ids}
        rows = self._connection.execute(_AMONG, named).all()
        known = {row.external_id: row.ticket for row in reversed(rows)}
        found = next((known[one] for one in ids if one in known), None)
        return None if found is None else self.get(TicketId(found))

    def recent_of(
        self, person: PersonId, *, channel: str, place: str | None, since: datetime
    ) -> Ticket | None:
        known = {"reporter": person, "channel": channel, "place": place, "since": since}
        body = self._connection.execute(_RECENT_OF, known).scalar()
        return None if body is None else load_ticket(body)

    def reported_by(self, person: PersonId, *, limit: int) -> list[Ticket]:
        query = (
            select(_TICKET.c.body)
            .where(_TICKET.c.reporter == person)
            .order_by(desc(_TICKET.c.id))
            .limit(limit)
        )
        return [load_ticket(body) for body in self._connection.execute(query).scalars()]

    def happened(self, kind: str, start: datetime, end: datetime) -> list[Event]:
        rows = self._connection.execute(
            select(_EVENT)
            .where(_EVENT.c.kind == kind, _EVENT.c.at >= start, _EVENT.c.at < end)
            .order_by(_EVENT.c.id)
        )
        return [_event(row) for row in rows]

    def count_since(self, team: TeamId, since: datetime) -> int:
        return self._connection.execute(
            select(func.count())
            .select_from(_TICKET)
            .where(_TICKET.c.team == team, _TICKET.c.opened_at >= since)
        ).scalar_one()

    def find(self, *, open_only: bool, limit: int) -> list[Ticket]:
        query = select(_TICKET.c.body).order_by(desc(_TICKET.c.id)).limit(limit)
        if open_only:
            query = query.where(_TICKET.c.status != TicketStatus.RESOLVED)
        return [load_ticket(body) for body in self._connection.execute(query).scalars()]

    def numbers(self, *, after: TicketId, since: datetime | None = None) -> list[TicketId]:
        known = {"after": after, "since": since or _EPOCH}
        return list(self._connection.execute(_NUMBERS, known).scalars())

    def search(self, words: Sequence[str], *, open_only: bool, limit: int) -> list[Ticket]:
        query = select(_TICKET.c.body).order_by(desc(_TICKET.c.id)).limit(limit)
        if open_only:
            query = query.where(_TICKET.c.status != TicketStatus.RESOLVED)
        for word in words:
            query = query.where(occurs(word, self._connection.dialect.name))
        return [load_ticket(body) for body in self._connection.execute(query).scalars()]

    def add_message(self, message: TicketMessage) -> None:
        self._connection.execute(
            _ADD_MESSAGE,
            {
                "ticket": message.ticket,
                "channel": message.ref.channel,
                "account": message.ref.account,
                "external_id": message.ref.external_id,
                "author": message.author,
                "person": message.person,
                "at": message.at,
                "text": message.text,
            },
        )
        if message.author is Author.REPORTER:
            self._connection.execute(_HEARD, {"row": message.ticket, "heard": message.at})

    def messages(self, ticket: TicketId) -> list[TicketMessage]:
        rows = self._connection.execute(_MESSAGES, {"row": ticket})
        return [_message(row) for row in rows]

    def message(self, ref: MessageRef) -> TicketMessage | None:
        row = self._connection.execute(_MESSAGE_OF, _named(ref)).first()
        return None if row is None else _message(row)

    def reword(self, ref: MessageRef, text: str) -> None:
        self._connection.execute(_REWORD, _named(ref) | {"text": text})

    def record(self, event: Event) -> None:
        self._connection.execute(
            _RECORD,
            {
                "ticket": event.ticket,
                "at": event.at,
                "kind": event.kind,
                "by": event.by,
                "facts": dump_facts(event.facts),
            },
        )

    def events(self, ticket: TicketId) -> list[Event]:
        return [_event(row) for row in self._connection.execute(_EVENTS, {"row": ticket})]

    def decided(
        self, *, after: int, since: datetime | None, ticket: TicketId | None, limit: int
    ) -> list[tuple[int, Event]]:
        query = select(_EVENT).where(_EVENT.c.id > after).order_by(_EVENT.c.id).limit(limit)
        if since is not None:
            query = query.where(_EVENT.c.at >= since)
        if ticket is not None:
            query = query.where(_EVENT.c.ticket == ticket)
        return [(row.id, _event(row)) for row in self._connection.execute(query)]

    def person(self, channel: str, account: str, address: str, name: str | None) -> PersonId:
        who = {"channel": channel, "account": account, "address": address}
        known = self._connection.execute(_CONTACT_OF, who).first()
        if known is None:
            put(self._connection, ContactRow, [who | {"name": name}])
            known = self._connection.execute(_CONTACT_OF, who).one()
        if known.undeliverable is not None:  # who writes is there
            self._mark(known.id, None)
        return _person(known.id)

    def undeliverable(self, channel: str, account: str, address: str, why: str) -> bool:
        who = {"channel": channel, "account": account, "address": address}
        known = self._connection.execute(_CONTACT_OF, who).first()
        if known is not None:
            self._mark(known.id, why)
        return known is not None

    def _mark(self, contact: int, why: str | None) -> None:
        self._connection.execute(
            update(_CONTACT).where(_CONTACT.c.id == contact).values(undeliverable=why)
        )

    def name(self, person: PersonId) -> str | None:
        number = person.removeprefix("r_")
        if number == person or not number.isdecimal():
            return None
        return self._connection.execute(
            select(_CONTACT.c.name).where(_CONTACT.c.id == int(number))
        ).scalar()

    def contact(self, channel: str, account: str, address: str) -> Contact | None:
        who = {"channel": channel, "account": account, "address": address}
        row = self._connection.execute(_CONTACT_OF, who).first()
        if row is None:
            return None
        return Contact(
            **who, person=_person(row.id), name=row.name, undeliverable=row.undeliverable
        )


def _named(ref: MessageRef) -> dict[str, object]:
    return {
        "channel_": ref.channel,
        "account_": ref.account,
        "external_id_": ref.external_id,
    }


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _person(contact: int) -> PersonId:
    return PersonId(f"r_{contact}")


def _columns(ticket: Ticket) -> dict[str, object]:
    return {
        "version": ticket.version,
        "team": ticket.team,
        "channel": ticket.conversation.channel,
        "account": ticket.conversation.account,
        "thread": ticket.conversation.thread,
        "place": ticket.place,
        "reporter": ticket.reporter,
        "status": ticket.status,
        "priority": int(ticket.priority),
        "assignee": ticket.assignee,
        "opened_at": ticket.opened_at,
        "body": dump_ticket(ticket),
    }


def _message(row: Any) -> TicketMessage:
    return TicketMessage(
        ticket=TicketId(row.ticket),
        ref=MessageRef(row.channel, row.account, row.external_id),
        author=Author(row.author),
        person=None if row.person is None else PersonId(row.person),
        at=row.at,
        text=row.text,
    )


def _event(row: Any) -> Event:
    return Event(
        ticket=TicketId(row.ticket),
        at=row.at,
        kind=row.kind,
        by=None if row.by is None else PersonId(row.by),
        facts=load_facts(row.facts),
    )
