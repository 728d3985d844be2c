"""Whether those who are to be called can be: what only the whole configuration can tell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from triage.people import Means
from triage.settings.problems import Problem
from triage.settings.sections.people import PersonSection
from triage.settings.values import TARGETS
from triage.settings.whole import Settings

CHAT = frozenset({Means.DISCORD, Means.DM})
"""What a phone on silent does not tell anybody."""
NEEDS = {
    Means.DISCORD: "discord",
    Means.DM: "discord",
    Means.EMAIL: "email",
    Means.PUSH: "push",
}


def addresses(settings: Settings) -> Iterator[Problem]:
    """A means without its address calls nobody."""
    for name, person in settings.people.items():
        for means in person.page:
            key = NEEDS[means]
            if getattr(person, key) is None:
                what = f'"{means.value}" has no address to go to'
                yield Problem(f"people.{name}.page", what, f"set people.{name}.{key}")
        if Means.EMAIL in person.page and not settings.mailboxes:
            fix = "add [mailboxes.NAME], or take another means"
            yield Problem(f"people.{name}.page", '"email" has no mailbox to be sent from', fix)
        if person.push is not None and Means.PUSH not in person.page:
            fix = f'add "push" to people.{name}.page, or remove it'
            yield Problem(f"people.{name}.push", "no page goes there", fix)


def only_chat(settings: Settings) -> Iterator[Problem]:
    """Those whom a P1 calls by Discord alone: at night that wakes nobody."""
    for name in sorted(_called(settings, settings.priorities.P1.escalation)):
        person = settings.people[name]
        if not set(_means(person)) - CHAT:
            what = "a P1 calls them by Discord alone, which wakes nobody"
            fix = 'set push = "env:..." (an apprise URL) and page = ["push", "discord"]'
            yield Problem(f"people.{name}.page", what, fix)


def _means(person: PersonSection) -> tuple[Means, ...]:
    return person.page or ((Means.DISCORD,) if person.discord else ())


def _called(settings: Settings, policy: str) -> set[str]:
    """Everybody whom a step of that policy may name."""
    words = set(chain.from_iterable(step.notify for step in settings.escalations[policy].steps))
    named = words - TARGETS
    if words & {"on-call", "backup"}:
        named |= set(chain.from_iterable(rotation.people for rotation in settings.rotations))
    if "lead" in words:
        named |= {team.lead for team in settings.teams.values() if team.lead is not None}
    return named & set(settings.people)
