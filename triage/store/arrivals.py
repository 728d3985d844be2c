"""What came in: raw bytes, cursors, reactions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, desc, func, or_, select, text, update

from triage.marks import Cursor, Position
from triage.messages import (
    RawArrival,
    ReactionMark,
)
from triage.model import MessageRef, TicketId, TicketStatus
from triage.ports.store import StoredArrival, within
from triage.store.statements import put, table, upsert
from triage.store.tables import ArrivalRow, CursorRow, MessageRow, ReactionRow, TicketRow

HELD, RELEASED = "held", "released"
_ARRIVAL = table(ArrivalRow)
_CURSOR = table(CursorRow)
_REACTION = table(ReactionRow)
_MESSAGE = table(MessageRow)
_TICKET = table(TicketRow)

# Literal, word for word as in the partial index: a bound value would make SQLite scan the table.
_IS_NEW = text("arrival.state = 'new'")

_NEXT = (
    # The size of a blob is read without the blob, on both databases.
    select(_ARRIVAL.c.id, func.length(_ARRIVAL.c.raw).label("size"))
    .where(
        _IS_NEW,
        or_(_ARRIVAL.c.claimed_until.is_(None), _ARRIVAL.c.claimed_until <= bindparam("now")),
        or_(_ARRIVAL.c.retry_at.is_(None), _ARRIVAL.c.retry_at <= bindparam("now")),
    )
    .order_by(_ARRIVAL.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_TAKE = (
    select(_ARRIVAL)
    .where(_ARRIVAL.c.id.in_(bindparam("arrivals", expanding=True)))
    .order_by(_ARRIVAL.c.id)
)
_CLAIM = (
    update(_ARRIVAL)
    .where(_ARRIVAL.c.id == bindparam("arrival"))
    .values(claimed_until=bindparam("until"))
)
_DONE = (
    update(_ARRIVAL)
    .where(_ARRIVAL.c.id == bindparam("arrival"))
    .values(
        state="done",
        claimed_until=None,
        disposition=bindparam("disposition_"),
        ticket=bindparam("ticket_"),
    )
)
# By the accounts that are known, so that the unique key serves as an index.
_TWIN = (
    select(_ARRIVAL.c.ticket)
    .where(
        _ARRIVAL.c.channel == bindparam("channel_"),
        _ARRIVAL.c.account.in_(
            select(_CURSOR.c.account).where(
                _CURSOR.c.channel == bindparam("channel_"),
                _CURSOR.c.account != bindparam("account_"),
            )
        ),
        _ARRIVAL.c.external_id == bindparam("external_id_"),
        _ARRIVAL.c.ticket.is_not(None),
    )
    .order_by(_ARRIVAL.c.id)
    .limit(1)
)

_SAID = (
    select(_ARRIVAL)
    .join(
        _MESSAGE,
        and_(
            _MESSAGE.c.channel == _ARRIVAL.c.channel,
            _MESSAGE.c.account == _ARRIVAL.c.account,
            _MESSAGE.c.external_id == _ARRIVAL.c.external_id,
        ),
    )
    .join(_TICKET, _TICKET.c.id == _MESSAGE.c.ticket)
    .where(
        _MESSAGE.c.channel == bindparam("channel_"),
        _MESSAGE.c.account == bindparam("account_"),
        or_(
            _TICKET.c.status != TicketStatus.RESOLVED,
            _TICKET.c.heard_at >= bindparam("since"),
        ),
    )
    .order_by(desc(_MESSAGE.c.id))
    .limit(bindparam("most"))
)


class SqlArrivals:
    """See `triage.ports.Arrivals`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def accept(self, raws: Sequence[RawArrival], cursor: Cursor | None, *, now: datetime) -> int:
        rows = [row for raw in raws if (row := self._row(raw)) is not None]
        new = put(self._connection, ArrivalRow, rows)
        if cursor is not None:
            self._move(cursor, now)
        return new

    def _row(self, raw: RawArrival) -> dict[str, object] | None:
        external_id: str | None = raw.external_id
        if raw.reaction is not None:
            external_id = self._changed(raw, raw.reaction)
        if external_id is None:
            return None
        return {
            "channel": raw.channel,
            "account": raw.account,
            "external_id": external_id,
            "raw": raw.raw,
            "received_at": raw.received_at,
            "state": "new",
            "attempts": 0,
        }

    def _changed(self, raw: RawArrival, mark: ReactionMark) -> str | None:
        """The id of a reaction that really changed, with its running number."""
        key = (
            (_REACTION.c.channel == raw.channel)
            & (_REACTION.c.account == raw.account)
            & (_REACTION.c.message == mark.message)
            & (_REACTION.c.user == mark.user)
            & (_REACTION.c.emoji == mark.emoji)
        )
        known = self._connection.execute(
            select(_REACTION.c.present, _REACTION.c.seq).where(key)
        ).first()
        if mark.present == (known is not None and known.present):
            return None
        seq = 1 if known is None else known.seq + 1
        self._connection.execute(
            upsert(
                self._connection.dialect.name,
                ReactionRow,
                ("channel", "account", "message", "user", "emoji"),
                ("present", "seq"),
            ),
            {
                "channel": raw.channel,
                "account": raw.account,
                "message": mark.message,
                "user": mark.user,
                "emoji": mark.emoji,
                "present": mark.present,
                "seq": seq,
            },
        )
        return f"{raw.external_id}:{seq}" if mark.effective else None

    def _move(self, cursor: Cursor, now: datetime) -> None:
        """Set the cursor. `first_seen_at` is written once and stays."""
        self._connection.execute(
            upsert(
                self._connection.dialect.name,
                CursorRow,
                ("channel", "account", "place"),
                ("value",),
            ),
            {
                "channel": cursor.channel,
                "account": cursor.account,
                "place": cursor.place,
                "value": cursor.value,
                "first_seen_at": now,
            },
        )

    def position(self, channel: str, account: str, place: str) -> Position | None:
        row = self._connection.execute(
            select(_CURSOR.c.value, _CURSOR.c.first_seen_at).where(
                _CURSOR.c.channel == channel,
                _CURSOR.c.account == account,
                _CURSOR.c.place == place,
            )
        ).first()
        return None if row is None else Position(row.value, row.first_seen_at)

    def places(self, channel: str, account: str, prefix: str) -> list[str]:
        query = (
            select(_CURSOR.c.place)
            .where(
                _CURSOR.c.channel == channel,
                _CURSOR.c.account == account,
                _CURSOR.c.place.startswith(prefix, autoescape=True),
            )
            .order_by(_CURSOR.c.place)
        )
        return list(self._connection.execute(query).scalars())

    def take(
        self, *, now: datetime, until: datetime, limit: int, most_bytes: int | None = None
    ) -> list[StoredArrival]:
        free = self._connection.execute(_NEXT, {"now": now, "most": limit})
        wanted = within(((row.id, row.size) for row in free), most_bytes)
        if not wanted:
            return []
        claims = [{"arrival": number, "until": until} for number in wanted]
        self._connection.execute(_CLAIM, claims)
        rows = self._connection.execute(_TAKE, {"arrivals": wanted})
        return [
            StoredArrival(
                id=row.id,
                raw=_raw(row),
                attempts=row.attempts,
                released=row.disposition == RELEASED,
            )
            for row in rows
        ]

    def done(self, arrival: int, *, disposition: str, ticket: TicketId | None) -> None:
        self._connection.execute(
            _DONE, {"arrival": arrival, "disposition_": disposition, "ticket_": ticket}
        )

    def failed(self, arrival: int, *, error: str, retry_at: datetime | None) -> None:
        self._connection.execute(
            update(_ARRIVAL)
            .where(_ARRIVAL.c.id == arrival)
            .values(
                state="failed" if retry_at is None else "new",
                attempts=_ARRIVAL.c.attempts + 1,
                claimed_until=None,
                retry_at=retry_at,
                error=error,
            )
        )

    def free(self) -> None:
        self._connection.execute(update(_ARRIVAL).where(_IS_NEW).values(claimed_until=None))

    def outcome(self, message: MessageRef) -> tuple[str, TicketId | None] | None:
        row = self._connection.execute(
            select(_ARRIVAL.c.disposition, _ARRIVAL.c.ticket).where(
                _ARRIVAL.c.channel == message.channel,
                _ARRIVAL.c.account == message.account,
                _ARRIVAL.c.external_id == message.external_id,
                _ARRIVAL.c.state == "done",
            )
        ).first()
        if row is None:
            return None
        return row.disposition, None if row.ticket is None else TicketId(row.ticket)

    def note(self, arrival: int, text: str) -> None:
        self._connection.execute(update(_ARRIVAL).where(_ARRIVAL.c.id == arrival).values(note=text))

    def tell_held(self, line: str) -> list[str]:
        held = _ARRIVAL.c.disposition == HELD
        rows = self._connection.execute(
            select(_ARRIVAL.c.note).where(held).order_by(_ARRIVAL.c.id)
        ).all()
        self._connection.execute(update(_ARRIVAL).where(held).values(disposition=f"{HELD} {line}"))
        return [row.note or "" for row in rows]

    def release(self, line: str) -> int:
        done = self._connection.execute(
            update(_ARRIVAL)
            .where(_ARRIVAL.c.disposition == f"{HELD} {line}")
            .values(state="new", attempts=0, disposition=RELEASED)
        )
        return done.rowcount

    def twin(self, raw: RawArrival) -> TicketId | None:
        found = self._connection.execute(
            _TWIN,
            {"channel_": raw.channel, "account_": raw.account, "external_id_": raw.external_id},
        ).scalar()
        return None if found is None else TicketId(found)

    def of(self, ticket: TicketId) -> list[RawArrival]:
        rows = select(_ARRIVAL).where(_ARRIVAL.c.ticket == ticket).order_by(_ARRIVAL.c.id)
        return [_raw(row) for row in self._connection.execute(rows)]

    def lacks(self, channel: str, account: str, ids: Sequence[str]) -> list[str]:
        query = select(_ARRIVAL.c.external_id).where(
            _ARRIVAL.c.channel == channel,
            _ARRIVAL.c.account == account,
            _ARRIVAL.c.external_id.in_(ids),
        )
        known = set(self._connection.execute(query).scalars())
        return [one for one in ids if one not in known]

    def said(self, channel: str, account: str, *, since: datetime, limit: int) -> list[RawArrival]:
        known = {"channel_": channel, "account_": account, "since": since, "most": limit}
        return [_raw(row) for row in self._connection.execute(_SAID, known)]

    def raw(self, message: MessageRef) -> RawArrival | None:
        row = self._connection.execute(
            select(_ARRIVAL).where(
                _ARRIVAL.c.channel == message.channel,
                _ARRIVAL.c.account == message.account,
                _ARRIVAL.c.external_id == message.external_id,
            )
        ).first()
        return None if row is None else _raw(row)


def _raw(row: Any) -> RawArrival:
    return RawArrival(
        channel=row.channel,
        account=row.account,
        external_id=row.external_id,
        raw=row.raw,
        received_at=row.received_at,
    )
