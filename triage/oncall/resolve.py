"""Who is on duty at a moment. Paging, display, export and handover all ask `on_duty`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from triage.model import PersonId, TeamId
from triage.oncall.schedule import (
    Absence,
    Cause,
    Change,
    Changes,
    Layer,
    Listed,
    OnDuty,
    Override,
    Schedule,
    Seat,
)
from triage.oncall.turns import Turn, turn_at


def on_duty(
    rotations: Sequence[Schedule], changes: Changes, team: TeamId, when: datetime
) -> OnDuty:
    """The one resolver.

    At every instant of a covered layer exactly as many distinct people are on duty as there are
    seats, or as many as are not absent. Swaps move a turn, overrides lie on top, the newest wins.
    Whoever is absent is never called: the next in turn has the seat. Where somebody is there
    twice, the next in turn fills the gap; whom an override relieved is asked only when there is
    nobody else, and is never a backup. Backups are the people of the backup layer; where it has
    nobody, for each rotation whoever is next in turn.
    """
    turns = [turn_at(one, changes, when) for one in rotations if one.team == team]
    absent = {one.person for one in changes.absences if one.start <= when < one.end}
    bench = _Bench.of(turns, absent)
    for override in changes.overrides:
        if override.team == team and override.start <= when < override.end:
            bench.apply(override)
    seats = bench.settle(Layer.ON_CALL)
    backup = bench.settle(Layer.BACKUP)
    shadow = bench.settle(Layer.SHADOW)
    people = tuple(seat.person for seat in seats)
    return OnDuty(
        people=people,
        backup=tuple(seat.person for seat in backup) or bench.next_in_turn(),
        shadow=tuple(seat.person for seat in shadow),
        until=_until(turns, changes, team, when),
        seats=seats,
        vacant=bench.vacant(Layer.ON_CALL),
    )


@dataclass(slots=True, kw_only=True)
class _Place:
    """A seat while it is decided who has it. `extra`: nobody has to fill it."""

    scheduled: PersonId | None
    swapped: PersonId | None
    person: PersonId | None
    cause: Cause
    extra: bool = False


@dataclass(slots=True, kw_only=True)
class _Bench:
    """All seats of a team at one moment."""

    turns: Sequence[Turn]
    absent: set[PersonId]
    places: Mapping[Layer, list[_Place]]
    removed: set[PersonId] = field(default_factory=set)
    taken: set[PersonId] = field(default_factory=set)
    relieved: set[PersonId] = field(default_factory=set)

    @classmethod
    def of(cls, turns: Sequence[Turn], absent: set[PersonId]) -> _Bench:
        places: dict[Layer, list[_Place]] = {layer: [] for layer in Layer}
        for turn in turns:
            places[turn.layer] += [
                _Place(
                    scheduled=scheduled,
                    swapped=seated,
                    person=seated,
                    cause=Cause.TURN if seated == scheduled else Cause.SWAP,
                )
                for scheduled, seated in zip(turn.scheduled, turn.seated, strict=True)
            ]
        return cls(turns=turns, absent=absent, places=places)

    def apply(self, override: Override) -> None:
        if override.change is Change.REMOVE:
            self.removed.add(override.person)
            return
        if override.person in self.absent:
            return
        place = None if override.change is Change.ADD else self._place(override.instead_of)
        extra = override.change is Change.ADD
        if place is not None:
            place.person, place.cause = override.person, Cause.OVERRIDE
        elif extra or override.instead_of is None:
            new = _Place(
                scheduled=None,
                swapped=None,
                person=override.person,
                cause=Cause.OVERRIDE,
                extra=extra,
            )
            self.places[Layer.ON_CALL].append(new)
        else:
            return  # whoever should be replaced has no seat
        self.removed.discard(override.person)

    def settle(self, layer: Layer) -> tuple[Seat, ...]:
        """Everybody once, nobody absent; what is empty then goes to the next in turn."""
        places = self.places[layer]
        for place in places:
            person = place.person
            if person is None or not self._free(person):
                place.person = None
            else:
                self.taken.add(person)
        fillers = iter(() if layer is Layer.SHADOW else self._fillers(layer))
        for place in places:
            if place.person is None and not place.extra:
                place.person, place.cause = next(fillers, None), Cause.NEXT
        self.relieved |= set(self._relieved(layer))
        return tuple(
            Seat(person=place.person, cause=place.cause, scheduled=place.scheduled)
            for place in places
            if place.person is not None
        )

    def vacant(self, layer: Layer) -> int:
        return sum(place.person is None and not place.extra for place in self.places[layer])

    def next_in_turn(self) -> tuple[PersonId, ...]:
        """For each rotation that has backups, whoever is next and neither there nor relieved."""
        found: list[PersonId] = []
        for turn in self.turns:
            if turn.layer is Layer.ON_CALL and turn.backup:
                free = (one for one in turn.queue if self._free(one) and one not in found)
                found += [one for one in (next(free, None),) if one is not None]
        return tuple(found)

    def _place(self, instead_of: PersonId | None) -> _Place | None:
        """The rotation's slot first, so that a newer override replaces an older one."""
        if instead_of is None:
            seats = [one for one in self.places[Layer.ON_CALL] if not one.extra]
            return next(iter(seats), None)
        everywhere = [place for layer in Layer for place in self.places[layer]]
        for holder in (_scheduled, _swapped, _current):
            found = next((one for one in everywhere if holder(one) == instead_of), None)
            if found is not None:
                return found
        return None

    def _fillers(self, layer: Layer) -> Iterable[PersonId]:
        relieved = self._relieved(layer)
        queue = [one for turn in self.turns if turn.layer is layer for one in turn.queue]
        free = (one for one in queue if self._free(one) and one not in relieved)
        removed = (one for one in queue if one in self.removed and one not in self.absent)
        for person in chain(free, relieved, removed):  # never a hole while somebody is there
            if person not in self.taken:
                self.taken.add(person)
                yield person

    def _relieved(self, layer: Layer) -> tuple[PersonId, ...]:
        """Whom the rotation has there, and who has no seat now although not absent."""
        places = self.places[layer]
        ours = [one for place in places for one in (place.scheduled, place.swapped)]
        there = self.taken | self.absent
        gone = [one for one in ours if one is not None and one not in there]
        return tuple(dict.fromkeys(gone))

    def _free(self, person: PersonId) -> bool:
        away = person in self.absent or person in self.removed
        return not (away or person in self.taken or person in self.relieved)


def _scheduled(place: _Place) -> PersonId | None:
    return place.scheduled


def _swapped(place: _Place) -> PersonId | None:
    return place.swapped


def _current(place: _Place) -> PersonId | None:
    return place.person


def _until(
    turns: Sequence[Turn], changes: Changes, team: TeamId, when: datetime
) -> datetime | None:
    """The next edge of anything that this team's answer depends on."""
    edges = [turn.until for turn in turns if turn.until is not None]
    # Also what concerns other people and layers: of each kind the store hands over only what goes
    # on and what comes next, and that may hide a later one of ours.
    spans: tuple[Override | Absence | Listed, ...] = (
        *(one for one in changes.overrides if one.team == team),
        *(one for one in changes.listed if one.team == team),
        *changes.absences,
    )
    edges += [one.end if one.start <= when else one.start for one in spans if one.end > when]
    return min(edges, default=None)
