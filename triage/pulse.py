"""When a place was last read to its end, and whether people know that it is not. Pure.

Kept as one of the service's switches, so that every process sees it and a restart forgets nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

TOO_OLD = timedelta(minutes=10)
"""Since the last good look: ten polls of a mailbox, and longer than any planned restart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """`good_at`: the last good look; `trouble`: what went wrong since; `told`: people know."""

    good_at: datetime | None = None
    trouble: str | None = None
    told: bool = False

    def looked(self, now: datetime, trouble: str | None) -> Pulse:
        """After one more look."""
        if trouble is not None:
            return replace(self, trouble=trouble)
        return replace(self, good_at=now, trouble=None)

    def silent_since(self, now: datetime, *, started: datetime, most: timedelta) -> datetime | None:
        """Since when nothing could be read, if that is too long. Our own absence is no silence."""
        since = started if self.good_at is None else max(self.good_at, started)
        return since if now - since > most else None

    def dumped(self) -> str:
        good_at = None if self.good_at is None else self.good_at.isoformat()
        return json.dumps([good_at, self.trouble, self.told])


def switch(channel: str, account: str) -> str:
    """The name under which it is kept."""
    return f"pulse:{channel}:{account}"


def loaded(value: str | None) -> Pulse:
    if value is None:
        return Pulse()
    good_at, trouble, told = json.loads(value)
    when = None if good_at is None else datetime.fromisoformat(good_at)
    return Pulse(good_at=when, trouble=trouble, told=told)
