"""Everything that was decided, on tickets and about who is on call: who, when, what and why."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from triage.app.desk import OpenDesk
from triage.app.oncall.words import moment
from triage.app.unmask import hidden
from triage.model import PersonId, TeamId, TicketId
from triage.settings.values import duration

BATCH = 1_000
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_WHY = ("reason", "why", "reasons")
"""The facts that say why, the more telling first: a person's words, the service's, its rules'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the audit, secrets and addresses hidden. `by` None: the service by its rules, or
    the operator at a terminal (on call). `ticket` None: about who is on call."""

    at: datetime
    what: str
    by: PersonId | None
    name: str | None
    ticket: TicketId | None
    team: TeamId | None
    facts: Mapping[str, object]

    @property
    def why(self) -> str | None:
        """In words; of rules each with what it matched."""
        found = next((self.facts[key] for key in _WHY if self.facts.get(key)), None)
        if isinstance(found, list):
            return "; ".join(": ".join(map(str, one)) for one in found)
        return None if found is None else str(found)

    def as_json(self) -> dict[str, object]:
        return {
            "at": self.at.isoformat(),
            "ticket": self.ticket,
            "team": self.team,
            "by": self.by,
            "name": self.name,
            "what": self.what,
            "why": self.why,
            "facts": dict(self.facts),
        }


def decisions(
    desk: OpenDesk,
    *,
    since: datetime | None = None,
    ticket: TicketId | None = None,
    batch: int = BATCH,
) -> Iterator[Decision]:
    """The oldest first; a ticket's alone, or all and the record of roster changes between them.

    Timelines are read in batches: years of them need no more memory than a day. Raises
    NotFoundError.
    """
    if ticket is not None:
        desk.look(lambda work: work.tickets.get(ticket))
        return _on_tickets(desk, since, ticket, batch)
    both = (_on_tickets(desk, since, None, batch), _on_call(desk, since))
    return heapq.merge(*both, key=attrgetter("at"))


def start_of(desk: OpenDesk, words: str, *, now: datetime) -> datetime:
    """`7d` back, or a moment on the desk's clock. Raises RefusedError for what is neither."""
    try:
        return now - duration(words)
    except ValueError:
        return moment(desk, words, now)


def _on_tickets(
    desk: OpenDesk, since: datetime | None, ticket: TicketId | None, batch: int
) -> Iterator[Decision]:
    after = 0
    while True:
        found = desk.look(
            lambda work, after=after: work.tickets.decided(  # type: ignore[misc]
                after=after, since=since, ticket=ticket, limit=batch
            )
        )
        for _, one in found:
            yield Decision(
                at=one.at,
                what=one.kind,
                by=one.by,
                name=_name(desk, one.by),
                ticket=one.ticket,
                team=None,
                facts=hidden(one.facts),
            )
        if len(found) < batch:
            return
        after = found[-1][0]


def _on_call(desk: OpenDesk, since: datetime | None) -> Iterator[Decision]:
    start = _BEGINNING if since is None else since - timedelta(microseconds=1)
    for one in desk.look(lambda work: work.roster.recorded(after=start)):
        yield Decision(
            at=one.at,
            what=one.kind,
            by=one.by,
            name=_name(desk, one.by),
            ticket=None,
            team=one.team,
            facts=hidden(one.facts),
        )


def _name(desk: OpenDesk, person: PersonId | None) -> str | None:
    """Of the staff; reporters stay the number that they are to us."""
    known = None if person is None else desk.desk.people.get(person)
    return None if known is None else known.name
