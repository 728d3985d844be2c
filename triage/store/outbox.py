"""What is to be sent. A lane is an order: nothing in it overtakes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, desc, func, or_, select, text, update

from triage import breaker
from triage.marks import Card
from triage.messages import (
    Grade,
    Notice,
    Outgoing,
    Receipt,
    lane_of,
)
from triage.model import ConversationRef, MessageRef, TicketId, TicketStatus
from triage.ports.outbox import Delivery
from triage.store.codec import dump_outgoing, load_outgoing
from triage.store.statements import put, table
from triage.store.tables import ACTIVE as STATE_ACTIVE
from triage.store.tables import OutboxRow, ReactionRow, TicketRow

_OUTBOX = table(OutboxRow)
_AHEAD = _OUTBOX.alias("ahead")
_TICKET = table(TicketRow)
_REACTION = table(ReactionRow)

ACTIVE = ("due", "sending", "uncertain")
NEVER = ("dead", "bounced", "cancelled")
CARDS = (Notice.CARD, Notice.PAGE, Notice.HANDOVER, Notice.SPAM)
"""Notices that carry reactions: staff claims, takes a shift, or lets held mails in by one."""

# Literal, word for word as in the partial indexes: bound values would make SQLite scan the table.
_ACTIVE = text(f"outbox.{STATE_ACTIVE}")
_AHEAD_ACTIVE = text(f"ahead.{STATE_ACTIVE}")

_READY = or_(
    and_(text("outbox.state <> 'sending'"), _OUTBOX.c.due_at <= bindparam("now")),
    and_(text("outbox.state = 'sending'"), _OUTBOX.c.claimed_until <= bindparam("now")),
)
_TAKE = (
    select(_OUTBOX)
    .where(
        _OUTBOX.c.channel == bindparam("channel_"),
        _ACTIVE,
        _READY,
        _OUTBOX.c.grade <= bindparam("lowest"),
        ~select(_AHEAD.c.id)
        .where(
            _AHEAD.c.lane == _OUTBOX.c.lane,
            _AHEAD.c.id < _OUTBOX.c.id,
            _AHEAD_ACTIVE,
        )
        .exists(),
    )
    .order_by(_OUTBOX.c.grade, _OUTBOX.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=_OUTBOX)
)
_CLAIM = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("row"))
    .values(
        state="sending",
        attempts=_OUTBOX.c.attempts + 1,
        claimed_until=bindparam("until"),
        first_tried_at=func.coalesce(
            _OUTBOX.c.first_tried_at, bindparam("now", type_=_OUTBOX.c.first_tried_at.type)
        ),
    )
)
_SENT = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("row"))
    .values(state="sent", remote_id=bindparam("remote"), claimed_until=None, error=None)
)

_COUNT_SINCE = select(func.count()).where(
    _OUTBOX.c.notice == bindparam("notice_"), _OUTBOX.c.created_at > bindparam("since")
)
_ANSWERED = (
    select(_OUTBOX.c.ticket, _OUTBOX.c.notice)
    .where(
        _OUTBOX.c.address == bindparam("address_"),
        _OUTBOX.c.created_at > bindparam("since"),
        _OUTBOX.c.channel == bindparam("channel_"),
        _OUTBOX.c.account == bindparam("account_"),
        _OUTBOX.c.ticket.is_not(None),
    )
    .order_by(_OUTBOX.c.id)
)
_LATEST = (
    select(_OUTBOX.c.payload)
    .where(
        _OUTBOX.c.ticket == bindparam("ticket_"),
        _OUTBOX.c.notice == bindparam("notice_"),
        _OUTBOX.c.state.not_in(NEVER),
    )
    .order_by(desc(_OUTBOX.c.id))
    .limit(1)
)
_REMOTE_ID = select(_OUTBOX.c.remote_id).where(_OUTBOX.c.key == bindparam("key_"))


class SqlOutbox:
    """See `triage.ports.Outbox`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enqueue(
        self, message: Outgoing, *, now: datetime, due_at: datetime, held: bool = False
    ) -> bool:
        row: dict[str, object] = {
            "key": message.key,
            "ticket": message.ticket,
            "notice": message.notice,
            "channel": message.to.channel,
            "account": message.to.account,
            "lane": message.lane,
            "address": breaker.counted(message),
            "grade": int(message.grade),
            "payload": dump_outgoing(message),
            "state": "held" if held else "due",
            "created_at": now,
            "due_at": due_at,
            "attempts": 0,
        }
        return put(self._connection, OutboxRow, [row]) == 1

    def take(
        self,
        channel: str,
        *,
        now: datetime,
        until: datetime,
        limit: int,
        lowest: Grade = Grade.BULK,
    ) -> list[Delivery]:
        rows = self._connection.execute(
            _TAKE, {"channel_": channel, "now": now, "most": limit, "lowest": int(lowest)}
        ).all()
        if rows:
            claims = [{"row": row.id, "until": until, "now": now} for row in rows]
            self._connection.execute(_CLAIM, claims)
        return [self._delivery(row) for row in rows]

    def _delivery(self, row: Any) -> Delivery:
        message = load_outgoing(row.payload)
        if message.target is not None:
            message = replace(message, remote_id=self.remote_id(message.target))
        resend = row.state != "due"  # an earlier attempt may have arrived
        tried = row.first_tried_at or message.first_tried_at
        message = replace(message, resend=resend, first_tried_at=tried)
        return Delivery(id=row.id, message=message, attempts=row.attempts + 1)

    def sent(self, delivery: int, receipt: Receipt, *, rewritten: Outgoing | None = None) -> None:
        self._connection.execute(_SENT, {"row": delivery, "remote": receipt.external_id})
        if rewritten is not None:
            self._set(delivery, payload=dump_outgoing(rewritten))

    def retry(self, delivery: int, *, due_at: datetime, error: str, uncertain: bool) -> None:
        self._set(
            delivery,
            state="uncertain" if uncertain else "due",
            due_at=due_at,
            claimed_until=None,
            error=error,
        )

    def dead(self, delivery: int, *, error: str) -> None:
        self._set(delivery, state="dead", claimed_until=None, error=error)

    def call_off(self, delivery: int) -> None:
        self._set(delivery, state="cancelled", claimed_until=None)

    def _set(self, delivery: int, **values: object) -> None:
        self._connection.execute(update(_OUTBOX).where(_OUTBOX.c.id == delivery).values(**values))

    def free(self) -> None:
        self._connection.execute(
            update(_OUTBOX)
            .where(_OUTBOX.c.state == "sending")
            .values(state="uncertain", claimed_until=None)
        )

    def cancel(self, ticket: TicketId, notices: Collection[Notice]) -> int:
        done = self._connection.execute(
            update(_OUTBOX)
            .where(
                _OUTBOX.c.ticket == ticket,
                _OUTBOX.c.notice.in_(notices),
                _OUTBOX.c.state.in_(("due", "held")),
            )
            .values(state="cancelled")
        )
        return done.rowcount

    def count_since(self, notice: Notice, since: datetime) -> int:
        return self._connection.execute(
            _COUNT_SINCE, {"notice_": notice, "since": since}
        ).scalar_one()

    def release_held(self, *, now: datetime) -> int:
        done = self._connection.execute(
            update(_OUTBOX).where(_OUTBOX.c.state == "held").values(state="due", due_at=now)
        )
        return done.rowcount

    def message(self, key: str) -> Outgoing | None:
        payload = self._connection.execute(
            select(_OUTBOX.c.payload).where(_OUTBOX.c.key == key)
        ).scalar()
        return None if payload is None else load_outgoing(payload)

    def latest(self, ticket: TicketId, notice: Notice) -> Outgoing | None:
        payload = self._connection.execute(_LATEST, {"ticket_": ticket, "notice_": notice}).scalar()
        return None if payload is None else load_outgoing(payload)

    def drop(self, key: str, *, why: str) -> bool:
        done = self._connection.execute(
            update(_OUTBOX)
            .where(_OUTBOX.c.key == key, _OUTBOX.c.state.in_(("due", "uncertain", "held")))
            .values(state="dead", claimed_until=None, error=why)
        )
        return done.rowcount == 1

    def remote_id(self, key: str) -> str | None:
        return self._connection.execute(_REMOTE_ID, {"key_": key}).scalar()

    def cards(self, channel: str, account: str) -> list[Card]:
        rows = self._connection.execute(
            select(_OUTBOX.c.payload, _OUTBOX.c.remote_id, _OUTBOX.c.ticket, _TICKET.c.status)
            .outerjoin(_TICKET, _TICKET.c.id == _OUTBOX.c.ticket)
            .where(
                _OUTBOX.c.channel == channel,
                _OUTBOX.c.account == account,
                _OUTBOX.c.notice.in_(CARDS),
                _OUTBOX.c.remote_id.is_not(None),
            )
            .order_by(desc(_OUTBOX.c.id))
        )
        standing = self._standing(channel, account)
        return [
            Card(
                place=load_outgoing(row.payload).to.thread,
                external_id=row.remote_id,
                ticket=None if row.ticket is None else TicketId(row.ticket),
                open=row.status != TicketStatus.RESOLVED,
                standing=tuple(standing.get(row.remote_id, ())),
            )
            for row in rows
        ]

    def _standing(self, channel: str, account: str) -> dict[str, list[tuple[str, str]]]:
        """(user, emoji) of what stands on the cards of open tickets, by card."""
        on_open = (
            select(_REACTION.c.message, _REACTION.c.user, _REACTION.c.emoji)
            .join(_OUTBOX, _OUTBOX.c.remote_id == _REACTION.c.message)
            .outerjoin(_TICKET, _TICKET.c.id == _OUTBOX.c.ticket)
            .where(
                _REACTION.c.channel == channel,
                _REACTION.c.account == account,
                _REACTION.c.present,
                _OUTBOX.c.notice.in_(CARDS),
                _TICKET.c.status != TicketStatus.RESOLVED,
            )
            .order_by(_REACTION.c.user, _REACTION.c.emoji)
        )
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self._connection.execute(on_open):
            found.setdefault(row.message, []).append((row.user, row.emoji))
        return found

    def calls(self, start: datetime, end: datetime) -> list[tuple[Outgoing, datetime]]:
        rows = self._connection.execute(
            select(_OUTBOX.c.payload, _OUTBOX.c.first_tried_at)
            .where(
                _OUTBOX.c.state == "sent",
                _OUTBOX.c.first_tried_at >= start,
                _OUTBOX.c.first_tried_at < end,
                _OUTBOX.c.payload.contains('"call":{'),
            )
            .order_by(_OUTBOX.c.id)
        )
        loaded = ((load_outgoing(row.payload), row.first_tried_at) for row in rows)
        return [(message, at) for message, at in loaded if message.call is not None]

    def key_of(self, message: MessageRef) -> str | None:
        return self._connection.execute(
            select(_OUTBOX.c.key).where(
                _OUTBOX.c.remote_id == message.external_id,
                _OUTBOX.c.channel == message.channel,
                _OUTBOX.c.account == message.account,
            )
        ).scalar()

    def ticket_of_card(self, message: MessageRef) -> TicketId | None:
        found = self._connection.execute(
            select(_OUTBOX.c.ticket).where(
                _OUTBOX.c.remote_id == message.external_id,
                _OUTBOX.c.channel == message.channel,
                _OUTBOX.c.account == message.account,
                _OUTBOX.c.notice.in_(CARDS),
            )
        ).scalar()
        return None if found is None else TicketId(found)

    def readdress(self, ticket: TicketId, before: ConversationRef, after: ConversationRef) -> int:
        rows = self._connection.execute(
            select(_OUTBOX.c.id, _OUTBOX.c.payload).where(
                _OUTBOX.c.ticket == ticket,
                _OUTBOX.c.lane == lane_of(before),
                _OUTBOX.c.state.in_(("due", "held")),
            )
        ).all()
        for row in rows:
            moved = replace(load_outgoing(row.payload), to=after, lane=lane_of(after))
            self._set(row.id, payload=dump_outgoing(moved), lane=moved.lane)
        return len(rows)

    def answered(
        self, channel: str, account: str, address: str, *, since: datetime
    ) -> list[tuple[TicketId, Notice]]:
        rows = self._connection.execute(
            _ANSWERED,
            {
                "channel_": channel,
                "account_": account,
                "address_": address.casefold(),
                "since": since,
            },
        )
        return [(TicketId(row.ticket), Notice(row.notice)) for row in rows]

    def bounced(self, channel: str, account: str, remote_ids: Sequence[str], *, why: str) -> int:
        done = self._connection.execute(
            update(_OUTBOX)
            .where(
                _OUTBOX.c.remote_id.in_(remote_ids),
                _OUTBOX.c.channel == channel,
                _OUTBOX.c.account == account,
            )
            .values(state="bounced", error=why)
        )
        return done.rowcount

    def undelivered(self, ticket: TicketId | None = None) -> list[tuple[Outgoing, str, str]]:
        query = select(_OUTBOX).where(_OUTBOX.c.state.in_((*ACTIVE, "held", "dead", "bounced")))
        if ticket is not None:
            query = query.where(_OUTBOX.c.ticket == ticket)
        rows = self._connection.execute(query.order_by(_OUTBOX.c.id))
        return [(load_outgoing(row.payload), row.state, row.error or "") for row in rows]
