"""Tickets, timers and what else is kept, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from triage.errors import ConflictError, NotFoundError
from triage.escalation import Bundle, Page
from triage.model import (
    Author,
    ConversationRef,
    Event,
    MessageRef,
    PersonId,
    Priority,
    TeamId,
    Ticket,
    TicketId,
    TicketMessage,
    TicketStatus,
)
from triage.people import Contact, Means
from triage.ports.store import Timer
from triage.testing.state import State


class MemoryTickets:
    """See `triage.ports.Tickets`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def next_number(self) -> TicketId:
        number = TicketId(len(self._state.numbers) + 1)
        self._state.numbers.append(number)
        return number

    def add(self, ticket: Ticket) -> None:
        self._state.tickets[ticket.id] = ticket
        self._state.heard[ticket.id] = ticket.opened_at

    def get(self, ticket: TicketId) -> Ticket:
        if ticket not in self._state.tickets:
            newest = max(self._state.tickets, default=None)
            there_are = "there is none yet" if newest is None else f"the newest is {newest}"
            raise NotFoundError(f"no ticket {ticket}; {there_are}")
        return self._state.tickets[ticket]

    def save(self, ticket: Ticket) -> None:
        stored = self._state.tickets.get(ticket.id)
        if stored is None or stored.version != ticket.version:
            raise ConflictError(f"ticket {ticket.id} changed since it was read")
        self._state.tickets[ticket.id] = replace(ticket, version=ticket.version + 1)

    def by_conversation(self, conversation: ConversationRef) -> Ticket | None:
        return next((one for one in self._newest() if one.conversation == conversation), None)

    def by_message(self, channel: str, account: str, ids: Sequence[str]) -> Ticket | None:
        for one in ids:
            for message in self._state.messages:
                ref = message.ref
                if (ref.channel, ref.account, ref.external_id) == (channel, account, one):
                    return self._state.tickets[message.ticket]
        return None

    def recent_of(
        self, person: PersonId, *, channel: str, place: str | None, since: datetime
    ) -> Ticket | None:
        return next(
            (
                one
                for one in self._newest()
                if (one.reporter, one.conversation.channel, one.place) == (person, channel, place)
                and (one.status is not TicketStatus.RESOLVED or one.merged is not None)
                and self._state.heard[one.id] >= since
            ),
            None,
        )

    def happened(self, kind: str, start: datetime, end: datetime) -> list[Event]:
        return [one for one in self._state.events if one.kind == kind and start <= one.at < end]

    def count_since(self, team: TeamId, since: datetime) -> int:
        return sum(
            one.team == team and one.opened_at >= since for one in self._state.tickets.values()
        )

    def find(self, *, open_only: bool, limit: int) -> list[Ticket]:
        return [
            one
            for one in self._newest()
            if not open_only or one.status is not TicketStatus.RESOLVED
        ][:limit]

    def numbers(self, *, after: TicketId, since: datetime | None = None) -> list[TicketId]:
        return sorted(
            one.id
            for one in self._state.tickets.values()
            if one.id > after and (since is None or one.opened_at >= since)
        )

    def reported_by(self, person: PersonId, *, limit: int) -> list[Ticket]:
        return [one for one in self._newest() if one.reporter == person][:limit]

    def _newest(self) -> list[Ticket]:
        return sorted(self._state.tickets.values(), key=lambda one: -one.id)

    def search(self, words: Sequence[str], *, open_only: bool, limit: int) -> list[Ticket]:
        def text(one: Ticket) -> str:
            said = (message.text for message in self.messages(one.id))
            return "\n".join((one.subject, one.reporter_name or "", one.address, *said)).lower()

        found = self.find(open_only=open_only, limit=len(self._state.tickets))
        return [one for one in found if all(word.lower() in text(one) for word in words)][:limit]

    def add_message(self, message: TicketMessage) -> None:
        self._state.messages.append(message)
        if message.author is Author.REPORTER:
            heard = self._state.heard.get(message.ticket, message.at)
            self._state.heard[message.ticket] = max(heard, message.at)

    def messages(self, ticket: TicketId) -> list[TicketMessage]:
        return [one for one in self._state.messages if one.ticket == ticket]

    def message(self, ref: MessageRef) -> TicketMessage | None:
        return next((one for one in self._state.messages if one.ref == ref), None)

    def reword(self, ref: MessageRef, text: str) -> None:
        self._state.messages[:] = [
            replace(one, text=text) if one.ref == ref else one for one in self._state.messages
        ]

    def record(self, event: Event) -> None:
        self._state.events.append(event)

    def events(self, ticket: TicketId) -> list[Event]:
        return [one for one in self._state.events if one.ticket == ticket]

    def decided(
        self, *, after: int, since: datetime | None, ticket: TicketId | None, limit: int
    ) -> list[tuple[int, Event]]:
        return [
            (number, one)
            for number, one in enumerate(self._state.events, start=1)
            if number > after
            and (since is None or one.at >= since)
            and ticket in (None, one.ticket)
        ][:limit]

    def person(self, channel: str, account: str, address: str, name: str | None) -> PersonId:
        key = (channel, account, address)
        if key not in self._state.contacts:
            person = PersonId(f"r_{len(self._state.contacts) + 1}")
            self._state.contacts[key] = Contact(
                channel=channel, account=account, address=address, person=person, name=name
            )
        known = self._state.contacts[key]
        self._state.contacts[key] = replace(known, undeliverable=None)
        return known.person

    def undeliverable(self, channel: str, account: str, address: str, why: str) -> bool:
        key = (channel, account, address)
        known = self._state.contacts.get(key)
        if known is not None:
            self._state.contacts[key] = replace(known, undeliverable=why)
        return known is not None

    def name(self, person: PersonId) -> str | None:
        known = self._state.contacts.values()
        return next((one.name for one in known if one.person == person), None)

    def contact(self, channel: str, account: str, address: str) -> Contact | None:
        return self._state.contacts.get((channel, account, address))


class MemoryTimers:
    """See `triage.ports.Timers`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def arm(self, timer: Timer) -> None:
        self._state.timers[_key(timer)] = (timer, "armed")

    def cancel(self, kind: str, subject: str) -> int:
        armed = [one for one in self._armed() if (one.kind, one.subject) == (kind, subject)]
        for one in armed:
            self._state.timers[_key(one)] = (one, "cancelled")
        return len(armed)

    def due(self, now: datetime, *, limit: int) -> list[Timer]:
        ready = [one for one in self._armed() if one.due_at <= now]
        return sorted(ready, key=lambda one: one.due_at)[:limit]

    def fired(self, timer: Timer) -> bool:
        if self._state.timers.get(_key(timer)) != (timer, "armed"):
            return False
        self._state.timers[_key(timer)] = (timer, "fired")
        return True

    def armed(self, kind: str, subject: str) -> Timer | None:
        return next(
            (one for one in self._armed() if (one.kind, one.subject) == (kind, subject)), None
        )

    def next_due(self) -> datetime | None:
        return min((one.due_at for one in self._armed()), default=None)

    def _armed(self) -> list[Timer]:
        return [one for one, state in self._state.timers.values() if state == "armed"]


def _key(timer: Timer) -> tuple[str, str, str]:
    return (timer.kind, timer.subject, timer.occurrence)


class MemoryDuty:
    """See `triage.ports.Duty`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def page(self, page: Page) -> bool:
        key = (page.ticket, page.level, page.person)
        if key in self._state.pages:
            return False
        self._state.pages[key] = page
        return True

    def pages(self, ticket: TicketId, *, level: str) -> list[Page]:
        return [
            one for one in self._state.pages.values() if (one.ticket, one.level) == (ticket, level)
        ]

    def of_ticket(self, ticket: TicketId) -> list[Page]:
        ours = (one for one in self._state.pages.values() if one.ticket == ticket)
        return sorted(ours, key=_oldest)

    def recent(
        self, team: TeamId, person: PersonId, *, since: datetime, priority: Priority
    ) -> list[Page]:
        ours = [
            one
            for one in sorted(self._state.pages.values(), key=_oldest)
            if (one.team, one.person) == (team, person)
        ]
        waiting = [one for one in ours if one.bundle is Bundle.WAITS]
        lately = [one for one in ours if one.at > since]
        alone = [one for one in lately if one.bundle is None]
        summed = [one for one in lately if one.bundle is Bundle.TOLD and one.priority <= priority]
        return [*alone, *summed[-1:], *waiting[:1]]

    def between(self, start: datetime, end: datetime, *, team: TeamId | None = None) -> list[Page]:
        made = (
            one
            for one in self._state.pages.values()
            if start <= one.at < end and one.bundle is not Bundle.WAITS and team in {None, one.team}
        )
        return sorted(made, key=_oldest)

    def waiting(self, team: TeamId) -> list[Page]:
        ours = (
            one
            for one in self._state.pages.values()
            if one.team == team and one.bundle is Bundle.WAITS
        )
        return sorted(ours, key=_oldest)

    def told(self, pages: Sequence[Page], *, at: datetime) -> None:
        for one in pages:
            key = (one.ticket, one.level, one.person)
            changed = replace(self._state.pages[key], at=at, bundle=Bundle.TOLD)
            self._state.pages[key] = changed

    def reached(
        self, ticket: TicketId, *, level: str, person: PersonId, means: Means, at: datetime
    ) -> None:
        page = self._state.pages.get((ticket, level, person))
        if page is not None and page.reached_at is None:
            changed = replace(page, means=means, reached_at=at)
            self._state.pages[ticket, level, person] = changed

    def unreached(self, ticket: TicketId, *, level: str, person: PersonId, means: Means) -> None:
        page = self._state.pages.get((ticket, level, person))
        if page is not None and page.means is means:
            changed = replace(page, means=None, reached_at=None)
            self._state.pages[ticket, level, person] = changed


def _oldest(page: Page) -> tuple[datetime, TicketId, str, PersonId]:
    return (page.at, page.ticket, page.level, page.person)


class MemorySwitches:
    """See `triage.ports.Switches`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, name: str) -> str | None:
        return self._state.switches.get(name)

    def set(self, name: str, value: str | None) -> None:
        if value is None:
            self._state.switches.pop(name, None)
        else:
            self._state.switches[name] = value
