"""What is wrong with the schedules, before somebody is called in vain. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from triage.desk import Desk
from triage.escalation import Policy
from triage.model import PersonId, TeamId
from triage.oncall.schedule import NO_CHANGES, Calendar, Changes, Layer, Rotation
from triage.oncall.stretches import stretches
from triage.oncall.swaps import Swap, SwapState
from triage.oncall.turns import holders, slot_at
from triage.people import Means

AHEAD = timedelta(weeks=4)
OLD = timedelta(hours=24)
"""A calendar that was not read for longer may be wrong by now; it is read every 15 minutes."""
_CHANNEL = {Means.DISCORD: "discord", Means.DM: "discord", Means.EMAIL: "email"}


class Wrong(StrEnum):
    GAP = "gap"  # no layer covers it
    EMPTY = "empty"  # a seat has nobody: everybody who could is away
    NO_MEANS = "no_means"  # nothing calls them
    UNREACHED = "unreached"  # what we send does not arrive
    DEAD_END = "dead_end"  # the policy's last step names nobody in that team
    VOID_SWAP = "void_swap"  # whoever gave the turn has none then
    VOID_OVERRIDE = "void_override"  # it replaces somebody who has no seat
    OLD_CALENDAR = "old_calendar"  # it was not read for long


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend. `name`: of a policy or a rotation; `number`: of a swap or an override.

    `more`: how many stretches like this one come after it.
    """

    wrong: Wrong
    team: TeamId | None = None
    person: PersonId | None = None
    start: datetime | None = None
    end: datetime | None = None
    name: str = ""
    number: int | None = None
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the database says. `read_at`: when each calendar was read last, None: never.

    `unreached`: people of whom an address did not take what we sent.
    """

    changes: Changes
    swaps: Sequence[Swap]
    read_at: Mapping[tuple[TeamId, str], datetime | None]
    unreached: frozenset[PersonId] = frozenset()

    @classmethod
    def nothing(cls) -> Known:
        """Before there is a database."""
        return cls(changes=NO_CHANGES, swaps=(), read_at={})


def findings(desk: Desk, known: Known, *, now: datetime) -> tuple[Finding, ...]:
    """Everything that is wrong in the weeks to come; what is past is past."""
    return (
        *(one for team in desk.teams for one in _holes(desk, known.changes, team, now)),
        *_contacts(desk, known),
        *_dead_ends(desk),
        *_void(desk, known, now),
        *_calendars(desk, known, now),
    )


def _holes(desk: Desk, changes: Changes, team: TeamId, now: datetime) -> Iterator[Finding]:
    """Nobody on duty, where somebody may be called at any hour; and seats that nobody has."""
    if not any(one.team == team for one in desk.rotations):
        return  # `triage check` asks whether that is meant
    found: dict[Wrong, Finding] = {}
    always = any(_always(policy) for policy in _used(desk))
    for one in stretches(desk.rotations, changes, team, now, now + AHEAD):
        wrong = None
        if one.duty.vacant:
            wrong = Wrong.EMPTY
        elif not one.duty.people and always:
            wrong = Wrong.GAP
        if wrong is None:
            continue
        first = found.get(wrong)
        found[wrong] = (
            Finding(wrong=wrong, team=team, start=one.start, end=one.end)
            if first is None
            else _joined(first, one.start, one.end)
        )
    yield from found.values()


def _joined(first: Finding, start: datetime, end: datetime) -> Finding:
    if first.end == start:
        return replace(first, end=end)
    return replace(first, more=first.more + 1)


def _always(policy: Policy) -> bool:
    return not policy.business and any("on-call" in step.notify for step in policy.steps)


def _used(desk: Desk) -> Iterator[Policy]:
    names = dict.fromkeys(promise.escalation for promise in desk.promises.values())
    return (desk.policies[name] for name in names if name in desk.policies)


def _contacts(desk: Desk, known: Known) -> Iterator[Finding]:
    listed = [one.person for one in known.changes.listed]
    covering = [one.person for one in known.changes.overrides]
    for person in dict.fromkeys([*_callable(desk), *listed, *covering]):
        if not _means(desk, person):
            yield Finding(wrong=Wrong.NO_MEANS, person=person)
        elif person in known.unreached:
            yield Finding(wrong=Wrong.UNREACHED, person=person)


def _callable(desk: Desk) -> Iterable[PersonId]:
    """Whoever may ever be called: rotations but for shadows, leads, people that a step names."""
    rostered = [
        person
        for one in desk.rotations
        if isinstance(one, Rotation) and one.layer is not Layer.SHADOW
        for person in one.people
    ]
    leads = [team.lead for team in desk.teams.values() if team.lead is not None]
    words = [word for policy in _used(desk) for step in policy.steps for word in step.notify]
    named = [PersonId(word) for word in words if PersonId(word) in desk.people]
    return dict.fromkeys([*rostered, *leads, *named])


def _means(desk: Desk, person: PersonId) -> list[Means]:
    """The means that have somewhere to go; push has its address in the channel's configuration."""
    known = desk.people.get(person)
    if known is None:
        return []
    return [
        means
        for means in known.means
        if means not in _CHANNEL or _CHANNEL[means] in known.addresses
    ]


def _dead_ends(desk: Desk) -> Iterator[Finding]:
    """A policy whose last step names nobody in a team goes on for ever, and calls nobody."""
    for policy in _used(desk):
        words = policy.steps[-1].notify if policy.steps else ()
        for team in desk.teams:
            if set(words) != {"room"} and not any(_anybody(desk, team, word) for word in words):
                yield Finding(wrong=Wrong.DEAD_END, team=team, name=policy.name)


def _anybody(desk: Desk, team: TeamId, word: str) -> bool:
    """Whether a word can ever mean somebody in that team."""
    layers = [one for one in desk.rotations if one.team == team]
    match word:
        case "on-call":
            return any(one.layer is Layer.ON_CALL for one in layers)
        case "backup":
            return any(
                one.layer is Layer.BACKUP
                or (isinstance(one, Rotation) and one.backup and len(one.people) > one.seats)
                for one in layers
            )
        case "lead":
            return desk.teams[team].lead is not None
        case _:
            return word != "room" and PersonId(word) in desk.people


def _void(desk: Desk, known: Known, now: datetime) -> Iterator[Finding]:
    for swap in known.swaps:
        if swap.state is SwapState.ACCEPTED:
            yield from _void_swap(desk, known, swap, now)
    for one in known.changes.overrides:
        if one.instead_of is None or one.end <= now:
            continue
        without = replace(
            known.changes, overrides=tuple(o for o in known.changes.overrides if o != one)
        )
        span = (max(one.start, now), one.end)
        before = stretches(desk.rotations, without, one.team, *span)
        if not any(one.instead_of in each.duty.people for each in before):
            yield Finding(
                wrong=Wrong.VOID_OVERRIDE, team=one.team, person=one.instead_of, number=one.id
            )


def _void_swap(desk: Desk, known: Known, swap: Swap, now: datetime) -> Iterator[Finding]:
    rotation = next(
        (
            one
            for one in desk.rotations
            if isinstance(one, Rotation) and (one.team, one.name) == (swap.team, swap.name)
        ),
        None,
    )
    for given in swap.gives():
        slot = None if rotation is None else slot_at(rotation, given.at)
        if (given.at if slot is None else slot.end) <= now:
            continue
        others = [one for one in known.changes.swaps if one.swap != swap.id]
        held = () if rotation is None or slot is None else holders(rotation, slot, others)
        if given.giver not in held:
            yield Finding(
                wrong=Wrong.VOID_SWAP,
                team=swap.team,
                person=given.giver,
                start=given.at,
                number=swap.id,
            )


def _calendars(desk: Desk, known: Known, now: datetime) -> Iterator[Finding]:
    for one in desk.rotations:
        if isinstance(one, Calendar):
            read = known.read_at.get((one.team, one.name))
            if read is None or now - read > OLD:
                yield Finding(wrong=Wrong.OLD_CALENDAR, team=one.team, name=one.name, start=read)
