"""Who is on call, now and next, and taking over now: for everybody on the staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from triage import batons
from triage.controls import Action
from triage.model import PersonId, TeamId
from triage.notices import roster
from triage.oncall.refusal import Refusal
from triage.oncall.schedule import Changes
from triage.oncall.stretches import stretches
from triage.presses.pressing import Pressing, Said, Table
from triage.rota import change
from triage.rota.meant import team_of
from triage.why import Why
from triage.wording import hand_facts
from triage.wording.roster_facts import BatonTaken, Turn, Who

AHEAD = timedelta(weeks=9)
"""How far the next shift is looked for: two turns of a month."""


def who(pressing: Pressing) -> Said:
    """Of the team whose room this is, else of all teams."""
    if not pressing.actor.staff:
        return Said(facts=hand_facts.NotDone(why=Why.NOT_STAFF, number=None))
    desk, now = pressing.desk, pressing.now
    changes = pressing.work.roster.changes_between(now, now + AHEAD)
    turns = tuple(_turn(pressing, changes, team) for team in _here(pressing) or desk.teams)
    return Said(facts=Who(turns=turns))


def take(pressing: Pressing) -> Said:
    """The first seat of the room's team, until this turn ends; the room reads it."""
    if not pressing.actor.staff:
        return Said(facts=hand_facts.NotDone(why=Why.NOT_STAFF, number=None))
    team = team_of(pressing.desk, None, near=_here(pressing))
    made = (
        team
        if isinstance(team, Refusal)
        else change.take_over(pressing.clerk, team, pressing.actor.person)
    )
    if isinstance(made, Refusal):
        return Said(facts=roster.undone(pressing.desk, made))
    return Said(facts=roster.cover(pressing.desk, made.override))


def taken(pressing: Pressing) -> Said:
    """The handover of the room's team was read; nobody is asked for it any more."""
    if not pressing.actor.staff:
        return Said(facts=hand_facts.NotDone(why=Why.NOT_STAFF, number=None))
    team = team_of(pressing.desk, None, near=_here(pressing))
    if isinstance(team, Refusal):
        return Said(facts=roster.undone(pressing.desk, team))
    refused = batons.taken(pressing.clerk, team, pressing.actor.person)
    if refused is not None:
        return Said(facts=roster.undone(pressing.desk, refused))
    return Said(facts=BatonTaken(team=team))


HANDLERS: Table = {Action.WHO: who, Action.TAKE: take, Action.TAKEN: taken}


def _here(pressing: Pressing) -> list[TeamId]:
    """The teams whose room this is."""
    here = pressing.press.conversation.thread
    return [team.id for team in pressing.desk.teams.values() if team.room.thread == here]


def _turn(pressing: Pressing, changes: Changes, team: TeamId) -> Turn:
    desk, now = pressing.desk, pressing.now
    whole = list(stretches(desk.rotations, changes, team, now, now + AHEAD))
    duty = whole[0].duty
    following = next((one for one in whole if one.duty.people != duty.people), None)
    return Turn(
        team=team,
        people=_names(pressing, duty.people),
        backup=_names(pressing, duty.backup),
        until=None if following is None else following.start,
        following=() if following is None else _names(pressing, following.duty.people),
    )


def _names(pressing: Pressing, people: Sequence[PersonId]) -> tuple[str, ...]:
    return tuple(map(pressing.desk.name, people))
