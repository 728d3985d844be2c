"""Whole values with sensible defaults, for tests that care about one field."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from triage.messages import Grade, MessageArrived, Notice, Opens, Outgoing, RawArrival, Sender
from triage.model import (
    Assessment,
    ConversationRef,
    PersonId,
    Priority,
    TeamId,
    Ticket,
    TicketId,
    TicketStatus,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
MAIL = ConversationRef("email", "support", "a1@example.org")
THREAD = ConversationRef("discord", "1", "100")
ROOM = ConversationRef("discord", "1", "900")


def raw(external_id: str = "a1", **changes: Any) -> RawArrival:
    base = RawArrival(
        channel="email",
        account="support",
        external_id=external_id,
        raw=b"It broke\x00\xff",
        received_at=NOON,
    )
    return replace(base, **changes)


def message(**changes: Any) -> MessageArrived:
    base = MessageArrived(
        conversation=MAIL,
        place=None,
        external_id="a1@example.org",
        sender=Sender(address="ada@example.org", name="Ada"),
        at=NOON,
        subject="Help",
        text="The export fails since this morning.",
        reply="The export fails since this morning.",
        opens=Opens.ALWAYS,
    )
    return replace(base, **changes)


def ticket(number: int = 1, **changes: Any) -> Ticket:
    base = Ticket(
        id=TicketId(number),
        team=TeamId("platform"),
        conversation=MAIL,
        place=None,
        reporter=PersonId("r_1"),
        reporter_name="Ada",
        address="ada@example.org",
        subject="Help",
        priority=Priority.P3,
        status=TicketStatus.OPEN,
        opened_at=NOON,
        assessment=Assessment(priority=Priority.P3),
    )
    return replace(base, **changes)


def outgoing(key: str = "k1", **changes: Any) -> Outgoing:
    base = Outgoing(
        key=key,
        ticket=TicketId(1),
        notice=Notice.ACKNOWLEDGED,
        to=MAIL,
        lane="email:support:a1",
        grade=Grade.UPDATE,
        text="We have it.",
    )
    return replace(base, **changes)
