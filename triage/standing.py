"""Keep the message up to date that tells a reporter how the ticket stands: inside a unit of work.

What changes in it is a function of the ticket before and after, and of time: a promise that is
over is one that we did not keep. Where the message stands, the outbox knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from triage.desk import Desk, Mode
from triage.messages import Notice, Outgoing
from triage.model import Ticket
from triage.notices import standing
from triage.ports.work import UnitOfWork


def changed(
    work: UnitOfWork, desk: Desk, before: Ticket | None, told: Sequence[Ticket], *, now: datetime
) -> Iterator[Outgoing]:
    """What the reporters of a ticket and of its parts are shown now; nothing if it is the same.

    `told`: the ticket, then its parts. A part is shown as the whole stands, under its own number.
    """
    was = None if before is None else standing.shown(before, desk, now=now)
    if was != standing.shown(told[0], desk, now=now):
        yield from _shown(work, desk, told, now=now)


def late(
    work: UnitOfWork, desk: Desk, told: Sequence[Ticket], *, now: datetime
) -> Iterator[Outgoing]:
    """The moment of a promise is over; nothing where another promise is told of."""
    for shown in _shown(work, desk, told, now=now):
        earlier = work.outbox.latest(shown.ticket, Notice.STATUS) if shown.ticket else None
        if earlier is None or earlier.text != shown.text:
            yield shown


def _shown(
    work: UnitOfWork, desk: Desk, told: Sequence[Ticket], *, now: datetime
) -> Iterator[Outgoing]:
    for one in told if desk.mode is Mode.LIVE else ():
        if standing.is_shown(one):
            earlier = work.outbox.latest(one.id, Notice.STATUS)
            yield standing.status(one, told[0], desk, now=now, earlier=earlier)
