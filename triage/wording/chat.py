"""Words that are only said in chat: where a ticket goes on, and short answers. Pure."""

from __future__ import annotations

from typing import assert_never

from triage.wording import ladder, staff, status
from triage.wording.facts import (
    ChatLine,
    Moved,
    Panel,
    PlaceSeen,
    PlaceUnseen,
    Private,
    RuleTrial,
    StaysPublic,
    Whispered,
)
from triage.wording.ladder_facts import Knock, Unreached
from triage.wording.pen import Pen, lines
from triage.wording.status_facts import StatusFacts

MOST_WORDS = 1000
MOST_WHY = 300


def line(facts: ChatLine, pen: Pen) -> str:
    match facts:
        case Whispered():
            return _whispered(facts, pen)
        case StatusFacts():
            return status.said(facts, pen)
        case Private():
            return _private(facts, pen)
        case Panel():
            return pen.language.controls.panel.format(product=pen.name(facts.product))
        case Moved():
            return pen.language.controls.moved.format(number=facts.number)
        case Knock() | Unreached() | StaysPublic() | PlaceUnseen() | PlaceSeen() | RuleTrial():
            return _in_channel(facts, pen)
        case _:
            assert_never(facts)


def _in_channel(
    facts: Knock | Unreached | StaysPublic | PlaceUnseen | PlaceSeen | RuleTrial, pen: Pen
) -> str:
    words = pen.language.controls
    match facts:
        case RuleTrial():
            return staff.trial(facts, pen)
        case Knock() | Unreached():
            return ladder.said(facts, pen)
        case StaysPublic():
            why = pen.quote(facts.why, limit=MOST_WHY)
            return words.stays_public.format(number=facts.number, why=why)
        case PlaceUnseen():
            why = pen.quote(facts.why, limit=MOST_WHY)
            return words.unseen.format(place=f"<#{facts.place}>", why=why)
        case PlaceSeen():
            return words.seen_again.format(place=f"<#{facts.place}>")
        case _:
            assert_never(facts)


def _whispered(facts: Whispered, pen: Pen) -> str:
    values = {name: pen.quote(value) for name, value in facts.values.items()}
    return pen.language.controls.whispers[facts.line].format(number=facts.number, **values)


def _private(facts: Private, pen: Pen) -> str:
    words = pen.language.controls
    quoted = pen.quote(facts.words, limit=MOST_WORDS)
    return lines(
        words.private.format(mention=facts.mention, number=facts.number),
        words.private_words.format(words=quoted) if quoted else None,
        words.private_leaked.format(link=facts.leaked) if facts.leaked else None,
    )
