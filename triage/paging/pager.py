"""Call people, step by step and means by means, inside a unit of work.

A step of the policy calls each person once (`page` is unique by ticket, level and person). What
is sent is judged again when it is taken for sending (`triage.paging.judging`), and a means that
fails gives way to the person's next one (`Pager.move_on`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triage import escalation
from triage.desk import Desk, Mode
from triage.escalation import Bundle, Due, Page, level_of
from triage.handling.change import TimerKind
from triage.messages import Call, Notice, Outgoing
from triage.model import Event, PersonId, TeamId, Ticket, TicketId, TicketStatus
from triage.notices import pages
from triage.notices.scene import Scene
from triage.paging import rest
from triage.paging.sending import level_in, standing_of
from triage.people import Means
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork

SUMMARY = "summary"
"""The kind of timer that says: this team's summary is due. Its subject is the team."""
ON_DUTY = ("on-call", "backup")
WINDOW, MISSED = "window", "missed"
AWAY = timedelta(minutes=5)
"""A step that is later than this was slept through: the service was down."""


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

    def take(self, ticket: Ticket, due: Due, *, since: datetime) -> None:
        """A step that comes later than the card. Of several overdue ones the last calls for all.

        `since`: when it was due. What the service slept through is told in one message for the
        whole team.
        """
        overdue = due
        while (later := self.step(ticket, level=overdue.level + 1)) and later.at <= self.now:
            words = tuple(dict.fromkeys((*overdue.step.notify, *later.step.notify)))
            overdue = replace(later, step=replace(later.step, notify=words))
        self._call(ticket, overdue, on_card=False, late=self.now - since > AWAY)

    def move_on(self, message: Outgoing, call: Call) -> None:
        """A message did not get through: everybody it calls is called by their next means."""
        moved = [
            self._next_means(ticket, level, person, call)
            for ticket, level in standing_of(self.work, call.steps)
            for person in call.people
        ]
        if moved and all(moved) and message.notice is not Notice.CARD:
            self.work.outbox.drop(message.key, why="called by another means")

    def give_up(self, call: Call) -> None:
        """It still does not get through: those who have no other means are not reached by it."""
        for ticket, level in standing_of(self.work, call.steps):
            for person in call.people:
                if self._other_way(ticket, level, person, call) is None:
                    self.unreached(ticket, level, person)

    def step(self, ticket: Ticket, *, level: int) -> Due | None:
        """None at the policy's end, and for a known issue until a person says how bad it is."""
        if ticket.assessment.known_issue is not None and ticket.priority_by is None:
            return None
        return escalation.next_step(
            self.desk.policy(ticket.priority, ticket.team),
            started=ticket.run_at or ticket.opened_at,
            level=level,
            hours=self.desk.hours,
        )

    def upcoming(self, ticket: Ticket) -> tuple[str, datetime] | None:
        """Whom the policy calls next, by name, and when; as the rotations stand now."""
        if ticket.status is not TicketStatus.OPEN or self.desk.mode is Mode.WATCH:
            return None
        armed = self.work.timers.armed(TimerKind.ESCALATE, str(ticket.id))
        due = None if armed is None else self.step(ticket, level=level_in(armed.occurrence))
        if armed is None or due is None:
            return None
        meant = self.people(ticket.team, due.step.notify, armed.due_at)
        people = rest.awake(self.desk, ticket, meant, armed.due_at)
        names = dict.fromkeys(self.desk.name(one) for one in people)
        return (", ".join(names), armed.due_at) if names else None

    def may_call(self, ticket: Ticket) -> datetime:
        """The first moment from now on at which its policy calls anybody."""
        policy = self.desk.policy(ticket.priority, ticket.team)
        return escalation.allowed(policy, self.now, hours=self.desk.hours)

    def words(self, ticket: Ticket, level: str) -> tuple[str, ...]:
        """Whom a message of that step may call: overdue steps before it are told by it, and the
        last one calls who is on duty where it means nobody."""
        policy, number = self.desk.policy(ticket.priority, ticket.team), level_in(level)
        last = ON_DUTY if number + 1 >= len(policy.steps) else ()
        return tuple(dict.fromkeys((*self.named(ticket, number), *last)))

    def named(self, ticket: Ticket, level: int) -> tuple[str, ...]:
        """The words of that step and of those before it."""
        steps = self.desk.policy(ticket.priority, ticket.team).steps[: level + 1]
        return tuple(dict.fromkeys(word for step in steps for word in step.notify))

    def people(self, team: TeamId, words: Sequence[str], when: datetime) -> tuple[PersonId, ...]:
        """Whom the words of a step mean at that moment; nobody who is away, not even by name."""
        changes = self.work.roster.changes(team, at=when, reach=self.desk.reach)
        duty = self.desk.on_duty(team, when, changes)
        away = {one.person for one in changes.absences if one.start <= when < one.end}
        named = (person for word in words for person in self.desk.named(word, team, duty))
        return tuple(dict.fromkeys(one for one in named if one not in away))

    def relieve(
        self,
        standing: Iterable[tuple[Ticket, str]],
        gone: Collection[PersonId],
        *,
        told: Collection[PersonId],
    ) -> None:
        """Those are no longer on duty: whoever is now is called instead, in one summary; but not
        who is `told` by the same message."""
        for ticket, level in standing:
            noted = {one.person for one in self.work.duty.pages(ticket.id, level=level)}
            if noted.isdisjoint(gone):  # a summary lists the steps of others, too
                continue
            self.record(ticket, "relieved", {"level": level_in(level), "people": sorted(gone)})
            for person in self.people(ticket.team, self.words(ticket, level), self.now):
                if person in told or self.called_since(ticket, level, person):
                    continue
                until = self._waits_until(ticket, person, late=False) or self.now
                if self.rests(ticket, level_in(level), person, until):
                    continue
                self._noted(ticket, level_in(level), person, until)
                self.summary_at(ticket.team, until, late=False)

    def rests(self, ticket: Ticket, level: int, person: PersonId, when: datetime | None) -> bool:
        """Whether a call then (None: now) is put off for their own quiet hours."""
        return rest.put_off(self.work, self.desk, ticket, level, person, when=when or self.now)

    def called_since(self, ticket: Ticket, level: str, person: PersonId) -> bool:
        """Whether that step or a later one of the same run calls somebody already."""
        run, _, number = level.partition(".")
        return any(
            one.person == person
            and one.level.partition(".")[0] == run
            and level_in(one.level) >= int(number)
            for one in self.work.duty.of_ticket(ticket.id)
        )

    # ------------------------------------------------------------ one step

    def _call(
        self, ticket: Ticket, due: Due, *, on_card: bool, late: bool = False
    ) -> tuple[PersonId, ...]:
        """Note who is called, each once; tell them; arm the next step.

        `late`: the service was away when it was due, so it is told with what else waited.
        """
        following = self.step(ticket, level=due.level + 1)
        if following is not None:
            self._arm(ticket, following)
        people = self.meant(ticket, due)
        if self.desk.mode is Mode.WATCH:
            if people:
                self.called(ticket, due.level, people)
            return people
        at_once = self.note(ticket, due.level, people, late=late)
        if not at_once:
            return ()
        self.called(ticket, due.level, at_once)
        return self.tell(ticket, due, at_once, on_card=on_card)

    def meant(self, ticket: Ticket, due: Due) -> tuple[PersonId, ...]:
        """Whom a step calls now."""
        people = self.people(ticket.team, due.step.notify, self.now)
        if not people and set(due.step.notify) != {"room"}:
            return self._instead(ticket, due)
        return people

    def _instead(self, ticket: Ticket, due: Due) -> tuple[PersonId, ...]:
        """A step that means nobody: the next one comes now, and the last calls who is on duty."""
        self.record(ticket, "nobody", {"level": due.level, "notify": list(due.step.notify)})
        self.hasten(ticket, level_of(ticket.run, due.level))
        policy = self.desk.policy(ticket.priority, ticket.team)
        is_last = due.level + 1 >= len(policy.steps)
        return self.people(ticket.team, ON_DUTY, self.now) if is_last else ()

    def note(
        self, ticket: Ticket, level: int, people: Iterable[PersonId], *, late: bool
    ) -> tuple[PersonId, ...]:
        """Whom to tell at once; the others wait for the team's summary."""
        waits = {person: self._waits_until(ticket, person, late=late) for person in people}
        awake = [one for one in waits if not self.rests(ticket, level, one, waits[one])]
        noted = [one for one in awake if self._noted(ticket, level, one, waits[one])]
        later = [until for one in noted if (until := waits[one]) is not None]
        if later:
            self.summary_at(ticket.team, min(later), late=late)
        return tuple(one for one in noted if waits[one] is None)

    def called(self, ticket: Ticket, level: int, people: tuple[PersonId, ...]) -> None:
        self.record(ticket, "called", {"level": level, "people": list(people)})

    def _waits_until(self, ticket: Ticket, person: PersonId, *, late: bool) -> datetime | None:
        if late:
            return self.now
        earlier = self.work.duty.recent(
            ticket.team, person, since=self.now - self.desk.bundle, priority=ticket.priority
        )
        return escalation.waits_until(ticket.id, ticket.priority, earlier, window=self.desk.bundle)

    def summary_at(self, team: TeamId, when: datetime, *, late: bool) -> None:
        """The team's summary, if none is due before; what was missed is told in one of its own."""
        occurrence = MISSED if late else WINDOW
        armed = self.work.timers.armed(SUMMARY, team)
        if armed is None or when <= self.now or (late and armed.occurrence != occurrence):
            self.work.timers.arm(
                Timer(kind=SUMMARY, subject=team, occurrence=occurrence, due_at=when)
            )

    def tell(
        self,
        ticket: Ticket,
        due: Due,
        people: tuple[PersonId, ...],
        *,
        on_card: bool,
        again: bool = False,
    ) -> tuple[PersonId, ...]:
        """Each by the means that the step uses; return whom the room mentions.

        `again`: the room may have a message of this step already, which called others.
        """
        level, every = level_of(ticket.run, due.level), due.step.by == "all"
        mentioned: list[PersonId] = []
        reached = False
        for person in people:
            means = escalation.ladder(self.desk.means(person), step=due.step)
            if Means.DISCORD in means:
                mentioned.append(person)
            sent = [self._send(ticket, level, person, one, every=every) for one in means]
            if not means:
                self.unreachable(ticket, level, person)
            reached = reached or any(sent)
        if not on_card:
            scene = Scene(desk=self.desk, now=self.now, called=tuple(mentioned))
            message = pages.in_room(ticket, scene, level, every=every)
            key = f"{message.key}:{'+'.join(people)}" if again else message.key
            self.enqueue(replace(message, key=key))
        if not reached:
            self.hasten(ticket, level)
        return tuple(mentioned)

    def _noted(self, ticket: Ticket, level: int, person: PersonId, waits: datetime | None) -> bool:
        return self.work.duty.page(
            Page(
                ticket=ticket.id,
                level=level_of(ticket.run, level),
                person=person,
                at=self.now,
                team=ticket.team,
                priority=ticket.priority,
                bundle=None if waits is None else Bundle.WAITS,
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
            self.enqueue(message)
        return message is not None

    def _next_means(self, ticket: Ticket, level: str, person: PersonId, call: Call) -> bool:
        """Whether the message that did not reach somebody need not be tried again."""
        if self._has_been_reached(ticket.id, level, person):
            return True
        other = self._other_way(ticket, level, person, call)
        if other is not None:
            means, message = other
            self.enqueue(message)
            facts: dict[str, object] = {"level": level_in(level), "person": person}
            facts |= {"means": means.value, "instead_of": call.means.value}
            self.record(ticket, "called_again", facts)
            return True
        if person in self.desk.people:
            return False
        self.unreached(ticket, level, person)  # who has left the staff is left in peace
        return True

    def unreached(self, ticket: Ticket, level: str, person: PersonId) -> None:
        """None of their means is left; where nobody was reached, the next step comes now."""
        if self._has_been_reached(ticket.id, level, person):
            return
        self.unreachable(ticket, level, person)
        if not self._anybody_reached(ticket, level, but=person):
            self.hasten(ticket, level)

    def _other_way(
        self, ticket: Ticket, level: str, person: PersonId, call: Call
    ) -> tuple[Means, Outgoing] | None:
        """The person's next means that can carry it, and the message."""
        means = self.desk.means(person)
        following = escalation.after(means, call.means)
        while following is not None:
            message = self._again(ticket, level, person, following)
            if message is not None:
                return following, message
            following = escalation.after(means, following)
        return None

    def _again(self, ticket: Ticket, level: str, person: PersonId, means: Means) -> Outgoing | None:
        """By another means; a mention that stands in for it gets a message of its own."""
        scene = Scene(desk=self.desk, now=self.now)
        if means is not Means.DISCORD:
            return pages.to_person(ticket, scene, person, means, level, every=False)
        message = pages.in_room(ticket, replace(scene, called=(person,)), level, every=False)
        return replace(message, key=f"{message.key}:{person}:{means.value}")

    def _has_been_reached(self, ticket: TicketId, level: str, person: PersonId) -> bool:
        found = self.work.duty.pages(ticket, level=level)
        return any(one.person == person and one.reached_at is not None for one in found)

    def _anybody_reached(self, ticket: Ticket, level: str, *, but: PersonId) -> bool:
        """Whether another person of that step was reached."""
        found = self.work.duty.pages(ticket.id, level=level)
        return any(one.person != but and one.reached_at is not None for one in found)

    def hasten(self, ticket: Ticket, level: str) -> None:
        """Nobody can be reached at this level: the next one comes now. Repeats keep their time."""
        policy = self.desk.policy(ticket.priority, ticket.team)
        following = level_in(level) + 1
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

    def unreachable(self, ticket: Ticket, level: str, person: PersonId) -> None:
        """On the timeline: by none of their means."""
        self.record(ticket, "unreachable", {"level": level_in(level), "person": person})

    def record(self, ticket: Ticket, kind: str, facts: dict[str, object]) -> None:
        self.work.tickets.record(Event(ticket=ticket.id, at=self.now, kind=kind, facts=facts))

    def enqueue(self, message: Outgoing) -> None:
        self.work.outbox.enqueue(message, now=self.now, due_at=self.now)
