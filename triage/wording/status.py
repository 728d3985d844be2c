"""How tickets stand: for whoever asks, and in the one line that is kept up to date. Pure."""

from __future__ import annotations

from triage.wording import letters
from triage.wording.language import Controls
from triage.wording.pen import Pen, joined, lines
from triage.wording.status_facts import Standing, StatusFacts

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
    status = words.status[facts.how].format(who=who)
    if facts.owed_by is None:
        return status
    return f"{status}; {_owed(facts, words).format(when=pen.when(facts.owed_by))}"


def _owed(facts: Standing, words: Controls) -> str:
    if facts.answers:
        return words.status_answer_late if facts.late else words.status_answer
    return words.status_news_late if facts.late else words.status_news
