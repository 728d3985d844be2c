"""How tickets stand: for whoever asks, and in the one line that is kept up to date. Pure."""

from __future__ import annotations

from triage.wording import letters
from triage.wording.pen import Pen, joined, lines
from triage.wording.status_facts import How, Standing, StatusFacts

MOST_SUBJECT = 80


def said(facts: StatusFacts, pen: Pen) -> str:
    return lines(*(_line(one, pen) for one in facts.lines))


def told(facts: Standing, pen: Pen) -> str:
    """One ticket, in its own conversation."""
    words = pen.language.controls
    template = words.standing_mail if pen.mail else words.standing
    text = template.format(number=facts.number, status=_status(facts, pen))
    more = words.standing_asked if facts.asked else None
    return letters.note(joined((text, more), " ") or text, pen)


def _line(facts: Standing, pen: Pen) -> str:
    subject = pen.quote(facts.subject or "", limit=MOST_SUBJECT)
    return pen.language.controls.status_line.format(
        number=facts.number, subject=subject, status=_status(facts, pen)
    )


def _status(facts: Standing, pen: Pen) -> str:
    words = pen.language.controls
    named = pen.name(facts.who) if facts.who else None
    who = named or words.status_team.format(team=pen.name(facts.team))
    promises = (
        (words.status_answer, facts.answer_by if facts.how is How.OPEN else None),
        (words.status_news, facts.news_by),
    )
    owed = [text.format(when=pen.when(when)) for text, when in promises if when is not None]
    status = words.status[facts.how].format(who=who)
    return joined((status, *owed[:1]), "; ") or status
