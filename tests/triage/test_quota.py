"""How many tickets one person may open, and who may open none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON, ticket
from triage.desk import Limits
from triage.messages import Sender
from triage.model import TicketStatus
from triage.quota import refused
from triage.wording.whisper import Whisper

LIMITS = Limits(
    open=2,
    burst=2,
    window=timedelta(minutes=10),
    blocked=frozenset({"eve"}),
    account_age=timedelta(days=7),
)
ADA = Sender(address="ada")
EARLIER = NOON - timedelta(hours=1)


def test_whoever_has_few_open_tickets_may() -> None:
    assert refused(LIMITS, ADA, [ticket(1, opened_at=EARLIER)], now=NOON) is None


def test_open_tickets_are_counted_and_closed_ones_are_not() -> None:
    old = [ticket(n, opened_at=EARLIER) for n in (1, 2)]
    over = [ticket(n, opened_at=EARLIER, status=TicketStatus.RESOLVED) for n in (1, 2, 3)]
    assert refused(LIMITS, ADA, old, now=NOON) is Whisper.MANY_OPEN
    assert refused(LIMITS, ADA, over, now=NOON) is None


def test_closing_fast_is_no_way_round_the_window() -> None:
    """Ticket spam: open, close, open again passes a limit on open tickets alone."""
    over = [ticket(n, opened_at=NOON, status=TicketStatus.RESOLVED) for n in (1, 2)]
    assert refused(LIMITS, ADA, over, now=NOON) is Whisper.TOO_FAST


def test_the_blocked_are_told_so_first() -> None:
    new = NOON - timedelta(days=1)
    assert refused(LIMITS, Sender(address="eve", since=new), [], now=NOON) is Whisper.BLOCKED


@pytest.mark.parametrize(
    ("days", "changes", "why"),
    [
        (6.9, {}, Whisper.YOUNG),
        (7, {}, None),
        (0, {"known": True}, None),
        (0, {"since": None}, None),
    ],
)
def test_a_report_of_a_new_account_is_looked_at_first(
    days: float, changes: dict[str, object], why: Whisper | None
) -> None:
    sender = Sender(address="ada", since=NOON - timedelta(days=days))
    assert refused(LIMITS, replace(sender, **changes), [], now=NOON) is why  # type: ignore[arg-type]
    assert refused(Limits(), sender, [], now=NOON) is None


def test_who_has_had_a_ticket_is_not_asked_how_old_the_account_is() -> None:
    new = Sender(address="ada", since=NOON)
    earlier = [ticket(1, opened_at=EARLIER, status=TicketStatus.RESOLVED)]
    assert refused(LIMITS, new, earlier, now=NOON) is None
