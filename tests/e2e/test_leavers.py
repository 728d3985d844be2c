"""Somebody has left the staff, and rows of ours name them still: an override, a page, a shift.

The configuration does not know them any more. Nothing may stop for that; on every store.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.builders import NOON
from tests.e2e.test_handover import HANDOVER, keeping, over, watched
from tests.e2e.test_paging import by
from tests.story import DESK, GRACE, LINUS, PLATFORM, Story, minutes
from triage.controls import Action
from triage.desk import Desk
from triage.errors import ChannelUnavailableError
from triage.messages import Notice
from triage.model import PersonId, TicketStatus
from triage.oncall.schedule import Override, Rotation
from triage.people import Keeping, Means
from triage.ports.work import Store
from triage.testing.clock import ManualClock

EVE = PersonId("eve")


def without_grace(desk: Desk = DESK) -> Desk:
    [turns] = (one for one in desk.rotations if isinstance(one, Rotation))
    return replace(
        desk,
        people={slug: one for slug, one in desk.people.items() if slug != GRACE},
        rotations=(replace(turns, people=(LINUS,)),),
    )


def reload(story: Story, desk: Desk) -> None:
    story.desk = desk
    story.start()


async def eve_covers(store: Store, start: datetime = NOON) -> None:
    cover = Override(team=PLATFORM, person=EVE, start=start, end=start + timedelta(days=7))
    await store.transact(lambda work: work.roster.add_override(cover))


async def test_whoever_covers_but_has_left_stops_no_ticket_and_the_next_step_calls(
    store: Store,
) -> None:
    story = Story(store)
    await eve_covers(store)
    await story.mail("P1")

    kinds = await story.timeline()
    assert kinds[0] == "opened"
    assert "unreachable" in kinds
    assert story.heard() == [Notice.ACKNOWLEDGED]
    assert story.paged() == [("202",)]  # the second step calls the backup at once


async def test_the_room_reads_who_left_by_the_slug_that_the_override_has(store: Store) -> None:
    """A P2 whose first step waits for the morning: the card says whom it will call."""
    story = Story(store, clock=ManualClock(NOON + timedelta(hours=8)))
    await eve_covers(store)
    await story.mail("P2")

    [card] = story.in_room(Notice.CARD)
    assert "eve" in card.text


async def test_a_summary_for_somebody_who_left_calls_the_others_at_once(store: Store) -> None:
    """Three tickets wait for Grace when she is taken out of the configuration."""
    story = Story(store)
    for _ in range(4):
        await story.mail("P2")
    reload(story, without_grace())
    await story.advance(minutes(10))

    assert story.in_room(Notice.SUMMARY) == []
    for number in (2, 3, 4):
        [event] = await story.events("unreachable", number)
        assert event.facts["person"] == GRACE
    assert story.paged()[1:] == [("202",)]  # the first of the second steps; the others wait
    await story.advance(minutes(10))
    [summary] = story.in_room(Notice.SUMMARY)
    assert summary.mentions == ("202",)


async def test_a_summary_still_goes_to_those_who_are_there(store: Store) -> None:
    """Grace and Linus were called for a step together; Grace has left when it is summed up."""
    story = Story(store)
    for _ in range(3):
        await story.mail("P1")
    await story.advance(minutes(5))
    reload(story, without_grace())
    await story.advance(minutes(10))

    told = [one for one in story.in_room(Notice.SUMMARY) if "202" in one.mentions]
    assert told
    assert all("201" not in one.mentions for one in told)


async def test_a_page_that_fails_for_somebody_who_left_is_given_up_for_the_next_step(
    store: Store,
) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.PUSH, Means.DISCORD)), by_hand=True)
    await story.mail("P1")
    await story.pipeline.work_off()
    story.push.failures = [ChannelUnavailableError("down")]
    for deliverer in story.deliverers:
        await deliverer.deliver_due()
    reload(story, without_grace(story.desk))
    await story.work()

    kinds = await story.timeline()
    assert "page_failed" in kinds
    assert "called_again" not in kinds
    assert story.paged() == [("202",)]
    story.clock.advance(minutes(4))
    await story.work()
    assert story.push.sent == []


async def test_a_page_for_somebody_who_left_before_it_was_sent_is_for_who_is_on_duty_now(
    store: Store,
) -> None:
    story = Story(store, desk=by(DESK, grace=(Means.PUSH,)), by_hand=True)
    await story.mail("P1")
    await story.pipeline.work_off()
    reload(story, without_grace(story.desk))
    await story.work()

    assert story.push.sent == []
    assert story.paged() == [("202",)]


@pytest.mark.parametrize("how", [Keeping.MOVE, Keeping.RETURN])
async def test_claims_go_back_when_whoever_takes_over_has_left(store: Store, how: Keeping) -> None:
    story = await watched(store, keeping(how))
    await story.mail("P2")
    await story.react(Action.CLAIM, by="201", card="card:1")
    await eve_covers(store, HANDOVER)
    [baton] = await over(story)

    assert "from Grace Hall to eve" in baton.text
    ticket = await story.ticket()
    assert (ticket.status, ticket.assignee) == (TicketStatus.OPEN, None)
