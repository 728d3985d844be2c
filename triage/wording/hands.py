"""How the words around engineers' work are built. Pure; the sentences are in the languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from triage.why import Why
from triage.wording import issues, reasons
from triage.wording.escape import NOTICE
from triage.wording.hand_facts import (
    Board,
    Collision,
    Handed,
    HandLine,
    IssueFacts,
    IssueShut,
    LineAsked,
    Listing,
    NotDone,
    Reasons,
    Row,
    Told,
    Whole,
    Woken,
)
from triage.wording.language import Language
from triage.wording.pen import CHAT_LIMIT, Pen, joined, lines

SUBJECT = 80
BOARD_SUBJECT, BOARD_ROWS = 50, 6
"""Characters and rows of each kind; fewer rows where the whole would not fit one message."""


def line(facts: HandLine, pen: Pen) -> str:
    """Between the staff, or to the one who pressed something."""
    match facts:
        case Handed() | Woken() | Collision() | LineAsked():
            return _among_staff(facts, pen)
        case Board():
            return _board(facts, pen)
        case IssueFacts() | IssueShut():
            return issues.line(facts, pen)
        case Told() | NotDone() | Reasons() | Whole() | Listing():
            return _answer(facts, pen)
        case _:
            assert_never(facts)


def _among_staff(facts: Handed | Woken | Collision | LineAsked, pen: Pen) -> str:
    """A line in a ticket's staff thread."""
    match facts:
        case Handed():
            return _handed(facts, pen)
        case Woken():
            return _woken(facts, pen)
        case Collision():
            return pen.language.hands.collision.format(
                number=facts.number,
                who=pen.name(facts.who),
                other=pen.name(facts.other),
                seconds=facts.seconds,
                said=pen.quote(facts.said),
            )
        case LineAsked():
            return pen.language.hands.asked.format(
                number=facts.number, who=pen.name(facts.who), seconds=facts.seconds
            )
        case _:
            assert_never(facts)


def _answer(facts: Told | NotDone | Reasons | Whole | Listing, pen: Pen) -> str:
    match facts:
        case Told():
            return _told(facts, pen)
        case NotDone():
            return refusal(facts, pen)
        case Reasons():
            return _reasons(facts, pen)
        case Whole():
            head = f"**{facts.number} · {pen.quote(facts.subject, limit=SUBJECT)}**"
            return lines(head, pen.words(facts.text))
        case Listing():
            return _listing(facts, pen)
        case _:
            assert_never(facts)


def refusal(facts: NotDone, pen: Pen) -> str:
    who = pen.name(facts.who) if facts.who else None
    return refused(pen.language, facts.why, number=facts.number, who=who, other=facts.other)


def refused(
    words: Language, why: Why, *, number: int | None, who: str | None, other: int | None
) -> str:
    """The sentence itself; `who` as it may be shown there."""
    who = who or words.card.nobody
    return words.hands.refusals[why].format(number=number, who=who, other=other)


def _told(facts: Told, pen: Pen) -> str:
    values = {name: pen.quote(value) for name, value in facts.values.items()}
    when = None if facts.moment is None else pen.when(facts.moment)
    return pen.language.hands.deeds[facts.deed].format(number=facts.number, when=when, **values)


def _reasons(facts: Reasons, pen: Pen) -> str:
    words = pen.language.hands
    head = words.why_title.format(number=facts.number, priority=facts.priority.name)
    told = [f"- {reasons.shown(one, pen, rule=60, evidence=NOTICE)}" for one in facts.reasons]
    return lines(
        head if facts.by is None else f"{head} {words.why_person.format(who=pen.name(facts.by))}",
        words.why_ruled.format(priority=facts.ruled.name) if told else words.why_none,
        *told,
    )


def page(rows: Sequence[Row], besides: int, pen: Pen) -> Listing:
    """As many of the rows as one message holds; `besides`: how many follow after them."""
    sizes = range(len(rows), 0, -1)
    pages = (Listing(rows=tuple(rows[:n]), more=besides + len(rows) - n) for n in sizes)
    return next(one for one in pages if len(_listing(one, pen)) <= CHAT_LIMIT)


def _listing(facts: Listing, pen: Pen) -> str:
    more = pen.language.hands.more_rows.format(n=facts.more) if facts.more else None
    return lines(*(_row(row, pen) for row in facts.rows), more)


def _row(row: Row, pen: Pen) -> str:
    subject = pen.quote(row.subject, limit=SUBJECT)
    parts = (f"**{row.number}** {row.priority.name}", *_marks(row, pen), _state(row, pen), subject)
    text = " · ".join(parts)
    return joined((text, row.link), " ") or text


def _marks(row: Row, pen: Pen) -> Iterator[str]:
    """Whether it is an incident, belongs to one, or stands for others as well."""
    words = pen.language
    if row.incident:
        yield words.card.incident
    if row.of_incident is not None:
        yield words.hands.of_incident.format(other=row.of_incident)
    if row.parts:
        yield words.hands.parts.of(row.parts)


def _board(facts: Board, pen: Pen) -> str:
    """Each kind with its count; as many rows as fit, and how many there are besides."""
    texts = (_board_of(facts, most, pen) for most in range(BOARD_ROWS, -1, -1))
    return next(text for text in texts if len(text) <= CHAT_LIMIT)


def _board_of(facts: Board, most: int, pen: Pen) -> str:
    words = pen.language.hands
    kinds = (
        *(((words.board_incidents, facts.incidents),) if facts.incidents else ()),
        (words.board_unclaimed, facts.unclaimed),
        (words.board_owed, facts.owed),
        (words.board_waiting, facts.waiting),
    )
    parts: list[str | None] = [words.board.format(team=pen.name(facts.team))]
    for head, rows in kinds:
        parts.append(f"**{head.format(n=len(rows))}**")
        parts.extend(_owing(row, pen) for row in rows[:most])
        rest = len(rows) - most
        parts.append(words.more_rows.format(n=rest) if rest > 0 else None)
    return lines(*parts)


def _owing(row: Row, pen: Pen) -> str:
    words = pen.language
    subject = pen.quote(row.subject, limit=BOARD_SUBJECT)
    due = None if row.due is None else words.card.due.format(when=pen.relative(row.due))
    who = pen.name(row.who) if row.who else None
    marks = _marks(replace(row, incident=False), pen)  # they stand under a head that says it
    parts = (f"**{row.number}** {row.priority.name}", *marks, who, subject, due)
    return joined(parts, " · ") or str(row.number)


def _state(row: Row, pen: Pen) -> str:
    words = pen.language.hands
    if row.part_of is not None:
        return words.part.format(other=row.part_of)
    if row.resolved:
        return words.resolved
    who = words.held.format(who=pen.name(row.who)) if row.who else words.unclaimed
    return f"{who}, {words.snoozed}" if row.snoozed else who


def _handed(facts: Handed, pen: Pen) -> str:
    """Taken, or handed over by somebody else."""
    words = pen.language.hands
    template = words.taken if facts.to == facts.by else words.handed
    return template.format(
        number=facts.number,
        to=pen.name(facts.to),
        by=pen.name(facts.by),
        reason=pen.quote(facts.reason),
    )


def _woken(facts: Woken, pen: Pen) -> str:
    words, subject = pen.language.hands, pen.quote(facts.subject, limit=SUBJECT)
    if facts.who is None:
        return words.woken_nobody.format(number=facts.number, subject=subject)
    return words.woken.format(number=facts.number, subject=subject, who=pen.name(facts.who))
