"""Tickets as tables for people and as JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from triage.app.audit import Decision
from triage.app.explain import as_json
from triage.app.tickets import Everything
from triage.cli.explained import understood
from triage.cli.plain import plain
from triage.model import Assessment, Event, Ticket, TicketId
from triage.ports.store import StoredFile
from triage.wording.en import ENGLISH
from triage.wording.mask import masked
from triage.wording.pen import joined

MOMENT = "%Y-%m-%d %H:%M"
MOST_FACTS = 200


def listed(found: Sequence[Ticket], of: Mapping[TicketId, TicketId], *, as_json: bool) -> None:
    """As a table, or a line of JSON. `of`: the incident that a ticket belongs to."""
    if as_json:
        fields = [ticket(one, of.get(one.id)) for one in found]
        sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
    else:
        _tickets(found, of)


def _tickets(found: Sequence[Ticket], of: Mapping[TicketId, TicketId]) -> None:
    """A table, newest first; a sentence when there is none."""
    if not found:
        Console().print("No tickets.")
        return
    rows = (
        (
            str(one.id),
            one.priority.name,
            state(one, of.get(one.id)),
            one.team,
            one.assignee_name or "-",
            masked(one.subject)[:60],
            one.opened_at.strftime(MOMENT),
        )
        for one in found
    )
    head = ("ticket", "priority", "status", "team", "who has it", "subject", "since (UTC)")
    Console().print(_table(None, head, rows))


def audited(found: Iterable[Decision]) -> None:
    """Who decided what, when and why."""
    rows = (
        (
            one.at.strftime(MOMENT),
            str(one.ticket or one.team or "-"),
            one.name or one.by or "-",
            one.what.replace("_", " "),
            (one.why or "-")[:MOST_FACTS],
        )
        for one in found
    )
    head = ("when (UTC)", "ticket or team", "who", "what", "why")
    Console().print(_table(None, head, rows))


def page(whole: Everything) -> None:
    """The whole of a ticket, the most useful first."""
    console, ticket = Console(), whole.ticket
    console.print(plain(f"{ticket.id} · {ticket.priority.name} · {ticket.subject}"), style="bold")
    console.print(
        plain(
            f"{state(ticket, whole.of_incident)}, team {ticket.team}, "
            f"{ticket.assignee_name or 'nobody has it'}, "
            f"from {ticket.reporter_name or ticket.address} by {ticket.conversation.channel}"
        )
    )
    if ticket.incident is not None:
        declared = ticket.incident
        who, when = declared.name or declared.by, f"{declared.at:{MOMENT}} UTC"
        console.print(
            plain(f"Incident, declared by {who} at {when}: {declared.reason}"), style="bold"
        )
    if ticket.assessment.flag:
        console.print(plain(f"Look at this first: {ticket.assessment.flag}"), style="bold")
    for line in _carried(ticket):
        console.print(plain(line))
    why = ((reason.rule, reason.evidence) for reason in ticket.assessment.reasons)
    console.print(_table(f"Why {_decided(ticket)}", ("rule", "evidence"), why))
    console.print(understood(ticket.assessment))
    people = ((part, who, address) for part, who, address in whole.people)
    console.print(_table("People", ("part", "who", "address"), people))
    said = ((m.at.strftime(MOMENT), m.author.value, m.text) for m in whole.messages)
    console.print(_table("Said", ("when (UTC)", "who", "words"), said))
    if whole.files:
        console.print(
            _table("Files", ("file", "name", "type", "bytes", "kept"), _files(whole.files))
        )
    console.print(_timeline(whole.events))
    for outgoing, status, error in whole.undelivered:
        whose = outgoing.notice.value + (f" to {outgoing.only}" if outgoing.only else "")
        console.print(plain(f"Not delivered: {whose} ({status}) {error}".rstrip()))


def _carried(ticket: Ticket) -> Iterator[str]:
    """What to know of the mails before trusting them."""
    words = ENGLISH.card
    if ticket.carried.original is not None:
        yield words.original.format(who=ticket.carried.original)
    if ticket.carried.related is not None:
        yield words.related.format(number=ticket.carried.related)
    for remark in ticket.carried.remarks:
        yield words.remarks[remark]


def _files(files: Sequence[StoredFile]) -> Iterator[tuple[str, ...]]:
    """Numbered as `triage ticket file` counts them."""
    for number, one in enumerate(files, 1):
        size = "" if one.size is None else str(one.size)
        kept = "yes" if one.digest is not None else "in the original only"
        yield (str(number), one.name, one.type, size, kept)


def state(one: Ticket, of_incident: TicketId | None) -> str:
    """Where it is in its life, in plain words, and which others it stands or falls with."""
    words = ENGLISH.hands
    if one.merged is not None:
        stands = words.part.format(other=one.merged.into)
    else:
        stands = words.snoozed if one.snoozed is not None else one.status.value
    belongs = None if of_incident is None else words.of_incident.format(other=of_incident)
    known = "incident" if one.incident is not None else None
    parts = words.parts.of(len(one.absorbed)) if one.absorbed else None
    return joined((stands, known, belongs, parts), ", ") or stands


def _decided(ticket: Ticket) -> str:
    """The rules' reasons stand beside a person's word where there is one."""
    by = ticket.priority_by
    rules = ticket.assessment.priority.name
    return rules if by is None else f"{rules} by the rules; {ticket.priority.name} is {by}'s word"


def _timeline(events: Sequence[Event]) -> Table:
    rows = ((e.at.strftime(MOMENT), e.kind, e.by or "-", _facts(e)[:MOST_FACTS]) for e in events)
    return _table("Timeline", ("when (UTC)", "what", "by", "facts"), rows)


def _facts(event: Event) -> str:
    return ", ".join(f"{name}: {value}" for name, value in event.facts.items() if value)


def _table(title: str | None, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(*head, title=title, title_justify="left")
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    return table


def ticket(one: Ticket, of_incident: TicketId | None) -> dict[str, Any]:
    """The fields of a ticket that programs need, as plain JSON."""
    return {
        "id": one.id,
        "subject": one.subject,
        "priority": one.priority.name,
        "status": one.status.value,
        "team": one.team,
        "assignee": one.assignee,
        "reporter": one.reporter,
        "channel": one.conversation.channel,
        "affected": one.affected,
        "snoozed_until": _asleep(one),
        "merged_into": None if one.merged is None else one.merged.into,
        "absorbed": list(one.absorbed),
        "links": list(one.links),
        "incident": _incident(one),
        "of_incident": of_incident,
        "resolved_by": one.resolved_by,
        "opened_at": one.opened_at.isoformat(),
        "flag": one.assessment.flag,
    }


def _incident(one: Ticket) -> dict[str, Any] | None:
    """Who has declared it, when, and why; None while it is none."""
    if one.incident is None:
        return None
    declared = one.incident
    return {"by": declared.by, "at": declared.at.isoformat(), "reason": declared.reason}


def _asleep(one: Ticket) -> str | None:
    """The moment as ISO 8601, "reply" while it waits for the reporter, None when it is awake."""
    if one.snoozed is None:
        return None
    return "reply" if one.snoozed.until is None else one.snoozed.until.isoformat()


def _evidence(made: Assessment) -> dict[str, Any]:
    """More than `triage explain` tells: kinds, risks, the error's signature, and places.

    A place is [from, to), in characters of subject, empty line and text.
    """
    impact, told = made.impact, made.reproduction
    error = told.signature
    return {
        "environment": [
            {"kind": one.kind.value, "words": one.words, "from": one.span.start, "to": one.span.end}
            for one in told.surroundings
        ],
        "risks": {"money": impact.money, "data": impact.data, "security": impact.security},
        "error": None
        if error is None
        else {"signature": error.key, "type": error.error, "frames": list(error.frames)},
        "places": [
            {"rule": one.rule, "from": one.span.start, "to": one.span.end}
            for one in made.reasons
            if one.span is not None
        ],
    }


def whole(found: Everything) -> dict[str, Any]:
    """Everything about a ticket, as plain JSON; the assessment as `triage explain` gives it."""
    assessment = as_json(found.ticket.assessment)
    kept = ("reasons", "missing", "impact", "reproduction", "urgency", "tags", "language")
    by = found.ticket.priority_by
    return (
        ticket(found.ticket, found.of_incident)
        | {key: assessment[key] for key in kept}
        | {
            "priority_by": by,
            "evidence": _evidence(found.ticket.assessment),
            "people": [
                {"part": part, "who": who, "address": address}
                for part, who, address in found.people
            ],
            "messages": [
                {"at": m.at.isoformat(), "author": m.author.value, "text": m.text}
                for m in found.messages
            ],
            "timeline": [
                {"at": e.at.isoformat(), "kind": e.kind, "by": e.by, "facts": dict(e.facts)}
                for e in found.events
            ],
            "remarks": [remark.value for remark in found.ticket.carried.remarks],
            "maybe_related": found.ticket.carried.related,
            "original_author": found.ticket.carried.original,
            "files": [
                {"name": one.name, "type": one.type, "size": one.size, "sha256": one.digest}
                for one in found.files
            ],
            "undelivered": [
                {
                    "notice": message.notice.value,
                    "to": message.only,
                    "state": state,
                    "error": error or None,
                }
                for message, state, error in found.undelivered
            ],
        }
    )
