"""What engineers call: lists of tickets, and a ticket for somebody who called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage import reception
from triage.belonging import incidents
from triage.controls import Action, Button
from triage.model import Ticket
from triage.notices import hands
from triage.notices.board import row
from triage.notices.scene import link
from triage.settling.presses.engineer import told
from triage.settling.presses.pressing import Pressing, Said, Table
from triage.why import Why
from triage.wording import hand_facts as say
from triage.wording.deed import Deed
from triage.wording.hand_forms import FOR, REPORT, WORDS
from triage.wording.speak import page

ROWS = 12
"""Tickets in one answer at most; fewer where their lines would not fit a message."""

MOST = 500
"""Tickets looked at for a list."""

_ADDRESS = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]{1,190}\.[^@\s<>,;]{2,63}")


def tickets(pressing: Pressing) -> Said:
    """The open ones of the team whose room this is, else of all teams; the most pressing first."""
    if not pressing.actor.staff:
        return _not_staff()
    found = pressing.work.tickets.find(open_only=True, limit=MOST)
    teams = _teams_here(pressing)
    mine = [one for one in found if not teams or one.team in teams]
    mine.sort(key=lambda one: (one.snoozed is not None, one.priority, one.id))
    return _page(pressing, mine)


def find(pressing: Pressing) -> Said:
    """The words come with the command, and ride on the button to the next page."""
    if not pressing.actor.staff:
        return _not_staff()
    words, _, _ = pressing.press.argument.partition("@")
    wanted = (pressing.press.fields.get(WORDS) or words).split()
    if not wanted:
        return told(Deed.NONE_FOUND)
    found = pressing.work.tickets.search(wanted, open_only=False, limit=MOST)
    return _page(pressing, found, words=" ".join(wanted))


def new(pressing: Pressing) -> Said:
    """For somebody who called or stopped by: they are answered by mail."""
    if not pressing.actor.staff:
        return _not_staff()
    fields, inboxes = pressing.press.fields, pressing.desk.inboxes
    where, words = fields.get(FOR, "").strip(), fields.get(REPORT, "").strip()
    if not inboxes or _ADDRESS.fullmatch(where) is None:
        return told(Deed.NO_ADDRESS, given=where)
    if not words:
        return Said(facts=say.NotDone(why=Why.NO_WORDS, number=None))
    key = pressing.press.external_id
    message = reception.by_hand(where, words, inbox=inboxes[0], key=key, now=pressing.now)
    number = pressing.take(message)
    facts = say.Told(deed=Deed.OPENED, number=number)
    return Said(facts=facts, ticket=number, done=number is not None)


HANDLERS: Table = {Action.TICKETS: tickets, Action.FIND: find, Action.NEW: new}


def _not_staff() -> Said:
    return Said(facts=say.NotDone(why=Why.NOT_STAFF, number=None))


def _teams_here(pressing: Pressing) -> frozenset[str]:
    here = pressing.press.conversation
    return frozenset(
        team.id for team in pressing.desk.teams.values() if team.room.thread == here.thread
    )


def _page(pressing: Pressing, found: Sequence[Ticket], words: str = "") -> Said:
    """`argument` of the button: the words, and behind "@" how many were shown before."""
    start = int(pressing.press.argument.rpartition("@")[2] or 0)
    shown = found[start : start + ROWS]
    if not shown:
        return told(Deed.NONE_FOUND)
    of = incidents(pressing.work, shown)
    rows = [row(one, of.get(one.id), link=link(one.conversation)) for one in shown]
    facts = page(rows, len(found) - start - len(shown), pressing.voice)
    further = f"{words[:40]}@{start + len(facts.rows)}"
    return Said(facts=facts, buttons=_further(pressing, further, facts.more))


def _further(pressing: Pressing, argument: str, rest: int) -> tuple[Button, ...]:
    if not rest:
        return ()
    return (hands.button(pressing.press.action, None, pressing.language, argument),)
