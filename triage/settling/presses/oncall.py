"""Who is on call, now and next, and taking over now: for everybody on the staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from triage import batons
from triage.batons import AHEAD
from triage.controls import Action
from triage.model import PersonId, TeamId
from triage.notices import hands, roster
from triage.oncall.refusal import Refusal
from triage.oncall.schedule import Changes
from triage.oncall.stretches import stretches
from triage.rota import change
from triage.rota.meant import team_of
from triage.settling.presses.pressing import Pressing, Said, Table
from triage.why import Why
from triage.wording import hand_facts
from triage.wording.arranged_facts import NoteLeft
from triage.wording.roster_facts import BatonTaken, Turn, Who
from triage.wording.rota_forms import NOTE, TEAM


def for_staff(handler: Callable[[Pressing], Said | Refusal], pressing: Pressing) -> Said:
    """What cannot be is told with its reason; nothing has changed then."""
    if not pressing.actor.staff:
        return Said(facts=hand_facts.NotDone(why=Why.NOT_STAFF, number=None))
    said = handler(pressing)
    return undone(pressing, said) if isinstance(said, Refusal) else said


def undone(pressing: Pressing, refusal: Refusal) -> Said:
    return Said(facts=roster.undone(pressing.desk, refusal))


def here(pressing: Pressing) -> list[TeamId]:
    """The teams whose room this is."""
    place = pressing.press.conversation.thread
    return [team.id for team in pressing.desk.teams.values() if team.room.thread == place]


def team_meant(pressing: Pressing) -> TeamId | Refusal:
    """The one that was named, that of the room, or the one that whoever asks belongs to."""
    desk, person = pressing.desk, pressing.actor.person
    near = here(pressing) or [one for one in desk.teams if desk.belongs(one, person)]
    return team_of(desk, pressing.press.fields.get(TEAM), near=near)


def who(pressing: Pressing) -> Said:
    """Of the team whose room this is, else of all teams."""
    desk, now = pressing.desk, pressing.now
    changes = pressing.work.roster.changes_between(now, now + AHEAD)
    turns = tuple(_turn(pressing, changes, team) for team in here(pressing) or desk.teams)
    return Said(facts=Who(turns=turns))


def take(pressing: Pressing) -> Said | Refusal:
    """The first seat of the team, until this turn ends; the room reads it."""
    team = team_meant(pressing)
    made = (
        team
        if isinstance(team, Refusal)
        else change.take_over(pressing.clerk, team, pressing.actor.person)
    )
    if isinstance(made, Refusal):
        return made
    return Said(facts=roster.cover(pressing.desk, made.override))


def taken(pressing: Pressing) -> Said | Refusal:
    """The handover of the team was read; nobody is asked for it any more."""
    named = pressing.press.argument
    team = team_of(pressing.desk, named) if named else team_meant(pressing)
    if isinstance(team, Refusal):
        return team
    refused = batons.taken(pressing.clerk, team, pressing.actor.person)
    return refused or Said(facts=BatonTaken(team=team))


def handover(pressing: Pressing) -> Said | Refusal:
    """As it would be now, for all the staff; a note is left by whoever belongs to the team."""
    team, line = team_meant(pressing), pressing.press.fields.get(NOTE)
    if isinstance(team, Refusal):
        return team
    if line is not None:
        return _noted(pressing, team, line)
    waits = batons.waits(pressing.work, team)
    take_it = (hands.button(Action.TAKEN, None, pressing.language, team),) if waits else ()
    return Said(facts=batons.preview(pressing.clerk, team), buttons=take_it)


def _noted(pressing: Pressing, team: TeamId, line: str) -> Said | Refusal:
    before = batons.left(pressing.work, team)
    refused = batons.note(pressing.clerk, team, line, by=pressing.actor.person)
    return refused or Said(facts=NoteLeft(team=team, line=line.strip() or None, before=before))


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


_BY_STAFF: Mapping[Action, Callable[[Pressing], Said | Refusal]] = {
    Action.WHO: who,
    Action.TAKE: take,
    Action.TAKEN: taken,
    Action.BATON: handover,
}
HANDLERS: Table = {action: partial(for_staff, one) for action, one in _BY_STAFF.items()}
