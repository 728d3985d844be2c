"""Lines to the room about schedules, and to whom they concern. Silent: they ping nobody. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from triage.controls import Action, Button, Style
from triage.desk import Desk
from triage.lint import Finding
from triage.messages import Act, Grade, Notice, Outgoing
from triage.model import PersonId, TeamId
from triage.notices.hands import button
from triage.notices.lines import line
from triage.notices.pages import by_means, own_voice
from triage.oncall.refusal import Refusal
from triage.oncall.schedule import Absence, Override, Stretch
from triage.oncall.swaps import Swap, SwapState
from triage.people import Means
from triage.wording import roster_facts as say
from triage.wording.facts import Letter
from triage.wording.speak import write

ALONE = (Means.DM, Means.EMAIL)
"""How something is said to one person alone that is no call: in chat, where they can answer it by a
button, else by mail."""
_SWAP_TO = re.compile(r"roster:swap:(\d+):([a-z]+):([^:]+)")


def found(desk: Desk, findings: Sequence[Finding], *, now: datetime) -> Outgoing:
    """What the check of the schedules found."""
    names = {str(person): known.name for person, known in desk.people.items()}
    facts = say.Found(findings=tuple(findings), names=names)
    return _line(desk, desk.default_team, facts, key=f"roster:lint:{now.isoformat()}")


def swap(desk: Desk, one: Swap) -> Outgoing:
    """A swap is asked, or answered; both people read it."""
    message = _line(desk, one.team, swapped(desk, one), key=_swap_key(one))
    return replace(message, buttons=_answers(desk, one))


def swap_to(
    desk: Desk, one: Swap, person: PersonId, *, by: Sequence[Means] = ALONE
) -> Outgoing | None:
    """The same to one of them alone; None where they have no address for it."""
    key = f"{_swap_key(one)}:{person}"
    message = _to_one(desk, person, swapped(desk, one), key=key, by=by)
    if message is None or message.act is not Act.DIRECT:
        return message
    return replace(message, buttons=_answers(desk, one))


def swap_said(message: Outgoing) -> tuple[int, SwapState, PersonId] | None:
    """Which swap a message to one person is about, as it stood then; None: it is about none."""
    found = _SWAP_TO.fullmatch(message.key)
    if found is None:
        return None
    number, state, person = found.groups()
    return int(number), SwapState(state), PersonId(person)


def swap_asked(one: Swap) -> tuple[str, ...]:
    """The keys of the messages that ask it: in the room, and of the other alone."""
    key = _swap_key(replace(one, state=SwapState.ASKED))
    return key, f"{key}:{one.other}"


def covered(desk: Desk, one: Override) -> Outgoing:
    """Somebody is on duty in place of another, or besides, or is not."""
    return _line(desk, one.team, cover(desk, one), key=_override_key(one))


def taken_back(desk: Desk, one: Override) -> Outgoing:
    """What was said of an override is no longer so."""
    facts = cover(desk, one, taken_back=True)
    return _line(desk, one.team, facts, key=f"{_override_key(one)}:dropped")


def concerned(desk: Desk, one: Override, person: PersonId, *, taken_back: bool) -> Outgoing | None:
    """The same to one person whom it concerns; None where they have no address for it."""
    facts = cover(desk, one, taken_back=taken_back)
    dropped = ":dropped" if taken_back else ""
    return _to_one(desk, person, facts, key=f"{_override_key(one)}{dropped}:{person}")


def cover(desk: Desk, one: Override, *, taken_back: bool = False) -> say.Covered:
    """The same as values, for whoever asked for it."""
    return say.Covered(
        person=desk.name(one.person),
        team=one.team,
        start=one.start,
        end=one.end,
        instead_of=None if one.instead_of is None else desk.name(one.instead_of),
        change=one.change,
        taken_back=taken_back,
    )


def away(desk: Desk, team: TeamId, one: Absence, empty: Sequence[Stretch]) -> Outgoing:
    """Somebody of the team is called by nobody for a while. `empty`: when too few are left."""
    facts = gone(desk, one, [(team, each) for each in empty])
    key = f"roster:absence:{one.id}:{one.start.isoformat()}:{team}"
    return _line(desk, team, facts, key=key)


def gone(desk: Desk, one: Absence, empty: Sequence[tuple[TeamId, Stretch]]) -> say.Away:
    """The same as values, for whoever asked for it."""
    holes = tuple(say.Hole(team=team, start=each.start, end=each.end) for team, each in empty)
    return say.Away(person=desk.name(one.person), start=one.start, end=one.end, holes=holes)


def undone(desk: Desk, refusal: Refusal) -> say.Undone:
    """Why nothing has changed, as values, for whoever asked for it."""
    names = {str(person): known.name for person, known in desk.people.items()}
    return say.Undone(refusal=refusal, names=names)


def swapped(desk: Desk, one: Swap) -> say.SwapAsked | say.SwapAnswered:
    """The same as values, for whoever asked or answered."""
    asker, other = desk.name(one.asker), desk.name(one.other)
    number = one.id or 0
    if one.state is SwapState.ASKED:
        return say.SwapAsked(number=number, asker=asker, other=other, at=one.at, back=one.back)
    return say.SwapAnswered(number=number, asker=asker, other=other, state=one.state.value)


def _answers(desk: Desk, one: Swap) -> tuple[Button, ...]:
    """Yes and no, while it is asked."""
    if one.state is not SwapState.ASKED:
        return ()
    number, language = str(one.id or 0), desk.language
    return (
        button(Action.SWAP_YES, None, language, number, style=Style.GOOD),
        button(Action.SWAP_NO, None, language, number),
    )


def _swap_key(one: Swap) -> str:
    return f"roster:swap:{one.id or 0}:{one.state.value}"


def _override_key(one: Override) -> str:
    return f"roster:override:{one.id}:{one.start.isoformat()}"


def _to_one(
    desk: Desk, person: PersonId, facts: say.Line, *, key: str, by: Sequence[Means] = ALONE
) -> Outgoing | None:
    """To one person alone, by the first of these means that they have an address for. It is no
    page: what is more pressing goes first."""
    who = desk.people.get(person)
    if who is None:
        return None
    for means in by:
        letter, name = write(facts, own_voice(desk, who, means)), key
        if means is Means.EMAIL:
            letter, name = _as_mail(letter), f"{key}:mail"
        message = by_means(
            desk, who, means, letter, key=name, notice=Notice.ROSTER, ticket=None, call=None
        )
        if message is not None:
            return replace(message, grade=Grade.UPDATE)
    return None


def _as_mail(letter: Letter) -> Letter:
    """A line for a room as a mail: its first sentence says what it is about."""
    text = letter.text.replace("**", "")
    return Letter(text, text.partition("\n")[0])


def _line(desk: Desk, team: TeamId, facts: say.Line, *, key: str) -> Outgoing:
    lane = f"roster:{team}"
    return line(desk, Notice.ROSTER, facts, key=key, lane=lane, team=team, grade=Grade.UPDATE)
