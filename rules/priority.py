"""How soon: urgency from the words, the matrix, then the operator's rules in their order.

The last rule that sets a priority wins. Bounds are applied after all of them, in the same order, so
that of two bounds that contradict each other the later one holds, and the assessment says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rules.cleaning import Cleaned
from rules.clues import SURE, Clue, Hit, hits
from rules.facts import Facts
from rules.lexicon import Lexicon, about
from rules.ruleset import Rule, RuleSet
from triage.evidence import Span
from triage.model import Impact, Priority, Reason, TeamId, Urgency
from triage.model.meaning import Clause, Own, Says
from triage.model.reasons import becomes, saying


@dataclass(frozen=True, slots=True)
class Judged:
    """An urgency and the words it was taken from."""

    urgency: Urgency
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the matrix and the rules came to. `priority_by`, `team_by`: the rule that set it."""

    priority: Priority
    team: TeamId | None = None
    tags: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    priority_by: str | None = None
    team_by: str | None = None
    known_issue: str | None = None
    answer: str | None = None
    reasons: tuple[Reason, ...] = ()
    shadow: tuple[Reason, ...] = ()


def urgency(cleaned: Cleaned, lexicons: Iterable[Lexicon], impact: Impact) -> Judged:
    """How badly the work of those affected is hit.

    Stopped: blocked with no way round, or data, security or money at risk. A way round makes it
    hindered. Minor: a question, a wish, something cosmetic, unless it also says that work stops.
    """
    words = tuple(lexicons)
    stopped = _found("stopped", about(words, "stopped"), cleaned.prose)
    if impact.blocked and impact.workaround is not True:
        blocked = _found("blocked", about(words, "blocked"), cleaned.prose)
        return Judged(Urgency.STOPPED, (*blocked, *stopped))
    if stopped and impact.workaround is not True and impact.blocked is not False:
        return Judged(Urgency.STOPPED, stopped)
    minor = _found("minor", about(words, "minor"), cleaned.prose)
    if minor and not stopped:
        return Judged(Urgency.MINOR, minor)
    return Judged(Urgency.HINDERED, stopped)


def decide(rule_set: RuleSet, facts: Facts) -> Decision:
    """The matrix's word, then the rules; those on trial (shadow) are told of and decide nothing."""
    live = [rule for rule in rule_set.rules if not rule.shadow]
    decision = _decided(rule_set, live, facts)
    trials: tuple[Reason, ...] = ()
    for trial in rule_set.rules:
        if trial.shadow and trial.when.ask(facts)[0]:
            with_it = [rule for rule in rule_set.rules if not rule.shadow or rule is trial]
            told = _changes(decision, _decided(rule_set, with_it, facts))
            trials += (saying(trial.id, *(told or (Clause(Says.NOTHING, {}),))),)
    return replace(decision, shadow=trials)


def _decided(rule_set: RuleSet, rules: Iterable[Rule], facts: Facts) -> Decision:
    scope = facts.impact.scope
    start = rule_set.look_up(scope, facts.urgency)
    values = {"scope": scope.value, "urgency": facts.urgency.value, "priority": start.name}
    reason = saying(Own.MATRIX, Clause(Says.MATRIX, values))
    decision = Decision(priority=start, reasons=(reason,))
    bounds: list[tuple[Rule, tuple[Clause, ...]]] = []
    for rule in rules:
        held, why = rule.when.ask(replace(facts, tags=decision.tags))
        if held:
            decision = _apply(decision, rule, why)
            bounds.append((rule, why))
    return _bound(decision, bounds)


def _changes(before: Decision, after: Decision) -> tuple[Clause, ...]:
    """What another decision does differently."""
    moved = (becomes(before.priority, after.priority),)
    return (
        *(moved if before.priority is not after.priority else ()),
        *_does(
            team=after.team if after.team != before.team else None,
            tags=tuple(tag for tag in after.tags if tag not in before.tags),
            ask=tuple(key for key in after.ask if key not in before.ask),
            known_issue=after.known_issue if after.known_issue != before.known_issue else None,
        ),
    )


def _apply(decision: Decision, rule: Rule, why: tuple[Clause, ...]) -> Decision:
    then = rule.then
    known = () if then.known_issue is None else (f"known-issue:{then.known_issue}",)
    said = _said(rule)
    reasons = (saying(rule.id, *said, because=why),) if said else ()
    return Decision(
        priority=then.priority or decision.priority,
        team=then.team or decision.team,
        tags=tuple(dict.fromkeys((*decision.tags, *then.tags, *known))),
        ask=tuple(dict.fromkeys((*decision.ask, *then.ask))),
        rules=(*decision.rules, rule.id),
        priority_by=rule.id if then.priority else decision.priority_by,
        team_by=rule.id if then.team else decision.team_by,
        known_issue=then.known_issue or decision.known_issue,
        answer=then.answer if then.known_issue else decision.answer,
        reasons=(*decision.reasons, *reasons, *_conflicts(decision, rule)),
    )


def _conflicts(decision: Decision, rule: Rule) -> Iterator[Reason]:
    """What an earlier rule had set and this one sets otherwise: the later one holds."""
    then, before = rule.then, decision.priority
    if then.priority and decision.priority_by and then.priority is not before:
        values = {"holds": then.priority.name, "other": before.name}
        yield _stands(Says.PRIORITY_HOLDS, rule.id, decision.priority_by, values)
    if then.team and decision.team_by and decision.team and then.team != decision.team:
        values = {"holds": then.team, "other": decision.team}
        yield _stands(Says.TEAM_HOLDS, rule.id, decision.team_by, values)


def _stands(says: Says, later: str, earlier: str, values: Mapping[str, str]) -> Reason:
    return saying(Own.CONFLICT, Clause(says, {"later": later, "earlier": earlier, **values}))


def _said(rule: Rule) -> tuple[Clause, ...]:
    """What a rule does, bounds aside: they are told when they move something."""
    then = rule.then
    sets = () if then.priority is None else (Clause(Says.SETS, {"priority": then.priority.name}),)
    does = _does(team=then.team, tags=then.tags, ask=then.ask, known_issue=then.known_issue)
    return (*sets, *does)


def _does(
    *,
    team: TeamId | None,
    tags: tuple[str, ...],
    ask: tuple[str, ...],
    known_issue: str | None,
) -> Iterator[Clause]:
    """What is done besides a priority."""
    if team:
        yield Clause(Says.TEAM, {"team": team})
    if tags:
        yield Clause(Says.TAGS, {"tags": tags})
    if ask:
        yield Clause(Says.ASKS, {"asked": ask})
    if known_issue:
        yield Clause(Says.KNOWN_ISSUE, {"name": known_issue})


def _bound(decision: Decision, bounds: Iterable[tuple[Rule, tuple[Clause, ...]]]) -> Decision:
    priority = decision.priority
    reasons = decision.reasons
    moved_by: Rule | None = None
    for rule, why in bounds:
        bounded = _within(priority, rule)
        if bounded is priority:
            continue
        reasons += (saying(rule.id, becomes(priority, bounded), because=why),)
        if moved_by is not None:
            reasons += (_stands(Says.BOUND_HOLDS, rule.id, moved_by.id, {}),)
        priority, moved_by = bounded, rule
    return replace(decision, priority=priority, reasons=reasons)


def _within(priority: Priority, rule: Rule) -> Priority:
    """P1 is the most pressing and the smallest number."""
    if rule.then.at_least is not None:
        priority = min(priority, rule.then.at_least)
    if rule.then.at_most is not None:
        priority = max(priority, rule.then.at_most)
    return priority


def _found(topic: str, clues: Iterable[Clue], prose: str) -> tuple[Reason, ...]:
    return tuple(_reason(topic, hit) for hit in hits(clues, prose) if hit.points >= SURE)


def _reason(topic: str, hit: Hit) -> Reason:
    return Reason(f"urgency.{topic}.{hit.rule}", hit.words, Span(hit.start, hit.end))
