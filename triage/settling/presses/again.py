"""The same words sent once more by form or command: whoever did it saw the first time fail.

Discord says so after three seconds, but a press that waited while the line was cut still arrives
later, with what is replayed, and is done. Its twin is answered as it was, and nothing is done.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta

from triage.controls import Action
from triage.messages import Outgoing
from triage.settling.presses.pressing import Pressing

WITHIN = timedelta(minutes=2)
"""A person who reads "try again" does so at once; discord.py finds a dead line in a minute."""
SAID = frozenset({Action.REPORT, Action.ANSWER, Action.REPLY, Action.NOTE, Action.NEW})
"""What would be said, or be there, twice. The rest decides for itself that it is done already."""


def before(pressing: Pressing) -> Outgoing | None:
    """What the first of two such presses was answered, addressed to the second; None: it is new,
    and kept for what may follow."""
    press = pressing.press
    if press.action not in SAID or not press.fields:
        return None
    switches, name = pressing.work.switches, _name(pressing)
    at, known, said = json.loads(switches.get(name) or '["", "", ""]')
    same, key = _same(pressing), f"answer:{press.external_id}"
    if known == same and pressing.now - datetime.fromisoformat(at) < WITHIN:
        first = pressing.work.outbox.message(said)
        return None if first is None else replace(first, key=key, lane=key, token=press.token)
    switches.set(name, json.dumps([pressing.now.isoformat(), same, key]))
    return None


def _name(pressing: Pressing) -> str:
    """One line a person: the last words they sent so."""
    where = pressing.press.conversation
    return f"sent:{where.channel}:{where.account}:{pressing.press.sender.address}"


def _same(pressing: Pressing) -> str:
    press = pressing.press
    files = [(one.name, one.size) for one in press.attachments]
    parts = (press.action, press.ticket, press.argument, press.conversation.thread)
    told = json.dumps([*parts, sorted(press.fields.items()), files])
    return hashlib.sha256(told.encode()).hexdigest()
