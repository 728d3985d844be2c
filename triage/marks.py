"""What the service remembers of a channel: how far a place was read, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage.model import TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far a place was read: a channel's last message id, `UIDVALIDITY:UID` of a folder."""

    channel: str
    account: str
    place: str
    value: str


@dataclass(frozen=True, slots=True)
class Position:
    """A stored cursor, and when the service first saw that place."""

    value: str
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message of ours that carries a ticket's reactions. `place` is the channel it stands in.

    `standing`: (user, emoji) of the reactions on an open one, as they were last heard of.
    """

    place: str
    external_id: str
    ticket: TicketId | None
    open: bool
    standing: tuple[tuple[str, str], ...] = ()
