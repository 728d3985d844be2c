"""One arrival, decided and written down inside one unit of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from triage import judging, reception, routing
from triage.apply import Clerk
from triage.carried import Remark
from triage.desk import Desk
from triage.handling import copying, hands, reports
from triage.handling.change import Actor, Change, TimerKind, settling
from triage.messages import (
    MessageArrived,
    MessageChanged,
    Nature,
    Opens,
    PressArrived,
    ReactionArrived,
    StaffWrote,
)
from triage.model import (
    Assessment,
    Author,
    Event,
    MessageRef,
    PersonId,
    Ticket,
    TicketId,
)
from triage.ports.channel import ChannelAdapter
from triage.ports.core import Assess, Says
from triage.ports.work import UnitOfWork
from triage.reception import Outcome, Read, nobody
from triage.settling import afresh, among_staff, beside, direct, held, linked, mailed, reactions
from triage.settling.presses import run as presses
from triage.settling.presses.pressing import Pressing
from triage.settling.reactions import Reacting
from triage.tracked import IssueClosed


@dataclass(frozen=True, slots=True)
class Settling:
    """What it takes to decide, besides the arrival and the unit of work."""

    desk: Desk
    assess: Assess
    channels: Mapping[str, ChannelAdapter]
    same_here: Says = nobody
    asks_status: Says = nobody

    def settle(self, work: UnitOfWork, read: Read, now: datetime) -> Outcome:
        """Decide, write it down, and mark the arrival done. Raises ConflictError: try again."""
        match read.inbound:
            case None:
                outcome = Outcome(disposition="ignored")
            case MessageArrived():
                outcome = self._message(work, read, read.inbound, now)
            case ReactionArrived():
                outcome = self._reaction(work, read, read.inbound, now)
            case MessageChanged():
                outcome = self._changed(work, read.inbound, now)
            case StaffWrote():
                outcome = self._staff_wrote(work, read.inbound, now)
            case IssueClosed():
                outcome = self._issue_closed(work, read.inbound, now)
            case PressArrived():
                outcome = self._press(work, read, read.inbound, now)
            case _:
                assert_never(read.inbound)
        work.arrivals.done(read.arrival.id, disposition=outcome.disposition, ticket=outcome.ticket)
        return outcome

    # ------------------------------------------------------------ messages

    def _message(
        self, work: UnitOfWork, read: Read, message: MessageArrived, now: datetime
    ) -> Outcome:
        message = held.let_in(work, read.arrival, message, now)
        part = reception.find(work, message)
        ticket = None if part is None else reception.whole(work, part)
        old = afresh.ended(work, message, ticket, self.desk, now)
        if old is not None:
            message = afresh.alone(message)
            part = ticket = afresh.successor(work, message, old, self.desk, now)
        aside = self._aside(work, read, message, now, new=ticket is None)
        if aside is not None:
            return aside
        if read.talk and ticket is None:
            return Outcome(disposition="chatter")
        clerk = Clerk(work=work, desk=self.desk, now=now)
        assessment = self._assessment(work, read, message, ticket, now)
        asking = message.opens is Opens.ASK
        if asking and direct.asks(clerk, message, ticket, language=self._language(assessment)):
            return Outcome(disposition="asked")
        if ticket is not None and part is not None:
            return self._follow_up(work, message, (part, ticket), assessment, now)
        unopened = self._unopened(clerk, read, message, assessment)
        if unopened is not None:
            return unopened
        opened = self._open(work, message, assessment, now)
        afresh.link(clerk, opened, old)
        return Outcome(disposition=read.disposition or "report", ticket=opened.id)

    def _aside(
        self, work: UnitOfWork, read: Read, message: MessageArrived, now: datetime, *, new: bool
    ) -> Outcome | None:
        """What becomes no words in a ticket: a copy, a machine, spam, an order of staff."""
        twin = work.arrivals.twin(read.arrival.raw) if message.by_mail else None
        if twin is not None:
            return _copy(work, twin, message, now)
        before = held.opened(work, read.arrival, message)
        if before is not None:
            return before
        nature = reception.nature_of(work, message, self.desk)
        clerk = Clerk(work=work, desk=self.desk, now=now)
        if new and nature is Nature.SPAM:
            held.hold(clerk, read.arrival.id, message)
            return held.WAITS
        if mailed.came_back(clerk, message) or (new and nature is not Nature.PERSON):
            return Outcome(disposition=nature.value)
        return self._order(work, message, now) if new else None

    def _unopened(
        self, clerk: Clerk, read: Read, message: MessageArrived, assessment: Assessment
    ) -> Outcome | None:
        """Why no ticket is opened: it is no report, or its writer may open none now."""
        if not reception.opens(message, assessment):
            return Outcome(disposition="chatter")
        told, language = isinstance(read.inbound, PressArrived), self._language(assessment)
        why = direct.declined(clerk, message, told=told, language=language)
        return None if why is None else held.declined(clerk, read.arrival.id, message, why)

    def _language(self, assessment: Assessment) -> str:
        """What whoever wrote is spoken to in."""
        return assessment.language or self.desk.language

    def _assessment(
        self,
        work: UnitOfWork,
        read: Read,
        message: MessageArrived,
        ticket: Ticket | None,
        now: datetime,
    ) -> Assessment:
        """The one made beside the writer, unless the ticket has changed since."""
        if read.assessment is not None and read.basis == reception.basis(ticket):
            return read.assessment
        return judging.judge(self.assess, work, message, ticket, now=now)

    def _open(
        self, work: UnitOfWork, message: MessageArrived, assessment: Assessment, now: datetime
    ) -> Ticket:
        person = reception.person_of(work, message, self.desk)
        if reception.borrowed(work, message):
            message = replace(message, remarks=(*message.remarks, Remark.SAME_ID))
        change = reports.open_ticket(
            message,
            assessment,
            number=work.tickets.next_number(),
            route=routing.route(assessment, message, self.desk),
            reporter=person,
            language=self._language(assessment),
            settle=reception.settling(message, self.desk, now),
            private=reception.is_private(message, assessment),
            related=reception.related(work, message),
            now=now,
        )
        said = reception.said(message, change.ticket.id, Author.REPORTER, person)
        clerk = Clerk(work=work, desk=self.desk, now=now)
        opened = clerk.carry_out(change, before=None, said=said)
        reception.list_files(work, said, message, self.channels)
        return opened

    def _follow_up(
        self,
        work: UnitOfWork,
        message: MessageArrived,
        known: tuple[Ticket, Ticket],
        assessment: Assessment,
        now: datetime,
    ) -> Outcome:
        """More words. They are kept where they were said, the first of `known`; what they change
        is the second, which is the same ticket unless it was merged."""
        part, ticket = known
        person = reception.person_of(work, message, self.desk)
        reporters = (part.reporter, ticket.reporter)
        brought = (*reception.writers(part, ticket), *linked.mails_of(work, ticket))
        author = reception.author_of(reporters, person, message, self.desk, participants=brought)
        said = reception.said(message, part.id, author, person)
        reception.list_files(work, said, message, self.channels)
        clerk = Clerk(work=work, desk=self.desk, now=now)
        if author is Author.MACHINE:
            work.tickets.add_message(said)
            work.tickets.record(_note(ticket, message, now))
            mailed.bounced(clerk, ticket, message)
            return Outcome(disposition=message.nature.value, ticket=ticket.id)
        if author is Author.STAFF and message.by_mail:
            actor = self._colleague(person)
            key = message.external_id
            if mailed.ordered(clerk, ticket, message.reply, actor, key=key):
                return Outcome(disposition="order", ticket=ticket.id)
        before = ticket
        if person == ticket.reporter:
            ticket = reports.heard(ticket, message)
        if author is Author.REPORTER:
            ticket = replace(ticket, answers=judging.answers(message, ticket))
        change = reports.follow_up(
            ticket, author, person, assessment, now, words=message.reply or message.text
        )
        change = copying.added(reports.laden(change, message), message, self.desk, brought=brought)
        if author is Author.REPORTER:
            change = self._settle_later(work, self._told(change, message), now)
        after = clerk.carry_out(change, before=before, said=said)
        too = author is Author.BYSTANDER and self.same_here(message.reply)
        beside.spoken(clerk, after, said, message.sender.name, too=too, assess=self.assess)
        return Outcome(disposition="reply", ticket=ticket.id)

    def _told(self, change: Change, message: MessageArrived) -> Change:
        """Who only asks how it stands hears it at once."""
        return reports.asked(change) if self.asks_status(message.reply) else change

    def _changed(self, work: UnitOfWork, change: MessageChanged, now: datetime) -> Outcome:
        clerk = Clerk(work=work, desk=self.desk, now=now)
        ticket = beside.changed(clerk, change, assess=self.assess, now=now)
        return Outcome(disposition="change", ticket=ticket)

    def _order(self, work: UnitOfWork, message: MessageArrived, now: datetime) -> Outcome | None:
        """An order by mail that names its ticket: only from an address of staff that is proved."""
        named = mailed.named(message.reply)
        if named is None or not message.by_mail or message.nature is not Nature.PERSON:
            return None
        person = reception.person_of(work, message, self.desk)
        ticket = reception.known(work, named[0])
        if person not in self.desk.people or ticket is None:
            return None
        clerk, actor = Clerk(work=work, desk=self.desk, now=now), self._colleague(person)
        mailed.ordered(clerk, ticket, named[1], actor, key=message.external_id)
        return Outcome(disposition="order", ticket=ticket.id)

    def _colleague(self, person: PersonId) -> Actor:
        return Actor(person=person, name=self.desk.people[person].name, staff=True)

    def _settle_later(self, work: UnitOfWork, change: Change, now: datetime) -> Change:
        """Somebody who is still writing is not interrupted with questions, up to a limit."""
        ticket, settle = change.ticket, self.desk.settle
        if work.timers.armed(TimerKind.SETTLE, str(ticket.id)) is None:
            return change
        due_at = min(now + settle.silence, ticket.opened_at + settle.most)
        return replace(change, arm=(*change.arm, settling(due_at)))

    # ------------------------------------------------------------ among staff and at the tracker

    def _staff_wrote(self, work: UnitOfWork, wrote: StaffWrote, now: datetime) -> Outcome:
        clerk = Clerk(work=work, desk=self.desk, now=now)
        actor = reception.actor_of(work, wrote.message, wrote.sender, self.desk)
        number = among_staff.noted(clerk, wrote, actor)
        return Outcome(disposition="note" if number is not None else "ignored", ticket=number)

    def _issue_closed(self, work: UnitOfWork, shut: IssueClosed, now: datetime) -> Outcome:
        where = shut.issue
        ticket = work.tickets.by_message(where.channel, where.account, [where.external_id])
        if ticket is None:
            return Outcome(disposition="ignored")
        change = hands.issue_closed(ticket, url=shut.url, by=shut.by)
        Clerk(work=work, desk=self.desk, now=now).carry_out(change, before=ticket)
        return Outcome(disposition="issue", ticket=ticket.id)

    # ------------------------------------------------------------ reactions, buttons, commands

    def _reaction(
        self, work: UnitOfWork, read: Read, reaction: ReactionArrived, now: datetime
    ) -> Outcome:
        def take(message: MessageArrived) -> Outcome:
            return self._message(work, replace(read, inbound=message), message, now)

        reacting = Reacting(
            work=work,
            desk=self.desk,
            channels=self.channels,
            assess=self.assess,
            reaction=reaction,
            now=now,
            take=take,
        )
        return reactions.decide(reacting)

    def _press(self, work: UnitOfWork, read: Read, press: PressArrived, now: datetime) -> Outcome:
        taken: list[Outcome] = []

        def take(message: MessageArrived) -> TicketId | None:
            unjudged = replace(read, assessment=None, basis=None)
            taken.append(self._message(work, unjudged, message, now))
            return taken[-1].ticket

        def kept(message: MessageRef) -> MessageArrived | None:
            found = reception.kept(work, message, self.channels)
            return found if isinstance(found, MessageArrived) else None

        pressing = Pressing(
            work=work,
            clerk=Clerk(work=work, desk=self.desk, now=now),
            desk=self.desk,
            press=press,
            actor=reception.actor_of(work, press.conversation, press.sender, self.desk),
            ticket=None if press.ticket is None else reception.known(work, press.ticket),
            now=now,
            take=take,
            read=kept,
        )
        done = Outcome(disposition="press", ticket=presses.decide(pressing))
        return held.WAITS if held.WAITS in taken else done


def _copy(work: UnitOfWork, ticket: TicketId, message: MessageArrived, now: datetime) -> Outcome:
    """The same mail by another mailbox of the desk: known already, and nobody is answered."""
    facts = {"account": message.conversation.account}
    work.tickets.record(Event(ticket=ticket, at=now, kind="copy", facts=facts))
    return Outcome(disposition="copy", ticket=ticket)


def _note(ticket: Ticket, message: MessageArrived, now: datetime) -> Event:
    """A machine's mail in a ticket: kept as a note; it answers nothing and reopens nothing."""
    facts = {
        "why": message.why,
        "bounced": [[one.address, one.status, one.permanent] for one in message.bounced],
    }
    return Event(ticket=ticket.id, at=now, kind=message.nature.value, facts=facts)
