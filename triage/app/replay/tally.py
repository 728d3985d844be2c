"""What came of a replay: a line an arrival, and a summary. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from triage.messages import Act, Outgoing
from triage.model import Alike, PersonId, TicketId
from triage.settings.whole import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an arrival came to. `why`: it could not be played, and the reason."""

    id: str
    at: datetime
    ticket: TicketId | None = None
    disposition: str = "rejected"
    priority: str | None = None
    similar: tuple[Alike, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """People who would have been paged for a ticket."""

    ticket: TicketId
    at: datetime
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """`lines`: JSON a program reads, one an arrival. `summary`: the same for all of them."""

    lines: tuple[Mapping[str, object], ...]
    summary: Mapping[str, object]


def tally(
    answers: Sequence[Answer],
    *,
    called: Sequence[Called],
    sent: Sequence[tuple[datetime, Outgoing]],
    settings: Settings,
) -> Replayed:
    """Put pages and messages to the arrival that they followed: the last one of their ticket."""
    zone = ZoneInfo(settings.time_zone)
    owners = _owners(answers)
    paged: list[list[object]] = [[] for _ in answers]
    told: list[list[object]] = [[] for _ in answers]
    pages = [page for one in called for page in _pages(one, zone)]
    for ticket, at, page in pages:
        paged[_owner(owners, ticket, at)].append(page)
    for at, message in sent:
        if message.ticket is not None and message.act is Act.POST:
            told[_owner(owners, message.ticket, at)].append(_told(at, message))
    lines = tuple(_line(one, paged[place], told[place]) for place, one in enumerate(answers))
    return Replayed(lines, _summary(answers, [page for _, _, page in pages], sent))


def _owners(answers: Sequence[Answer]) -> Mapping[TicketId, tuple[list[datetime], list[int]]]:
    """Of every ticket: when its arrivals came, and where they stand in the list."""
    owners: dict[TicketId, tuple[list[datetime], list[int]]] = {}
    for place, one in enumerate(answers):
        if one.ticket is not None:
            moments, places = owners.setdefault(one.ticket, ([], []))
            moments.append(one.at)
            places.append(place)
    return owners


def _owner(
    owners: Mapping[TicketId, tuple[list[datetime], list[int]]], ticket: TicketId, at: datetime
) -> int:
    moments, places = owners[ticket]
    return places[max(0, bisect_right(moments, at) - 1)]


def _pages(one: Called, zone: ZoneInfo) -> list[tuple[TicketId, datetime, Mapping[str, object]]]:
    local = one.at.astimezone(zone)
    shown = {"ticket": one.ticket, "at": one.at.isoformat(), "local": f"{local:%a %H:%M}"}
    return [(one.ticket, one.at, {"person": person, **shown}) for person in one.people]


def _told(at: datetime, message: Outgoing) -> Mapping[str, object]:
    return {
        "notice": message.notice.value,
        "to": message.address or f"{message.to.channel}:{message.to.thread}",
        "at": at.isoformat(),
    }


def _line(one: Answer, paged: list[object], told: list[object]) -> Mapping[str, object]:
    why = {} if one.why is None else {"why": one.why}
    return {
        "id": one.id,
        "ticket": one.ticket,
        "disposition": one.disposition,
        "priority": one.priority,
        "similar": [{"id": each.ticket, "score": each.score} for each in one.similar],
        "paged": paged,
        "sent": told,
        **why,
    }


def _summary(
    answers: Sequence[Answer],
    pages: Sequence[Mapping[str, object]],
    sent: Sequence[tuple[datetime, Outgoing]],
) -> Mapping[str, object]:
    people = Counter(str(page["person"]) for page in pages)
    opened = {one.ticket: one.priority for one in answers if one.ticket is not None}
    return {
        "arrivals": len(answers),
        "dispositions": dict(Counter(one.disposition for one in answers)),
        "tickets": len(opened),
        "priorities": dict(sorted(Counter(str(one) for one in opened.values()).items())),
        "paged": dict(people),
        "pages": list(pages),
        "sent": dict(Counter(message.notice.value for _, message in sent)),
    }
