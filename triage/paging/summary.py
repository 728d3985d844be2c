"""Many at once: one summary a team, in place of one call a ticket. Inside a unit of work.

After a page, whatever else calls the same person for the same team waits ten minutes and comes in
one message; so does everything that came due while the service was down.
"""

from __future__ import annotations

from collections.abc import Sequence

from triage import escalation
from triage.escalation import Page
from triage.messages import Call, Outgoing
from triage.model import PersonId, TeamId, Ticket, TicketId
from triage.notices import pages
from triage.paging.pager import Pager
from triage.paging.sending import level_in, standing_of


def summarise(pager: Pager, team: TeamId, *, missed: bool) -> None:
    """Everything that waits for that team, judged again, in one message for each person.

    What is left of a single ticket is told like any page.
    """
    waiting = pager.work.duty.waiting(team)
    pager.work.duty.told(waiting, at=pager.now)
    standing = [
        (page, ticket)
        for page in waiting
        for ticket, _ in standing_of(pager.work, [(page.ticket, page.level)])
        if not pager.rests(ticket, level_in(page.level), page.person, None)
    ]
    standing = _with_means(pager, standing)
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


def _with_means(pager: Pager, standing: Sequence[tuple[Page, Ticket]]) -> list[tuple[Page, Ticket]]:
    """Those whom something calls. Where a step had nobody else, the next one comes at once."""
    called = [one for one in standing if pager.desk.means(one[0].person)]
    steps = {(page.ticket, page.level) for page, _ in called}
    for page, ticket in standing:
        if not pager.desk.means(page.person):
            pager.unreachable(ticket, page.level, page.person)
            if (page.ticket, page.level) not in steps:
                pager.hasten(ticket, page.level)
    return called


def _summed_up(pager: Pager, standing: Sequence[tuple[Page, Ticket]]) -> None:
    people: dict[TicketId, list[PersonId]] = {}
    for page, ticket in standing:
        people.setdefault(ticket.id, []).append(page.person)
    for ticket in {ticket.id: ticket for _, ticket in standing}.values():
        pager.record(ticket, "called", {"people": people[ticket.id], "summary": True})


def _alone(pager: Pager, standing: Sequence[tuple[Page, Ticket]]) -> None:
    page, ticket = max(standing, key=lambda one: level_in(one[0].level))
    due = pager.step(ticket, level=level_in(page.level))
    if due is not None:
        people = tuple(dict.fromkeys(page.person for page, _ in standing))
        pager.tell(ticket, due, people, on_card=False, again=True)


def move_on(pager: Pager, message: Outgoing, call: Call) -> None:
    """A summary that did not get through goes the next way, once for all its tickets."""
    standing = standing_of(pager.work, call.steps)
    if not standing:
        return
    moved = [_moved_on(pager, message, call, standing, person) for person in call.people]
    if moved and all(moved):
        pager.work.outbox.drop(message.key, why="called by another means")


def _moved_on(
    pager: Pager,
    message: Outgoing,
    call: Call,
    standing: Sequence[tuple[Ticket, str]],
    person: PersonId,
) -> bool:
    """Whether the message that did not reach somebody need not be tried again."""
    again = _other_way(pager, message, call, standing[0][0].team, person)
    if again is not None:
        pager.enqueue(again)
        return True
    if person in pager.desk.people:
        return False
    _unreached(pager, standing, person)
    return True


def give_up(pager: Pager, message: Outgoing, call: Call) -> None:
    """It still does not get through: those who have no other means are not reached by it."""
    standing = standing_of(pager.work, call.steps)
    for person in call.people if standing else ():
        if _other_way(pager, message, call, standing[0][0].team, person) is None:
            _unreached(pager, standing, person)


def _unreached(pager: Pager, standing: Sequence[tuple[Ticket, str]], person: PersonId) -> None:
    for ticket, level in standing:
        found = pager.work.duty.pages(ticket.id, level=level)
        if any(one.person == person for one in found):
            pager.unreached(ticket, level, person)


def _other_way(
    pager: Pager, message: Outgoing, call: Call, team: TeamId, person: PersonId
) -> Outgoing | None:
    """The same to one person, by the next of their means that can carry it."""
    means = pager.desk.means(person)
    following = escalation.after(means, call.means)
    while following is not None:
        known = pager.desk.people[person]
        again = pages.summary_again(pager.desk, message, known, following, call=call, team=team)
        if again is not None:
            return again
        following = escalation.after(means, following)
    return None
