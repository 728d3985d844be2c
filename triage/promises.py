"""What we owe on a ticket, and until when: a function of its timeline and nothing else. Pure.

Three clocks run on a ticket, each on its priority's calendar:

    answer   a person's first words to the reporter; a receipt or a claim does not stop it
    news     the next words, from the last ones or from the claim that promised them
    lease    how long a claim lasts without visible work; any of the holder's renews it

All of them stand still while we wait for the reporter. A change of priority counts from when it
came, and never takes back an earlier promise: of the promises of all priorities that the ticket is
at least as urgent as, each since it is, the earliest one stands. So raising never gives more time,
lowering never less, and raising and lowering again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from triage.desk import Desk, Promise
from triage.hours import Span
from triage.model import Author, Event, PersonId, Priority, TicketStatus

STATE = "state"
"""The fact that says how a ticket stands after an event that changed it; see `state_of`."""
SOON = 0.75
"""Of a clock's time is over when whoever owes it is told."""
SPOKEN = frozenset({"answered", "replied"})
MOVING = SPOKEN | {"snoozed", "woken"}
"""Kinds of events that change a clock whoever causes them."""
URL = re.compile(r"\w+://\S+")
QUESTION = re.compile(r"[?\uff1f\u061f\u037e](?=\s|$|[\"'\u201d\u201c)*_])")
"""Question marks (also full-width, Arabic, Greek) at the end of a word."""
IDLE = frozenset({"claim_lost", "refused", "nothing", "lease_expired", "page_feedback"})
"""What a holder may cause without having worked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Runs out at `by`; at `soon` whoever owes it is told. Both in UTC."""

    soon: datetime
    by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """None: that clock does not run (kept, ended, not promised, or we wait for the reporter)."""

    answer: Clock | None = None
    news: Clock | None = None
    lease: Clock | None = None
    waiting_since: datetime | None = None


def state_of(
    *, status: TicketStatus, priority: Priority, holder: PersonId | None
) -> Mapping[str, object]:
    """The fact STATE, as plain JSON."""
    return {"status": status.value, "priority": priority.name, "holder": holder}


def asks(words: str) -> bool:
    """Whether words to the reporter wait for an answer: they hold a question."""
    own = "\n".join(line for line in words.split("\n") if not line.lstrip().startswith(">"))
    return QUESTION.search(URL.sub(" ", own)) is not None


def clocks(events: Sequence[Event], desk: Desk) -> Clocks:
    """The clocks of a ticket with that timeline, oldest first."""
    past = _Past()
    for event in events:
        past.follow(event)
    if past.status is TicketStatus.RESOLVED or not past.priorities:
        return Clocks()
    return Clocks(
        answer=_clock(past, past.answer_from, desk, lambda promise: promise.answer),
        news=_clock(past, past.news_from, desk, lambda promise: promise.update),
        lease=_clock(past, past.lease_from, desk, lambda promise: promise.lease),
        waiting_since=past.pauses[-1][0] if past.paused else None,
    )


def touches(event: Event) -> bool:
    """Whether it can change a clock at all. Of a ticket that a thousand people report, most of the
    timeline does not, and none of it has to be read for that.
    """
    return (
        event.by is not None
        or event.kind in MOVING
        or not event.facts.keys().isdisjoint((STATE, "author", "woken"))
    )


@dataclass(slots=True)
class _Past:
    """A timeline, read. `pauses` are (since, until); the last one may be open."""

    status: TicketStatus = TicketStatus.OPEN
    priorities: list[tuple[datetime, Priority]] = field(default_factory=list)
    holder: PersonId | None = None
    answer_from: datetime | None = None
    news_from: datetime | None = None
    lease_from: datetime | None = None
    pauses: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1][1] is None

    @property
    def priority(self) -> Priority:
        return self.priorities[-1][1]

    def follow(self, event: Event) -> None:
        if event.by is not None and event.by == self.holder and event.kind not in IDLE:
            self.lease_from = event.at
        if event.kind == "snoozed":
            self.lease_from = None
        elif self.holder is not None and (event.kind == "woken" or event.facts.get("woken")):
            self.lease_from = event.at
        if _by_staff(event):
            self._staff_spoke(event)
        elif _by_reporter(event):
            self._reporter_spoke(event.at)
        state = event.facts.get(STATE)
        if isinstance(state, dict):
            self._became(event.at, state)

    def _staff_spoke(self, event: Event) -> None:
        self.answer_from, self.news_from = None, event.at
        if event.facts.get("asks") and not self.paused:
            self.pauses.append((event.at, None))

    def _reporter_spoke(self, at: datetime) -> None:
        if self.paused:
            self.pauses[-1] = (self.pauses[-1][0], at)
            if self.holder is not None:
                self.lease_from = at

    def _became(self, at: datetime, state: dict[str, object]) -> None:
        status, priority = TicketStatus(str(state["status"])), Priority[str(state["priority"])]
        if not self.priorities or priority is not self.priority:
            self.priorities.append((at, priority))
        if len(self.priorities) == 1 and self.answer_from is None and self.news_from is None:
            self.answer_from = at
        if self.status is TicketStatus.RESOLVED and status is not TicketStatus.RESOLVED:
            self.answer_from, self.news_from = at, None
        if status is TicketStatus.RESOLVED:
            self._reporter_spoke(at)
        self._held(at, status, state["holder"])
        self.status = status

    def _held(self, at: datetime, status: TicketStatus, holder: object) -> None:
        """A claim promises news, and lasts as long as its lease."""
        if status is not TicketStatus.CLAIMED or holder is None:
            self.holder = self.lease_from = None
            return
        person = PersonId(str(holder))
        if person != self.holder:
            self.holder, self.lease_from, self.news_from = person, at, at

    def since(self, start: datetime, priority: Priority) -> datetime:
        """Since when, not before `start`, the ticket is at least as urgent as that."""
        found = self.priorities[-1][0]
        for at, was in reversed(self.priorities):
            if was > priority:
                break
            found = at
        return max(start, found)


def _clock(
    past: _Past, start: datetime | None, desk: Desk, span_of: Callable[[Promise], Span | None]
) -> Clock | None:
    if start is None or past.paused:
        return None
    latest = past.since(start, past.priority)
    found = [
        _promised(past, start, desk, priority, span)
        for priority in Priority
        if priority >= past.priority
        and (priority is past.priority or past.since(start, priority) < latest)
        and (span := span_of(desk.promises[priority])) is not None
    ]
    return min(found, key=lambda clock: clock.by, default=None)


def _promised(past: _Past, start: datetime, desk: Desk, priority: Priority, span: Span) -> Clock:
    """One priority's promise, put off by the working time that we waited for the reporter."""
    since = past.since(start, priority)
    by = desk.count(priority, span, since)
    for paused, until in past.pauses:
        begun, ended = max(paused, since), until or by
        if since < ended and begun < by:
            by = desk.count(priority, Span(desk.worked(priority, begun, ended)), by)
    whole = desk.worked(priority, since, by)
    return Clock(soon=desk.count(priority, Span(whole * SOON), since), by=by)


def _by_staff(event: Event) -> bool:
    return event.kind in SPOKEN or event.facts.get("author") == Author.STAFF.value


def _by_reporter(event: Event) -> bool:
    if event.kind in {"reassessed", "reopened"}:
        return event.by is not None
    return event.facts.get("author") == Author.REPORTER.value
