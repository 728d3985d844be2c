"""What a ticket was made of: the mails exactly as they came, and the files that came with them."""

from __future__ import annotations

from dataclasses import dataclass

from triage.app.explain import mail_reader
from triage.errors import NotFoundError
from triage.messages import MessageArrived, RawArrival
from triage.model import TicketId
from triage.ports.store import StoredFile
from triage.ports.work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One mail. `message`: as it was understood, whole; None where it could not be read."""

    raw: RawArrival
    message: MessageArrived | None
    of: int


def original(work: UnitOfWork, number: TicketId, *, which: int) -> Original:
    """The `which`-th mail of a ticket, from 1. Raises NotFoundError with how many there are."""
    raws = [
        raw
        for part in _parts(work, number)
        for raw in work.arrivals.of(part)
        if raw.channel == "email"
    ]
    if not raws:
        raise NotFoundError(f"ticket {number} has no mail; its words are in `triage ticket show`")
    if which > len(raws):
        raise NotFoundError(f"ticket {number} has {len(raws)} mails; there is no {which}")
    raw = raws[which - 1]
    read = mail_reader(raw.received_at)(raw.raw)
    message = read if isinstance(read, MessageArrived) else None
    return Original(raw=raw, message=message, of=len(raws))


def files(work: UnitOfWork, number: TicketId) -> list[StoredFile]:
    """Of the ticket and of those that were merged into it. Raises NotFoundError."""
    return [one for part in _parts(work, number) for one in work.files.of(part)]


def file(work: UnitOfWork, number: TicketId, *, which: int) -> tuple[StoredFile, bytes]:
    """The `which`-th file of a ticket, from 1, and its content. Raises NotFoundError."""
    listed = files(work, number)
    if which > len(listed):
        raise NotFoundError(f"ticket {number} has {len(listed)} files; there is no {which}")
    found = listed[which - 1]
    content = None if found.digest is None else work.files.content(found.digest)
    if content is None:
        raise NotFoundError(
            f"{found.name} is not kept by itself; `triage ticket original {number} --raw` has it"
        )
    return found, content


def _parts(work: UnitOfWork, number: TicketId) -> tuple[TicketId, ...]:
    return (number, *work.tickets.get(number).absorbed)
