"""Domain values to JSON and back. Old rows stay readable: a new field needs a default."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import TypeAdapter

from triage.messages import Outgoing
from triage.model import Ticket

_TICKET = TypeAdapter(Ticket)
_OUTGOING = TypeAdapter(Outgoing)


def dump_ticket(ticket: Ticket) -> str:
    return _TICKET.dump_json(ticket).decode()


def load_ticket(body: str) -> Ticket:
    return _TICKET.validate_json(body)


def dump_outgoing(message: Outgoing) -> str:
    return _OUTGOING.dump_json(message, exclude_defaults=True).decode()


def load_outgoing(payload: str) -> Outgoing:
    return _OUTGOING.validate_json(payload)


def dump_facts(facts: Mapping[str, object]) -> str:
    return json.dumps(facts, ensure_ascii=False, default=str)


def load_facts(facts: str) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(facts)
    return loaded
