"""How somebody's tickets are, for whoever asks. Pure."""

from __future__ import annotations

from triage.model import TicketStatus
from triage.wording.facts import StatusFacts, StatusLine
from triage.wording.pen import Pen, lines

MOST_SUBJECT = 80


def said(facts: StatusFacts, pen: Pen) -> str:
    return lines(*(_line(one, pen) for one in facts.lines))


def _line(line: StatusLine, pen: Pen) -> str:
    words = pen.language.controls
    known = line.status is not TicketStatus.CLAIMED or line.who is not None
    status = words.status[line.status if known else TicketStatus.OPEN].format(
        who=pen.name((line.who or "").split(" ")[0]), answer_by=pen.when(line.answer_by)
    )
    subject = pen.quote(line.subject, limit=MOST_SUBJECT)
    return words.status_line.format(number=line.number, subject=subject, status=status)
