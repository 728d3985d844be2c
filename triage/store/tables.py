"""Rows. Nothing outside this package sees one.

A plain `datetime` column is aware UTC on both databases (SQLModel 0.0.50); an explicit
`DateTime(timezone=True)` reads back naive on SQLite and must never be written here.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, MetaData, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """Base of the tables, with names for constraints that Alembic can find again."""

    metadata = MetaData(naming_convention=NAMING)


class ArrivalRow(Row, table=True):
    __tablename__ = "arrival"
    __table_args__ = (
        UniqueConstraint("channel", "account", "external_id"),
        Index(
            "ix_arrival_new",
            "id",
            sqlite_where=text("state = 'new'"),
            postgresql_where=text("state = 'new'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    account: str
    external_id: str
    raw: bytes
    received_at: datetime
    state: str = "new"  # new | done | failed
    attempts: int = 0
    retry_at: datetime | None = None
    claimed_until: datetime | None = None
    disposition: str | None = None
    note: str | None = Field(default=None, sa_type=Text)  # what a held one is shown as
    ticket: int | None = None
    error: str | None = Field(default=None, sa_type=Text)


class CursorRow(Row, table=True):
    __tablename__ = "cursor"

    channel: str = Field(primary_key=True)
    account: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    value: str
    first_seen_at: datetime


class ReactionRow(Row, table=True):
    __tablename__ = "reaction"

    channel: str = Field(primary_key=True)
    account: str = Field(primary_key=True)
    message: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    emoji: str = Field(primary_key=True)
    present: bool
    seq: int


class NumberRow(Row, table=True):
    """The sequence behind ticket numbers: gaps allowed, a number is never given twice."""

    __tablename__ = "number"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    at: datetime


class TicketRow(Row, table=True):
    __tablename__ = "ticket"
    __table_args__ = (
        Index("ix_ticket_conversation", "channel", "account", "thread"),
        Index("ix_ticket_reporter", "reporter", "channel", "place"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int
    team: str
    channel: str
    account: str
    thread: str
    place: str | None
    reporter: str
    status: str = Field(index=True)
    priority: int
    assignee: str | None
    opened_at: datetime
    heard_at: datetime  # the reporter's last words
    body: str = Field(sa_type=Text)  # the whole Ticket as JSON; the columns above are for finding


class MessageRow(Row, table=True):
    __tablename__ = "message"
    __table_args__ = (Index("ix_message_ref", "channel", "account", "external_id"),)

    id: int | None = Field(default=None, primary_key=True)
    ticket: int = Field(index=True)
    channel: str
    account: str
    external_id: str
    author: str
    person: str | None
    at: datetime
    text: str = Field(sa_type=Text)


class ContentRow(Row, table=True):
    """Files by their content: the same picture in ten mails is kept once."""

    __tablename__ = "content"

    digest: str = Field(primary_key=True)  # SHA-256 in hex
    content: bytes


class FileRow(Row, table=True):
    __tablename__ = "file"

    id: int | None = Field(default=None, primary_key=True)
    ticket: int = Field(index=True)
    channel: str
    account: str
    external_id: str  # of the message that it came with
    name: str
    type: str
    size: int | None
    digest: str | None


class EventRow(Row, table=True):
    __tablename__ = "event"

    id: int | None = Field(default=None, primary_key=True)
    ticket: int = Field(index=True)
    at: datetime
    kind: str
    by: str | None
    facts: str = Field(sa_type=Text)


class ContactRow(Row, table=True):
    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("channel", "account", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    account: str
    address: str
    name: str | None
    undeliverable: str | None = Field(default=None, sa_type=Text)


ACTIVE = "state IN ('due', 'sending', 'uncertain')"


class OutboxRow(Row, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_outbox_lane",
            "lane",
            "id",
            sqlite_where=text(ACTIVE),
            postgresql_where=text(ACTIVE),
        ),
        Index(
            "ix_outbox_due",
            "channel",
            "grade",
            "id",
            sqlite_where=text(ACTIVE),
            postgresql_where=text(ACTIVE),
        ),
        Index("ix_outbox_notice", "notice", "created_at"),
        Index(
            "ix_outbox_address",
            "address",
            "created_at",
            sqlite_where=text("address IS NOT NULL"),
            postgresql_where=text("address IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str
    ticket: int | None = Field(index=True)
    notice: str
    channel: str
    account: str
    lane: str
    address: str | None = None  # who is answered automatically: only these are counted
    grade: int
    payload: str = Field(sa_type=Text)
    state: str  # due | sending | uncertain | sent | dead | bounced | held | cancelled
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    claimed_until: datetime | None = None
    first_tried_at: datetime | None = None
    remote_id: str | None = Field(default=None, index=True)
    error: str | None = Field(default=None, sa_type=Text)


class TimerRow(Row, table=True):
    __tablename__ = "timer"
    __table_args__ = (
        Index(
            "ix_timer_due",
            "due_at",
            sqlite_where=text("state = 'armed'"),
            postgresql_where=text("state = 'armed'"),
        ),
    )

    kind: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    occurrence: str = Field(primary_key=True)
    due_at: datetime
    state: str  # armed | fired | cancelled


class PageRow(Row, table=True):
    __tablename__ = "page"
    __table_args__ = (
        Index("ix_page_person", "person", "at"),
        Index(
            "ix_page_waits",
            "team",
            sqlite_where=text("bundle = 'waits'"),
            postgresql_where=text("bundle = 'waits'"),
        ),
    )

    ticket: int = Field(primary_key=True)
    level: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    at: datetime = Field(index=True)
    team: str
    priority: int
    means: str | None = None
    reached_at: datetime | None = None
    bundle: str | None = None  # waits | told


class OverrideRow(Row, table=True):
    __tablename__ = "override"
    __table_args__ = (
        Index("ix_override_span", "team", "start", "end"),
        Index("ix_override_bin", "team", "bin", "end", "start"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team: str
    person: str
    instead_of: str | None
    start: datetime
    end: datetime
    change: str = Field(sa_column_kwargs={"server_default": "replace"})  # replace | add | remove
    bin: int = Field(sa_column_kwargs={"server_default": "0"})  # triage.store.bins


class SwapRow(Row, table=True):
    __tablename__ = "swap"
    __table_args__ = (Index("ix_swap_team", "team", "state"),)

    id: int | None = Field(default=None, primary_key=True)
    team: str
    name: str
    at: datetime
    asker: str
    other: str
    back: datetime | None
    state: str  # asked | accepted | declined | withdrawn


class AbsenceRow(Row, table=True):
    __tablename__ = "absence"
    __table_args__ = (
        Index("ix_absence_span", "start", "end"),
        Index("ix_absence_bin", "bin", "end", "start"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person: str
    start: datetime
    end: datetime
    bin: int = Field(sa_column_kwargs={"server_default": "0"})  # triage.store.bins


class ShiftRow(Row, table=True):
    """A shift that was read from a calendar."""

    __tablename__ = "shift"
    __table_args__ = (
        Index("ix_shift_span", "team", "start", "end"),
        Index("ix_shift_bin", "team", "bin", "end", "start"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team: str
    name: str
    person: str
    start: datetime
    end: datetime
    bin: int = Field(sa_column_kwargs={"server_default": "0"})  # triage.store.bins


class RecordRow(Row, table=True):
    """Who changed what about who is on call; never changed, never dropped."""

    __tablename__ = "roster_record"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    kind: str
    by: str | None
    team: str | None
    facts: str = Field(sa_type=Text)


class SwitchRow(Row, table=True):
    __tablename__ = "switch"

    name: str = Field(primary_key=True)
    value: str
