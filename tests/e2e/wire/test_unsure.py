"""A mention whose answer was lost, and then Discord stays away: is anybody mentioned twice?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from channels.sandbox.discord.faults import Fault, FaultKind
from tests.e2e.wire.pages import Pages
from triage.model import TicketId

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("lost", [FaultKind.DROP_AFTER, FaultKind.DROP], ids=["arrived", "not"])
async def test_a_mention_taken_for_lost_brings_the_next_step_and_is_not_made_twice(
    pages: Pages, lost: FaultKind
) -> None:
    """Longer than a quarter of a minute; Discord has forgotten the nonce, its history has not."""
    pages.write("discord")
    pages.discord.set_nonce_window(0.0)

    async def given_up() -> bool:
        pages.advance(SECOND)
        return await pages.happened("unreachable")

    async def all_sent() -> bool:
        pages.advance(SECOND)
        waiting = await pages.store.look(lambda work: work.outbox.undelivered(TicketId(1)))
        return pages.pinged("linus") == 1 and not waiting

    async with pages.running():
        pages.discord.fail_next(Fault(kind=lost, method="POST", path="/messages$"))
        for method in ("GET", "POST"):
            away = Fault(kind=FaultKind.UNAVAILABLE, method=method, path="/messages$", times=999)
            pages.discord.fail_next(away)
        await pages.report()
        await pages.until(lambda: pages.happened("page_failed"))
        await pages.until(given_up)
        pages.discord.faults.clear()
        await pages.until(all_sent)

    assert (pages.pinged("grace"), pages.pinged("linus"), pages.pinged("amara")) == (1, 1, 0)
