"""How reasons are shown: in quotation marks what somebody said, without what a rule says. Pure."""

from __future__ import annotations

from triage.model import Reason
from triage.model.meaning import Clause
from triage.model.reasons import clause, told
from triage.wording.language import Language
from triage.wording.pen import Pen


def shown(reason: Reason, pen: Pen, *, rule: int, evidence: int) -> str:
    """With its rule; `rule` and `evidence` are the most characters of each."""
    name = pen.quote(pen.language.reasons.names.get(reason.rule, reason.rule), limit=rule)
    text = said(reason, pen, limit=evidence)
    return f"{name} ({text})" if text else name


def said(reason: Reason, pen: Pen, *, limit: int) -> str:
    """What it says, "" when the rule's name says it all."""
    text = pen.quote(evidence(reason, pen.language), limit=limit)
    return text if not text or reason.meaning else f'"{text}"'


def evidence(reason: Reason, language: Language) -> str:
    """In this language, where it is not somebody's own words."""
    return reason.evidence if reason.meaning is None else told(reason.meaning, language.reasons)


def flag(text: str | None, flagged: Clause | None, language: Language) -> str | None:
    """Why a person should look first; `text` is the English of what was stored without facts."""
    return text if flagged is None else clause(flagged, language.reasons)
