"""Tickets as tables for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from triage.messages import Outgoing
from triage.model import Event, Ticket, TicketMessage

MOMENT = "%Y-%m-%d %H:%M"


def tickets(found: Sequence[Ticket]) -> None:
    """A table, newest first; a sentence when there is none."""
    if not found:
        Console().print("No tickets.")
        return
    table = Table()
    for column in ("", "priority", "status", "team", "who has it", "subject", "since (UTC)"):
        table.add_column(column)
    for one in found:
        table.add_row(
            str(one.id),
            one.priority.name,
            one.status.value,
            one.team,
            escape(one.assignee_name or "-"),
            escape(one.subject[:60]),
            one.opened_at.strftime(MOMENT),
        )
    Console().print(table)


def page(
    ticket: Ticket,
    messages: Sequence[TicketMessage],
    events: Sequence[Event],
    undelivered: Sequence[tuple[Outgoing, str, str]],
) -> None:
    """The whole of a ticket, the most useful first."""
    console = Console()
    console.print(f"[bold]{ticket.id} · {ticket.priority.name} · {escape(ticket.subject)}[/bold]")
    console.print(
        f"{ticket.status.value}, team {ticket.team}, "
        f"{escape(ticket.assignee_name or 'nobody has it')}, "
        f"from {escape(ticket.reporter_name or ticket.address)} by {ticket.conversation.channel}"
    )
    if ticket.assessment.flag:
        console.print(f"Look at this first: {escape(ticket.assessment.flag)}", style="bold")
    why = Table(title=f"Why {ticket.assessment.priority.name}", title_justify="left")
    why.add_column("rule")
    why.add_column("evidence")
    for reason in ticket.assessment.reasons:
        why.add_row(escape(reason.rule), escape(reason.evidence))
    console.print(why)
    said = Table(title="Said", title_justify="left")
    for column in ("when (UTC)", "who", "words"):
        said.add_column(column)
    for message in messages:
        said.add_row(message.at.strftime(MOMENT), message.author.value, escape(message.text))
    console.print(said)
    console.print(_timeline(events))
    for outgoing, state, error in undelivered:
        console.print(f"Not delivered: {outgoing.notice.value} ({state}) {escape(error)}")


def _timeline(events: Sequence[Event]) -> Table:
    table = Table(title="Timeline", title_justify="left")
    for column in ("when (UTC)", "what", "by", "facts"):
        table.add_column(column)
    for event in events:
        facts = ", ".join(f"{name}: {value}" for name, value in event.facts.items() if value)
        table.add_row(event.at.strftime(MOMENT), event.kind, event.by or "-", escape(facts[:200]))
    return table


def ticket(one: Ticket) -> dict[str, Any]:
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
        "opened_at": one.opened_at.isoformat(),
        "flag": one.assessment.flag,
    }


def whole(
    one: Ticket,
    messages: Sequence[TicketMessage],
    events: Sequence[Event],
    undelivered: Sequence[tuple[Outgoing, str, str]],
) -> dict[str, Any]:
    """Everything about a ticket, as plain JSON."""
    return ticket(one) | {
        "reasons": [
            {"rule": reason.rule, "evidence": reason.evidence} for reason in one.assessment.reasons
        ],
        "missing": list(one.assessment.missing),
        "messages": [
            {"at": m.at.isoformat(), "author": m.author.value, "text": m.text} for m in messages
        ],
        "timeline": [
            {"at": e.at.isoformat(), "kind": e.kind, "by": e.by, "facts": dict(e.facts)}
            for e in events
        ],
        "undelivered": [
            {"notice": message.notice.value, "state": state, "error": error or None}
            for message, state, error in undelivered
        ],
    }
