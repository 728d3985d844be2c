"""Facts in, words out: every sentence we send to people is made here. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from triage.controls import Action
from triage.model import (
    Priority,
    TicketId,
)
from triage.why import Why
from triage.wording import arranged, chat, duty, hands, ladder, letters, mail, rota, staff, status
from triage.wording.arranged_facts import ArrangedFacts
from triage.wording.calls import DutyFacts
from triage.wording.facts import (
    Acknowledged,
    ChatLine,
    Claimed,
    Closed,
    Facts,
    Held,
    Letter,
    LostRace,
    Merged,
    NotAllowed,
    Reopened,
    Reply,
    Resolved,
    ThreadName,
    Voice,
)
from triage.wording.hand_facts import HandLine, Listing, Row
from triage.wording.ladder_facts import Proof, Rerouted
from triage.wording.languages import language_of
from triage.wording.mail_facts import MailLine
from triage.wording.pen import Pen, fitted
from triage.wording.room_facts import CardFacts, PageFacts
from triage.wording.roster_facts import RosterFacts
from triage.wording.status_facts import Standing

_Titled: TypeAlias = (
    Acknowledged
    | Claimed
    | Resolved
    | Reopened
    | Closed
    | Reply
    | Merged
    | Standing
    | Rerouted
    | Proof
    | CardFacts
    | PageFacts
)
_Untitled: TypeAlias = LostRace | NotAllowed | Held | ThreadName


def write(facts: Facts, voice: Voice) -> Letter:
    """The letter that says these facts in this voice.

    A chat letter fits one Discord message (2,000 characters), except a person's own reply. By
    mail, what is about one report has a subject. Raises ZoneInfoNotFoundError for an unknown zone.
    """
    pen = Pen(voice, language_of(voice.language))
    if isinstance(facts, DutyFacts):
        return Letter(_bounded(duty.said(facts, pen), pen), duty.subject(facts, pen))
    if isinstance(facts, MailLine | ChatLine | HandLine | RosterFacts | ArrangedFacts):
        return Letter(_bounded(_line(facts, pen), pen))
    match facts:
        case Reply() | Rerouted() | Proof():
            text = _whole(facts, pen)
        case Merged():
            text = _bounded(letters.merged(facts, pen), pen)
        case Standing():
            text = _bounded(status.told(facts, pen), pen)
        case Acknowledged() | Claimed() | Resolved() | Reopened() | Closed() | ThreadName():
            text = _bounded(_to_reporter(facts, pen), pen)
        case CardFacts() | PageFacts() | LostRace() | NotAllowed() | Held():
            text = _bounded(_to_staff(facts, pen), pen)
        case _:
            assert_never(facts)
    return Letter(text, _subject(facts, pen) if pen.mail else None)


def question(key: str, language: str) -> str:
    """One question in words. An unknown key asks in general ("neutral")."""
    return letters.question(key, language_of(language))


def would(priority: Priority, *, asked: int, paged: Sequence[str], language: str) -> str:
    """What watch mode did not do, for `CardFacts.would`; `paged`: names."""
    return staff.would(priority, asked=asked, paged=paged, language=language_of(language))


def refusal(
    why: Why, *, language: str, number: TicketId, who: str | None = None, other: int | None = None
) -> str:
    """Why an order was not carried out, in one sentence, for whoever gave it."""
    return hands.refused(language_of(language), why, number=number, who=who, other=other)


def page(rows: Sequence[Row], besides: int, voice: Voice) -> Listing:
    """As many rows of a list as one message in chat holds, and how many there are besides."""
    return hands.page(rows, besides, Pen(voice, language_of(voice.language)))


def drill_subject(language: str) -> str:
    """What a drill is called, so that nobody takes it for the real thing."""
    return language_of(language).duty.drill


def unreadable_subject(language: str) -> str:
    """What a message is called of which not even the subject could be read."""
    return language_of(language).notes.unreadable


def label(action: Action, language: str) -> str:
    """What stands on a button."""
    words = language_of(language)
    known = (words.controls.labels, words.arranged.labels, words.hands.labels)
    return next(one[action] for one in known if action in one)


def _whole(facts: Reply | Rerouted | Proof, pen: Pen) -> str:
    """As long as it is."""
    match facts:
        case Reply():
            return letters.reply(facts, pen)
        case Rerouted():
            return ladder.rerouted(facts, pen)
        case Proof():
            return ladder.proof(facts, pen)
        case _:
            assert_never(facts)


def _line(facts: MailLine | ChatLine | HandLine | RosterFacts | ArrangedFacts, pen: Pen) -> str:
    if isinstance(facts, MailLine):
        return mail.line(facts, pen)
    if isinstance(facts, ChatLine):
        return chat.line(facts, pen)
    if isinstance(facts, ArrangedFacts):
        return arranged.said(facts, pen)
    return rota.said(facts, pen) if isinstance(facts, RosterFacts) else hands.line(facts, pen)


def _to_reporter(
    facts: Acknowledged | Claimed | Resolved | Reopened | Closed | ThreadName, pen: Pen
) -> str:
    match facts:
        case Acknowledged():
            return letters.acknowledged(facts, pen)
        case Claimed():
            return letters.claimed(facts, pen)
        case Resolved():
            return letters.resolved(facts, pen)
        case Reopened():
            return letters.reopened(facts, pen)
        case Closed():
            return letters.closed(facts, pen)
        case ThreadName():
            return letters.thread(facts, pen)
        case _:
            assert_never(facts)


def _to_staff(facts: CardFacts | PageFacts | LostRace | NotAllowed | Held, pen: Pen) -> str:
    match facts:
        case CardFacts():
            return staff.card(facts, pen)
        case PageFacts():
            return staff.page(facts, pen)
        case LostRace():
            return staff.lost_race(facts, pen)
        case NotAllowed():
            return staff.not_allowed(facts, pen)
        case Held():
            return staff.held(facts, pen)
        case _:
            assert_never(facts)


def _subject(facts: _Titled | _Untitled, pen: Pen) -> str | None:
    match facts:
        case Acknowledged() | Claimed() | Resolved() | Reopened() | Closed() | Reply() | Merged():
            return letters.subject(facts.subject, number=facts.number, pen=pen)
        case Standing() | Rerouted():
            return letters.subject(facts.subject, number=facts.number, pen=pen)
        case CardFacts() | PageFacts():
            return staff.title(facts, pen)
        case Proof():
            return pen.language.controls.proof_subject.format(product=pen.name(pen.voice.product))
        case LostRace() | NotAllowed() | Held() | ThreadName():
            return None
        case _:
            assert_never(facts)


def _bounded(text: str, pen: Pen) -> str:
    return text if pen.mail else fitted(text)
