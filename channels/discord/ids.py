"""What a button or a form carries in its custom_id, so that it works after a restart. Pure.

`f1:<action>:<ticket or ->:<argument>`. It is no secret: whoever sends one proves nothing by it.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.controls import Action
from triage.model import (
    TicketId,
)

LIMIT = 100
"""Characters in a custom_id (vendor's "component reference")."""

_VERSION = "f1"
_NONE = "-"
_WORDS = frozenset(action.value for action in Action)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An action, the ticket it is about, and what it needs besides."""

    action: Action
    ticket: TicketId | None = None
    argument: str = ""


def packed(carried: Carried) -> str:
    """Raises ValueError when it does not fit."""
    ticket = _NONE if carried.ticket is None else str(carried.ticket)
    custom_id = f"{_VERSION}:{carried.action.value}:{ticket}:{carried.argument}"
    if len(custom_id) > LIMIT:
        raise ValueError(f"{custom_id!r} is longer than {LIMIT} characters")
    return custom_id


def unpacked(custom_id: str) -> Carried | None:
    """None for what is not ours, or asks for what this version does not know."""
    version, *rest = custom_id.split(":", 3)
    if version != _VERSION or len(rest) != 3:  # noqa: PLR2004 - action, ticket, argument
        return None
    word, ticket, argument = rest
    if word not in _WORDS or not (ticket == _NONE or (ticket.isascii() and ticket.isdigit())):
        return None
    number = None if ticket == _NONE else TicketId(int(ticket))
    return Carried(action=Action(word), ticket=number, argument=argument)
