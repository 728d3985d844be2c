"""Who is hit and how hard: scope, count, blocked, workaround, since; each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.cleaning import Cleaned
from rules.clues import SURE, Hit, compiled, first
from rules.english.impact import COUNT, GUESS, NUMBERS
from rules.lexicon import Lexicon, about
from triage.evidence import Span
from triage.model import Impact, Reason, Scope
from triage.model.meaning import Clause, Own, Says
from triage.model.reasons import saying

MANY_PEOPLE = 5
"""From so many people or distinct reporters on it is not one customer's own trouble. Ours: above
the size of a small team, and what a burst looks like before anybody calls it one."""
SOME_PEOPLE = 2
RISKS = ("money", "data", "security")
"""What is at risk besides work, by topic."""
_SCOPES = (
    (Scope.EVERYONE, "everyone"),
    (Scope.MANY, "many"),
    (Scope.SOME, "some"),
    (Scope.ONE, "one"),
)
_ORDER = (Scope.UNKNOWN, Scope.ONE, Scope.SOME, Scope.MANY, Scope.EVERYONE)
_COUNT = compiled(COUNT)
_MOMENT = (
    r"(?:this (?:morning|afternoon|evening|week)|yesterday(?: (?:morning|afternoon|evening))?"
    r"|today|last (?:night|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:about |around "
    r")?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: (?:utc|cet|cest|gmt|est|pst))?"
    r"|(?:about |around )?\d{1,2} ?[ap]\.?m\.?|noon|midnight|\d{4}-\d\d-\d\d(?:[T "
    r"]\d\d:\d\d\S{0,12})?"
    r"|(?:the |your |our )?(?:last(?:est)? |latest |recent |new )?(?:\w+ "
    r")?(?:update|upgrade|release|deploy\w*|maintenance|version)(?: (?:to |of "
    r")?v?\d[\w.]*)?)"
)
_SINCE = compiled(
    rf"\b(?:since|starting|started(?: (?:at|on|around))?|began(?: (?:at|on|"
    rf"around))?|beginning|from about) {_MOMENT}"
    rf"|\bafter (?:the |your |our )?(?:last |latest |recent |new |today'?s "
    rf")(?:update|upgrade|release|deploy\w*|maintenance)\b"
)
_AGO = compiled(
    r"\b(?:(?:for|since) (?:the (?:last|past) |over |about |around |at least |"
    r"almost )?(?P<n>\d{1,3}|an?|one|two|three|half an|several|a few)"
    r" (?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?)"
    r"|(?:since |started )?(?:about |around )?(?P<n2>\d{1,3}|an?|one|two|three|"
    r"half an) (?P<unit2>minutes?|mins?|hours?|hrs?|days?|weeks?) ago)\b"
)
_LEAD = compiled(r"^(?:since|starting|started|began|beginning|from)(?: (?:at|on|around|about))? ")
_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_NUMBERS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "half an": 0.5}


@dataclass(frozen=True, slots=True)
class Read:
    """An impact and why we think so. `guessed`: somebody spoke of themselves, no more."""

    impact: Impact
    reasons: tuple[Reason, ...]
    guessed: bool = False


def impact(
    cleaned: Cleaned, lexicons: Iterable[Lexicon], *, received_at: datetime, reporters: int
) -> Read:
    """Read the impact. `reporters`: distinct people who report this; two and more beat any text."""
    words = tuple(lexicons)
    scope, why_scope = _scope(cleaned.prose, words)
    guessed = any(each.rule.endswith(GUESS) for each in why_scope)
    count, why_count = _count(cleaned.prose, words)
    if count is not None:
        scope = _wider(Scope.UNKNOWN if guessed else scope, _scope_of(count))
        guessed = False
    if reporters >= SOME_PEOPLE:
        scope = _wider(scope, _scope_of(reporters))
        why_scope += (saying(Own.REPORTERS, Clause(Says.REPORTERS, {"n": str(reporters)})),)
        guessed = False
    blocked, why_blocked = _yes_or_no(cleaned.prose, words, yes="blocked", no="not_blocked")
    workaround, why_round = _yes_or_no(cleaned.prose, words, yes="workaround", no="no_workaround")
    since, since_text, why_since = _since(cleaned.prose, words, received_at)
    risks = {risk: first(about(words, risk), cleaned.prose) for risk in RISKS}
    return Read(
        Impact(
            scope=scope,
            count=count,
            blocked=blocked,
            workaround=workaround,
            since=since,
            since_text=since_text,
            **{risk: True for risk, hit in risks.items() if hit is not None},
        ),
        (
            *why_scope,
            *why_count,
            *why_blocked,
            *why_round,
            *why_since,
            *(_reason(f"impact.{risk}", hit) for risk, hit in risks.items() if hit is not None),
        ),
        guessed,
    )


def _scope(prose: str, lexicons: tuple[Lexicon, ...]) -> tuple[Scope, tuple[Reason, ...]]:
    for scope, topic in _SCOPES:
        hit = first(about(lexicons, topic), prose)
        if hit is not None:
            return scope, (_reason("impact.scope", hit),)
    return Scope.UNKNOWN, ()


def _scope_of(people: int) -> Scope:
    if people >= MANY_PEOPLE:
        return Scope.MANY
    return Scope.SOME if people >= SOME_PEOPLE else Scope.ONE


def _wider(one: Scope, other: Scope) -> Scope:
    return max(one, other, key=_ORDER.index)


def _count(prose: str, lexicons: tuple[Lexicon, ...]) -> tuple[int | None, tuple[Reason, ...]]:
    for pattern, numbers in ((_COUNT, NUMBERS), *((x.counted, x.numbers) for x in lexicons)):
        match = None if pattern is None else pattern.search(prose)
        if match is None:
            continue
        number = " ".join((match.groupdict()["number"] or "").lower().split())
        digits = number.replace(",", "").replace(".", "")
        count = numbers.get(number, int(digits) if digits.isdecimal() else 0)
        if count > 0:
            span = Span(match.start(), match.end())
            return count, (Reason("impact.count", " ".join(match.group().split()), span),)
    return None, ()


def _yes_or_no(
    prose: str, lexicons: tuple[Lexicon, ...], *, yes: str, no: str
) -> tuple[bool | None, tuple[Reason, ...]]:
    """A denial beats the word itself: "not blocked" contains "blocked"."""
    for topic, value in ((no, False), (yes, True)):
        hit = first((each for each in about(lexicons, topic) if each.points >= SURE), prose)
        if hit is not None:
            return value, (_reason(f"impact.{yes}", hit),)
    return None, ()


def _since(
    prose: str, lexicons: tuple[Lexicon, ...], now: datetime
) -> tuple[datetime | None, str | None, tuple[Reason, ...]]:
    """The moment only where it is certain: a bare "9:10" has no zone."""
    ago = _AGO.search(prose)
    if ago is not None:
        said = " ".join(ago.group().split())
        span = Span(ago.start(), ago.end())
        return _before(ago.groupdict(), now), said, (Reason("impact.since", said, span),)
    since = _SINCE.search(prose)
    if since is None:
        hit = first(about(lexicons, "since"), prose)
        return (None, hit.words, (_reason("impact.since", hit),)) if hit else (None, None, ())
    said = " ".join(since.group().split())
    span = Span(since.start(), since.end())
    return None, _LEAD.sub("", said), (Reason("impact.since", said, span),)


def _before(groups: dict[str, str | None], now: datetime) -> datetime | None:
    number = (groups["n"] or groups["n2"] or "").lower()
    unit = (groups["unit"] or groups["unit2"] or "").lower()
    amount = float(number) if number.isdigit() else _NUMBERS.get(number)
    return None if amount is None else now - amount * _UNITS[unit[0]]


def _reason(rule: str, hit: Hit) -> Reason:
    return Reason(f"{rule}.{hit.rule}", hit.words, Span(hit.start, hit.end))
