"""How the lines about schedules are built. Pure."""

from __future__ import annotations

from typing import assert_never

from triage.lint import Finding
from triage.wording.pen import Pen, joined, lines
from triage.wording.roster_facts import (
    BatonTaken,
    Covered,
    Found,
    NotTaken,
    RosterFacts,
    SwapAnswered,
    SwapAsked,
    Turn,
    Who,
)

MOST = 12
"""Findings in one message; the command lists them all."""


def said(facts: RosterFacts, pen: Pen) -> str:
    words = pen.language.roster
    match facts:
        case Found():
            told = [f"- {finding(one, facts.names, pen)}" for one in facts.findings[:MOST]]
            rest = "- …" if len(facts.findings) > MOST else None
            return lines(words.found, *told, rest, words.found_help)
        case Who():
            return lines(*(_turn(one, pen) for one in facts.turns))
        case NotTaken() | BatonTaken():
            return _taken(facts, pen)
        case SwapAsked():
            return _asked(facts, pen)
        case SwapAnswered():
            return words.states[facts.state].format(
                number=facts.number, asker=pen.name(facts.asker), other=pen.name(facts.other)
            )
        case Covered():
            template = words.covered if facts.instead_of is None else words.covered_for
            return template.format(
                person=pen.name(facts.person),
                team=pen.name(facts.team),
                instead_of=pen.name(facts.instead_of or ""),
                start=pen.when(facts.start),
                end=pen.when(facts.end),
            )
        case _:
            assert_never(facts)


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


def _taken(facts: NotTaken | BatonTaken, pen: Pen) -> str:
    words = pen.language.roster
    if isinstance(facts, NotTaken):
        return words.unable[facts.why]
    template = words.baton_taken if facts.waited else words.no_baton
    return template.format(team=pen.name(facts.team))


def _people(names: tuple[str, ...], pen: Pen) -> str:
    return ", ".join(pen.name(one) for one in names) or pen.language.roster.no_one


def _asked(facts: SwapAsked, pen: Pen) -> str:
    words = pen.language.roster
    other = pen.name(facts.other)
    back = None if facts.back is None else words.swap_back.format(back=pen.when(facts.back))
    asked = words.swap_asked.format(
        number=facts.number, asker=pen.name(facts.asker), other=other, at=pen.when(facts.at)
    )
    return lines(
        f"{joined((asked, back), ', ')}.",
        words.swap_help.format(other=other, number=facts.number),
    )
