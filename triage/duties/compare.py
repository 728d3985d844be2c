"""A ticket is new: look for those that are alike, and count who reports the same just now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from triage import judging
from triage.apply import Clerk
from triage.errors import NotFoundError
from triage.handling import gathering, reports
from triage.handling.change import CARD, Change
from triage.model import Ticket, TicketId
from triage.ports.core import Assess
from triage.ports.store import Timer
from triage.ports.work import Similar, UnitOfWork


@dataclass(frozen=True, slots=True)
class Comparing:
    """The duty, with what it needs to compare and to judge again."""

    similar: Similar
    assess: Assess

    def __call__(self, clerk: Clerk, ticket: Ticket, timer: Timer) -> None:
        del timer
        if not gathering.counts(ticket):
            return
        found = self.similar(clerk.work, ticket)
        others = [*_there(clerk.work, gathering.near(ticket, found))]
        number = gathering.first_of(ticket, others)
        first = next(_there(clerk.work, [number]), ticket)
        if first.id == ticket.id or not gathering.counts(first):
            self._carry(clerk, ticket, gathering.alone(ticket, found))
            return
        mine, whole = gathering.joined(ticket, first, found)
        self._carry(clerk, first, whole)
        self._carry(clerk, ticket, mine)

    def _carry(self, clerk: Clerk, before: Ticket, after: Ticket) -> None:
        """Judged again only when more people report it; a card is edited when people see more."""
        if after == before:
            return
        facts: dict[str, object] = {"alike": [one.ticket for one in after.alike]}
        if after.affected == before.affected:
            tell = (CARD,) if after.alike != before.alike else ()
            change = Change(ticket=after, kind="compared", facts=facts, tell=tell)
        else:
            assessment = judging.judge_again(self.assess, clerk.work, after, now=clerk.now)
            change = reports.reassess(after, assessment, None, now=clerk.now)
            facts |= {**change.facts, "reporters": after.affected}
            silent = change.ticket.priority is before.priority and not gathering.worth_telling(
                before.affected, after.affected
            )
            tell = () if silent else (CARD,)
            change = replace(change, kind="gathered", facts=facts, tell=tell)
        clerk.carry_out(change, before=before)


def _there(work: UnitOfWork, numbers: Iterable[TicketId]) -> Iterator[Ticket]:
    """A commit that failed may leave a number that no ticket has."""
    for number in numbers:
        with suppress(NotFoundError):
            yield work.tickets.get(number)
