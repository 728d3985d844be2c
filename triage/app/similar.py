"""Keeps the words of recent tickets beside the store, so that a new one can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Lock

from rules.similarity import Index, Scored, Words, read
from triage.model import Alike, Author, Ticket, TicketId
from triage.ports.work import UnitOfWork

SHOWN_FOR = timedelta(days=14)
"""People are shown candidates of this long. Measured on known duplicates: over all history the
first candidate is the duplicate less than one time in ten, within days nine times."""
MOST = 5
READ_AHEAD = 1_000
"""Tickets whose words are held until they are wanted the second time."""
LATE = 100
"""Numbers looked at again: of two processes, the one with the higher number may commit first."""


class TicketIndex:
    """Answers `triage.ports.Similar`. Everything in it is read from the store, and can be again.

    `kept`: how old tickets may be, None for all; those that have become older are dropped when
    the index is made anew.
    """

    def __init__(self, *, kept: timedelta | None = None) -> None:
        self._kept = kept
        self._index = Index()
        self._tags: dict[int, tuple[str, ...]] = {}
        self._once: dict[int, Words] = {}
        self._newest = 0
        self._begun: datetime | None = None
        self._lock = Lock()

    def __call__(self, work: UnitOfWork, ticket: Ticket, /) -> Sequence[Alike]:
        """Other tickets of the last days that look like this one, the best first."""
        since = ticket.opened_at - SHOWN_FOR
        with self._lock:
            words = self._read(work, ticket)
            found = self._like(words, ticket, most=MOST, since=since)
            shown = {ticket.id, *(one.id for one in found)}
            errors = self._index.same_error(words, since=since, most=MOST + 1)
            found += [one for one in errors if one.id not in shown][:MOST]
            return [self._alike(one, words, ticket) for one in found]

    def near(self, work: UnitOfWork, ticket: Ticket, *, most: int) -> tuple[Alike, ...]:
        """So many of all history and so many of the last days, the best first."""
        with self._lock:
            words = self._read(work, ticket)
            found = self._like(words, ticket, most=most, since=None)
            found += self._like(words, ticket, most=most, since=ticket.opened_at - SHOWN_FOR)
            once = {one.id: one for one in found}.values()
            best = sorted(once, key=lambda one: -one.score)
            return tuple(self._alike(one, words, ticket) for one in best)

    def catch_up(self, work: UnitOfWork, *, now: datetime) -> None:
        """Read what the store has, so that the first question does not have to wait for it."""
        with self._lock:
            self._catch_up(work, now)

    def _read(self, work: UnitOfWork, ticket: Ticket) -> Words:
        """The ticket's words; the index has all others."""
        self._catch_up(work, ticket.opened_at, without=ticket.id)
        return self._words(work, ticket)

    def _like(
        self, words: Words, ticket: Ticket, *, most: int, since: datetime | None
    ) -> list[Scored]:
        """Without the ticket itself: it is in the index when it came together with another one
        that was asked for first."""
        found = self._index.like(words, most=most + 1, since=since)
        return [one for one in found if one.id != ticket.id][:most]

    def _words(self, work: UnitOfWork, ticket: Ticket) -> Words:
        """Wanted twice, to ask and to keep: what comes second takes what was read for the first."""
        words = self._once.pop(ticket.id, None)
        if words is None:
            words = self._once[ticket.id] = words_of(work, ticket)
            if len(self._once) > READ_AHEAD:
                del self._once[next(iter(self._once))]
        return words

    def _catch_up(self, work: UnitOfWork, now: datetime, without: TicketId | None = None) -> None:
        if self._kept is not None and (self._begun is None or now - self._begun > self._kept):
            self._index, self._newest, self._begun = Index(), 0, now
            self._tags.clear()
            self._once.clear()
        since = None if self._kept is None else now - self._kept
        for number in work.tickets.numbers(after=TicketId(self._newest - LATE), since=since):
            self._newest = max(self._newest, number)
            if number not in self._index and number != without:
                ticket = work.tickets.get(number)
                self._index.add(number, self._words(work, ticket), at=ticket.opened_at)
                self._tags[number] = ticket.assessment.tags

    def _alike(self, one: Scored, words: Words, ticket: Ticket) -> Alike:
        """With the tag that both have: the rules name a service by it."""
        theirs = self._tags.get(one.id, ())
        return Alike(
            ticket=TicketId(one.id),
            score=one.score,
            words=one.words,
            error=words.error if one.same_error else None,
            service=next((tag for tag in ticket.assessment.tags if tag in theirs), None),
            opened_at=one.at,
        )


def words_of(work: UnitOfWork, ticket: Ticket) -> Words:
    """What the reporter said first. What came later is about the answer as often as the fault."""
    messages = work.tickets.messages(ticket.id)
    first = next((one.text for one in messages if one.author is Author.REPORTER), "")
    return read(ticket.subject, first)
