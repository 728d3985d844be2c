"""Write a Change down: ticket, timeline, messages to the world and timers, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triage import brake, breaker, firstline, standing
from triage.clockwork import Clockwork
from triage.desk import Desk, Mode
from triage.handling import reports
from triage.handling.change import Arm, Change, Tell, TimerKind
from triage.messages import Act, Notice, Outgoing, ReactionArrived
from triage.model import (
    Author,
    Event,
    PersonId,
    TeamId,
    Ticket,
    TicketId,
    TicketMessage,
)
from triage.notices import lines, mail, reporter, room
from triage.notices.scene import Scene
from triage.paging.pager import Pager
from triage.ports.store import Timer
from triage.ports.work import UnitOfWork
from triage.promises import STATE, state_of

BRAKE = "brake"
MAX_REFERENCES = 50
DRILL = "drill"
"""The channel of what nobody reported: nobody is there to be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Carries a decision out inside a unit of work. `reaction`: the one that it answers."""

    work: UnitOfWork
    desk: Desk
    now: datetime
    reaction: ReactionArrived | None = None

    def carry_out(
        self, change: Change, *, before: Ticket | None, said: TicketMessage | None = None
    ) -> Ticket:
        """Save what changed and enqueue who hears of it. `before` None: the ticket is new.

        `said`: the message that led to the change. Raises ConflictError when somebody saved the
        ticket since `before` was read.
        """
        if before is not None and any(one.notice is Notice.CLAIMED for one in change.tell):
            change, before = self.receipt_first(change, before)
        change = firstline.onward(change, before, self.desk)
        ticket = self._decided(change, before)
        if said is not None:
            self.work.tickets.add_message(said)
        for kind in change.cancel:
            self.work.timers.cancel(kind, str(ticket.id))
        if change.drop:
            self.work.outbox.cancel(ticket.id, change.drop)
        fresh = before is None or before.team != ticket.team
        called = self._arm(ticket, change.arm, new=fresh)
        self._tell(ticket, change.tell, called, new=fresh)
        if before is not None and fresh and before.team in self.desk.teams:
            self.enqueue(room.handed_on(before, ticket, self.scene(ticket)))
            self._mark_board(before.team)
        if Tell(notice=Notice.CARD) in change.tell:
            self._mark_board(ticket.team)
        self._asks_no_more(ticket, before)
        told = (ticket, *self.parts(ticket))
        for shown in standing.changed(self.work, self.desk, before, told, now=self.now):
            self.enqueue(shown)
        return ticket

    def receipt_first(self, change: Change, before: Ticket) -> tuple[Change, Ticket]:
        """A receipt that still waits for silence goes out before a person's act is told.

        The other way round its promise that a person will answer comes after the person.
        """
        if self.work.timers.armed(TimerKind.SETTLE, str(before.id)) is None:
            return change, before
        self.work.timers.cancel(TimerKind.SETTLE, str(before.id))
        told = self.carry_out(reports.acknowledge(before, now=self.now), before=before)
        ticket = replace(
            change.ticket,
            acknowledged_at=told.acknowledged_at,
            asked=told.asked,
            version=told.version,
        )
        return replace(change, ticket=ticket), told

    def _decided(self, change: Change, before: Ticket | None) -> Ticket:
        """The ticket saved, with its clocks as the timeline says after this event."""
        if change.kind == "nothing":
            return self._save(change.ticket, before)
        event = Event(
            ticket=change.ticket.id,
            at=self.now,
            kind=change.kind,
            by=change.by,
            facts={**change.facts, **_state(change.ticket, before)},
        )
        clockwork = Clockwork(work=self.work, desk=self.desk, now=self.now)
        ticket = self._save(clockwork.wound(change.ticket, event, new=before is None), before)
        self.work.tickets.record(event)
        return ticket

    def _save(self, ticket: Ticket, before: Ticket | None) -> Ticket:
        if before is None:
            self.work.tickets.add(ticket)
            return ticket
        if ticket == before:
            return ticket
        self.work.tickets.save(ticket)
        return replace(ticket, version=ticket.version + 1)

    def log(self, ticket: Ticket, kind: str, *, by: PersonId | None, facts: object) -> None:
        """A line on the timeline."""
        known = facts if isinstance(facts, dict) else {}
        event = Event(ticket=ticket.id, at=self.now, kind=kind, by=by, facts=known)
        self.work.tickets.record(event)

    # ------------------------------------------------------------ timers

    def _mark_board(self, team: TeamId) -> None:
        """What changes the card changes the board; one timer a minute, whatever happens in it."""
        minute = self.now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        self.work.timers.arm(
            Timer(kind=TimerKind.BOARD, subject=team, occurrence=minute.isoformat(), due_at=minute)
        )

    @property
    def pager(self) -> Pager:
        return Pager(work=self.work, desk=self.desk, now=self.now)

    def _arm(self, ticket: Ticket, arms: Sequence[Arm], *, new: bool) -> tuple[PersonId, ...]:
        """Arm the timers; return whom a new ticket's own card calls at once."""
        called: tuple[PersonId, ...] = ()
        for arm in arms:
            if arm.due_at is None:
                called = self.pager.begin(ticket, on_card=new)
            else:
                self._timer(ticket, arm.kind, arm.occurrence, arm.due_at)
        return called

    def _timer(self, ticket: Ticket, kind: TimerKind, occurrence: str, at: datetime) -> None:
        self.work.timers.arm(
            Timer(kind=kind, subject=str(ticket.id), occurrence=occurrence, due_at=at)
        )

    # ------------------------------------------------------------ messages

    def _tell(
        self, ticket: Ticket, tells: Sequence[Tell], called: tuple[PersonId, ...], *, new: bool
    ) -> None:
        if not tells:
            return
        scene = self.scene(ticket, called)
        for tell in tells:
            for message in self._messages(ticket, tell, replace(scene, line=tell.line), new=new):
                self.enqueue(message)

    def _messages(
        self, ticket: Ticket, tell: Tell, scene: Scene, *, new: bool
    ) -> Sequence[Outgoing]:
        if tell.notice in reporter.TO_REPORTER:
            return self._to_reporter(ticket, tell.notice, scene)
        if tell.notice is Notice.CARD:
            return [room.card(ticket, scene, first=new)]
        if tell.notice in room.AMONG_STAFF:
            silent = tell.notice is Notice.LINE_ASKED and self.desk.mode is Mode.WATCH
            return [] if silent else [room.AMONG_STAFF[tell.notice](ticket, scene, tell)]
        return [] if self.reaction is None else self._refusal(ticket, tell, scene, self.reaction)

    def _to_reporter(self, ticket: Ticket, notice: Notice, scene: Scene) -> Sequence[Outgoing]:
        if self.desk.mode is Mode.WATCH:
            self.log(ticket, "withheld", by=None, facts={"notice": notice.value})
            return []
        if notice is Notice.CLAIMED and reporter.quiet_now(ticket, self.desk.hours, self.now):
            return []
        if (
            notice in breaker.ANSWERS
            and ticket.conversation.channel == "email"
            and self._loops(ticket, notice)
        ):
            return []
        first = reporter.TO_REPORTER[notice](ticket, scene)
        if notice not in reporter.SHARED:
            return [first]
        return [first, *self._to_parts(ticket, first, scene)]

    def _loops(self, ticket: Ticket, notice: Notice) -> bool:
        """Whether a machine may be answering us; then nobody is answered, and the room is told."""
        where = ticket.conversation
        recent = self.work.outbox.answered(
            where.channel, where.account, ticket.address, since=self.now - breaker.WITHIN
        )
        if not recent:
            return False
        again = (ticket.id, notice) in recent
        earlier = (self._words(one)[0] for one, _ in recent)
        if not again and not breaker.tripped(self._words(ticket.id)[-1], earlier):
            return False
        self.log(ticket, "withheld", by=None, facts={"notice": notice.value, "why": "loop"})
        alarm = mail.loop(ticket, self.desk, count=len(recent), now=self.now)
        self.work.outbox.enqueue(alarm, now=self.now, due_at=self.now)
        return True

    def _words(self, ticket: TicketId) -> list[str]:
        """What its reporter said, in order."""
        said = self.work.tickets.messages(ticket)
        return [one.text for one in said if one.author is Author.REPORTER] or [""]

    def _to_parts(self, whole: Ticket, first: Outgoing, scene: Scene) -> Iterator[Outgoing]:
        """The same step to the reporters of merged tickets, each where they wrote."""
        for part in self.parts(whole):
            seen = replace(self.scene(part), line=scene.line)
            notice = reporter.TO_REPORTER[first.notice](reporter.as_part(part, whole), seen)
            yield replace(notice, key=f"{first.key}:{part.id}")

    def parts(self, whole: Ticket) -> Iterator[Ticket]:
        """Every ticket that is part of this one, and their parts."""
        for number in whole.absorbed:
            part = self.work.tickets.get(number)
            yield part
            yield from self.parts(part)

    def reply(self, ticket: Ticket, *, text: str, name: str, key: str) -> int:
        """A person's own words to everybody who reported it; return to how many."""
        said = reporter.reply(ticket, self.scene(ticket), text=text, name=name, key=key)
        self.enqueue(said)
        count = 1
        for part in self.parts(ticket):
            key_there = f"{key}:{part.id}"
            seen = reporter.as_part(part, ticket)
            self.enqueue(
                reporter.reply(seen, self.scene(part), text=text, name=name, key=key_there)
            )
            count += 1
        return count

    def name(self, person: PersonId) -> str | None:
        """As others see them: by the configuration, else as their channel calls them."""
        known = self.desk.people.get(person)
        return self.work.tickets.name(person) if known is None else known.name

    def _refusal(
        self, ticket: Ticket, tell: Tell, scene: Scene, reaction: ReactionArrived
    ) -> Sequence[Outgoing]:
        lost = tell.notice is Notice.LOST_RACE
        line = room.lost_race if lost else room.not_allowed
        return [line(ticket, scene, reaction), room.unreact(ticket, scene, reaction)]

    def scene(self, ticket: Ticket, called: tuple[PersonId, ...] = ()) -> Scene:
        messages = self.work.tickets.messages(ticket.id)
        mine = [one for one in messages if one.ref.channel == ticket.conversation.channel]
        first = next((one for one in messages if one.author is Author.REPORTER), None)
        return Scene(
            desk=self.desk,
            now=self.now,
            words="" if first is None else first.text,
            thread=tuple(one.ref.external_id for one in mine)[-MAX_REFERENCES:],
            called=called,
            next_step=self.pager.upcoming(ticket),
            written_at=None if first is None else first.at,
        )

    def _asks_no_more(self, ticket: Ticket, before: Ticket | None) -> None:
        """The line to the reporter is written, comes too late, or there is nothing to tell."""
        if before is not None and before.closing is not None and ticket.closing is None:
            self.answered(self.work.outbox.latest(ticket.id, Notice.LINE_ASKED))

    def answered(self, asked: Outgoing | None) -> None:
        """What it asked is answered: its buttons go, wherever it stands."""
        outbox = self.work.outbox
        if asked is None or not asked.buttons or outbox.remote_id(asked.key) is None:
            return
        discussed = asked.act is Act.DISCUSS and asked.target is not None
        card = outbox.remote_id(asked.target) if discussed and asked.target else None
        self.enqueue(lines.unbuttoned(asked, thread=card or asked.to.thread))

    def enqueue(self, message: Outgoing) -> None:
        """Into the outbox; receipts beyond the brake's limit wait there for a person."""
        if message.to.channel == DRILL:
            return
        held = (message.notice is Notice.ACKNOWLEDGED and self._braked()) or (
            message.notice is Notice.STATUS and self.work.switches.get(BRAKE) is not None
        )
        self.work.outbox.enqueue(message, now=self.now, due_at=self.now, held=held)

    def _braked(self) -> bool:
        if self.work.switches.get(BRAKE) is not None:
            return True
        limit = self.desk.brake
        recent = self.work.outbox.count_since(Notice.ACKNOWLEDGED, self.now - limit.window)
        if not brake.held(recent, limit=limit.count):
            return False
        self.work.switches.set(BRAKE, self.now.isoformat())
        alarm = room.held(self.desk, since=self.now)
        self.work.outbox.enqueue(alarm, now=self.now, due_at=self.now)
        return True


def _state(ticket: Ticket, before: Ticket | None) -> Mapping[str, object]:
    """How the ticket stands now, where that has changed: what its clocks are read from."""
    now = state_of(status=ticket.status, priority=ticket.priority, holder=ticket.assignee)
    if before is not None and now == state_of(
        status=before.status, priority=before.priority, holder=before.assignee
    ):
        return {}
    return {STATE: now}


def release_brake(work: UnitOfWork, *, now: datetime) -> int:
    """A person lets go: what was held is sent; return how many."""
    work.switches.set(BRAKE, None)
    return work.outbox.release_held(now=now)


def ticket_number(timer: Timer) -> TicketId:
    return TicketId(int(timer.subject))
