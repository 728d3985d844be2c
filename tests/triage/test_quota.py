"""How many tickets one person may open, and who may open none."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import NOON, ticket
from triage.desk import Limits
from triage.model import TicketStatus
from triage.quota import refused
from triage.wording.whisper import Whisper

LIMITS = Limits(open=2, burst=2, window=timedelta(minutes=10), blocked=frozenset({"eve"}))
EARLIER = NOON - timedelta(hours=1)


def test_whoever_has_few_open_tickets_may() -> None:
    assert refused(LIMITS, "ada", [ticket(1, opened_at=EARLIER)], now=NOON) is None


def test_open_tickets_are_counted_and_closed_ones_are_not() -> None:
    old = [ticket(n, opened_at=EARLIER) for n in (1, 2)]
    over = [ticket(n, opened_at=EARLIER, status=TicketStatus.RESOLVED) for n in (1, 2, 3)]
    assert refused(LIMITS, "ada", old, now=NOON) is Whisper.MANY_OPEN
    assert refused(LIMITS, "ada", over, now=NOON) is None


def test_closing_fast_is_no_way_round_the_window() -> None:
    """Ticket spam: open, close, open again passes a limit on open tickets alone."""
    over = [ticket(n, opened_at=NOON, status=TicketStatus.RESOLVED) for n in (1, 2)]
    assert refused(LIMITS, "ada", over, now=NOON) is Whisper.TOO_FAST


def test_the_blocked_are_told_so_first() -> None:
    assert refused(LIMITS, "eve", [], now=NOON) is Whisper.BLOCKED
