"""How a ticket reads in the developers' tracker, and what comes back from there. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from triage.wording.hand_facts import IssueFacts, IssueShut
from triage.wording.mask import masked
from triage.wording.pen import Pen, lines


def line(facts: IssueFacts | IssueShut, pen: Pen) -> str:
    words = pen.language.hands
    if isinstance(facts, IssueFacts):
        return lines(*_body(facts, pen))
    who = pen.name(facts.by) if facts.by else words.issue_somebody
    return words.issue_closed.format(number=facts.number, url=facts.url, who=who)


def _body(facts: IssueFacts, pen: Pen) -> Iterator[str]:
    words = pen.language.hands
    yield words.issue_from.format(number=facts.number, product=pen.name(facts.product))
    parts = (
        (words.issue_steps, facts.steps),
        (words.issue_expected, (facts.expected,) if facts.expected else ()),
        (words.issue_actual, (facts.actual,) if facts.actual else ()),
        (words.issue_environment, facts.environment),
    )
    for heading, found in parts:
        if found:
            yield f"\n### {heading}\n"
            yield from (f"- {_said(one)}" for one in found)


def _said(text: str) -> str:
    """The reporter's words as code: nothing in them works as markdown or calls anybody."""
    return f"`{masked(' '.join(text.split())).replace('`', chr(39))}`"
