"""Words for reporters who cannot be reached where they wrote, and for their staff. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from triage.wording import letters
from triage.wording.ladder_facts import Knock, Proof, Rerouted, Unreached
from triage.wording.pen import Pen, lines, paragraphs

MOST_WHY = 300
_STAMP = re.compile(r"<t:(\d{1,11}):[fRt]>")
_MENTION = re.compile(r"<@\d+>\s?")


def said(facts: Knock | Unreached, pen: Pen) -> str:
    return _knock(facts, pen) if isinstance(facts, Knock) else _unreached(facts, pen)


def _unreached(facts: Unreached, pen: Pen) -> str:
    words = pen.language.controls
    why = pen.quote(facts.why, limit=MOST_WHY)
    return lines(
        words.unreached.format(number=facts.number, notice=words.unheard[facts.notice], why=why),
        words.instead[facts.instead].format(place=facts.place),
    )


def proof(facts: Proof, pen: Pen) -> str:
    return letters.note(pen.language.controls.proof.format(code=facts.code), pen)


def _knock(facts: Knock, pen: Pen) -> str:
    words = pen.language.controls
    text = words.knock_waits if facts.waits else words.knock
    return text.format(mention=facts.mention, number=facts.number)


def rerouted(facts: Rerouted, pen: Pen) -> str:
    """Stamps that only Discord understands are written out."""
    plain = _MENTION.sub("", _STAMP.sub(lambda found: _written(found, pen), facts.text))
    words = pen.language.controls.rerouted
    return letters.note(paragraphs(words, plain.replace("**", "")), pen)


def _written(found: re.Match[str], pen: Pen) -> str:
    return pen.when(datetime.fromtimestamp(int(found[1]), UTC))
