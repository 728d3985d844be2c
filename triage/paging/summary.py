"""Many at once: one summary a team, in place of one call a ticket. Inside a unit of work.

After a page, whatever else calls the same person for the same team waits ten minutes and comes in
one message; so does everything that came due while the service was down.
"""

from __future__ import annotations

from collections.abc import Sequence

from triage import escalation
from triage.escalation import Page
from triage.messages import Call, Outgoing
from triage.model import PersonId, TeamId, Ticket
from triage.notices import pages
from triage.paging.pager import Pager
from triage.paging.sending import level_in, standing_of


def summarise(pager: Pager, team: TeamId, *, missed: bool) -> None:
    """Everything that waits for that team, judged again, in one message for each person.

    What is left of a single ticket is told like any page.
    """
    waiting = pager.work.duty.waiting(team)
    for page in waiting:
        pager.work.duty.told(page, at=pager.now)
    standing = [
        (page, ticket)
        for page in waiting
        for ticket, _ in standing_of(pager.work, [(page.ticket, page.level)])
    ]
    if not standing:
        return
    _summed_up(pager, standing)
    tickets = {ticket.id: ticket for _, ticket in standing}
    if len(tickets) == 1:
        _alone(pager, standing)
        return
    facts = pages.Many(
        team=team,
        tickets=tuple(tickets[number] for number in sorted(tickets)),
        steps=tuple(dict.fromkeys((page.ticket, page.level) for page, _ in standing)),
        people=tuple(dict.fromkeys(page.person for page, _ in standing)),
        missed=missed,
        now=pager.now,
    )
    for message in pages.summary(pager.desk, facts):
        pager.enqueue(message)


def _summed_up(pager: Pager, standing: Sequence[tuple[Page, Ticket]]) -> None:
    for ticket in {ticket.id: ticket for _, ticket in standing}.values():
        people = [page.person for page, _ in standing if page.ticket == ticket.id]
        pager.record(ticket, "called", {"people": people, "summary": True})


def _alone(pager: Pager, standing: Sequence[tuple[Page, Ticket]]) -> None:
    page, ticket = max(standing, key=lambda one: level_in(one[0].level))
    due = pager.step(ticket, level=level_in(page.level))
    if due is not None:
        people = tuple(dict.fromkeys(page.person for page, _ in standing))
        pager.tell(ticket, due, people, on_card=False)


def move_on(pager: Pager, message: Outgoing, call: Call) -> None:
    """A summary that did not get through goes the next way, once for all its tickets."""
    standing = standing_of(pager.work, call.steps)
    if not standing:
        return
    team = standing[0][0].team
    again = [_next_way(pager, message, call, team, person) for person in call.people]
    for one in again:
        if one is not None:
            pager.enqueue(one)
    if all(again):
        pager.work.outbox.drop(message.key, why="called by another means")


def _next_way(
    pager: Pager, message: Outgoing, call: Call, team: TeamId, person: PersonId
) -> Outgoing | None:
    known = pager.desk.people.get(person)
    following = None if known is None else escalation.after(known.means, call.means)
    if known is None or following is None:
        return None
    return pages.summary_again(pager.desk, message, team, known, following)
