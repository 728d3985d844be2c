"""START HERE: a report in, an assessment with reasons out. Pure, and bounded for any text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rules import environment as surroundings
from rules import reproduction
from rules.chatter import chatter
from rules.cleaning import HEAD_MOST, TAIL_MOST, Cleaned, clean, cut, place, says_nothing
from rules.english.kinds import KINDS
from rules.facts import Facts
from rules.impact import Read, impact
from rules.language import language
from rules.lexicon import Lexicon, sifted
from rules.priority import Decision, decide, urgency
from rules.reproduction import Said
from rules.ruleset import RuleSet
from rules.signature import signature
from rules.tokens import tokens
from triage.evidence import Span
from triage.model import Assessment, Audience, Context, Reason, Report, Reproduction, Scope, Urgency

QUESTIONS_MOST = 3
"""Asked in one message, once."""
NEUTRAL = "neutral"
"""The question that claims no absence, for a language that we do not read."""


HEARD_MOST = 128
"""Texts that are remembered as they were heard: a batch of arrivals, and what each is alike to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """What a text says by itself, whoever reports it. `sifted`: what can be found in it."""

    cleaned: Cleaned
    language: str | None
    sifted: tuple[Lexicon, ...]
    steps: Said
    expected: Said
    actual: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Understood(_Heard):
    """The same with the answers to our questions, and what it means for whoever reports it."""

    environment: surroundings.Environment
    impact: Read

    def missing(self) -> tuple[str, ...]:
        """What was not found. In a language we do not know we claim no absence."""
        if self.language is None:
            return ()
        absent = {
            "steps": not self.steps.enough,
            "expected": not self.expected.enough,
            "environment": not self.environment.words,
            "impact": (self.impact.impact.scope is Scope.UNKNOWN or self.impact.guessed)
            and self.impact.impact.blocked is None,
        }
        return tuple(key for key, is_absent in absent.items() if is_absent)


def assess(report: Report, context: Context, rule_set: RuleSet) -> Assessment:
    """What the rules make of a report. Never raises on any text."""
    understood = _understand(report, context, rule_set)
    speaking = _speaking(rule_set, understood.language)
    judged = urgency(understood.cleaned, understood.sifted, understood.impact.impact)
    facts = Facts(
        report=report,
        context=context,
        impact=understood.impact.impact,
        urgency=judged.urgency,
        language=understood.language,
        environment=understood.environment.words,
    )
    decision = decide(rule_set, facts)
    talk = _talk(report, understood.cleaned, speaking, understood.language)
    missing = understood.missing()
    return Assessment(
        priority=decision.priority,
        urgency=judged.urgency,
        impact=understood.impact.impact,
        reproduction=_reproduction(understood, len(report.whole)),
        missing=missing,
        questions=_questions(understood, decision, context=context, urgency=judged.urgency),
        team=decision.team,
        tags=decision.tags,
        rules=decision.rules,
        known_issue=decision.known_issue,
        answer=decision.answer,
        shadow=decision.shadow,
        language=understood.language,
        is_report=talk is None,
        reasons=_placed(
            (
                *decision.reasons,
                *judged.reasons,
                *understood.impact.reasons,
                *understood.steps.reasons,
                *understood.expected.reasons,
                *understood.environment.reasons,
                *((talk,) if talk else ()),
            ),
            len(report.whole),
        ),
        rules_version=rule_set.version,
    )


def is_talk(report: Report, rule_set: RuleSet) -> bool:
    """Whether `assess` would call this no report. Nothing else is looked for: a seventh of the
    cost, and most lines of a busy channel are talk."""
    cleaned = clean(cut(report.whole), rule_set.form)
    spoken = language(cleaned.prose, rule_set.lexicons)
    return _talk(report, cleaned, _speaking(rule_set, spoken), spoken) is not None


def _talk(
    report: Report, cleaned: Cleaned, speaking: tuple[Lexicon, ...], spoken: str | None
) -> Reason | None:
    """Why this reports nothing, if it does not. Nobody chats by mail."""
    return None if report.channel == "email" else chatter(cleaned, speaking, spoken)


def _understand(report: Report, context: Context, rule_set: RuleSet) -> _Understood:
    text = cut(report.whole)
    told = _answers(context.known_answers)
    heard = _hear(text, rule_set)
    whole, in_whole = heard.cleaned, heard.sifted
    if told:
        whole = clean("\n\n".join((text, *told.values())), rule_set.form)
        in_whole = sifted(_speaking(rule_set, heard.language), rule_set.sieves, whole.prose)
    return _Understood(
        cleaned=whole,
        language=heard.language,
        sifted=in_whole,
        steps=_told(told, "steps") or heard.steps,
        expected=_told(told, "expected") or heard.expected,
        actual=heard.actual,
        environment=surroundings.environment(whole),
        impact=impact(
            whole,
            in_whole,
            received_at=report.received_at,
            reporters=context.distinct_reporters,
        ),
    )


@lru_cache(maxsize=HEARD_MOST)
def _hear(text: str, rule_set: RuleSet) -> _Heard:
    """Kept, because the same words are judged again when more people report them."""
    cleaned = clean(text, rule_set.form)
    spoken = language(cleaned.prose, rule_set.lexicons)
    in_it = sifted(_speaking(rule_set, spoken), rule_set.sieves, cleaned.prose)
    heard = reproduction.hear(
        cleaned, tokens(cleaned.prose, KINDS), in_it, english=spoken in {None, "en"}
    )
    return _Heard(
        cleaned=cleaned,
        language=spoken,
        sifted=in_it,
        steps=reproduction.steps(heard),
        expected=reproduction.expected(heard),
        actual=reproduction.actual(heard),
    )


def _speaking(rule_set: RuleSet, spoken: str | None) -> tuple[Lexicon, ...]:
    """The words to look for: the language's own and English, which all of them borrow from."""
    return tuple(
        each for each in rule_set.lexicons if spoken is None or each.language in (spoken, "en")
    )


def _answers(known: Mapping[str, str]) -> Mapping[str, str]:
    return {key: cut(text) for key, text in known.items() if not says_nothing(text)}


def _told(told: Mapping[str, str], key: str) -> Said | None:
    """An answer to our question counts, however it is worded."""
    text = told.get(key)
    if text is None:
        return None
    lines = tuple(" ".join(line.split())[:200] for line in text.splitlines() if line.strip())
    return Said(enough=True, words=lines[: reproduction.STEPS_MOST])


def _placed(reasons: tuple[Reason, ...], length: int) -> tuple[Reason, ...]:
    """With their places in the whole of a long text, of which head and tail were read."""
    if length <= HEAD_MOST + TAIL_MOST:
        return reasons
    return tuple(
        each if each.span is None else replace(each, span=_moved(each.span, length))
        for each in reasons
    )


def _moved(span: Span, length: int) -> Span:
    return Span(place(span.start, length), place(span.end, length))


def _reproduction(understood: _Understood, length: int) -> Reproduction:
    return Reproduction(
        steps=understood.steps.words,
        expected=next(iter(understood.expected.words), None),
        actual=next(iter(understood.actual.words), None),
        environment=understood.environment.words,
        surroundings=tuple(
            replace(each, span=_moved(each.span, length)) for each in understood.environment.found
        ),
        signature=signature(understood.cleaned.text),
    )


def _questions(
    understood: _Understood, decision: Decision, *, context: Context, urgency: Urgency
) -> tuple[str, ...]:
    """What is worth asking, the most useful first: what a rule asks, then what helps most here."""
    if understood.language is None:
        return (NEUTRAL,) if decision.ask or urgency is not Urgency.MINOR else ()
    missing = understood.missing()
    asked = [key for key in decision.ask if key in missing]
    order = () if decision.known_issue else _order(context.audience, urgency)
    wanted = dict.fromkeys((*asked, *(key for key in order if key in missing)))
    answered = _answers(context.known_answers)
    return tuple(key for key in wanted if key not in answered)[:QUESTIONS_MOST]


def _order(audience: Audience, urgency: Urgency) -> tuple[str, ...]:
    if urgency is Urgency.MINOR:
        return ()  # a person answers a question or a wish better without a form
    if audience in (Audience.DEVELOPERS, Audience.INTERNAL):
        return ("steps", "environment", "expected", "impact")
    if urgency is Urgency.STOPPED:
        return ("impact", "steps", "environment", "expected")
    return ("steps", "impact", "expected", "environment")
