"""Somebody's quiet hours are over: what was put off for them is judged again like any step.

Inside a unit of work.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from triage.desk import Mode
from triage.escalation import Due, level_of
from triage.model import PersonId, Ticket
from triage.paging import rest
from triage.paging.pager import Pager


def call(pager: Pager, ticket: Ticket, level: int, person: PersonId, *, since: datetime) -> None:
    """That step calls them now, or whom it means in their place if it does not mean them any more.

    `since`: when their hours were over. Where several steps and a summary were put off, the first
    to be judged calls for all.
    """
    due = pager.step(ticket, level=level)
    people = () if due is None else _whom(pager, ticket, due, person, since)
    if due is None or not people:
        return
    if pager.desk.mode is Mode.WATCH:
        pager.called(ticket, level, people)
        return
    awake = [one for one in people if not pager.rests(ticket, level, one, None)]
    at_once = (*_again(pager, ticket, level, awake), *pager.note(ticket, level, awake, late=False))
    if at_once:
        pager.called(ticket, level, at_once)
        pager.tell(ticket, due, at_once, on_card=False, again=True)


def _whom(
    pager: Pager, ticket: Ticket, due: Due, person: PersonId, since: datetime
) -> tuple[PersonId, ...]:
    """Nobody twice: not who was called since or by a later step, and no others whom the run has."""
    words = pager.named(ticket, due.level)  # overdue steps before it may have been taken with it
    if person not in pager.people(ticket.team, words, pager.now):
        meant, first = pager.meant(ticket, due), level_of(ticket.run, 0)
        if person not in meant:
            return tuple(one for one in meant if not pager.called_since(ticket, first, one))
    later = level_of(ticket.run, due.level + 1)
    pages = pager.work.duty.of_ticket(ticket.id)
    told = any(one.person == person and one.at >= since for one in pages)
    return () if told or pager.called_since(ticket, later, person) else (person,)


def _again(
    pager: Pager, ticket: Ticket, level: int, people: Collection[PersonId]
) -> tuple[PersonId, ...]:
    """Those whom this step was to call in a summary, which put it off: they are told now."""
    pages = pager.work.duty.pages(ticket.id, level=level_of(ticket.run, level))
    unheard = [one for one in pages if one.person in people and rest.unheard(one)]
    pager.work.duty.told(unheard, at=pager.now)
    return tuple(one.person for one in unheard)
