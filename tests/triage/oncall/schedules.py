"""Random schedules, and an oracle that walks them minute by minute and knows no shortcut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

from triage.model import PersonId, TeamId
from triage.oncall.schedule import (
    HOLIDAY,
    Absence,
    Change,
    Changes,
    Given,
    Layer,
    Override,
    Rotation,
    Window,
)

PLATFORM = TeamId("platform")
MINUTE = timedelta(minutes=1)
PEOPLE = st.sampled_from("abcde").map(PersonId)
ZONES = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"}))
QUARTERS = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    days = draw(st.frozensets(st.integers(0, HOLIDAY), min_size=1))
    return Window(days=days, start=draw(QUARTERS), end=draw(QUARTERS))


@st.composite
def rotations(
    draw: st.DrawFn, *, layer: Layer = Layer.ON_CALL, hours: bool = False, name: str = "on-call"
) -> Rotation:
    people = draw(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5, unique=True))
    starts = draw(st.dates(date(2005, 1, 1), date(2036, 1, 1)))
    near = st.integers(0, 30).map(lambda n: starts + timedelta(days=n))
    return Rotation(
        team=PLATFORM,
        name=name,
        layer=layer,
        people=tuple(PersonId(person) for person in people),
        starts=starts,
        zone=draw(ZONES),
        days=draw(st.sampled_from([1, 2, 3, 5, 7, 7, 14, 21])),
        handover_day=draw(st.integers(0, 6)),
        handover_time=draw(QUARTERS),
        seats=draw(st.integers(1, len(people))),
        hours=tuple(draw(st.lists(windows(), min_size=1, max_size=3))) if hours else (),
        holidays=draw(st.frozensets(near, max_size=5)) if hours else frozenset(),
    )


@st.composite
def changes(draw: st.DrawFn, begin: datetime) -> Changes:
    """Of the weeks after `begin`."""
    hours = st.integers(0, 24 * 28).map(lambda n: timedelta(hours=n))
    spans = st.tuples(hours, hours).map(lambda two: (begin + two[0], begin + two[0] + two[1]))

    def override(start: datetime, end: datetime) -> Override:
        change = draw(st.sampled_from(Change))
        instead_of = draw(st.none() | PEOPLE) if change is Change.REPLACE else None
        return Override(
            team=PLATFORM,
            person=draw(PEOPLE),
            start=start,
            end=end,
            instead_of=instead_of,
            change=change,
        )

    def given() -> Given:
        return Given(
            team=PLATFORM,
            name="on-call",
            at=begin + draw(hours),
            giver=draw(PEOPLE),
            taker=draw(PEOPLE),
        )

    return Changes(
        overrides=tuple(override(*draw(spans)) for _ in range(draw(st.integers(0, 5)))),
        swaps=tuple(given() for _ in range(draw(st.integers(0, 3)))),
        absences=tuple(
            Absence(person=draw(PEOPLE), start=start, end=end)
            for start, end in draw(st.lists(spans, max_size=3))
        ),
    )


# ---------------------------------------------------------------- the oracle


@dataclass(slots=True)
class Walk:
    """A rotation walked from its start, minute by minute, by what clocks on the wall show.

    It hands over when the wall first shows the time, and opens and closes hours by hand.
    """

    rotation: Rotation
    now: datetime = field(init=False)
    queue: list[PersonId] = field(init=False)
    turn: list[datetime] = field(init=False)
    open: bool = field(init=False, default=False)
    _handover: datetime = field(init=False)
    _until: list[datetime] = field(init=False, default_factory=list)
    _seen: set[tuple[int, date]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        start = datetime.combine(self.rotation.starts, self.rotation.handover_time)
        past = (self.rotation.starts.weekday() - self.rotation.handover_day) % 7
        first = start - timedelta(days=0 if self.rotation.days % 7 else past)
        self._handover = first + timedelta(days=self.rotation.days)
        self.queue = list(self.rotation.people)
        self.now = datetime.combine(self.rotation.starts, time(), UTC) - timedelta(days=2)
        while self.wall < start:
            self._hours()
            self.now += MINUTE
        self._hours()
        self.turn = [self.now]

    @property
    def wall(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.rotation.zone)).replace(tzinfo=None)

    @property
    def covered(self) -> bool:
        return bool(self._until) or not self.rotation.hours

    def step(self) -> bool:
        """One minute on; whether it was a handover."""
        self.now += MINUTE
        self._hours()
        if self.wall < self._handover:
            return False
        while self.wall >= self._handover:
            self._handover += timedelta(days=self.rotation.days)
            seats = self.rotation.seats % len(self.rotation.people)
            self.queue = self.queue[seats:] + self.queue[:seats]
        self.turn.append(self.now)
        return True

    def _hours(self) -> None:
        """Each window opens once a day, when the wall shows its start, and closes at its end."""
        wall = self.wall
        for number, window in enumerate(self.rotation.hours):
            for day in (wall.date() - timedelta(days=1), wall.date()):
                kind = HOLIDAY if day in self.rotation.holidays else day.weekday()
                key = (number, day)
                if kind in window.days and key not in self._seen:
                    last = day if window.end > window.start else day + timedelta(days=1)
                    end = datetime.combine(last, window.end)
                    if wall >= datetime.combine(day, window.start):
                        self._seen.add(key)
                        self._until.append(end)
        self._until = [end for end in self._until if wall < end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What the walk saw at an instant; the turn is from `start` until before `end`."""

    when: datetime
    queue: tuple[PersonId, ...]
    covered: bool
    start: datetime
    end: datetime


def walked(rotation: Rotation, *, minutes: int, every: int = 15) -> list[Moment]:
    """Every so many minutes, and the minute before; up to the last handover that came."""
    walk = Walk(rotation)
    seen: list[Moment] = []
    for minute in range(minutes):
        if minute % every in {0, every - 1}:
            seen.append(
                Moment(
                    when=walk.now,
                    queue=tuple(walk.queue),
                    covered=walk.covered,
                    start=walk.turn[-1],
                    end=walk.turn[-1],
                )
            )
        walk.step()
    ends = dict(pairwise(walk.turn))
    return [replace(one, end=ends[one.start]) for one in seen if one.start in ends]


@dataclass(slots=True, kw_only=True)
class Seated:
    """One rotation's seats at a moment, by three lists of the same length."""

    plan: list[PersonId | None]
    swapped: list[PersonId | None]
    now: list[PersonId | None]
    extra: list[PersonId] = field(default_factory=list)
    barred: set[PersonId] = field(default_factory=set)

    def obey(self, one: Override) -> None:
        if one.change is Change.REMOVE:
            self.barred.add(one.person)
        elif one.change is Change.ADD:
            self.extra.append(one.person)
        elif one.instead_of is None and self.now:
            self.now[0] = one.person
        elif one.instead_of is None:
            self.now, self.plan, self.swapped = [one.person], [None], [None]
        elif _replace(self.now, [self.plan, self.swapped, self.now], one.instead_of, one.person):
            pass
        elif one.instead_of in self.extra:
            self.extra[self.extra.index(one.instead_of)] = one.person
        else:
            return
        if one.change is not Change.REMOVE:
            self.barred.discard(one.person)


def expected(rotation: Rotation, moment: Moment, known: Changes) -> list[PersonId]:
    """Who has one rotation's seats, said another way."""
    when = moment.when
    queue = moment.queue if moment.covered else ()
    plan: list[PersonId | None] = list(queue[: rotation.seats])
    swapped = list(plan)
    for given in known.swaps if queue else ():
        if moment.start <= given.at < moment.end:
            _replace(swapped, [plan, list(swapped)], given.giver, given.taker)
    seats = Seated(plan=plan, swapped=swapped, now=list(swapped))
    away = {one.person for one in known.absences if one.start <= when < one.end}
    for one in known.overrides:
        going = one.start <= when < one.end
        if going and (one.change is Change.REMOVE or one.person not in away):
            seats.obey(one)
    return _filled(seats, away, queue[rotation.seats :])


def _replace(
    seated: list[PersonId | None],
    by: Sequence[Sequence[PersonId | None]],
    old: PersonId,
    new: PersonId,
) -> bool:
    for names in by:
        if old in names:
            seated[list(names).index(old)] = new
            return True
    return False


def _filled(seats: Seated, away: set[PersonId], queue: Sequence[PersonId]) -> list[PersonId]:
    there: list[PersonId] = []
    for person in (*seats.now, *seats.extra):
        if person is not None and person not in {*there, *away, *seats.barred}:
            there.append(person)
    extras = [one for one in there if one in seats.extra and one not in seats.now]
    ours = (*seats.plan, *seats.swapped)
    relieved = [one for one in ours if one is not None and one not in {*there, *away}]
    pool = [one for one in queue if one not in {*away, *seats.barred, *relieved}] + relieved
    pool += [one for one in queue if one in seats.barred - away]
    while len(there) - len(extras) < len(seats.now) and any(one not in there for one in pool):
        there.append(next(one for one in pool if one not in there))
    return there
