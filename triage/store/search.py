"""Where a word occurs in a ticket. A scan, made by a person now and then: no index serves it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Text, cast, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB

from triage.store.statements import table
from triage.store.tables import MessageRow, TicketRow

_TICKET = table(TicketRow)
_MESSAGE = table(MessageRow)
_FIELDS = ("subject", "reporter_name", "address")


def occurs(word: str, dialect: str) -> ColumnElement[bool]:
    """In the subject, the reporter's name or address, or in a message, whatever the case."""
    said = select(_MESSAGE.c.id).where(
        _MESSAGE.c.ticket == _TICKET.c.id, _holds(_MESSAGE.c.text, word)
    )
    return or_(*(_holds(_field(name, dialect), word) for name in _FIELDS), said.exists())


def _field(name: str, dialect: str) -> ColumnElement[str]:
    if dialect == "sqlite":
        return func.json_extract(_TICKET.c.body, f"$.{name}", type_=Text)
    return func.jsonb_extract_path_text(cast(_TICKET.c.body, JSONB), name, type_=Text)


def _holds(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """SQLite folds the case of ASCII only, so the usual spellings of other letters are tried."""
    spellings = {word, word.lower(), word.upper(), word.capitalize()}
    return or_(*(column.icontains(one, autoescape=True) for one in sorted(spellings)))
