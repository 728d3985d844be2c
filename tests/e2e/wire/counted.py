"""What readers of the guild saw, counted at the sandbox over all that ever stood there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from channels.sandbox.discord.seen import SeenMessage
from tests.e2e.wire.conftest import Wire

RECEIPT = re.compile(r"this is ticket (\d+)")
CARD = re.compile(r"\*\*P[1-4] · (\d+) · ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`opened`: tickets by the thread of the report they came from. `receipts`, `cards`: how often
    each ticket was told to its reporter, and shown in the room. `calls`: how often each person's
    screen lit up.
    """

    opened: Counter[str]
    receipts: Counter[int]
    cards: Counter[int]
    calls: Counter[str]


def count(wire: Wire) -> Count:
    said = wire.discord.sent_by_bot()
    told = [one for one in said if one.channel != wire.room]
    return Count(
        opened=Counter(one.channel for one in told if RECEIPT.search(one.content)),
        receipts=_numbers(RECEIPT, told),
        cards=_numbers(CARD, [one for one in said if one.channel == wire.room]),
        calls=Counter(person for person, _ in wire.discord.rang()),
    )


def _numbers(pattern: re.Pattern[str], said: list[SeenMessage]) -> Counter[int]:
    found = (pattern.search(one.content) for one in said)
    return Counter(int(one.group(1)) for one in found if one is not None)


def all_told_once(wire: Wire, reports: list[str]) -> None:
    """A ticket of its own for each report, one receipt, one card; one person was called, once.

    All these reports are P1, so the first calls whoever is on duty; within the next ten minutes
    everything else waits for the team's summary.
    """
    counted = count(wire)
    once = Counter(range(1, len(reports) + 1))
    assert counted.opened == Counter(reports)
    assert counted.receipts == once
    assert counted.cards == once
    assert list(counted.calls.values()) == [1], wire.discord.rang()
    assert counted.calls.keys() <= {wire.grace, wire.linus, wire.amara}
    assert wire.discord.duplicates() == []
