"""A stored ticket as it came about: what was known at each moment, and when a person took over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from triage.model import Author, Context, Event, Priority, Report, Ticket, TicketId, TicketMessage
from triage.ports.work import UnitOfWork

UNTIL = timedelta(hours=24)
"""How long an unclaimed ticket's policy is followed."""
_TAKEN = ("claimed", "resolved", "solved", "priority_set", "merged", "snoozed", "transferred")
"""Events from which on a person decides, and the rules' pages end."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the rules were asked at that time."""

    at: datetime
    report: Report
    context: Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """`ends`: when a person took over, or a day later. `label`: the priority a person has set."""

    ticket: Ticket
    moments: tuple[Moment, ...]
    ends: datetime
    label: Priority | None


def past(work: UnitOfWork, number: TicketId) -> Past | None:
    """None for a ticket without words, which no rule can read."""
    ticket, events = work.tickets.get(number), work.tickets.events(number)
    said = [one for one in work.tickets.messages(number) if one.author is Author.REPORTER]
    if not any(one.text.strip() for one in said):
        return None
    return Past(
        ticket=ticket,
        moments=tuple(_moments(ticket, said, events)),
        ends=_ends(ticket, events),
        label=ticket.priority if ticket.priority_by is not None else None,
    )


def _moments(
    ticket: Ticket, said: Sequence[TicketMessage], events: Sequence[Event]
) -> Iterator[Moment]:
    """One at each of the reporter's messages, and one at each time that more people reported it."""
    grown = [(event.at, count) for event in events if (count := _people(event)) is not None]
    times = sorted({max(one.at, ticket.opened_at) for one in said} | {at for at, _ in grown})
    for at in times:
        words = [one.text for one in said if max(one.at, ticket.opened_at) <= at]
        if words:
            people = next((count for when, count in reversed(grown) if when <= at), 1)
            yield _moment(ticket, words, at, people=people, last=at == times[-1])


def _people(event: Event) -> int | None:
    count = event.facts.get("reporters", event.facts.get("affected"))
    return count if isinstance(count, int) else None


def _moment(
    ticket: Ticket, words: Sequence[str], at: datetime, *, people: int, last: bool
) -> Moment:
    """A line of chat has no subject of its own: the ticket's is its first line."""
    own = None if words[0].lstrip().startswith(ticket.subject[:40]) else ticket.subject
    report = Report(
        subject=own if len(words) == 1 else ticket.subject,
        text="\n\n".join(words),
        channel=ticket.conversation.channel,
        received_at=at,
    )
    context = Context(
        now=at,
        audience=ticket.audience,
        reporter_known=ticket.known,
        distinct_reporters=people,
        known_answers=ticket.answers if last else {},
    )
    return Moment(at, report, context)


def _ends(ticket: Ticket, events: Sequence[Event]) -> datetime:
    taken = [event.at for event in events if event.kind in _TAKEN]
    return min((*taken, ticket.opened_at + UNTIL))
