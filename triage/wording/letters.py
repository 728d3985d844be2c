"""How the letters to reporters are built. Pure; the sentences are in the languages."""

from __future__ import annotations

import re

from triage.model import Audience, TicketId
from triage.wording import escape, reasons
from triage.wording.facts import (
    Acknowledged,
    Claimed,
    Closed,
    Merged,
    Reopened,
    Reply,
    Resolved,
    ThreadName,
)
from triage.wording.language import Language
from triage.wording.pen import Pen, joined, lines, paragraphs

_MOST_QUESTIONS = 3
_MOST_STEPS = 4
_MOST_REASONS = 3
_TOLD_REASONS = ("impact.", "urgency.")
"""Reasons whose evidence is what the reporter wrote, or how many report it."""
_ANSWER_MARKS = re.compile(r"^(?:\s*(?:re|aw|antw|sv|vs)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
"""What mail programs put before the subject of an answer, in the languages seen most."""


def subject(original: str | None, *, number: TicketId, pen: Pen) -> str:
    """`Re: {original} [{number}]`, however often it went back and forth."""
    tag = f"[{number}]"
    bare = escape.one_line((original or "").replace(tag, " "))
    bare = escape.for_mail(_ANSWER_MARKS.sub("", bare), limit=escape.NOTICE)
    return f"Re: {bare or pen.language.notes.no_subject} {tag}"


def acknowledged(facts: Acknowledged, pen: Pen) -> str:
    return _receipt_by_mail(facts, pen) if pen.mail else _receipt_in_chat(facts, pen)


def claimed(facts: Claimed, pen: Pen) -> str:
    notes = pen.language.notes
    template = pen.language.hands.claimed if facts.name == facts.team else notes.claimed
    who = template.format(name=pen.name(facts.name), team=pen.name(facts.team), number=facts.number)
    news = notes.next_news.format(update_by=pen.when(facts.update_by)) if facts.update_by else None
    return note(joined((who, news), " ") or who, pen)


def resolved(facts: Resolved, pen: Pen) -> str:
    notes = pen.language.notes
    done = (
        notes.resolved.format(number=facts.number, line=pen.own(facts.line, limit=400))
        if facts.line
        else notes.believed.format(number=facts.number)
    )
    thanks = notes.thanks_name.format(name=pen.name(facts.name)) if facts.name else notes.thanks
    return note(lines(done, notes.back.format(again=again(facts.days, pen)), thanks), pen)


def again(days: int | None, pen: Pen) -> str:
    """How it opens again; so long an answer does that, None: it always does."""
    notes = pen.language.notes
    return notes.again if days is None else notes.again_within.format(days=days)


def reopened(facts: Reopened, pen: Pen) -> str:
    text = pen.language.notes.reopened.format(number=facts.number, team=pen.name(facts.team))
    return note(text, pen)


def closed(facts: Closed, pen: Pen) -> str:
    notes = pen.language.notes
    name, back = pen.name(facts.name), again(facts.days, pen)
    return note(notes.closed.format(number=facts.number, name=name, again=back), pen)


def merged(facts: Merged, pen: Pen) -> str:
    return note(pen.language.hands.merged.format(number=facts.number), pen)


def reply(facts: Reply, pen: Pen) -> str:
    """Not shortened: a long reply is the channel's to split."""
    notes, name = pen.language.notes, pen.name(facts.name)
    if pen.mail:
        return f"{pen.words(facts.text)}\n\n{name}\n{_support(pen)}"
    return lines(notes.reply.format(name=name), pen.words(facts.text))


def thread(facts: ThreadName, pen: Pen) -> str:
    """Number only: Discord refuses threads for some words in their names."""
    return pen.language.notes.thread.format(number=facts.number)


_TECHNICAL = frozenset({Audience.DEVELOPERS, Audience.INTERNAL})


def question(key: str, language: Language, audience: Audience = Audience.USERS) -> str:
    """A key that nobody has words for asks in general."""
    if audience in _TECHNICAL and key in language.technical:
        return language.technical[key]
    return language.questions.get(key, language.questions["neutral"])


def _questions(facts: Acknowledged, pen: Pen) -> tuple[str, ...]:
    asked = (question(key, pen.language, facts.audience) for key in facts.assessment.questions)
    return tuple(dict.fromkeys(asked))[:_MOST_QUESTIONS]


def _receipt_in_chat(facts: Acknowledged, pen: Pen) -> str:
    words, impact = pen.language.receipt, facts.assessment.impact
    understood = joined((_summary(facts, pen), pen.since(impact), _affects(facts, pen)), " · ")
    asked = _questions(facts, pen)
    return lines(
        words.first.format(
            number=facts.number,
            team=pen.name(facts.team),
            answer_by=pen.when(facts.answer_by),
            answer_in=pen.relative(facts.answer_by),
        ),
        words.late if facts.late_since else None,
        _known(facts, pen),
        words.understood.format(understood=understood) if understood else None,
        *_right(facts, pen),
        _why(facts, pen),
        words.things[len(asked) - 1] if asked else None,
        *(f"{n}. {question}" for n, question in enumerate(asked, start=1)),
        words.no_need if asked else None,
        words.hidden if facts.hidden else None,
        words.public if facts.public else None,
        words.bot,
    )


def _receipt_by_mail(facts: Acknowledged, pen: Pen) -> str:
    words, late = pen.language.receipt, facts.late_since
    first = words.mail_late.format(since=pen.when(late)) if late else words.mail_first
    promise = words.mail_promise.format(
        number=facts.number, team=pen.name(facts.team), answer_by=pen.when(facts.answer_by)
    )
    details = joined((pen.since(facts.assessment.impact), _affects(facts, pen)), "; ")
    parts = (_summary(facts, pen), details, *_right(facts, pen), _why(facts, pen))
    understood = [f"  - {part}" for part in parts if part]
    asked = _questions(facts, pen)
    return paragraphs(
        _hello(facts.name, pen),
        f"{first} {promise}",
        _known(facts, pen),
        lines(words.mail_understood, *understood) if understood else None,
        words.mail_below if asked else None,
        *(f"  {n}. {question}" for n, question in enumerate(asked, start=1)),
        lines(words.mail_everyone, words.mail_manners),
        lines(_support(pen), words.mail_sent),
    )


def _known(facts: Acknowledged, pen: Pen) -> str | None:
    """What the operator wrote for a known issue."""
    answer = facts.assessment.answer
    return pen.language.receipt.known.format(answer=pen.own(answer, limit=600)) if answer else None


def _right(facts: Acknowledged, pen: Pen) -> tuple[str, ...]:
    """What we took for steps and for the expectation, quoted: it may be put right."""
    words, found = pen.language.receipt, facts.assessment.reproduction
    steps = " → ".join(pen.quote(step, limit=60) for step in found.steps[:_MOST_STEPS])
    expected = pen.quote(found.expected, limit=120) if found.expected else ""
    return tuple(
        text
        for text in (
            words.steps.format(steps=_ended(steps)) if steps else "",
            words.expected.format(expected=_ended(expected)) if expected else "",
        )
        if text
    )


def _ended(words: str) -> str:
    """With a full stop, where it has no end of its own."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _why(facts: Acknowledged, pen: Pen) -> str | None:
    """The reporter's own words that decided, in quotation marks; no rule's name, no priority."""
    if not facts.why:
        return None
    told = dict.fromkeys(
        reasons.said(reason, pen, limit=60)
        for reason in facts.assessment.reasons
        if reason.rule.startswith(_TOLD_REASONS) and reason.evidence
    )
    said = ", ".join(tuple(told)[:_MOST_REASONS])
    return pen.language.receipt.why.format(reasons=said) if said else None


def _summary(facts: Acknowledged, pen: Pen) -> str | None:
    text = facts.subject or facts.assessment.reproduction.actual
    return pen.quote(text) if text else None


def _affects(facts: Acknowledged, pen: Pen) -> str | None:
    scope = pen.scope(facts.assessment.impact)
    return pen.language.affects.format(scope=scope) if scope else None


def note(text: str, pen: Pen) -> str:
    """Chat: the words alone. Mail: with a greeting, who we are and how it was sent."""
    if not pen.mail:
        return text
    return paragraphs(_hello(None, pen), text, lines(_support(pen), pen.language.notes.sent))


def _hello(name: str | None, pen: Pen) -> str:
    notes = pen.language.notes
    return notes.hello_name.format(name=pen.name(name)) if name else notes.hello


def _support(pen: Pen) -> str:
    return pen.language.notes.support.format(product=pen.name(pen.voice.product))
