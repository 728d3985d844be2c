"""How whoever changes a schedule, hands over or pages somebody is answered. Pure."""

from __future__ import annotations

from typing import assert_never

from triage.wording import rota
from triage.wording.arranged_facts import (
    Absences,
    Arranged,
    ArrangedFacts,
    AwayNoted,
    BackAgain,
    NoteLeft,
    PageAsked,
    Paged,
    SwapSent,
    Understood,
)
from triage.wording.pen import Pen, lines

LINE = 300
"""Characters of a note that are shown."""


def said(facts: ArrangedFacts, pen: Pen) -> str:
    words = pen.language.arranged
    match facts:
        case Arranged():
            void = None if facts.changes else words.changes_nobody
            return lines(rota.said(facts.covered, pen), _understood(facts.understood, pen), void)
        case AwayNoted():
            return lines(rota.said(facts.away, pen), _understood(facts.understood, pen))
        case Absences() | BackAgain():
            return _absences(facts, pen)
        case SwapSent():
            return _sent(facts, pen)
        case NoteLeft():
            return _note(facts, pen)
        case PageAsked() | Paged():
            return _page(facts, pen)
        case _:
            assert_never(facts)


def _understood(facts: Understood, pen: Pen) -> str:
    words = pen.language.arranged
    start, end = (pen.there(one, facts.zone) for one in (facts.start, facts.end))
    return words.understood.format(start=start, end=end)


def _absences(facts: Absences | BackAgain, pen: Pen) -> str:
    words = pen.language.arranged
    if isinstance(facts, BackAgain):
        return words.back_again.format(
            person=pen.name(facts.person), start=pen.when(facts.start), end=pen.when(facts.end)
        )
    if not facts.rows:
        return words.no_absences
    return lines(
        words.absences,
        *(
            words.absence.format(
                number=one.number, start=pen.when(one.start), end=pen.when(one.end)
            )
            for one in facts.rows
        ),
    )


def _sent(facts: SwapSent, pen: Pen) -> str:
    words = pen.language.arranged
    template = words.swap_sent if facts.alone else words.swap_in_room
    sent = template.format(number=facts.number, other=pen.name(facts.other))
    turn = words.turn.format(at=pen.there(facts.at, facts.zone))
    back = None
    if facts.back is not None:
        back = words.turn_back.format(at=pen.there(facts.back, facts.zone))
    return lines(sent, turn, back)


def _note(facts: NoteLeft, pen: Pen) -> str:
    words = pen.language.arranged
    team = pen.name(facts.team)
    if facts.line is None:
        said = words.note_gone.format(team=team)
    else:
        said = words.note_left.format(team=team, line=pen.own(facts.line, limit=LINE))
    before = None
    if facts.before is not None:
        before = words.note_before.format(line=pen.own(facts.before, limit=LINE))
    return lines(said, before)


def _page(facts: PageAsked | Paged, pen: Pen) -> str:
    words = pen.language.arranged
    team = pen.name(facts.team)
    if isinstance(facts, PageAsked):
        people = ", ".join(
            words.there.format(person=pen.name(who), now=pen.there(facts.now, zone))
            for who, zone in facts.people
        )
        return words.page_asked.format(team=team, people=people)
    people = ", ".join(map(pen.name, facts.people))
    if facts.at is None:
        return words.paged.format(number=facts.number, people=people, team=team)
    at = pen.when(facts.at)
    return words.paged_later.format(number=facts.number, people=people, team=team, at=at)
