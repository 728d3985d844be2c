"""What a rule set would have made of a past ticket: its priority over time, and who is paged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from triage import escalation
from triage.app.history.past import Past
from triage.desk import Desk
from triage.model import Assessment, PersonId, Priority, TeamId
from triage.oncall.schedule import OnDuty
from triage.ports.core import Assess
from triage.walltime import shown

NIGHT = (22, 7)
"""Hours of a person's own day that count as night."""

DutyAt = Callable[[TeamId, datetime], OnDuty]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Somebody who would have been called. `local`: by the clock of where they live."""

    at: datetime
    person: PersonId
    local: str
    night: bool


@dataclass(frozen=True, slots=True)
class Course:
    """What the rules say in the end, the team it goes to, and everybody called on the way."""

    final: Assessment
    team: TeamId
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class _Phase:
    start: datetime
    priority: Priority
    team: TeamId
    quiet: bool


def course(story: Past, assess: Assess, desk: Desk, duty: DutyAt) -> Course:
    """Ask the rules at every moment; a change of priority starts its policy anew, as in life."""
    phases: list[_Phase] = []
    final: Assessment | None = None
    for moment in story.moments:
        final = assess(moment.report, moment.context)
        phase = _Phase(
            start=moment.at,
            priority=final.priority,
            team=_team(story, final, desk),
            quiet=final.known_issue is not None,
        )
        if not phases or (phase.priority, phase.quiet) != (phases[-1].priority, phases[-1].quiet):
            phases.append(phase)
    if final is None:
        raise ValueError("a ticket without a moment has no course")
    pages = tuple(_pages(story, phases, desk, duty))
    return Course(final, _team(story, final, desk), pages)


def _team(story: Past, made: Assessment, desk: Desk) -> TeamId:
    """The rules' team, else the one of the place it came in by, as far as that is still known."""
    if made.team is not None and made.team in desk.teams:
        return made.team
    ruled = story.ticket.assessment.team
    return desk.default_team if ruled == story.ticket.team else story.ticket.team


def _pages(story: Past, phases: list[_Phase], desk: Desk, duty: DutyAt) -> Iterator[Page]:
    ends = [*(phase.start for phase in phases[1:]), story.ends]
    for phase, end in zip(phases, ends, strict=True):
        if phase.quiet:
            continue
        for due in _steps(phase, desk, min(end, story.ends)):
            on_duty = duty(phase.team, due.at)
            people = (
                person
                for word in due.step.notify
                for person in desk.named(word, phase.team, on_duty)
            )
            yield from (_page(person, due.at, desk) for person in dict.fromkeys(people))


def _steps(phase: _Phase, desk: Desk, end: datetime) -> Iterator[escalation.Due]:
    """The policy's steps until then, its repeats left out: they tell nothing about the rules."""
    policy = desk.policy(phase.priority)
    for level in range(len(policy.steps)):
        due = escalation.next_step(policy, started=phase.start, level=level, hours=desk.hours)
        # What is due at the very moment somebody takes it calls nobody, but the first step does.
        if due is None or (level > 0 and due.at >= end) or due.at > end:
            return
        yield due


def _page(person: PersonId, at: datetime, desk: Desk) -> Page:
    known = desk.people.get(person)
    zone = known.zone if known is not None and known.zone is not None else desk.zone
    local = shown(zone, at)
    night = local.hour >= NIGHT[0] or local.hour < NIGHT[1]
    return Page(at=at, person=person, local=f"{local:%a %d %b %H:%M}", night=night)
