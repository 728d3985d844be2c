"""Whom a message calls at the moment of sending, which may be long after it was written: a channel
was down, or sending was paused. Inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from triage.escalation import Bundle, Page
from triage.messages import Call, Notice, Outgoing
from triage.model import PersonId, TeamId, Ticket
from triage.paging import owing
from triage.paging.pager import Pager
from triage.paging.sending import level_in, standing_of
from triage.people import Means
from triage.ports.work import UnitOfWork

UNSURE = frozenset({"uncertain", "sending"})
"""States of what may have arrived."""

Standing = Sequence[tuple[Ticket, str]]


def judged(pager: Pager, message: Outgoing) -> Outgoing | None:
    """A message to the staff as it should be now that it is sent; None: not at all.

    Nobody is called for what somebody has claimed or resolved meanwhile, nobody who is no longer on
    duty (whoever is now is called instead), and nobody a second time for a step when another means
    or a later step reached them. A card is posted all the same, and calls nobody.
    """
    call = message.call
    if message.notice is Notice.NUDGE:
        return owing.judged(pager, message)
    if call is None or not call.steps:
        return message
    standing = standing_of(pager.work, call.steps)
    if not standing:
        return replace(message, mentions=(), call=None) if message.notice is Notice.CARD else None
    gone = _relieved(pager, call, standing)
    if gone:
        pager.relieve(standing, gone, told=_told(pager.work, call) - gone)
    if call.means is not Means.DISCORD:
        return None if gone.issuperset(call.people) else message
    again = set() if call.every else _reached(pager.work, call)
    return _without(message, call, gone | again | _mentioned(pager, standing))


def _relieved(pager: Pager, call: Call, standing: Standing) -> set[PersonId]:
    """Whom none of the steps means any more; asked once for each team and its words."""
    left = set(call.people)
    known: dict[tuple[TeamId, tuple[str, ...]], tuple[PersonId, ...]] = {}
    for ticket, level in standing:
        words = pager.words(ticket, level)
        key = (ticket.team, words)
        if key not in known:
            known[key] = pager.people(ticket.team, words, pager.now)
        left.difference_update(known[key])
        if not left:
            break
    return left


def _told(work: UnitOfWork, call: Call) -> set[PersonId]:
    """Whom this message calls, and whom the others of the same summary do."""
    summed = [
        one
        for ticket, level in call.steps
        for one in work.duty.pages(ticket, level=level)
        if one.bundle is Bundle.TOLD
    ]
    last = max((one.at for one in summed), default=None)
    return {*call.people, *(one.person for one in summed if one.at == last)}


def _reached(work: UnitOfWork, call: Call) -> set[PersonId]:
    """Whom another means or a later step reached, for every step of the call."""
    by_others = [
        {
            one.person
            for one in work.duty.of_ticket(ticket)
            if one.reached_at is not None and _overtakes(one, level, call.means)
        }
        for ticket, level in call.steps
    ]
    return set.intersection(*by_others) if by_others else set()


def _mentioned(pager: Pager, standing: Standing) -> set[PersonId]:
    """Whom an earlier step has mentioned, or may have, where this one comes before its time.

    It does because that mention was taken for lost; but Discord may have taken it before the line
    broke. Then the history shows it, and if it does not, it is posted.
    """
    before = [
        _before(pager.work, ticket, level)
        if (due := pager.step(ticket, level=level_in(level))) and due.at > pager.now
        else set()
        for ticket, level in standing
    ]
    return set.intersection(*before)


def _before(work: UnitOfWork, ticket: Ticket, level: str) -> set[PersonId]:
    sure = {
        one.person
        for one in work.duty.of_ticket(ticket.id)
        if one.means is Means.DISCORD and _follows(level, one.level)
    }
    unsure = {
        person
        for other, state, _ in work.outbox.undelivered(ticket.id)
        if state in UNSURE and other.call is not None and other.call.means is Means.DISCORD
        if any(_follows(level, earlier) for _, earlier in other.call.steps)
        for person in other.call.people
    }
    return sure | unsure


def _follows(level: str, other: str) -> bool:
    """Whether it is a later step of the same run."""
    same_run = level.partition(".")[0] == other.partition(".")[0]
    return same_run and level_in(level) > level_in(other)


def _overtakes(page: Page, level: str, means: Means) -> bool:
    if page.level == level:
        return page.means is not means
    return _follows(page.level, level)


def _without(message: Outgoing, call: Call, people: Collection[PersonId]) -> Outgoing:
    if not people:
        return message
    kept = [
        (person, mention)
        for person, mention in zip(call.people, message.mentions, strict=True)
        if person not in people
    ]
    return replace(
        message,
        mentions=tuple(mention for _, mention in kept),
        call=replace(call, people=tuple(person for person, _ in kept)),
    )
