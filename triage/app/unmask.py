"""What a ticket says, with secrets and addresses hidden; and the look behind that, written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from triage.app.tickets import Everything
from triage.handling.change import Actor
from triage.model import Assessment, Event, TicketId
from triage.ports.work import UnitOfWork
from triage.wording.mask import masked

UNMASKED = "unmasked"
"""The kind of event that says who looked."""


def veiled(whole: Everything) -> Everything:
    """The same with every text masked; people and their own addresses stay."""
    ticket = whole.ticket
    return replace(
        whole,
        ticket=replace(
            ticket, subject=masked(ticket.subject), assessment=_assessment(ticket.assessment)
        ),
        messages=tuple(replace(each, text=masked(each.text)) for each in whole.messages),
        events=tuple(replace(each, facts=hidden(each.facts)) for each in whole.events),
    )


def unveil(
    work: UnitOfWork, number: TicketId, actor: Actor, now: datetime, *, what: str | None = None
) -> None:
    """Write down, before it is shown, who looks, and at `what`. Raises NotFoundError."""
    ticket = work.tickets.get(number)
    facts = {} if what is None else {"what": what}
    work.tickets.record(
        Event(ticket=ticket.id, at=now, kind=UNMASKED, by=actor.person, facts=facts)
    )


def _assessment(made: Assessment) -> Assessment:
    told = made.reproduction
    return replace(
        made,
        reasons=tuple(
            replace(each, evidence=masked(each.evidence), meaning=None) for each in made.reasons
        ),
        reproduction=replace(
            told,
            steps=tuple(masked(each) for each in told.steps),
            expected=None if told.expected is None else masked(told.expected),
            actual=None if told.actual is None else masked(told.actual),
            environment=tuple(masked(each) for each in told.environment),
            surroundings=tuple(
                replace(each, words=masked(each.words)) for each in told.surroundings
            ),
        ),
    )


def hidden(facts: Mapping[str, object]) -> dict[str, object]:
    """What an event or a record says, with every text masked."""
    return {name: _hidden(value) for name, value in facts.items()}


def _hidden(value: object) -> object:
    match value:
        case str():
            return masked(value)
        case list() | tuple():
            return [_hidden(each) for each in value]
        case dict():
            return {name: _hidden(each) for name, each in value.items()}
        case _:
            return value
