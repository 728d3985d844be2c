"""Keep the message up to date that tells a reporter how the ticket stands: inside a unit of work.

What changes in it is a function of the ticket before and after; where the message stands, the
outbox knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.desk import Desk, Mode
from triage.messages import Notice, Outgoing
from triage.model import Ticket
from triage.notices import standing
from triage.ports.work import UnitOfWork


def changed(
    work: UnitOfWork, desk: Desk, before: Ticket | None, whole: Ticket, parts: Iterable[Ticket]
) -> Iterator[Outgoing]:
    """What the reporters of a ticket and of its `parts` are shown now; nothing if it is the same.

    A part is shown as the whole stands, under its own number.
    """
    was = None if before is None else standing.shown(before, desk)
    told = desk.mode is Mode.LIVE and was != standing.shown(whole, desk)
    for one in (whole, *parts) if told else ():
        if standing.shown(one, desk) is not None:
            earlier = work.outbox.latest(one.id, Notice.STATUS)
            yield standing.status(one, whole, desk, earlier=earlier)
