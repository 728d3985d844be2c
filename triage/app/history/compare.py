"""Two rule sets on the same past: what changes, who sleeps, and whom people agree with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rules
from rules import RuleSet
from triage.app.desk import OpenDesk
from triage.app.history.course import Course, Page, course
from triage.app.history.past import Past, past
from triage.model import Assessment, Context, Report, TeamId, TicketId
from triage.oncall.schedule import OnDuty
from triage.ports.core import Assess
from triage.ports.work import UnitOfWork

Progress = Callable[[int, int], None]
BATCH = 100


@dataclass(frozen=True, slots=True)
class Both:
    """One ticket under the old rules and the new ones."""

    story: Past
    old: Course
    new: Course

    @property
    def changed(self) -> bool:
        return _key(self.old) != _key(self.new)


def compared(
    desk: OpenDesk, old: RuleSet, new: RuleSet, *, since: datetime, progress: Progress | None = None
) -> dict[str, Any]:
    """Every ticket opened since then, under both rule sets, as plain JSON."""
    numbers = desk.look(lambda work: work.tickets.numbers(after=TicketId(0), since=since))
    both: list[Both] = []
    for start in range(0, len(numbers), BATCH):
        chunk = numbers[start : start + BATCH]
        both += desk.look(lambda work, some=chunk: list(_both(work, desk, some, old, new)))  # type: ignore[misc]
        if progress is not None:
            progress(start + len(chunk), len(numbers))
    return summary(both, since=since)


def _both(
    work: UnitOfWork, desk: OpenDesk, numbers: Sequence[TicketId], old: RuleSet, new: RuleSet
) -> Iterator[Both]:
    def duty(team: TeamId, at: datetime) -> OnDuty:
        return desk.desk.on_duty(team, at, work.roster.changes(team, at=at, reach=desk.desk.reach))

    for number in numbers:
        story = past(work, number)
        if story is not None:
            yield Both(
                story,
                course(story, _assess(old), desk.desk, duty),
                course(story, _assess(new), desk.desk, duty),
            )


def _assess(rule_set: RuleSet) -> Assess:
    def assess(report: Report, context: Context) -> Assessment:
        return rules.assess(report, context, rule_set)

    return assess


def summary(both: Sequence[Both], *, since: datetime) -> dict[str, Any]:
    """What changes, which pages come and go, which of people's overrides each side agrees with."""
    labelled = [one for one in both if one.story.label is not None]
    return {
        "since": since.isoformat(),
        "tickets": len(both),
        "changed": [_told(one) for one in both if one.changed],
        "pages": {
            "old": sum(len(one.old.pages) for one in both),
            "new": sum(len(one.new.pages) for one in both),
            "old_at_night": sum(page.night for one in both for page in one.old.pages),
            "new_at_night": sum(page.night for one in both for page in one.new.pages),
            "more": [page for one in both for page in _only(one, one.new, one.old)],
            "fewer": [page for one in both for page in _only(one, one.old, one.new)],
        },
        "overrides": {
            "tickets": len(labelled),
            "old_agrees": sum(one.old.final.priority is one.story.label for one in labelled),
            "new_agrees": sum(one.new.final.priority is one.story.label for one in labelled),
            "differ": [_labelled(one) for one in labelled if _parted(one)],
        },
    }


def _key(one: Course) -> tuple[object, ...]:
    made = one.final
    return (made.priority, one.team, made.tags, made.questions, made.known_issue)


def _told(one: Both) -> dict[str, Any]:
    before = {(reason.rule, reason.evidence) for reason in one.old.final.reasons}
    why = [
        [reason.rule, reason.evidence]
        for reason in one.new.final.reasons
        if (reason.rule, reason.evidence) not in before
    ]
    gone = sorted(set(one.old.final.rules) - set(one.new.final.rules))
    ticket = one.story.ticket
    return {
        "ticket": ticket.id,
        "subject": ticket.subject,
        "opened_at": ticket.opened_at.isoformat(),
        "old": _side(one.old),
        "new": _side(one.new),
        "because": why,
        "no_longer": gone,
        "person_said": None if one.story.label is None else one.story.label.name,
    }


def _side(one: Course) -> dict[str, Any]:
    return {
        "priority": one.final.priority.name,
        "team": one.team,
        "tags": list(one.final.tags),
        "asks": list(one.final.questions),
        "known_issue": one.final.known_issue,
    }


def _only(one: Both, this: Course, other: Course) -> list[dict[str, Any]]:
    there = {(page.person, page.at) for page in other.pages}
    return [_page(one, page) for page in this.pages if (page.person, page.at) not in there]


def _page(one: Both, page: Page) -> dict[str, Any]:
    return {
        "ticket": one.story.ticket.id,
        "person": page.person,
        "at": page.at.isoformat(),
        "local": page.local,
        "night": page.night,
    }


def _parted(one: Both) -> bool:
    label = one.story.label
    return (one.old.final.priority is label) is not (one.new.final.priority is label)


def _labelled(one: Both) -> dict[str, Any]:
    label = one.story.label
    return {
        "ticket": one.story.ticket.id,
        "person_said": None if label is None else label.name,
        "old": one.old.final.priority.name,
        "new": one.new.final.priority.name,
    }
