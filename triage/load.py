"""Who was called how often, and whom it took out of other work. Pure.

An interrupt is a message that calls somebody by name: a page, a summary, a nudge. Handovers and
reminders of a shift are agreed, so they are none. What reaches somebody who is on duty for no team
is what the desk is there to prevent: the protection budget counts it, and says what caused it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from triage.desk import Desk
from triage.messages import Notice, Outgoing
from triage.model import Event, PersonId, TeamId
from triage.oncall.schedule import Stretch
from triage.walltime import shown

COUNTED = frozenset({Notice.CARD, Notice.PAGE, Notice.SUMMARY, Notice.NUDGE, Notice.NOT_TAKEN})
NIGHT = (22, 7)
"""Hours of somebody's own wall time in which a call is one at night."""
APART = timedelta(hours=1)
"""Interrupts closer than this are one switch away from other work and back."""


def at_night(desk: Desk, person: PersonId, when: datetime) -> bool:
    """By the clocks where that person lives."""
    known = desk.people.get(person)
    zone = desk.zone if known is None or known.zone is None else known.zone
    start, end = NIGHT
    return not end <= shown(zone, when).hour < start


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupt:
    """Somebody was called, by one means or several. `cause`: the notice, for a page its step."""

    person: PersonId
    at: datetime
    cause: str
    page: bool
    night: bool
    on_duty: bool


@dataclass(slots=True, kw_only=True)
class Share:
    """One person's part. `off_duty`: interrupts while they were on duty for no team."""

    pages: int = 0
    nights: int = 0
    interrupts: int = 0
    off_duty: int = 0
    switches: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A shift of one person, from `start` until before `end`, as far as it lies in the span."""

    team: TeamId
    person: PersonId
    start: datetime
    end: datetime
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """`causes`: what called people who were not on duty, and how often."""

    shares: Mapping[PersonId, Share]
    turns: tuple[Turn, ...]
    causes: Mapping[str, int]
    useful: int = 0
    noise: int = 0


@dataclass(frozen=True, kw_only=True)
class Span:
    """What is looked at. `zones`: where people live; `duty`: each team's stretches, in order."""

    zones: Mapping[PersonId, str]
    duty: Mapping[TeamId, Sequence[Stretch]]
    calls: Sequence[tuple[Outgoing, datetime]]
    claims: Sequence[Event]
    feedback: Sequence[Event] = field(default_factory=tuple)


def load(span: Span) -> Load:
    """The shares of everybody in `zones`, also of those whom nothing reached."""
    interrupts = list(_interrupts(span))
    claims = [(one.by, one.at) for one in span.claims if one.by is not None]
    shares = {person: _share(person, interrupts, claims) for person in span.zones}
    useful = sum(bool(one.facts.get("useful")) for one in span.feedback)
    return Load(
        shares=shares,
        turns=tuple(_turns(span, interrupts, claims)),
        causes=dict(Counter(one.cause for one in interrupts if not one.on_duty).most_common()),
        useful=useful,
        noise=len(span.feedback) - useful,
    )


def _interrupts(span: Span) -> Sequence[Interrupt]:
    """One for each person and moment, however many means were used."""
    seen: dict[tuple[PersonId, datetime, Notice], Interrupt] = {}
    for message, at in span.calls:
        if message.call is None or message.notice not in COUNTED:
            continue
        for person in message.call.people:
            if person in span.zones:
                key = (person, at.replace(second=0, microsecond=0), message.notice)
                seen.setdefault(key, _interrupt(span, message, person, at))
    return sorted(seen.values(), key=lambda one: one.at)


def _interrupt(span: Span, message: Outgoing, person: PersonId, at: datetime) -> Interrupt:
    start, end = NIGHT
    return Interrupt(
        person=person,
        at=at,
        cause=_cause(message),
        page=message.notice is not Notice.NUDGE,
        night=not end <= shown(span.zones[person], at).hour < start,
        on_duty=any(person in stretch.duty.people for stretch in _at(span, at)),
    )


def _cause(message: Outgoing) -> str:
    """A page is told by its step, from 1: which line of the policy calls people away."""
    steps = () if message.call is None else message.call.steps
    if message.notice in {Notice.CARD, Notice.PAGE} and steps:
        return f"step {int(steps[0][1].rpartition('.')[2]) + 1}"
    return message.notice.value


def _at(span: Span, at: datetime) -> Sequence[Stretch]:
    return [
        stretch
        for stretches in span.duty.values()
        for stretch in stretches
        if stretch.start <= at < stretch.end
    ]


def _share(
    person: PersonId,
    interrupts: Sequence[Interrupt],
    claims: Sequence[tuple[PersonId, datetime]],
) -> Share:
    mine = [one for one in interrupts if one.person == person]
    away = [one.at for one in mine if not one.on_duty]
    return Share(
        pages=sum(one.page for one in mine),
        nights=sum(one.page and one.night for one in mine),
        interrupts=len(mine),
        off_duty=len(away),
        switches=sum(
            1 for number, at in enumerate(away) if number == 0 or at - away[number - 1] > APART
        ),
        claims=sum(by == person for by, _ in claims),
    )


def _turns(
    span: Span,
    interrupts: Sequence[Interrupt],
    claims: Sequence[tuple[PersonId, datetime]],
) -> Sequence[Turn]:
    """Each person's time on duty without a break is one."""
    found: list[Turn] = []
    for team, stretches in span.duty.items():
        for person, start, end in _held(stretches):
            within = [one for one in interrupts if start <= one.at < end]
            taken = [one for one in claims if start <= one[1] < end]
            share = _share(person, within, taken)
            found.append(Turn(team=team, person=person, start=start, end=end, share=share))
    return sorted(found, key=lambda one: (one.start, one.team, one.person))


def _held(stretches: Sequence[Stretch]) -> Sequence[tuple[PersonId, datetime, datetime]]:
    began: dict[PersonId, datetime] = {}
    found: list[tuple[PersonId, datetime, datetime]] = []
    for stretch in stretches:
        over = [one for one in began if one not in stretch.duty.people]
        found.extend((person, began.pop(person), stretch.start) for person in over)
        for person in stretch.duty.people:
            began.setdefault(person, stretch.start)
    last = stretches[-1].end if stretches else None
    return [*found, *((person, start, last) for person, start in began.items() if last is not None)]
