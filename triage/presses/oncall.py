"""What anybody on the staff may ask: who is on call, now and next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from triage.controls import Action
from triage.model import PersonId, TeamId
from triage.oncall.schedule import Changes
from triage.oncall.stretches import stretches
from triage.presses.pressing import Pressing, Said, Table
from triage.why import Why
from triage.wording import hand_facts
from triage.wording.roster_facts import Turn, Who

AHEAD = timedelta(weeks=9)
"""How far the next shift is looked for: two turns of a month."""


def who(pressing: Pressing) -> Said:
    """Of the team whose room this is, else of all teams."""
    if not pressing.actor.staff:
        return Said(facts=hand_facts.NotDone(why=Why.NOT_STAFF, number=None))
    desk, now = pressing.desk, pressing.now
    here = pressing.press.conversation.thread
    ours = [team.id for team in desk.teams.values() if team.room.thread == here]
    changes = pressing.work.roster.changes_between(now, now + AHEAD)
    turns = tuple(_turn(pressing, changes, team) for team in ours or desk.teams)
    return Said(facts=Who(turns=turns))


HANDLERS: Table = {Action.WHO: who}


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
    known = pressing.desk.people
    return tuple(known[one].name if one in known else one for one in people)
