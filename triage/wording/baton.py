"""How a handover is laid out. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from triage.wording.calls import Baton, Due, NotTaken, ShiftSoon, Taken
from triage.wording.pen import Pen, joined, lines

_SUBJECT = 60
_NOTE = 100
_MOST_OWED = 8
_MOST_BURNING = 3


def said(facts: Baton | Taken | NotTaken | ShiftSoon, pen: Pen) -> str:
    words = pen.language.duty
    match facts:
        case Baton():
            return _baton(facts, pen)
        case Taken():
            return words.taken.format(who=pen.name(facts.who), team=pen.name(facts.team))
        case NotTaken():
            asked = words.not_taken.format(names=_names(facts.names, pen), team=facts.team)
            return joined((*facts.mentions, asked), " ") or asked
        case ShiftSoon():
            soon = words.shift_soon.format(team=facts.team, starts=pen.when(facts.starts))
            return soon if pen.mail else joined((*facts.mentions, soon), " ") or soon
        case _:
            assert_never(facts)


def subject(facts: Baton | Taken | NotTaken | ShiftSoon, pen: Pen) -> str | None:
    match facts:
        case Baton():
            return _heading(facts, pen)
        case ShiftSoon():
            return pen.language.duty.shift_title.format(team=facts.team)
        case Taken() | NotTaken():
            return None
        case _:
            assert_never(facts)


def _baton(facts: Baton, pen: Pen) -> str:
    words = pen.language.duty
    ends = words.ends.format(until=pen.when(facts.until)) if facts.until else None
    return lines(
        ends if pen.mail else joined((f"**{_heading(facts, pen)}**", ends), " · "),
        *_burning(facts, pen),
        *_owed(facts, pen),
        _waiting(facts, pen),
        _claims(facts, pen),
        words.shift.format(tickets=facts.tickets, pages=facts.pages, nights=facts.nights),
        *(
            words.noisy.format(
                number=one.number, subject=pen.quote(one.subject, limit=_SUBJECT), pages=one.pages
            )
            for one in facts.noisy
        ),
        words.judge.format(leaving=_names(facts.leaving, pen)) if facts.ask else None,
        words.watch_out.format(note=pen.own(facts.note, limit=300)) if facts.note else None,
        *_take(facts, pen),
    )


def _take(facts: Baton, pen: Pen) -> Iterator[str]:
    """Who takes it, and who is asked when they do not."""
    if facts.take_by is None:
        return
    words = pen.language.duty
    take = words.take_there if pen.mail else words.take
    yield take.format(coming=_names(facts.coming, pen))
    yield words.relieved.format(
        take_by=pen.clock(facts.take_by),
        backup=_names(facts.backup, pen),
        leaving=_names(facts.leaving, pen),
    )


def _heading(facts: Baton, pen: Pen) -> str:
    return pen.language.duty.handover.format(
        team=facts.team, leaving=_names(facts.leaving, pen), coming=_names(facts.coming, pen)
    )


def _names(names: tuple[str, ...], pen: Pen) -> str:
    return ", ".join(pen.name(one) for one in names) or pen.language.card.nobody


def _owed(facts: Baton, pen: Pen) -> Iterator[str]:
    """What is due first, first."""
    words = pen.language.duty
    if not facts.owed:
        yield words.owe_nothing
        return
    yield words.owe.format(n=len(facts.owed))
    yield from (_due(one, pen) for one in facts.owed[:_MOST_OWED])
    if len(facts.owed) > _MOST_OWED:
        yield words.more.format(n=len(facts.owed) - _MOST_OWED)


def _burning(facts: Baton, pen: Pen) -> Iterator[str]:
    """Incidents come first; nothing is said where there is none."""
    words = pen.language.duty
    if facts.burning:
        yield words.burning.format(n=len(facts.burning))
    for one in facts.burning[:_MOST_BURNING]:
        told = words.burning_line.format(
            since=pen.when(one.since),
            by=pen.name(one.by),
            who=pen.name(one.holder) if one.holder else pen.language.hands.unclaimed,
        )
        yield f"· {one.number} {pen.quote(one.subject, limit=_SUBJECT)} · {told}"
    if len(facts.burning) > _MOST_BURNING:
        yield words.more.format(n=len(facts.burning) - _MOST_BURNING)


def _due(due: Due, pen: Pen) -> str:
    words = pen.language.duty
    line = f"· {due.number} {due.priority.name} {pen.quote(due.subject, limit=_SUBJECT)}"
    promised = words.promised.format(by=pen.when(due.by)) if due.by else None
    note = pen.quote(due.note, limit=_NOTE) if due.note else None
    who = pen.name(due.holder) if due.holder else pen.language.card.nobody
    noted = words.noted.format(who=who, note=note) if note else due.holder and pen.name(due.holder)
    return joined((line, promised, noted or None), " · ") or line


def _waiting(facts: Baton, pen: Pen) -> str | None:
    words = pen.language.duty
    if not facts.waiting:
        return None
    oldest = words.oldest.format(since=pen.when(facts.oldest)) if facts.oldest else None
    return joined((words.waits.format(n=facts.waiting), oldest), " ")


def _claims(facts: Baton, pen: Pen) -> str | None:
    if not facts.held:
        return None
    return pen.language.duty.claims[facts.keeping].format(
        leaving=_names(facts.leaving, pen),
        coming=_names(facts.coming, pen),
        n=len(facts.held),
        numbers=", ".join(str(one) for one in facts.held[:20]),
    )
