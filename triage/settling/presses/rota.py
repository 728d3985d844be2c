"""Overrides, absences and swaps in chat: read here, decided in `triage.rota`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from triage.controls import Action, Button
from triage.model import PersonId
from triage.notices import hands, roster
from triage.oncall.refusal import Refusal, Unable
from triage.oncall.schedule import Absence, Change, Override
from triage.oncall.swaps import Swap, SwapState
from triage.rota import change, swap
from triage.rota.meant import Span, moment, rotation_of, span, zone_of
from triage.settling.presses.oncall import for_staff, team_meant, undone
from triage.settling.presses.pressing import Pressing, Said, Table
from triage.why import Why
from triage.wording import arranged_facts as say
from triage.wording import hand_facts
from triage.wording.rota_forms import (
    BACK,
    CHANGE,
    FOR,
    FROM,
    PERSON,
    ROTATION,
    TURN,
    UNTIL,
    WITH,
    WITHDRAW,
)

OVERRIDE, ABSENCE = "override", "absence"
"""What a button takes back: `override:3`."""
MOST_ABSENCES = 10
MOST_DIGITS = 18
"""A number of more digits is none of ours, and no database holds it."""


# ---------------------------------------------------------------- overrides


def override(pressing: Pressing) -> Said | Refusal:
    """Somebody of the team puts one person in place of another for a while."""
    wanted = _override(pressing)
    made = (
        wanted
        if isinstance(wanted, Refusal)
        else change.override(pressing.clerk, wanted, by=pressing.actor.person)
    )
    if isinstance(made, Refusal):
        return made
    one = made.override
    facts = say.Arranged(
        covered=roster.cover(pressing.desk, one),
        understood=_understood(pressing, Span(one.start, one.end)),
        changes=made.changes,
    )
    return Said(facts=facts, buttons=(_take_back(pressing, OVERRIDE, one.id),))


def _override(pressing: Pressing) -> Override | Refusal:
    wanted, team = _span(pressing), team_meant(pressing)
    person, seat = _person(pressing, PERSON), _person(pressing, FOR)
    if isinstance(wanted, Refusal):
        return wanted
    if isinstance(team, Refusal):
        return team
    if isinstance(person, Refusal) or person is None:
        return person or Refusal(why=Unable.NO_PERSON)
    if isinstance(seat, Refusal):
        return seat
    return Override(
        team=team,
        person=person,
        start=wanted.start,
        end=wanted.end,
        instead_of=seat,
        change=Change(pressing.press.fields.get(CHANGE, Change.REPLACE)),
    )


def drop(pressing: Pressing) -> Said | Refusal:
    """What the button of an answer takes back."""
    kind, _, number = pressing.press.argument.partition(":")
    if kind == ABSENCE:
        return _back_again(pressing, number)
    dropped = change.drop_override(pressing.clerk, _number_in(number), by=pressing.actor.person)
    if isinstance(dropped, Refusal):
        return dropped
    return Said(facts=roster.cover(pressing.desk, dropped, taken_back=True), done=True)


# ---------------------------------------------------------------- absences


def absence(pressing: Pressing) -> Said | Refusal:
    """One's own: said, taken back, or (without any option) listed."""
    fields = pressing.press.fields
    if WITHDRAW in fields:
        return _back_again(pressing, fields[WITHDRAW])
    if FROM not in fields and UNTIL not in fields:
        return _absences(pressing)
    wanted, person = _span(pressing), pressing.actor.person
    if isinstance(wanted, Refusal):
        return wanted
    if person not in pressing.desk.people:
        return Refusal(why=Unable.NO_PERSON, given=pressing.actor.name or person)
    gone = Absence(person=person, start=wanted.start, end=wanted.end)
    noted = change.away(pressing.clerk, gone, by=person)
    facts = say.AwayNoted(
        away=roster.gone(pressing.desk, noted.absence, noted.holes),
        understood=_understood(pressing, wanted),
    )
    return Said(facts=facts, buttons=(_take_back(pressing, ABSENCE, noted.absence.id),))


def _absences(pressing: Pressing) -> Said:
    mine = change.absences(pressing.clerk, pressing.actor.person)[:MOST_ABSENCES]
    rows = tuple(say.Gone(number=one.id or 0, start=one.start, end=one.end) for one in mine)
    buttons = tuple(_take_back(pressing, ABSENCE, one.id, numbered=True) for one in mine)
    return Said(facts=say.Absences(rows=rows), buttons=buttons)


def _back_again(pressing: Pressing, number: str) -> Said | Refusal:
    dropped = change.drop_absence(pressing.clerk, _number_in(number), by=pressing.actor.person)
    if isinstance(dropped, Refusal):
        return dropped
    name = pressing.desk.name(dropped.person)
    facts = say.BackAgain(person=name, start=dropped.start, end=dropped.end)
    return Said(facts=facts, done=True)


# ---------------------------------------------------------------- swaps


def ask(pressing: Pressing) -> Said | Refusal:
    """Whoever takes turns asks another of the same rotation."""
    asked = _asked(pressing)
    if isinstance(asked, Refusal):
        return asked
    desk = pressing.desk
    facts = say.SwapSent(
        number=asked.id or 0,
        other=desk.name(asked.other),
        at=asked.at,
        back=asked.back,
        zone=zone_of(desk, pressing.actor.person),
        alone=roster.swap_to(desk, asked, asked.other) is not None,
    )
    again = hands.button(Action.SWAP_BACK, None, pressing.language, str(asked.id))
    return Said(facts=facts, buttons=(again,))


def _asked(pressing: Pressing) -> Swap | Refusal:
    asker, other = pressing.actor.person, _person(pressing, WITH)
    if isinstance(other, Refusal) or other is None:
        return other or Refusal(why=Unable.NO_PERSON)
    team = team_meant(pressing)
    if isinstance(team, Refusal):
        return team
    name = pressing.press.fields.get(ROTATION)
    rotation = rotation_of(pressing.desk, team, name, person=asker)
    if isinstance(rotation, Refusal):
        return rotation
    at, back = _moment(pressing, TURN), _moment(pressing, BACK)
    if isinstance(at, Refusal):
        return at
    if isinstance(back, Refusal):
        return back
    return swap.ask(pressing.clerk, rotation, asker=asker, other=other, at=at, back=back)


def answer(state: SwapState, pressing: Pressing) -> Said:
    """In the room or in a direct message: there nobody has a role, but a name from [people]."""
    actor, desk = pressing.actor, pressing.desk
    if actor.person not in desk.people:
        return Said(facts=hand_facts.NotDone(why=Why.NOT_STAFF, number=None))
    number = _number_in(pressing.press.argument)
    answered = swap.answer(pressing.clerk, number, person=actor.person, state=state)
    if isinstance(answered, Refusal):
        return undone(pressing, answered)
    return Said(facts=roster.swapped(desk, answered), done=True)


# ---------------------------------------------------------------- what was typed


def _span(pressing: Pressing) -> Span | Refusal:
    fields, desk = pressing.press.fields, pressing.desk
    if UNTIL not in fields:
        return Refusal(why=Unable.NO_END)
    zone = zone_of(desk, pressing.actor.person)
    return span(fields.get(FROM), fields[UNTIL], desk, zone=zone, now=pressing.now)


def _moment(pressing: Pressing, option: str) -> datetime | Refusal | None:
    given, desk = pressing.press.fields.get(option), pressing.desk
    if given is None:
        return None
    return moment(given, desk, zone=zone_of(desk, pressing.actor.person), now=pressing.now)


def _person(pressing: Pressing, option: str) -> PersonId | Refusal | None:
    """Whoever was chosen, by their address in the channel."""
    given = pressing.press.fields.get(option)
    if given is None:
        return None
    known = pressing.desk.staff_at(pressing.press.conversation.channel, given)
    return known or Refusal(why=Unable.NO_PERSON, given=given)


def _number_in(text: str) -> int:
    """What a button carries or somebody typed; 0, which nothing has, for what is no number."""
    plain = text.isascii() and text.isdigit() and len(text) < MOST_DIGITS
    return int(text) if plain else 0


def _understood(pressing: Pressing, one: Span) -> say.Understood:
    zone = zone_of(pressing.desk, pressing.actor.person)
    return say.Understood(start=one.start, end=one.end, zone=zone)


def _take_back(
    pressing: Pressing, kind: str, number: int | None, *, numbered: bool = False
) -> Button:
    made = hands.button(Action.DROP, None, pressing.language, f"{kind}:{number}")
    return replace(made, label=f"{made.label}: {number}") if numbered else made


_BY_STAFF: dict[Action, Callable[[Pressing], Said | Refusal]] = {
    Action.COVER: override,
    Action.AWAY: absence,
    Action.DROP: drop,
    Action.SWAP: ask,
}
_ANSWERS = {
    Action.SWAP_YES: SwapState.ACCEPTED,
    Action.SWAP_NO: SwapState.DECLINED,
    Action.SWAP_BACK: SwapState.WITHDRAWN,
}
HANDLERS: Table = {
    **{action: partial(for_staff, one) for action, one in _BY_STAFF.items()},
    **{action: partial(answer, state) for action, state in _ANSWERS.items()},
}
