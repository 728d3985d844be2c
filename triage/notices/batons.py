"""Handovers: the baton to the room and to both, its taking, and the reminder before. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from triage.controls import Action
from triage.desk import Desk
from triage.messages import Call, Grade, Notice, Outgoing
from triage.model import PersonId, TeamId
from triage.notices.pages import by_means, own_voice, reachable
from triage.notices.scene import addresses, room_voice
from triage.oncall.schedule import OnDuty
from triage.people import Means
from triage.wording import calls
from triage.wording.calls import Baton
from triage.wording.speak import write


def baton(
    desk: Desk, team: TeamId, key: str, facts: Baton, *, people: tuple[PersonId, ...]
) -> Iterator[Outgoing]:
    """In the room it mentions both; who is called elsewhere first has it there as well."""
    yield _in_room(desk, team, Notice.HANDOVER, facts, key=key, people=people, seeded=True)
    yield from _to_each(desk, Notice.HANDOVER, facts, key=key, people=people)


def taken(desk: Desk, team: TeamId, key: str, person: PersonId) -> Outgoing:
    facts = calls.Taken(team=team, who=desk.name(person))
    return _in_room(desk, team, Notice.TAKEN, facts, key=f"taken:{key}", people=())


def not_taken(desk: Desk, team: TeamId, key: str, duty: OnDuty) -> Outgoing:
    """Calls the backup, who may not know that they are one."""
    people = duty.backup or duty.people
    names = tuple(map(desk.name, duty.people))
    facts = calls.NotTaken(team=team, mentions=_pings(desk, people), names=names)
    return _in_room(desk, team, Notice.NOT_TAKEN, facts, key=f"untaken:{key}", people=people)


def reminders(
    desk: Desk, team: TeamId, person: PersonId, *, starts: datetime
) -> Iterator[Outgoing]:
    """By the first of their means; a mention is made in the room."""
    key = f"shift:{team}:{starts.isoformat()}:{person}"
    facts = calls.ShiftSoon(team=team, mentions=_pings(desk, (person,)), starts=starts)
    if desk.means(person)[:1] == (Means.DISCORD,):
        yield _in_room(desk, team, Notice.SHIFT_SOON, facts, key=key, people=(person,))
    yield from _to_each(desk, Notice.SHIFT_SOON, facts, key=key, people=(person,))


def _in_room(
    desk: Desk,
    team: TeamId,
    notice: Notice,
    facts: calls.DutyFacts,
    *,
    key: str,
    people: tuple[PersonId, ...],
    seeded: bool = False,
) -> Outgoing:
    called = reachable(desk, people)
    mentions = addresses(desk, called)
    return Outgoing(
        key=key,
        ticket=None,
        notice=notice,
        to=desk.room(team),
        lane=f"handover:{team}",
        grade=Grade.REPLY,
        text=write(facts, room_voice(desk)).text,
        mentions=mentions,
        actions=(Action.CLAIM,) if seeded else (),
        call=Call(people=called, means=Means.DISCORD) if called else None,
    )


def _to_each(
    desk: Desk,
    notice: Notice,
    facts: calls.DutyFacts,
    *,
    key: str,
    people: tuple[PersonId, ...],
) -> Iterator[Outgoing]:
    for person in (one for one in people if one in desk.people):
        who = desk.people[person]
        means = next(iter(who.means), Means.DISCORD)
        if means is Means.DISCORD:
            continue
        message = by_means(
            desk,
            who,
            means,
            write(facts, own_voice(desk, who, means)),
            key=f"{key}:{person}",
            notice=notice,
            ticket=None,
            call=Call(people=(person,), means=means),
        )
        if message is not None:
            yield message


def _pings(desk: Desk, people: tuple[PersonId, ...]) -> tuple[str, ...]:
    return tuple(f"<@{one}>" for one in addresses(desk, people))
