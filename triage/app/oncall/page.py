"""A person at a terminal pages whoever is on call: `triage.rota.calling` decides and opens it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from triage import reception
from triage.app.desk import OpenDesk
from triage.app.oncall.change import decided
from triage.app.oncall.words import granted, team_of
from triage.apply import Clerk
from triage.errors import RefusedError
from triage.messages import Sender
from triage.model import Ticket
from triage.rota import calling
from triage.rota.calling import Called
from triage.rota.meant import zone_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Woken:
    """Somebody who would be called: their name, and when that is where they live."""

    name: str
    at: datetime


def whom(desk: OpenDesk, *, team: str | None, now: datetime) -> Called:
    """Raises NotFoundError for an unknown team, RefusedError where nobody can be called."""
    ours = team_of(desk, team)
    called = desk.look(lambda work: calling.whom(Clerk(work=work, desk=desk.desk, now=now), ours))
    return granted(desk, called)


def page(desk: OpenDesk, called: Called, *, who: str, words: str, now: datetime) -> Ticket:
    """Open it and call them; `who` is answered by mail. Raises RefusedError without an address or
    a mailbox for that, or without words."""
    person = desk.person(who)
    address, inboxes = person.addresses.get("email"), desk.desk.inboxes
    if address is None or not inboxes:
        raise RefusedError(f"the answers go by mail: {who} needs an email, the desk a mailbox")
    if not words.strip():
        raise RefusedError("say in one sentence what has happened")
    message = reception.by_hand(address, words.strip(), inbox=inboxes[0], key=uuid4().hex, now=now)
    message = replace(message, sender=Sender(address=address, name=person.name, staff=True))
    actor = desk.actor(who)
    return decided(desk, lambda clerk: calling.call(clerk, called, message, actor), now)


def clocks(desk: OpenDesk, called: Called) -> list[Woken]:
    """Whom it calls, with the hour there."""
    return [
        Woken(name=desk.name(one), at=called.at.astimezone(ZoneInfo(zone_of(desk.desk, one))))
        for one in called.people
    ]
