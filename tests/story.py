"""A small desk to tell stories on: report, advance fifteen minutes, expect a page to Grace.

Everything is the service's own, but for the wires (FakeChannel) and the time (ManualClock).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from tests.builders import NOON
from tests.builders import message as build_message
from triage.aftermath import Aftermath
from triage.app.similar import TicketIndex
from triage.apply import Clerk
from triage.controls import Action
from triage.desk import Desk, Mode, Promise
from triage.duties.compare import Comparing
from triage.duties.run import Duties
from triage.escalation import Policy, Step
from triage.handling.change import Actor, Change, Refused
from triage.handling.orders import Order
from triage.hours import Hours, Span
from triage.messages import (
    Act,
    Inbound,
    MessageArrived,
    MessageChanged,
    Notice,
    Opens,
    Outgoing,
    PressArrived,
    RawArrival,
    ReactionArrived,
    ReactionMark,
    Rejected,
    Sender,
)
from triage.model import (
    Assessment,
    Context,
    ConversationRef,
    Event,
    MessageRef,
    PersonId,
    Priority,
    Report,
    TeamId,
    Ticket,
    TicketId,
)
from triage.oncall.schedule import Rotation
from triage.outbox import Deliverer
from triage.people import Means, Person, Team
from triage.pipeline import Pipeline
from triage.ports.core import IsTalk, Says
from triage.ports.work import Store, UnitOfWork
from triage.reception import nobody, unsure
from triage.settling.staff import obey
from triage.testing.channel import FakeChannel
from triage.testing.clock import ManualClock
from triage.tracked import IssueClosed

ROOM = ConversationRef("discord", "1", "900")
HELP = "50"  # the support channel
PAGES = frozenset({Notice.CARD, Notice.PAGE, Notice.SUMMARY})
TO_STAFF = frozenset(
    {Notice.PAGE, Notice.SUMMARY, Notice.HANDOVER, Notice.SHIFT_SOON, Notice.NOT_TAKEN}
)
GRACE, LINUS, AMARA = PersonId("grace"), PersonId("linus"), PersonId("amara")
PLATFORM = TeamId("platform")


def person(slug: PersonId, name: str, discord: str) -> Person:
    addresses = {"discord": discord, "email": f"{slug}@acme.example"}
    return Person(id=slug, name=name, addresses=addresses)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


DESK = Desk(
    product="Acme",
    mode=Mode.LIVE,
    language="en",
    zone="Europe/Berlin",
    hours=Hours(zone="Europe/Berlin", open=time(9), close=time(18)),
    people={
        GRACE: person(GRACE, "Grace Hall", "201"),
        LINUS: person(LINUS, "Linus Berg", "202"),
        AMARA: person(AMARA, "Amara Obi", "203"),
    },
    teams={PLATFORM: Team(id=PLATFORM, room=ROOM, lead=AMARA)},
    default_team=PLATFORM,
    rotations=(
        Rotation(
            team=PLATFORM, people=(GRACE, LINUS), starts=date(2026, 3, 2), zone="Europe/Berlin"
        ),
    ),
    promises={
        Priority.P1: Promise(
            means="down", answer=Span(minutes(15)), update=Span(minutes(60)), always=True,
            escalation="urgent",
        ),
        Priority.P2: Promise(means="one", answer=Span(minutes(120)), escalation="soon"),
        Priority.P3: Promise(means="way round", answer=Span(working_days=1), escalation="queue"),
        Priority.P4: Promise(means="wish", answer=Span(working_days=2), escalation="queue"),
    },
    policies={
        "urgent": Policy(
            name="urgent",
            steps=(
                Step(after=minutes(0), notify=("on-call",)),
                Step(after=minutes(5), notify=("on-call", "backup"), by="all"),
                Step(after=minutes(15), notify=("lead",)),
            ),
            repeat=minutes(15),
        ),
        "soon": Policy(
            name="soon",
            business=True,
            steps=(
                Step(after=minutes(0), notify=("on-call",)),
                Step(after=minutes(30), notify=("on-call", "backup")),
            ),
        ),
        "queue": Policy(name="queue", steps=(Step(after=minutes(0), notify=("room",)),)),
    },
)  # fmt: skip


def by_words(report: Report, _context: Context) -> Assessment:
    """Rules small enough to read in a story: the words say the priority."""
    for priority in Priority:
        if priority.name in report.text:
            return Assessment(priority=priority, questions=("steps",), missing=("steps",))
    return Assessment(priority=Priority.P3, is_report="hello" not in report.text)


@dataclass
class Story:
    """One service, from the door to the wire, moved by hand.

    `by_hand`: nothing happens by itself, not even what is due at once; see `work`.
    """

    store: Store
    desk: Desk = DESK
    assess: Callable[[Report, Context], Assessment] = by_words
    same_here: Says = nobody
    asks_status: Says = nobody
    is_talk: IsTalk = unsure
    clock: ManualClock = field(default_factory=lambda: ManualClock(NOON))
    by_hand: bool = False

    def __post_init__(self) -> None:
        self._inbound: dict[str, Inbound | Rejected] = {}
        self._count = 0
        self.discord = FakeChannel("discord", self.read)
        self.email = FakeChannel("email", self.read)
        self.push = FakeChannel("push", self.read)
        self.github = FakeChannel("github", self.read)
        self.start()

    def start(self) -> None:
        """(Re)start the service: everything it knows comes from the store."""
        wires = (self.discord, self.email, self.push, self.github)
        channels = {one.name: one for one in wires}
        self.pipeline = Pipeline(
            store=self.store,
            clock=self.clock,
            channels=channels,
            desk=self.desk,
            assess=self.assess,
            same_here=self.same_here,
            asks_status=self.asks_status,
            is_talk=self.is_talk,
        )
        self.duties = Duties(
            store=self.store,
            clock=self.clock,
            desk=self.desk,
            outbox=self.pipeline.outbox,
            compare=Comparing(TicketIndex(), self.assess),
        )
        self.deliverers = [
            Deliverer(
                store=self.store,
                clock=self.clock,
                channel=one,
                bell=self.pipeline.outbox,
                after=Aftermath(desk=self.desk),
            )
            for one in channels.values()
        ]

    # ------------------------------------------------------------ what people do

    async def mail(self, words: str = "It broke P3", **changes: object) -> None:
        self._count += 1
        external_id = str(changes.pop("external_id", f"m{self._count}@example.org"))
        base = build_message(
            conversation=ConversationRef("email", "support", external_id),
            external_id=external_id,
            text=words,
            reply=words,
            at=self.clock.now(),
        )
        await self.arrive(replace(base, **changes))  # type: ignore[arg-type]

    async def post(
        self, words: str, *, by: str = "ada", thread: str | None = None, **changes: object
    ) -> str:
        """A message in the support channel, or in a thread of it; returns its id."""
        self._count += 1
        external_id = str(1000 + self._count)
        base = MessageArrived(
            conversation=ConversationRef("discord", "1", thread or external_id),
            place=HELP,
            external_id=external_id,
            sender=Sender(address=by, name=by.title()),
            at=self.clock.now(),
            subject=None,
            text=words,
            reply=words,
            opens=Opens.NEVER if thread else Opens.REPORT,
            joins=thread is None,
        )
        await self.arrive(replace(base, **changes))  # type: ignore[arg-type]
        return external_id

    async def react(
        self,
        action: Action,
        *,
        by: str,
        card: str | None = None,
        message: str | None = None,
        present: bool = True,
        staff: bool = True,
    ) -> None:
        """`by`: a Discord id (201 Grace, 202 Linus). `card`: the key of the card or page."""
        where = MessageRef("discord", "1", message or f"discord-{card}")
        mark = ReactionMark(message=where.external_id, user=by, emoji=action.value, present=present)
        raw = RawArrival(
            channel="discord",
            account="1",
            external_id=f"{where.external_id}:{by}:{action.value}",
            raw=b"{}",
            received_at=self.clock.now(),
            reaction=mark,
        )
        self._inbound[raw.external_id] = ReactionArrived(
            message=where,
            sender=Sender(address=by, name=None, staff=staff),
            action=action,
            present=present,
        )
        await self.pipeline.accept(raw)
        await self.settle()

    async def decide(self, decision: Callable[[Ticket], Change], number: int = 1) -> None:
        """What somebody does at a terminal; the service has not seen it yet."""

        def unit(work: UnitOfWork) -> None:
            ticket = work.tickets.get(TicketId(number))
            clerk = Clerk(work=work, desk=self.desk, now=self.clock.now())
            clerk.carry_out(decision(ticket), before=ticket)

        await self.store.transact(unit)

    async def edit(self, message: str, words: str | None) -> None:
        """Somebody edits what they wrote in chat; None deletes it."""
        self._count += 1
        where = MessageRef("discord", "1", message)
        raw = RawArrival(
            channel="discord",
            account="1",
            external_id=f"{message}:changed:{self._count}",
            raw=b"{}",
            received_at=self.clock.now(),
        )
        self._inbound[raw.external_id] = MessageChanged(
            message=where, text=words, at=self.clock.now()
        )
        await self.pipeline.accept(raw)
        await self.settle()

    async def press(
        self,
        action: Action,
        *,
        by: str,
        ticket: int | None = 1,
        staff: bool = False,
        **changes: object,
    ) -> Outgoing:
        """A button, a sent form or a command; returns what only that person is told."""
        self._count += 1
        external_id = str(5000 + self._count)
        base = PressArrived(
            conversation=ConversationRef("discord", "1", HELP),
            place=HELP,
            external_id=external_id,
            sender=Sender(address=by, name=by.title(), staff=staff),
            at=self.clock.now(),
            action=action,
            token=f"token-{external_id}",
            ticket=None if ticket is None else TicketId(ticket),
        )
        await self.arrive(replace(base, **changes))  # type: ignore[arg-type]
        [answer] = [one for one in self.discord.sent if one.token == base.token]
        return answer

    async def order(self, what: Order, *, by: PersonId = GRACE, number: int = 1) -> str | None:
        """An order on the command line or in a form; None, or why it was refused."""
        self._count += 1
        key = f"order-{self._count}"
        actor = self.actor(by)

        def unit(work: UnitOfWork) -> str | None:
            clerk = Clerk(work=work, desk=self.desk, now=self.clock.now())
            done = obey(clerk, TicketId(number), what, actor, key=key)
            return done.why.value if isinstance(done, Refused) else None

        why = await self.store.transact(unit)
        await self.settle()
        return why

    async def close_issue(self, shut: IssueClosed) -> None:
        """The tracker says that an issue was closed."""
        self._count += 1
        raw = RawArrival(
            channel=shut.issue.channel,
            account=shut.issue.account,
            external_id=f"closed-{self._count}",
            raw=b"{}",
            received_at=self.clock.now(),
        )
        self._inbound[raw.external_id] = shut
        await self.pipeline.accept(raw)
        await self.settle()

    def actor(self, slug: PersonId) -> Actor:
        return Actor(person=slug, name=self.desk.people[slug].name, staff=True)

    async def arrive(
        self, inbound: MessageArrived | PressArrived | Rejected, external_id: str = ""
    ) -> None:
        where = inbound.conversation
        raw = RawArrival(
            channel=where.channel,
            account=where.account,
            external_id=external_id or inbound.external_id,
            raw=b"raw",
            received_at=self.clock.now(),
        )
        self._inbound[raw.external_id] = inbound
        await self.pipeline.accept(raw)
        await self.settle()

    def read(self, raw: RawArrival) -> Inbound | Rejected:
        found = self._inbound.get(raw.external_id) or self._inbound.get(
            raw.external_id.rpartition(":")[0]
        )
        if found is None:
            raise ValueError("a parser met what it does not know")
        return found

    # ------------------------------------------------------------ time and its work

    async def settle(self) -> None:
        """Let the service do everything that is due now."""
        if not self.by_hand:
            await self.work()

    async def work(self) -> None:
        busy = 1
        while busy:
            busy = await self.pipeline.work_off() + await self.duties.fire_due()
            for one in self.deliverers:
                busy += await one.deliver_due()

    async def advance(self, by: timedelta) -> None:
        self.clock.advance(by)
        await self.settle()

    # ------------------------------------------------------------ what can be seen

    async def ticket(self, number: int = 1) -> Ticket:
        return await self.store.look(lambda work: work.tickets.get(TicketId(number)))

    async def tickets(self) -> list[Ticket]:
        return await self.store.look(lambda work: work.tickets.find(open_only=False, limit=99))

    async def words(self, number: int = 1) -> str:
        """Everything that was said in a ticket."""
        said = await self.store.look(lambda work: work.tickets.messages(TicketId(number)))
        return "\n\n".join(one.text for one in said)

    async def events(self, kind: str, number: int = 1) -> list[Event]:
        events = await self.store.look(lambda work: work.tickets.events(TicketId(number)))
        return [one for one in events if one.kind == kind]

    async def timeline(self, number: int = 1) -> list[str]:
        events = await self.store.look(lambda work: work.tickets.events(TicketId(number)))
        return [one.kind for one in events]

    def heard(self, channel: str = "email") -> list[Notice]:
        """What the reporter was told, in order; not the status that changes without a sound."""
        where, silent = self.email if channel == "email" else self.discord, {Notice.STATUS}
        unheard = TO_STAFF | silent
        return [one.notice for one in where.sent if one.to != ROOM and one.notice not in unheard]

    def in_room(self, notice: Notice, act: Act = Act.POST) -> list[Outgoing]:
        return [
            one
            for one in self.discord.sent
            if one.to == ROOM and one.notice is notice and one.act is act
        ]

    def called(self, means: Means) -> list[str]:
        """Who was called by a means of their own, in order: addresses, for push short names."""
        where = {Means.DM: self.discord, Means.EMAIL: self.email, Means.PUSH: self.push}[means]
        return [
            one.address or ""
            for one in where.sent
            if one.call is not None and one.call.means is means
        ]

    def paged(self) -> list[tuple[str, ...]]:
        """Whom a card or a page mentioned in the room, message by message."""
        return [one.mentions for one in self.discord.sent if one.mentions and one.notice in PAGES]


def at(hour: int, minute: int = 0, *, day: int = 2) -> datetime:
    """A moment in March 2026, UTC; the 2nd is a Monday, Berlin is one hour ahead."""
    return NOON.replace(day=day, hour=hour, minute=minute)
