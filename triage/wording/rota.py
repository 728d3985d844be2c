"""How the lines about schedules are built. Pure."""

from __future__ import annotations

from typing import assert_never

from triage.lint import Finding
from triage.oncall.schedule import Change
from triage.wording.pen import Pen, joined, lines
from triage.wording.roster_facts import (
    Away,
    BatonTaken,
    Covered,
    Found,
    Hole,
    Line,
    RosterFacts,
    SwapAnswered,
    SwapAsked,
    Turn,
    Undone,
    Who,
)

MOST = 12
"""Findings in one message; the command lists them all."""


def said(facts: RosterFacts, pen: Pen) -> str:
    words = pen.language.roster
    match facts:
        case Found() | SwapAsked() | SwapAnswered() | Covered() | Away():
            return _line(facts, pen)
        case Who():
            return lines(*(_turn(one, pen) for one in facts.turns))
        case Undone():
            return _undone(facts, pen)
        case BatonTaken():
            return words.baton_taken.format(team=pen.name(facts.team))
        case _:
            assert_never(facts)


def _line(facts: Line, pen: Pen) -> str:
    words = pen.language.roster
    match facts:
        case Found():
            told = [f"- {finding(one, facts.names, pen)}" for one in facts.findings[:MOST]]
            rest = "- …" if len(facts.findings) > MOST else None
            return lines(words.found, *told, rest, words.found_help)
        case SwapAsked():
            return _asked(facts, pen)
        case SwapAnswered():
            return words.states[facts.state].format(
                number=facts.number, asker=pen.name(facts.asker), other=pen.name(facts.other)
            )
        case Covered():
            return _covered(facts, pen)
        case Away():
            away = words.away.format(
                person=pen.name(facts.person),
                start=pen.when(facts.start),
                end=pen.when(facts.end),
            )
            return lines(away, *(hole(one, pen) for one in facts.holes[:MOST]))
        case _:
            assert_never(facts)


def hole(one: Hole, pen: Pen) -> str:
    """Who has to be found for when."""
    return pen.language.roster.hole.format(
        team=pen.name(one.team), start=pen.when(one.start), end=pen.when(one.end)
    )


def _covered(facts: Covered, pen: Pen) -> str:
    words = pen.language.roster
    template = words.covered if facts.instead_of is None else words.covered_for
    if facts.change is Change.REMOVE:
        template = words.relieved
    what = template.format(
        person=pen.name(facts.person),
        team=pen.name(facts.team),
        instead_of=pen.name(facts.instead_of or ""),
        start=pen.when(facts.start),
        end=pen.when(facts.end),
    )
    return words.taken_back.format(what=what) if facts.taken_back else what


def _undone(facts: Undone, pen: Pen) -> str:
    words, why = pen.language.roster, facts.refusal

    def named(person: str | None) -> str:
        return pen.name(facts.names.get(person or "", person or ""))

    return words.unable[why.why].format(
        person=named(why.person),
        others=", ".join(named(one) for one in why.others) or words.no_one,
        name=words.answered.get(why.name) or pen.name(why.name) or words.no_one,
        given=pen.quote(why.given, limit=60),
        number=why.number,
    )


def finding(one: Finding, names: dict[str, str], pen: Pen) -> str:
    """One thing that is wrong, in one line."""
    words = pen.language.roster
    text = words.wrong[one.wrong].format(
        team=pen.name(one.team or ""),
        person=pen.name(names.get(one.person or "", one.person or "")),
        start=words.never if one.start is None else pen.when(one.start),
        end="" if one.end is None else pen.when(one.end),
        name=pen.name(one.name),
        number=one.number,
    )
    more = words.more.format(n=one.more) if one.more else None
    return joined((text, more), ", ") or text


def _turn(one: Turn, pen: Pen) -> str:
    """`**platform**: Grace Hall until Monday, then Linus Berg. Backup: Amara Obi`."""
    words = pen.language.roster
    now = words.who.format(team=pen.name(one.team), people=_people(one.people, pen))
    then = None
    if one.until is not None:
        following = _people(one.following, pen)
        then = words.who_then.format(until=pen.when(one.until), following=following)
    backup = words.who_backup.format(people=_people(one.backup, pen)) if one.backup else None
    return joined((f"{joined((now, then), ' ')}.", backup), " ") or now


def _people(names: tuple[str, ...], pen: Pen) -> str:
    return ", ".join(pen.name(one) for one in names) or pen.language.roster.no_one


def _asked(facts: SwapAsked, pen: Pen) -> str:
    words = pen.language.roster
    other = pen.name(facts.other)
    back = None if facts.back is None else words.swap_back.format(back=pen.when(facts.back))
    asked = words.swap_asked.format(
        number=facts.number, asker=pen.name(facts.asker), other=other, at=pen.when(facts.at)
    )
    how = words.swap_help_by_mail if pen.mail else words.swap_help
    return lines(f"{joined((asked, back), ', ')}.", how.format(other=other, number=facts.number))
