"""How what duty has to say is laid out. Pure."""

from __future__ import annotations

from typing import assert_never

from triage.wording import baton, letters
from triage.wording.calls import (
    Baton,
    DutyFacts,
    Lapsed,
    NotTaken,
    Nudge,
    PageTest,
    Reminded,
    ShiftSoon,
    Summary,
    Taken,
)
from triage.wording.pen import Pen, joined, lines

_SUBJECT = 80
_MOST_TICKETS = 12


def said(facts: DutyFacts, pen: Pen) -> str:
    match facts:
        case Nudge():
            return _nudge(facts, pen)
        case Summary():
            return _summary(facts, pen)
        case Baton() | Taken() | NotTaken() | ShiftSoon():
            return baton.said(facts, pen)
        case PageTest():
            return _test_page(facts, pen)
        case Reminded():
            return _reminded(facts, pen)
        case Lapsed():
            return _lapsed(facts, pen)
        case _:
            assert_never(facts)


def subject(facts: DutyFacts, pen: Pen) -> str | None:
    """By mail, what is about one report has its subject."""
    if not pen.mail:
        return None
    match facts:
        case Reminded() | Lapsed():
            return letters.subject(facts.subject, number=facts.number, pen=pen)
        case Summary():
            return _heading(facts, pen)
        case Baton() | Taken() | NotTaken() | ShiftSoon():
            return baton.subject(facts, pen)
        case PageTest():
            return pen.language.duty.test_title
        case Nudge():
            return None
        case _:
            assert_never(facts)


def _lapsed(facts: Lapsed, pen: Pen) -> str:
    again = letters.again(facts.days, pen)
    return letters.note(pen.language.duty.lapsed.format(number=facts.number, again=again), pen)


def _nudge(facts: Nudge, pen: Pen) -> str:
    words = pen.language.duty
    nudges = words.nudges if facts.off_duty is None else {**words.nudges, **words.nudges_instead}
    line = nudges[facts.owed].format(
        number=facts.number,
        subject=pen.quote(facts.subject, limit=_SUBJECT),
        when=pen.relative(facts.by),
    )
    who = [one if one.startswith("<@") else pen.name(one) for one in facts.who]
    if facts.off_duty is not None:
        who.append(words.off_duty.format(who=pen.name(facts.off_duty)))
    return lines(joined((f"{', '.join(who) or words.nobody}:", line), " "), facts.link)


def _summary(facts: Summary, pen: Pen) -> str:
    """The most pressing first; by mail and push the heading is the subject."""
    words = pen.language.duty
    urgent = sorted(facts.tickets, key=lambda one: (one[1], one[0]))
    rest = len(urgent) - _MOST_TICKETS
    return lines(
        None if pen.mail else joined((*facts.mentions, f"**{_heading(facts, pen)}**"), " "),
        *(
            f"{priority.name} · {number} · {pen.quote(subject, limit=_SUBJECT)}"
            for number, priority, subject in urgent[:_MOST_TICKETS]
        ),
        words.more.format(n=rest) if rest > 0 else None,
    )


def _heading(facts: Summary, pen: Pen) -> str:
    words = pen.language.duty
    return (words.missed if facts.missed else words.summary).format(n=len(facts.tickets))


def _test_page(facts: PageTest, pen: Pen) -> str:
    words = pen.language.duty
    test = words.test_page.format(name=pen.name(facts.name))
    if pen.mail:
        return test
    return lines(joined((facts.mention, f"**{words.test_title}**"), " "), test)


def _reminded(facts: Reminded, pen: Pen) -> str:
    words = pen.language.duty
    return letters.note(
        lines(
            words.reminded.format(number=facts.number),
            words.reminded_close.format(when=pen.when(facts.close_by)),
        ),
        pen,
    )
