"""What comes at a bad moment: at night, in watch mode, while somebody else saves the ticket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from typing_extensions import override

from tests.story import DESK, Story, at
from triage.controls import Action
from triage.desk import Limits, Mode
from triage.errors import ConflictError
from triage.handling.orders import Claim
from triage.messages import Notice, Sender
from triage.ports.work import UnitOfWork
from triage.testing.clock import ManualClock
from triage.testing.memory import MemoryStore


class Contested(MemoryStore):
    """Of the next units of work so many find that another process was faster."""

    def __init__(self) -> None:
        super().__init__()
        self.conflicts = 0

    @override
    async def _transact(self, unit: Callable[[UnitOfWork], Any], /, *, urgent: bool = False) -> Any:
        def contested(work: UnitOfWork) -> Any:
            result = unit(work)
            if self.conflicts and _settles(unit):
                self.conflicts -= 1
                raise ConflictError("saved meanwhile")
            return result

        return await super()._transact(contested, urgent=urgent)


def _settles(unit: Callable[[UnitOfWork], Any]) -> bool:
    """Whether it decides on an arrival."""
    return getattr(getattr(unit, "func", None), "__name__", "") == "settle"


@pytest.mark.parametrize("conflicts", [1, 2])
async def test_an_arrival_is_decided_again_when_another_process_was_faster(conflicts: int) -> None:
    store = Contested()
    story = Story(store)
    store.conflicts = conflicts
    await story.mail("P2")

    assert store.conflicts == 0
    assert len(await story.tickets()) == 1
    assert story.heard() == [Notice.ACKNOWLEDGED]


async def test_an_arrival_that_finds_a_conflict_each_time_is_tried_later() -> None:
    store = Contested()
    story = Story(store)
    store.conflicts = 3
    await story.mail("P2")
    assert await story.tickets() == []

    await story.advance(timedelta(seconds=10))
    assert len(await story.tickets()) == 1
    assert story.heard() == [Notice.ACKNOWLEDGED]


async def test_at_night_the_reporter_of_a_p3_does_not_hear_that_somebody_has_it() -> None:
    story = Story(MemoryStore(), clock=ManualClock(at(22)))
    for words in ("P3", "P2"):
        await story.mail(words)
    await story.order(Claim(), number=1)
    assert Notice.CLAIMED not in story.heard()

    await story.order(Claim(), number=2)
    assert story.heard().count(Notice.CLAIMED) == 1


async def test_in_watch_mode_who_writes_too_much_is_declined_without_a_word() -> None:
    desk = replace(DESK, mode=Mode.WATCH, limits=Limits(blocked=frozenset({"eve"})))
    story = Story(MemoryStore(), desk=desk)
    await story.post("The export is broken P1", by="eve")

    assert await story.tickets() == []
    assert [one for one in story.discord.sent if one.notice is Notice.DECLINED] == []


async def test_whoever_names_several_people_speaks_about_the_one_who_reported() -> None:
    """Bob is known from last week, Ada has just reported, and nobody knows Kim."""
    story = Story(MemoryStore())
    await story.post("The import is broken P3", by="bob")
    await story.advance(timedelta(days=7))
    await story.post("The export is broken P3", by="ada")
    await story.post("I have it as well P3", by="eve", mentions=("kim", "bob", "ada"))

    assert len(await story.tickets()) == 2
    assert "I have it as well" in await story.words(2)


async def test_a_colleagues_mail_that_orders_nothing_is_an_answer() -> None:
    story = Story(MemoryStore())
    await story.mail("P2")
    grace = Sender(address="grace@acme.example", name="Grace Hall", verified=True)
    await story.mail("We look at it.", references=("m1@example.org",), sender=grace)

    assert "answered" in await story.timeline()
    assert (await story.ticket()).answered_at is not None


async def test_a_reaction_of_no_meaning_to_us_changes_nothing() -> None:
    """A hand that is sent on, on a message that we never kept."""
    story = Story(MemoryStore())
    await story.mail("P2")
    before = await story.ticket()
    await story.react(Action.SEND, by="201", message="777")

    assert await story.ticket() == before
