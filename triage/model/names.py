"""Whom and what is spoken of: ids, and where a conversation lives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

TicketId = NewType("TicketId", int)
"""The number people see; from a sequence, gaps allowed."""
PersonId = NewType("PersonId", str)
"""A slug from the configuration for staff (`grace`), `r_<n>` for everybody else."""
TeamId = NewType("TeamId", str)
"""A slug from the configuration (`platform`)."""


@dataclass(frozen=True, slots=True)
class ConversationRef:
    """Where a conversation lives, so that an answer can go back to it.

    Discord: channel "discord", account = guild id, thread = channel or thread id.
    Email: channel "email", account = mailbox name, thread = Message-ID of the first mail, no <>.
    """

    channel: str
    account: str
    thread: str


@dataclass(frozen=True, slots=True)
class MessageRef:
    """One message in a channel, by the channel's own id for it."""

    channel: str
    account: str
    external_id: str
