"""A person pages whoever is on duty for a team: a P1 like any other, that nobody had to report.

Inside a unit of work. It goes the way of every ticket: card, escalation, claim, and words back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from triage import escalation, firstline, reception
from triage.apply import Clerk
from triage.desk import Desk, Mode
from triage.handling import reports
from triage.handling.change import Actor, Tell
from triage.load import at_night
from triage.messages import MessageArrived, Notice
from triage.model import Assessment, Author, PersonId, Priority, TeamId, Ticket
from triage.model.meaning import Clause, Own, Says
from triage.model.reasons import saying
from triage.oncall.refusal import Refusal, Unable
from triage.routing import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Whom a page calls first, and when; `now` is when it was asked. `team`: theirs, for a first
    line hands a P1 on."""

    team: TeamId
    people: tuple[PersonId, ...]
    at: datetime
    now: datetime

    @property
    def at_once(self) -> bool:
        return self.at <= self.now

    def wakes(self, desk: Desk) -> bool:
        """Whether somebody is called who may be asleep then, or is off work."""
        night = any(at_night(desk, person, self.at) for person in self.people)
        return night or not desk.hours.is_open(self.at)


def whom(clerk: Clerk, team: TeamId) -> Called | Refusal:
    """As the policy and the rotations stand; refused where no step of it calls anybody."""
    desk, now = clerk.desk, clerk.now
    if desk.mode is Mode.WATCH:
        return Refusal(why=Unable.WATCHING)
    team = firstline.behind(team, desk, urgent=True)
    policy = desk.policy(Priority.P1, team)
    for level in range(len(policy.steps)):
        due = escalation.next_step(policy, started=now, level=level, hours=desk.hours)
        if due is None:
            continue
        people = clerk.pager.people(team, due.step.notify, max(due.at, now))
        if people:
            return Called(team=team, people=people, at=due.at, now=now)
    return Refusal(why=Unable.NOBODY, name=team)


def call(clerk: Clerk, called: Called, message: MessageArrived, by: Actor) -> Ticket:
    """Open it, and call them; `by` is its reporter, and is answered where the message says."""
    reason = saying(Own.CALLED, Clause(Says.CALLER, {"who": by.name or by.person}))
    change = reports.open_ticket(
        message,
        Assessment(priority=Priority.P1, reasons=(reason,)),
        number=clerk.work.tickets.next_number(),
        route=Route(called.team, "person"),
        reporter=by.person,
        language=clerk.desk.language,
        settle=None,
        private=message.private,
        now=clerk.now,
    )
    change = replace(change, ticket=replace(change.ticket, priority_by=by.person))
    private = Tell(notice=Notice.PRIVATE)
    if message.private and private not in change.tell:
        change = replace(change, tell=(private, *change.tell))
    said = reception.said(message, change.ticket.id, Author.REPORTER, by.person)
    return clerk.carry_out(change, before=None, said=said)
