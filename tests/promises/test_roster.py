"""What every store promises about overrides, swaps, absences and listed shifts."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.builders import NOON
from triage.model import PersonId, TeamId
from triage.oncall.resolve import on_duty
from triage.oncall.schedule import (
    Absence,
    Calendar,
    Change,
    Changes,
    Layer,
    Listed,
    Override,
    Recorded,
    Rotation,
)
from triage.oncall.swaps import Swap, SwapState
from triage.ports.work import Store, UnitOfWork

HOUR = timedelta(hours=1)
PLATFORM, SUPPORT = TeamId("platform"), TeamId("support")
GRACE, LINUS = PersonId("grace"), PersonId("linus")
FIRST = Override(team=PLATFORM, person=LINUS, start=NOON, end=NOON + HOUR)
SWAP = Swap(team=PLATFORM, name="on-call", at=NOON, asker=GRACE, other=LINUS)
AWAY = Absence(person=GRACE, start=NOON, end=NOON + HOUR)
SHIFT = Listed(team=PLATFORM, name="night", person=GRACE, start=NOON, end=NOON + HOUR)


async def put(store: Store, *overrides: Override) -> list[int]:
    return await store.transact(lambda work: [work.roster.add_override(one) for one in overrides])


async def at(store: Store, when: timedelta, team: TeamId = PLATFORM) -> Changes:
    return await store.look(lambda work: work.roster.changes(team, at=NOON + when))


async def test_what_goes_on_is_told_oldest_first_and_what_comes_next(store: Store) -> None:
    longer = replace(FIRST, end=NOON + 2 * HOUR, instead_of=GRACE)
    added = replace(FIRST, start=NOON + 3 * HOUR, end=NOON + 4 * HOUR, change=Change.ADD)
    much_later = replace(added, start=NOON + 9 * HOUR, end=NOON + 10 * HOUR, person=GRACE)
    await put(store, much_later, FIRST, longer, added, replace(FIRST, team=SUPPORT))

    assert set((await at(store, -HOUR)).overrides) <= {FIRST, longer}
    assert (await at(store, 0 * HOUR)).overrides == (FIRST, longer, added)
    assert (await at(store, HOUR)).overrides == (longer, added)
    assert (await at(store, 3 * HOUR)).overrides == (much_later, added)
    assert (await at(store, 10 * HOUR)).overrides == ()
    assert (await at(store, 0 * HOUR, SUPPORT)).overrides == (replace(FIRST, team=SUPPORT),)


async def test_everything_in_a_span_is_told(store: Store) -> None:
    later = replace(FIRST, start=NOON + HOUR, end=NOON + 2 * HOUR, change=Change.REMOVE)
    numbers = await put(store, later, FIRST)

    found = await store.look(lambda work: work.roster.changes_between(NOON, NOON + HOUR))
    both = await store.look(lambda work: work.roster.changes_between(NOON, NOON + 2 * HOUR))

    assert found == Changes(overrides=(FIRST,))
    assert both == Changes(overrides=(later, FIRST))
    assert [one.id for one in both.overrides] == numbers


async def test_a_dropped_override_is_gone(store: Store) -> None:
    [number] = await put(store, FIRST)

    assert await store.transact(lambda work: work.roster.drop_override(number))
    assert not await store.transact(lambda work: work.roster.drop_override(number))
    assert await at(store, 0 * HOUR) == Changes()


async def test_a_swap_counts_once_it_is_accepted_and_the_first_answer_stands(store: Store) -> None:
    back = replace(SWAP, back=NOON + timedelta(days=7))
    number = await store.transact(lambda work: work.roster.ask_swap(back))
    asked = replace(back, id=number)

    assert await store.look(lambda work: work.roster.swap(number)) == asked
    assert await store.look(lambda work: work.roster.swap(number + 1)) is None
    assert (await at(store, 0 * HOUR)).swaps == ()
    assert await store.transact(lambda work: work.roster.answer_swap(number, SwapState.ACCEPTED))
    assert not await store.transact(
        lambda work: work.roster.answer_swap(number, SwapState.DECLINED)
    )
    assert (await at(store, 0 * HOUR)).swaps == back.gives()
    whole = await store.look(lambda work: work.roster.changes_between(NOON, NOON + HOUR))
    assert whole.swaps == back.gives()
    assert [one.swap for one in whole.swaps] == [number, number]


async def test_swaps_are_listed_until_both_turns_are_over(store: Store) -> None:
    back = replace(SWAP, back=NOON + HOUR)
    for one in (SWAP, back):
        await store.transact(lambda work, one=one: work.roster.ask_swap(one))  # type: ignore[misc]

    found = await store.look(lambda work: work.roster.swaps(after=NOON))

    assert [replace(one, id=None) for one in found] == [back]
    assert len(await store.look(lambda work: work.roster.swaps(after=NOON - HOUR))) == 2


async def test_an_absence_counts_for_every_team_until_it_ends(store: Store) -> None:
    number = await store.transact(lambda work: work.roster.add_absence(AWAY))

    assert (await at(store, -HOUR)).absences == (AWAY,)
    assert (await at(store, 0 * HOUR, SUPPORT)).absences == (AWAY,)
    assert (await at(store, HOUR)).absences == ()
    assert await store.transact(lambda work: work.roster.drop_absence(number))
    assert not await store.transact(lambda work: work.roster.drop_absence(number))
    assert (await at(store, 0 * HOUR)).absences == ()


async def test_a_calendar_that_is_read_again_replaces_what_it_said(store: Store) -> None:
    day = replace(SHIFT, name="day")
    for name, shifts in (("night", [SHIFT]), ("day", [day]), ("night", []), ("night", [SHIFT])):
        await store.transact(
            lambda work, name=name, shifts=shifts: work.roster.list_shifts(PLATFORM, name, shifts)  # type: ignore[misc]
        )

    assert (await at(store, 0 * HOUR)).listed == (day, SHIFT)
    assert (await at(store, 0 * HOUR, SUPPORT)).listed == ()
    assert (await at(store, HOUR)).listed == ()


async def test_the_few_that_are_handed_over_decide_as_all_of_them_would(store: Store) -> None:
    """Of a crowded month: who is on duty, and that nothing changes before `until`."""
    chance = random.Random(7)  # noqa: S311  the same month every time
    names = [PersonId(name) for name in "abcde"]
    layers = (
        Rotation(team=PLATFORM, people=tuple(names[:4]), starts=date(2025, 12, 1), zone="UTC"),
        Calendar(team=PLATFORM, name="night"),
        Calendar(team=PLATFORM, name="day", layer=Layer.BACKUP),
    )

    def span() -> dict[str, Any]:
        start = NOON + chance.randrange(24 * 28) * HOUR
        return {"start": start, "end": start + chance.randrange(72) * HOUR}

    def fill(work: UnitOfWork) -> None:
        for team in (PLATFORM, PLATFORM, SUPPORT) * 10:
            person, other = chance.sample(names, 2)
            change = chance.choice(list(Change))
            over = Override(team=team, person=person, instead_of=other, change=change, **span())
            work.roster.add_override(over)
            work.roster.add_absence(Absence(person=chance.choice(names), **span()))
            swap = replace(SWAP, team=team, at=span()["start"], asker=person, other=other)
            work.roster.ask_swap(replace(swap, state=SwapState.ACCEPTED))
        for name in ("night", "day"):
            shifts = [replace(SHIFT, person=chance.choice(names), **span()) for _ in range(9)]
            work.roster.list_shifts(PLATFORM, name, shifts)

    await store.transact(fill)
    whole = await store.look(
        lambda work: work.roster.changes_between(NOON, NOON + timedelta(days=40))
    )
    when = NOON
    while when < NOON + timedelta(days=28):
        few = await store.look(
            lambda work, when=when: work.roster.changes(PLATFORM, at=when, reach=timedelta(days=8))  # type: ignore[misc]
        )
        found = on_duty(layers, few, PLATFORM, when)
        assert found.until is not None
        for moment in (when, found.until - timedelta(microseconds=1)):
            truth = on_duty(layers, whole, PLATFORM, moment)
            assert (found.people, found.backup) == (truth.people, truth.backup)
            assert found.seats == truth.seats
        when = found.until


async def test_who_changed_what_is_kept_in_order(store: Store) -> None:
    first = Recorded(at=NOON, kind="override", by=GRACE, team=PLATFORM, facts={"number": 1})
    later = Recorded(at=NOON + HOUR, kind="absence", by=None, team=None)
    for one in (first, later):
        await store.transact(lambda work, one=one: work.roster.record(one))  # type: ignore[misc]

    assert await store.look(lambda work: work.roster.recorded(after=NOON - HOUR)) == [first, later]
    assert await store.look(lambda work: work.roster.recorded(after=NOON)) == [later]
