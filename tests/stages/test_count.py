"""Every mail is one arrival, one ticket and one receipt, whatever is killed, cut or renumbered.

The full size is `python -m benchmarks.count`: 2,000 mails and 20 kills.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.count import count
from benchmarks.dovecot import LMTP, Dovecot, installed

pytestmark = [
    pytest.mark.stage,
    pytest.mark.timeout(420),
    pytest.mark.skipif(
        installed() is None or not LMTP.exists(),
        reason="no dovecot with LMTP here: apt-get install dovecot-imapd dovecot-lmtpd",
    ),
]


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


def test_what_is_handed_over_by_lmtp_lies_in_the_inbox(dovecot: Dovecot) -> None:
    dovecot.hand_over([b"Subject: One\r\n\r\nHelp\r\n", b"Subject: Two\r\n\r\nHelp\r\n"])

    assert dovecot.count() == 2


async def test_kills_cuts_restarts_and_new_uids_lose_nothing_and_repeat_nothing() -> None:
    """Resends of uncertain sends carry the same Message-ID, and are counted apart."""
    result = await count(mails=200, kills=6, seed=3, say=print)

    assert result.wrong == []
    assert (result.arrivals, result.tickets) == (200, 200)
    assert result.receipts == 200
    assert (result.kills, result.renumbered) == (6, 1)
    assert result.cuts > 0
    print(f"{result.resends} resends, {result.cuts} cuts, {result.restarts} restarts")  # noqa: T201
