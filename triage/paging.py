"""Call people, step by step and means by means, inside a unit of work.

A step of the policy calls each person once (`page` is unique by ticket, level and person). What
is sent is judged again when it is taken for sending (`judged`), and a means that fails gives way
to the person's next one (`Pager.move_on`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from triage import escalation
from triage.desk import Desk, Mode
from triage.errors import NotFoundError
from triage.escalation import Due, Page, level_of
from triage.handling.change import TimerKind
from triage.messages import Call, Notice, Outgoing
from triage.model import Event, PersonId, Ticket, TicketId, TicketStatus
from triage.notices import pages
from triage.notices.scene import Scene
from triage.people import Means
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork

FAILED = "means_failed"
"""The kind of timer that says: this message to the staff did not get through. Its subject is the
message's key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Carries a policy out. What is due later is a timer; what is said goes through the outbox."""

    work: UnitOfWork
    desk: Desk
    now: datetime

    def begin(self, ticket: Ticket, *, on_card: bool) -> tuple[PersonId, ...]:
        """The policy from its start; return whom the new ticket's card mentions.

        `on_card`: the card is about to be posted, so the first step needs no message of its own.
        """
        due = self.step(ticket, level=0)
        if due is None:
            return ()
        if on_card and due.at <= self.now:
            return self._call(ticket, due, on_card=True)
        self._arm(ticket, due)
        return ()

    def take(self, ticket: Ticket, due: Due) -> None:
        """A step that comes later than the card. Of several overdue ones the last calls for all."""
        overdue = due
        while (later := self.step(ticket, level=overdue.level + 1)) and later.at <= self.now:
            words = tuple(dict.fromkeys((*overdue.step.notify, *later.step.notify)))
            overdue = replace(later, step=replace(later.step, notify=words))
        self._call(ticket, overdue, on_card=False)

    def move_on(self, key: str) -> None:
        """A message did not get through: everybody it calls is called by their next means."""
        message = self.work.outbox.message(key)
        if message is None or message.call is None or message.call.every:
            return
        moved = [
            self._next_means(ticket, level, person, message.call)
            for ticket, level in _standing(self.work, message.call)
            for person in message.call.people
        ]
        if moved and all(moved) and message.notice is not Notice.CARD:
            self.work.outbox.drop(key, why="called by another means")

    def step(self, ticket: Ticket, *, level: int) -> Due | None:
        """None at the policy's end, and for a known issue until a person says how bad it is."""
        if ticket.assessment.known_issue is not None and ticket.priority_by is None:
            return None
        return escalation.next_step(
            self.desk.policy(ticket.priority),
            started=ticket.run_at or ticket.opened_at,
            level=level,
            hours=self.desk.hours,
        )

    def upcoming(self, ticket: Ticket) -> tuple[str, datetime] | None:
        """Whom the policy calls next, by name, and when; as the rotations stand now."""
        if ticket.status is not TicketStatus.OPEN or self.desk.mode is Mode.WATCH:
            return None
        armed = self.work.timers.armed(TimerKind.ESCALATE, str(ticket.id))
        due = None if armed is None else self.step(ticket, level=_level(armed.occurrence))
        if armed is None or due is None:
            return None
        people = self._people(ticket, due, armed.due_at)
        names = dict.fromkeys(self.desk.people[one].name for one in people)
        return (", ".join(names), armed.due_at) if names else None

    # ------------------------------------------------------------ one step

    def _call(self, ticket: Ticket, due: Due, *, on_card: bool) -> tuple[PersonId, ...]:
        """Note who is called, each once; tell them; arm the next step."""
        level = level_of(ticket.run, due.level)
        people = self._people(ticket, due, self.now)
        if self.desk.mode is Mode.LIVE:
            people = tuple(one for one in people if self._noted(ticket, level, one))
        following = self.step(ticket, level=due.level + 1)
        if following is not None:
            self._arm(ticket, following)
        if not people:
            return ()
        self._record(ticket, "called", {"level": due.level, "people": list(people)})
        if self.desk.mode is Mode.WATCH:
            return people
        return self._tell(ticket, due, people, on_card=on_card)

    def _tell(
        self, ticket: Ticket, due: Due, people: tuple[PersonId, ...], *, on_card: bool
    ) -> tuple[PersonId, ...]:
        """Each by the means that the step uses; return whom the room mentions."""
        level, every = level_of(ticket.run, due.level), due.step.by == "all"
        mentioned: list[PersonId] = []
        reached = False
        for person in people:
            means = escalation.ladder(self.desk.people[person].means, step=due.step)
            if Means.DISCORD in means:
                mentioned.append(person)
            sent = [self._send(ticket, level, person, one, every=every) for one in means]
            if not means:
                self._record(ticket, "unreachable", {"level": due.level, "person": person})
            reached = reached or any(sent)
        if not on_card:
            scene = Scene(desk=self.desk, now=self.now, called=tuple(mentioned))
            self._enqueue(pages.in_room(ticket, scene, level, every=every))
        if not reached:
            self._hasten(ticket, level)
        return tuple(mentioned)

    def _people(self, ticket: Ticket, due: Due, when: datetime) -> tuple[PersonId, ...]:
        changes = self.work.roster.changes(ticket.team, at=when)
        duty = self.desk.on_duty(ticket.team, when, changes)
        named = (
            person
            for word in due.step.notify
            for person in self.desk.named(word, ticket.team, duty)
        )
        return tuple(dict.fromkeys(named))

    def _noted(self, ticket: Ticket, level: str, person: PersonId) -> bool:
        return self.work.duty.page(
            Page(
                ticket=ticket.id,
                level=level,
                person=person,
                at=self.now,
                team=ticket.team,
                priority=ticket.priority,
            )
        )

    # ------------------------------------------------------------ one means

    def _send(
        self, ticket: Ticket, level: str, person: PersonId, means: Means, *, every: bool
    ) -> bool:
        """Put it on its way; a mention needs no message of its own: the room's names them."""
        if means is Means.DISCORD:
            return True
        scene = Scene(desk=self.desk, now=self.now)
        message = pages.to_person(ticket, scene, person, means, level, every=every)
        if message is not None:
            self._enqueue(message)
        return message is not None

    def _next_means(self, ticket: Ticket, level: str, person: PersonId, call: Call) -> bool:
        """Whether somebody whom a means did not reach is called by another."""
        known = self.desk.people.get(person)
        if known is None or self._has_been_reached(ticket.id, level, person):
            return True
        following = escalation.after(known.means, call.means)
        while following is not None and not self._again(ticket, level, person, following):
            following = escalation.after(known.means, following)
        facts: dict[str, object] = {"level": _level(level), "person": person}
        if following is not None:
            facts |= {"means": following.value, "instead_of": call.means.value}
            self._record(ticket, "called_again", facts)
            return True
        self._record(ticket, "unreachable", facts)
        if not self._anybody_reached(ticket, level, but=person):
            self._hasten(ticket, level)
        return False

    def _again(self, ticket: Ticket, level: str, person: PersonId, means: Means) -> bool:
        """By another means; a mention that stands in for it gets a message of its own."""
        if means is not Means.DISCORD:
            return self._send(ticket, level, person, means, every=False)
        scene = Scene(desk=self.desk, now=self.now, called=(person,))
        message = pages.in_room(ticket, scene, level, every=False)
        self._enqueue(replace(message, key=f"{message.key}:{person}:{means.value}"))
        return True

    def _has_been_reached(self, ticket: TicketId, level: str, person: PersonId) -> bool:
        found = self.work.duty.pages(ticket, level=level)
        return any(one.person == person and one.reached_at is not None for one in found)

    def _anybody_reached(self, ticket: Ticket, level: str, *, but: PersonId) -> bool:
        """Whether another person of that step was reached."""
        found = self.work.duty.pages(ticket.id, level=level)
        return any(one.person != but and one.reached_at is not None for one in found)

    def _hasten(self, ticket: Ticket, level: str) -> None:
        """Nobody can be reached at this level: the next one comes now. Repeats keep their time."""
        policy = self.desk.policy(ticket.priority)
        following = _level(level) + 1
        if following < len(policy.steps):
            occurrence = level_of(ticket.run, following)
            armed = self.work.timers.armed(TimerKind.ESCALATE, str(ticket.id))
            if armed is not None and armed.occurrence == occurrence:
                self.work.timers.arm(replace(armed, due_at=self.now))

    # ------------------------------------------------------------ writing

    def _arm(self, ticket: Ticket, due: Due) -> None:
        self.work.timers.arm(
            Timer(
                kind=TimerKind.ESCALATE,
                subject=str(ticket.id),
                occurrence=level_of(ticket.run, due.level),
                due_at=max(due.at, self.now),
            )
        )

    def _record(self, ticket: Ticket, kind: str, facts: dict[str, object]) -> None:
        self.work.tickets.record(Event(ticket=ticket.id, at=self.now, kind=kind, facts=facts))

    def _enqueue(self, message: Outgoing) -> None:
        self.work.outbox.enqueue(message, now=self.now, due_at=self.now)


def judged(work: UnitOfWork, message: Outgoing) -> Outgoing | None:
    """A message to the staff as it should be now that it is sent; None: not at all.

    Nobody is called for what somebody has claimed or resolved meanwhile, and nobody a second time
    for a step when another means reached them. A card is posted all the same, and calls nobody.
    """
    call = message.call
    if call is None or not call.steps:
        return message
    standing = _standing(work, call)
    if not standing:
        return replace(message, mentions=(), call=None) if message.notice is Notice.CARD else None
    if call.every or call.means is not Means.DISCORD:
        return message
    return _without(message, call, _reached(work, call))


def sent(work: UnitOfWork, message: Outgoing, at: datetime) -> None:
    """A means took it: whom it calls has been reached."""
    call = message.call
    if call is None:
        return
    for ticket, level in call.steps:
        for person in call.people:
            work.duty.reached(ticket, level=level, person=person, means=call.means, at=at)


def failed(work: UnitOfWork, message: Outgoing, at: datetime, *, why: str) -> None:
    """It did not get through: seen on the timeline, and the next means is tried at once."""
    if message.call is None or not message.call.steps:
        return
    for ticket, level in message.call.steps:
        facts = {
            "level": _level(level),
            "people": list(message.call.people),
            "means": message.call.means.value,
            "why": why,
        }
        work.tickets.record(Event(ticket=ticket, at=at, kind="page_failed", facts=facts))
    work.timers.arm(Timer(kind=FAILED, subject=message.key, occurrence="0", due_at=at))


def _standing(work: UnitOfWork, call: Call) -> list[tuple[Ticket, str]]:
    """The steps of a call whose tickets still wait for somebody, in the same run."""
    found = []
    for number, level in call.steps:
        try:
            ticket = work.tickets.get(number)
        except NotFoundError:
            continue
        if ticket.status is TicketStatus.OPEN and level.partition(".")[0] == str(ticket.run):
            found.append((ticket, level))
    return found


def _reached(work: UnitOfWork, call: Call) -> set[PersonId]:
    """Whom another means reached, for every step of the call."""
    noted = [work.duty.pages(ticket, level=level) for ticket, level in call.steps]
    by_others = [
        {one.person for one in found if one.means not in {None, call.means}} for found in noted
    ]
    return set.intersection(*by_others) if by_others else set()


def _without(message: Outgoing, call: Call, people: Iterable[PersonId]) -> Outgoing:
    gone = set(people)
    if not gone:
        return message
    kept = [
        (person, mention)
        for person, mention in zip(call.people, message.mentions, strict=True)
        if person not in gone
    ]
    return replace(
        message,
        mentions=tuple(mention for _, mention in kept),
        call=replace(call, people=tuple(person for person, _ in kept)),
    )


def _level(occurrence: str) -> int:
    return int(occurrence.rpartition(".")[2])
