"""The words of the domain (docs/glossary.md). Values only: no I/O, no clock, no ORM.

`None` always means "not known"; it is never written as an empty string.
"""

from triage.model.names import ConversationRef, MessageRef, PersonId, TeamId, TicketId
from triage.model.report import (
    Assessment,
    Audience,
    Context,
    Impact,
    Priority,
    Reason,
    Report,
    Reproduction,
    Scope,
    Urgency,
)
from triage.model.ticket import (
    Alike,
    Author,
    Burst,
    Closing,
    Declared,
    Event,
    Learned,
    Merged,
    Snooze,
    Ticket,
    TicketMessage,
    TicketStatus,
)

__all__ = [
    "Alike",
    "Assessment",
    "Audience",
    "Author",
    "Burst",
    "Closing",
    "Context",
    "ConversationRef",
    "Declared",
    "Event",
    "Impact",
    "Learned",
    "Merged",
    "MessageRef",
    "PersonId",
    "Priority",
    "Reason",
    "Report",
    "Reproduction",
    "Scope",
    "Snooze",
    "TeamId",
    "Ticket",
    "TicketId",
    "TicketMessage",
    "TicketStatus",
    "Urgency",
]
