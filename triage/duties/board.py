"""Show what has changed on a team's board: at most once a minute, however much changes."""

from __future__ import annotations

import json

from triage.apply import Clerk
from triage.belonging import incidents
from triage.model import TeamId
from triage.notices.board import board
from triage.ports.store import Timer

MOST = 500
"""Open tickets that are looked at; the board shows the first of each kind."""


def show(clerk: Clerk, timer: Timer) -> None:
    """What stands there already is not sent again."""
    team, switches = TeamId(timer.subject), clerk.work.switches
    if team not in clerk.desk.teams:
        return
    name = f"board:{team}"
    before = json.loads(switches.get(name) or "{}")
    found = clerk.work.tickets.find(open_only=True, limit=MOST)
    mine = [one for one in found if one.team == team]
    of = incidents(clerk.work, mine)
    shown = board(clerk.desk, team, mine, of, now=clerk.now, earlier=before.get("key"))
    if shown.text == before.get("text"):
        return
    clerk.enqueue(shown)
    switches.set(name, json.dumps({"key": shown.key, "text": shown.text}, ensure_ascii=False))
