"""What every store promises about timers, pages and switches."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.builders import NOON
from triage.escalation import Bundle, Page
from triage.model import PersonId, Priority, TeamId, TicketId
from triage.people import Means
from triage.ports.store import Timer
from triage.ports.work import Store, UnitOfWork

LATER = NOON + timedelta(minutes=1)
TIMER = Timer(kind="settle", subject="1", occurrence="0", due_at=NOON)


async def test_a_timer_fires_once(store: Store) -> None:
    await store.transact(lambda work: work.timers.arm(TIMER))

    assert await store.look(lambda work: work.timers.due(NOON, limit=9)) == [TIMER]
    assert await store.transact(lambda work: work.timers.fired(TIMER))
    assert not await store.transact(lambda work: work.timers.fired(TIMER))
    assert await store.look(lambda work: work.timers.due(LATER, limit=9)) == []


async def test_arming_again_moves_the_timer_and_the_old_time_no_longer_fires(
    store: Store,
) -> None:
    moved = replace(TIMER, due_at=LATER)
    await store.transact(lambda work: work.timers.arm(TIMER))
    await store.transact(lambda work: work.timers.arm(moved))

    assert await store.look(lambda work: work.timers.due(NOON, limit=9)) == []
    assert not await store.transact(lambda work: work.timers.fired(TIMER))
    assert await store.look(lambda work: work.timers.due(LATER, limit=9)) == [moved]


async def test_a_cancelled_timer_does_not_fire(store: Store) -> None:
    await store.transact(lambda work: work.timers.arm(TIMER))

    assert await store.transact(lambda work: work.timers.cancel("settle", "1")) == 1
    assert await store.transact(lambda work: work.timers.cancel("settle", "1")) == 0
    assert not await store.transact(lambda work: work.timers.fired(TIMER))
    assert await store.look(lambda work: work.timers.armed("settle", "1")) is None


async def test_timers_come_due_in_the_order_of_their_times(store: Store) -> None:
    timers = [replace(TIMER, subject=str(n), due_at=NOON + timedelta(seconds=n)) for n in (3, 1, 2)]
    for one in timers:
        await store.transact(lambda work, one=one: work.timers.arm(one))  # type: ignore[misc]

    due = await store.look(lambda work: work.timers.due(LATER, limit=2))

    assert [one.subject for one in due] == ["1", "2"]
    assert await store.look(lambda work: work.timers.next_due()) == NOON + timedelta(seconds=1)
    assert await store.look(lambda work: work.timers.armed("settle", "3")) == timers[0]


async def test_a_person_is_paged_once_at_a_level_of_a_ticket(store: Store) -> None:
    async def page(level: str, person: str, ticket: int = 1) -> bool:
        return await store.transact(
            lambda work: work.duty.page(paged(level, person, ticket=ticket))
        )

    assert await page("0.0", "grace")
    assert not await page("0.0", "grace")
    assert await page("0.0", "linus")
    assert await page("0.1", "grace")
    assert await page("0.0", "grace", ticket=2)


async def test_the_first_means_that_reaches_somebody_is_kept(store: Store) -> None:
    def unit(work: UnitOfWork) -> None:
        for person in ("grace", "linus"):
            work.duty.page(paged("0.0", person))
        for means in (Means.PUSH, Means.EMAIL):
            work.duty.reached(
                TicketId(1), level="0.0", person=PersonId("grace"), means=means, at=LATER
            )

    await store.transact(unit)

    first, second = await store.look(lambda work: work.duty.pages(TicketId(1), level="0.0"))
    assert first == replace(paged("0.0", "grace"), means=Means.PUSH, reached_at=LATER)
    assert second == paged("0.0", "linus")
    assert await store.look(lambda work: work.duty.pages(TicketId(1), level="0.1")) == []


async def test_what_a_means_took_and_came_back_reached_nobody(store: Store) -> None:
    grace = PersonId("grace")

    def took(work: UnitOfWork, means: Means) -> None:
        work.duty.reached(TicketId(1), level="0.0", person=grace, means=means, at=LATER)

    def back(work: UnitOfWork, means: Means) -> None:
        work.duty.unreached(TicketId(1), level="0.0", person=grace, means=means)

    await store.transact(lambda work: work.duty.page(paged("0.0", "grace")))
    await store.transact(lambda work: took(work, Means.EMAIL))
    await store.transact(lambda work: back(work, Means.PUSH))
    [page] = await store.look(lambda work: work.duty.pages(TicketId(1), level="0.0"))
    assert page.means is Means.EMAIL

    await store.transact(lambda work: back(work, Means.EMAIL))
    assert await store.look(lambda work: work.duty.pages(TicketId(1), level="0.0")) == [
        paged("0.0", "grace")
    ]
    await store.transact(lambda work: took(work, Means.PUSH))
    [page] = await store.look(lambda work: work.duty.pages(TicketId(1), level="0.0"))
    assert (page.means, page.reached_at) == (Means.PUSH, LATER)


async def test_pages_that_wait_for_a_summary_are_found_until_they_are_told(store: Store) -> None:
    waits = replace(paged("0.0", "grace"), bundle=Bundle.WAITS)
    old = replace(paged("0.0", "grace", ticket=2), at=NOON - timedelta(hours=1))
    other = replace(paged("0.0", "linus", ticket=3), bundle=Bundle.WAITS, team=TeamId("billing"))

    def unit(work: UnitOfWork) -> None:
        for page in (waits, old, other):
            work.duty.page(page)

    await store.transact(unit)
    platform, grace = TeamId("platform"), PersonId("grace")

    async def recent(
        since: datetime = NOON - timedelta(hours=2), priority: Priority = Priority.P1
    ) -> list[Page]:
        return await store.look(
            lambda work: work.duty.recent(platform, grace, since=since, priority=priority)
        )

    assert await store.look(lambda work: work.duty.waiting(platform)) == [waits]
    assert await recent(LATER) == [waits]
    assert await recent() == [old, waits]

    also = replace(waits, ticket=TicketId(4))
    await store.transact(lambda work: work.duty.page(also))
    assert await recent() == [old, waits]
    await store.transact(lambda work: work.duty.told([also], at=NOON - timedelta(hours=3)))
    assert await recent() == [old, waits]

    await store.transact(lambda work: work.duty.told([waits], at=LATER))
    assert await store.look(lambda work: work.duty.waiting(platform)) == []
    assert await recent(NOON) == [replace(waits, bundle=Bundle.TOLD, at=LATER)]


async def test_of_those_told_in_summaries_the_last_of_that_urgency_is_recent(store: Store) -> None:
    """A burst tells thousands at the same moment."""
    low = [
        replace(paged("0.0", "grace", ticket=n), bundle=Bundle.WAITS, priority=Priority.P2)
        for n in (1, 2, 3)
    ]
    high = [replace(one, ticket=TicketId(one.ticket + 3), priority=Priority.P1) for one in low]

    def unit(work: UnitOfWork) -> None:
        for page in (*low, *high):
            work.duty.page(page)
        work.duty.told(high, at=NOON)
        work.duty.told(low, at=LATER)
        work.duty.told([], at=LATER)

    await store.transact(unit)

    async def recent(priority: Priority) -> list[tuple[Priority, datetime]]:
        found = await store.look(
            lambda work: work.duty.recent(
                TeamId("platform"),
                PersonId("grace"),
                since=NOON - timedelta(minutes=1),
                priority=priority,
            )
        )
        return [(one.priority, one.at) for one in found]

    assert await recent(Priority.P1) == [(Priority.P1, NOON)]
    assert await recent(Priority.P2) == [(Priority.P2, LATER)]
    assert await recent(Priority.P4) == [(Priority.P2, LATER)]


def paged(level: str, person: str, *, ticket: int = 1) -> Page:
    return Page(
        ticket=TicketId(ticket),
        level=level,
        person=PersonId(person),
        at=NOON,
        team=TeamId("platform"),
        priority=Priority.P1,
    )


async def test_a_switch_is_set_and_taken_back(store: Store) -> None:
    await store.transact(lambda work: work.switches.set("paused", "by grace"))
    await store.transact(lambda work: work.switches.set("paused", "by linus"))
    assert await store.look(lambda work: work.switches.get("paused")) == "by linus"

    await store.transact(lambda work: work.switches.set("paused", None))
    assert await store.look(lambda work: work.switches.get("paused")) is None
