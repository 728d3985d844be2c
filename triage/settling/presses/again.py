"""The same words sent once more by form or command: whoever did it saw the first time fail.

Discord says so after three seconds, but a press that waited while the line was cut still arrives
later, with what is replayed, and is done. Its twin is answered as it was, and nothing is done. What
came to nothing the first time (refused, or held) is judged anew.
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
SAID = frozenset({Action.REPORT, Action.ANSWER, Action.REPLY, Action.NOTE, Action.NEW, Action.PAGE})
"""Words that would stand there twice, or open a second ticket."""


def before(pressing: Pressing) -> Outgoing | None:
    """What the first of two such presses was answered, addressed to the second; None: it is new."""
    press, said = pressing.press, done(pressing, form(pressing))
    first = None if said is None else pressing.work.outbox.message(said)
    key = _key(pressing)
    return None if first is None else replace(first, key=key, lane=key, token=press.token)


def done(pressing: Pressing, sent: str | None) -> str | None:
    """The key of the answer to this form, if it is the last that came about for this person, just
    now."""
    at, known, said = json.loads(pressing.work.switches.get(_name(pressing)) or '["", "", ""]')
    same = sent is not None and known == sent
    return said if same and pressing.now - datetime.fromisoformat(at) < WITHIN else None


def keep(pressing: Pressing, sent: str | None) -> None:
    """This form has come about with this press: for what may follow."""
    if sent is not None:
        kept = [pressing.now.isoformat(), sent, _key(pressing)]
        pressing.work.switches.set(_name(pressing), json.dumps(kept))


def form(pressing: Pressing) -> str | None:
    """The same for the same words on the same ticket; None for what is no such form."""
    press = pressing.press
    if press.action not in SAID or not press.fields:
        return None
    files = [(one.name, one.size) for one in press.attachments]
    parts = (press.action, press.ticket, press.argument, press.conversation.thread)
    told = json.dumps([*parts, sorted(press.fields.items()), files])
    return hashlib.sha256(told.encode()).hexdigest()


def _key(pressing: Pressing) -> str:
    return f"answer:{pressing.press.external_id}"


def _name(pressing: Pressing) -> str:
    """One line a person: the last words they sent so."""
    where = pressing.press.conversation
    return f"sent:{where.channel}:{where.account}:{pressing.press.sender.address}"
