"""The written handover at a shift's end: what it tells, and what becomes of the claims.

Inside a unit of work. `taken` is how the next person says that they have it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triage.apply import Clerk
from triage.escalation import Page
from triage.handling import engineers
from triage.handling.change import Actor
from triage.load import at_night
from triage.model import Author, PersonId, TeamId, Ticket, TicketId, TicketStatus
from triage.notices import batons as say
from triage.oncall.refusal import Refusal, Unable
from triage.oncall.schedule import OnDuty
from triage.oncall.stretches import stretches
from triage.people import Keeping, Person
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork
from triage.rota.change import stranger
from triage.wording.calls import Baton, Burning, Due, Noisy

BATON = "baton"
"""A switch for each team: the key of the handover that nobody has taken yet."""
DUTY = "duty"
"""A switch for each team: who was on duty when the service looked last."""
NOTE = "watch-out"
"""A switch for each team: what whoever is on duty wants the next one to know."""
UNTAKEN = "untaken"
PATIENCE = timedelta(minutes=15)
"""Until the backup is asked."""
MOST = 200
"""Tickets looked at; a team with more open ones has other troubles than its handover."""
WEEK = timedelta(days=7)
AHEAD = timedelta(weeks=9)
"""How far the next shift is looked for: two turns of a month."""
NOISY = 3
"""Pages of one ticket from which on it is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A shift that has ended: who was on duty, since when, and who is now."""

    team: TeamId
    before: tuple[PersonId, ...]
    since: datetime
    duty: OnDuty

    @property
    def leaving(self) -> tuple[PersonId, ...]:
        return tuple(one for one in self.before if one not in self.duty.people)

    @property
    def coming(self) -> tuple[PersonId, ...]:
        return tuple(one for one in self.duty.people if one not in self.before)


def told(clerk: Clerk, shift: Shift) -> None:
    """Write the baton to both and the room, move the claims, and wait for somebody to take it."""
    key = f"handover:{shift.team}:{clerk.now.isoformat()}"
    ours = _ours(clerk, shift.team)
    facts = _baton(clerk, shift, ours, ask=True, take_by=clerk.now + PATIENCE)
    people = tuple(dict.fromkeys((*shift.leaving, *shift.coming)))
    for message in say.baton(clerk.desk, shift.team, key, facts, people=people):
        clerk.enqueue(message)
    for ticket in ours:
        if _is_held(ticket, shift):
            _pass_on(clerk, ticket, shift)
    clerk.work.switches.set(f"{NOTE}:{shift.team}", None)
    clerk.work.switches.set(f"{BATON}:{shift.team}", key)
    clerk.work.timers.arm(
        Timer(kind=UNTAKEN, subject=key, occurrence=shift.team, due_at=clerk.now + PATIENCE)
    )


def taken(clerk: Clerk, team: TeamId, person: PersonId) -> Refusal | None:
    """Somebody of the team has it; or why not. By reaction, command or terminal: the same rule."""
    refused = stranger(clerk, team, person)
    if refused is not None:
        return refused
    key = clerk.work.switches.get(f"{BATON}:{team}")
    if key is None:
        return Refusal(why=Unable.NO_BATON, person=person, name=team)
    clerk.work.switches.set(f"{BATON}:{team}", None)
    clerk.work.timers.cancel(UNTAKEN, key)
    clerk.enqueue(say.taken(clerk.desk, team, key, person))
    return None


def note(clerk: Clerk, team: TeamId, line: str, *, by: PersonId | None) -> Refusal | None:
    """A line for whoever is next, told when the shift ends; the last one counts, "" takes it back.

    `by` None: the operator at a terminal.
    """
    refused = stranger(clerk, team, by)
    if refused is None:
        clerk.work.switches.set(f"{NOTE}:{team}", line.strip() or None)
    return refused


def preview(clerk: Clerk, team: TeamId) -> Baton:
    """The handover as it would be if the shift ended now; nobody is asked anything."""
    desk, now = clerk.desk, clerk.now
    changes = clerk.work.roster.changes_between(now, now + AHEAD)
    whole = list(stretches(desk.rotations, changes, team, now, now + AHEAD))
    present = whole[0].duty.people
    following = next((one for one in whole if one.duty.people != present), None)
    duty = OnDuty(
        people=() if following is None else following.duty.people,
        backup=(),
        until=None if following is None else following.start,
    )
    known = seen(clerk.work, team)
    since = now - WEEK if known is None else known.since
    shift = Shift(team=team, before=present, since=since, duty=duty)
    return _baton(clerk, shift, _ours(clerk, team), ask=False, take_by=None)


def left(work: UnitOfWork, team: TeamId) -> str | None:
    """The line that the handover will tell."""
    return work.switches.get(f"{NOTE}:{team}")


def waits(work: UnitOfWork, team: TeamId) -> bool:
    """Whether a handover has not been taken yet."""
    return work.switches.get(f"{BATON}:{team}") is not None


@dataclass(frozen=True, slots=True)
class Seen:
    """Who was on duty when the service looked last, and since when."""

    people: tuple[PersonId, ...]
    since: datetime


def seen(work: UnitOfWork, team: TeamId) -> Seen | None:
    """None: the service has not looked yet."""
    value = work.switches.get(f"{DUTY}:{team}")
    if value is None:
        return None
    found = json.loads(value)
    people = tuple(PersonId(one) for one in found["people"])
    return Seen(people, datetime.fromisoformat(found["since"]))


def see(work: UnitOfWork, team: TeamId, one: Seen) -> None:
    """Remember it until the next look."""
    kept = {"people": one.people, "since": one.since.isoformat()}
    work.switches.set(f"{DUTY}:{team}", json.dumps(kept))


def _ours(clerk: Clerk, team: TeamId) -> list[Ticket]:
    return [one for one in clerk.work.tickets.find(open_only=True, limit=MOST) if one.team == team]


def _may_ask(clerk: Clerk, people: tuple[PersonId, ...]) -> bool:
    """One question in a week and person; it is asked now, so the next one has to wait."""
    names = [f"asked:{person}" for person in people]
    asked = [clerk.work.switches.get(name) for name in names]
    if any(one and clerk.now - datetime.fromisoformat(one) < WEEK for one in asked):
        return False
    for name in names:
        clerk.work.switches.set(name, clerk.now.isoformat())
    return True


def team_of(key: str | None) -> TeamId | None:
    """Whose handover a message of that key is; None when it is none."""
    kind, _, rest = (key or "").partition(":")
    return TeamId(rest.partition(":")[0]) if kind == "handover" else None


def _pass_on(clerk: Clerk, ticket: Ticket, shift: Shift) -> None:
    """What the team's policy says: back to the pool, to whoever is next, or not at all."""
    match clerk.desk.teams[shift.team].keeping:
        case Keeping.KEEP:
            return
        case Keeping.MOVE if to := _on_the_staff(clerk, shift.duty.people):
            actor = Actor(person=to[0].id, name=to[0].name, staff=True)
            clerk.carry_out(engineers.passed_on(ticket, actor, now=clerk.now), before=ticket)
        case Keeping.RETURN | Keeping.MOVE:
            change = engineers.release(ticket, ticket.assignee or ticket.reporter, now=clerk.now)
            clerk.carry_out(replace(change, kind="returned", by=None), before=ticket)


def _on_the_staff(clerk: Clerk, people: Sequence[PersonId]) -> list[Person]:
    """Without those who have left: a calendar or an override may name them still."""
    return [clerk.desk.people[one] for one in people if one in clerk.desk.people]


# ---------------------------------------------------------------- what it tells


def _baton(
    clerk: Clerk, shift: Shift, ours: Sequence[Ticket], *, ask: bool, take_by: datetime | None
) -> Baton:
    waiting = [one for one in ours if one.waiting_since is not None]
    owed = sorted(
        (one for one in ours if one.waiting_since is None and _by(one) is not None),
        key=lambda one: (_by(one), one.id),
    )
    held = [one for one in ours if _is_held(one, shift)]
    pages = clerk.work.duty.between(shift.since, clerk.now, team=shift.team)
    name = clerk.desk.name
    return Baton(
        team=shift.team,
        leaving=tuple(map(name, shift.leaving)),
        coming=tuple(map(name, shift.coming)),
        until=shift.duty.until,
        burning=tuple(_burning(one) for one in ours if one.incident is not None),
        owed=tuple(_due(clerk, one) for one in owed),
        waiting=len(waiting),
        oldest=min((one.waiting_since for one in waiting if one.waiting_since), default=None),
        held=tuple(one.id for one in held),
        keeping=clerk.desk.teams[shift.team].keeping.value,
        tickets=clerk.work.tickets.count_since(shift.team, shift.since),
        pages=len(pages),
        nights=sum(at_night(clerk.desk, one.person, one.at) for one in pages),
        noisy=_noisy(clerk, pages),
        note=left(clerk.work, shift.team),
        backup=tuple(map(name, shift.duty.backup)),
        take_by=take_by,
        ask=ask and bool(pages) and _may_ask(clerk, shift.leaving),
    )


def _is_held(ticket: Ticket, shift: Shift) -> bool:
    """By somebody whose shift is over."""
    return ticket.status is TicketStatus.CLAIMED and ticket.assignee in shift.leaving


def _by(ticket: Ticket) -> datetime | None:
    return min((one for one in (ticket.answer_by, ticket.news_by) if one), default=None)


def _due(clerk: Clerk, ticket: Ticket) -> Due:
    notes = [one for one in clerk.work.tickets.messages(ticket.id) if one.author is Author.NOTE]
    return Due(
        number=ticket.id,
        priority=ticket.priority,
        subject=ticket.subject,
        by=_by(ticket),
        holder=ticket.assignee_name if ticket.status is TicketStatus.CLAIMED else None,
        note=notes[-1].text if notes else None,
    )


def _burning(ticket: Ticket) -> Burning:
    incident = ticket.incident
    return Burning(
        number=ticket.id,
        subject=ticket.subject,
        since=ticket.opened_at if incident is None else incident.at,
        by="" if incident is None else incident.name or incident.by,
        holder=ticket.assignee_name if ticket.status is TicketStatus.CLAIMED else None,
    )


def _noisy(clerk: Clerk, pages: Sequence[Page]) -> tuple[Noisy, ...]:
    """The tickets that called most, the loudest first."""
    times: dict[TicketId, int] = {}
    for page in pages:
        times[page.ticket] = times.get(page.ticket, 0) + 1
    loud = sorted((one for one in times if times[one] >= NOISY), key=lambda one: -times[one])
    return tuple(Noisy(one, clerk.work.tickets.get(one).subject, times[one]) for one in loud[:2])
