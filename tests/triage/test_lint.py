"""What would call nobody is found before anybody is called: one test a kind, and the daily line."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.builders import outgoing
from tests.story import DESK
from triage.bell import Bell
from triage.desk import Desk
from triage.duties.lint import Lint, calendar_switch, known
from triage.escalation import Page, Policy, Step
from triage.lint import Finding, Known, Wrong, findings
from triage.messages import Call, Notice
from triage.model import PersonId, Priority, TeamId, TicketId
from triage.oncall.schedule import (
    Absence,
    Calendar,
    Changes,
    Layer,
    Listed,
    Override,
    Rotation,
    Window,
)
from triage.oncall.swaps import Swap, SwapState
from triage.people import Means, Person, Team
from triage.ports.work import UnitOfWork
from triage.testing.clock import ManualClock
from triage.testing.memory import MemoryStore

PLATFORM = TeamId("platform")
GRACE, LINUS, AMARA = (PersonId(name) for name in ("grace", "linus", "amara"))
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""Grace's turn begins: Monday 10:00 in Berlin."""
DAY = timedelta(days=1)
[TURNS] = (one for one in DESK.rotations if isinstance(one, Rotation))


def found(desk: Desk = DESK, **known: object) -> list[Finding]:
    return list(findings(desk, replace(Known.nothing(), **known), now=NOW))  # type: ignore[arg-type]


def test_a_desk_that_is_well_has_no_findings() -> None:
    assert found() == []


def test_hours_that_no_layer_covers_are_a_gap_told_once() -> None:
    office = Window(days=frozenset(range(5)), start=time(8), end=time(20))
    desk = replace(DESK, rotations=(replace(TURNS, hours=(office,)),))

    assert found(desk) == [
        Finding(
            wrong=Wrong.GAP,
            team=PLATFORM,
            start=datetime(2026, 3, 2, 19, tzinfo=UTC),
            end=datetime(2026, 3, 3, 7, tzinfo=UTC),
            more=19,
        )
    ]
    business = {name: replace(one, business=True) for name, one in desk.policies.items()}
    assert found(replace(desk, policies=business)) == []  # nobody is called at night


def test_a_rotation_that_starts_later_is_a_gap_until_then() -> None:
    desk = replace(DESK, rotations=(replace(TURNS, starts=date(2026, 3, 9)),))

    assert found(desk) == [Finding(wrong=Wrong.GAP, team=PLATFORM, start=NOW, end=NOW + 7 * DAY)]


def test_a_team_that_takes_no_turns_has_no_gaps() -> None:
    """`triage check` asks whether that is meant; a daily line about it would be noise."""
    office = Window(days=frozenset(range(5)), start=time(8), end=time(20))
    support = Team(id=TeamId("support"), room=DESK.teams[PLATFORM].room, lead=AMARA)
    desk = replace(
        DESK,
        teams={**DESK.teams, support.id: support},
        rotations=(replace(TURNS, hours=(office,)),),
    )

    assert {one.team for one in found(desk) if one.wrong is Wrong.GAP} == {PLATFORM}


def test_a_hole_goes_on_when_only_the_shadow_changes() -> None:
    """Everybody is away for two days, and the trainees hand over in the middle."""
    away = tuple(
        Absence(person=person, start=NOW + 6 * DAY, end=NOW + 8 * DAY) for person in (GRACE, LINUS)
    )
    learning = replace(TURNS, name="learning", layer=Layer.SHADOW, people=(AMARA, GRACE))
    desk = replace(DESK, rotations=(TURNS, learning))

    assert found(desk, changes=Changes(absences=away)) == [
        Finding(wrong=Wrong.EMPTY, team=PLATFORM, start=NOW + 6 * DAY, end=NOW + 8 * DAY)
    ]


def test_a_seat_that_everybody_left_is_empty() -> None:
    away = tuple(
        Absence(person=person, start=NOW + DAY, end=NOW + 2 * DAY) for person in (GRACE, LINUS)
    )

    assert found(changes=Changes(absences=away)) == [
        Finding(wrong=Wrong.EMPTY, team=PLATFORM, start=NOW + DAY, end=NOW + 2 * DAY)
    ]
    assert found(changes=Changes(absences=away[:1])) == []


def person(known: Person, **changes: object) -> Desk:
    changed = replace(known, **changes)  # type: ignore[arg-type]
    return replace(DESK, people={**DESK.people, known.id: changed})


def test_whom_nothing_calls_is_found_also_when_they_only_lead() -> None:
    assert found(person(DESK.people[GRACE], addresses={})) == [
        Finding(wrong=Wrong.NO_MEANS, person=GRACE)
    ]
    assert found(person(DESK.people[AMARA], means=())) == [
        Finding(wrong=Wrong.NO_MEANS, person=AMARA)
    ]
    pushed = person(DESK.people[GRACE], addresses={}, means=(Means.PUSH,))
    assert found(pushed) == []


def test_whoever_left_the_configuration_but_has_a_turn_is_found() -> None:
    rest = {name: one for name, one in DESK.people.items() if name != LINUS}

    assert found(replace(DESK, people=rest)) == [Finding(wrong=Wrong.NO_MEANS, person=LINUS)]


def test_who_is_not_reached_is_found_but_a_shadow_need_not_be() -> None:
    assert found(unreached=frozenset({GRACE})) == [Finding(wrong=Wrong.UNREACHED, person=GRACE)]
    shadow = replace(TURNS, name="learning", layer=Layer.SHADOW, people=(PersonId("new"),))
    assert found(replace(DESK, rotations=(TURNS, shadow))) == []


def test_whom_a_calendar_or_an_override_names_has_to_be_reached_too() -> None:
    quiet = person(DESK.people[AMARA], means=())
    desk = replace(quiet, teams={PLATFORM: replace(DESK.teams[PLATFORM], lead=GRACE)})
    cover = Override(team=PLATFORM, person=AMARA, start=NOW, end=NOW + DAY)
    shift = Listed(team=PLATFORM, name="ops", person=AMARA, start=NOW, end=NOW + DAY)
    expected = [Finding(wrong=Wrong.NO_MEANS, person=AMARA)]

    assert found(desk) == []
    assert found(desk, changes=Changes(overrides=(cover,))) == expected
    assert found(desk, changes=Changes(listed=(shift,))) == expected


def policy(*words: str) -> Desk:
    steps = (Step(after=timedelta(), notify=("on-call",)), Step(after=DAY, notify=words))
    return replace(
        DESK,
        policies={**DESK.policies, "urgent": Policy(name="urgent", steps=steps)},
        teams={PLATFORM: replace(DESK.teams[PLATFORM], lead=None)},
    )


async def test_when_a_calendar_was_read_last_is_known_from_the_store() -> None:
    """Whoever reads it sets a switch; until then it was never read."""
    ops = Calendar(team=PLATFORM, name="ops", layer=Layer.BACKUP)
    desk = replace(DESK, rotations=(TURNS, ops))
    store = MemoryStore()

    def read_at(work: UnitOfWork) -> datetime | None:
        return known(work, desk, NOW).read_at[PLATFORM, "ops"]

    assert await store.look(read_at) is None
    await store.transact(
        lambda work: work.switches.set(calendar_switch(PLATFORM, "ops"), NOW.isoformat())
    )
    assert await store.look(read_at) == NOW


@pytest.mark.parametrize(
    ("words", "dead"),
    [
        (("lead",), True),
        (("lead", "room"), True),
        (("lead", "grace"), False),
        (("backup",), False),
        (("on-call",), False),
        (("room",), False),
    ],
)
def test_a_policy_that_ends_with_nobody_is_found(words: tuple[str, ...], dead: bool) -> None:  # noqa: FBT001
    expected = [Finding(wrong=Wrong.DEAD_END, team=PLATFORM, name="urgent")] if dead else []

    assert found(policy(*words)) == expected


def test_there_is_no_backup_where_all_have_a_seat_or_none_is_wanted() -> None:
    desk = policy("backup")
    for rotation in (replace(TURNS, backup=None), replace(TURNS, seats=2)):
        assert Wrong.DEAD_END in {one.wrong for one in found(replace(desk, rotations=(rotation,)))}
    behind = replace(TURNS, name="behind", layer=Layer.BACKUP, people=(AMARA,))
    layers = (replace(TURNS, backup=None), behind)
    assert found(replace(desk, rotations=layers)) == []


def test_a_swap_whose_turn_was_edited_away_is_found() -> None:
    swap = Swap(
        team=PLATFORM,
        name="on-call",
        at=NOW + 3 * DAY,
        asker=LINUS,
        other=GRACE,
        state=SwapState.ACCEPTED,
        id=4,
    )
    void = Finding(
        wrong=Wrong.VOID_SWAP, team=PLATFORM, person=LINUS, start=NOW + 3 * DAY, number=4
    )

    assert found(swaps=(swap,)) == [void]
    assert found(swaps=(replace(swap, name="renamed"),)) == [void]
    assert found(swaps=(replace(swap, state=SwapState.ASKED),)) == []
    good = replace(swap, asker=GRACE, other=LINUS, back=NOW + 10 * DAY)
    assert found(swaps=(good,), changes=Changes(swaps=good.gives())) == []
    assert found(swaps=(replace(swap, at=NOW - DAY),)) == []  # past


def test_an_override_of_somebody_who_has_no_seat_is_found() -> None:
    cover = Override(team=PLATFORM, person=AMARA, start=NOW, end=NOW + DAY, instead_of=LINUS, id=2)

    assert found(changes=Changes(overrides=(cover,))) == [
        Finding(wrong=Wrong.VOID_OVERRIDE, team=PLATFORM, person=LINUS, number=2)
    ]
    works = replace(cover, instead_of=GRACE)
    assert found(changes=Changes(overrides=(works,))) == []
    assert found(changes=Changes(overrides=(replace(cover, instead_of=None),))) == []


def test_a_calendar_that_was_not_read_for_a_day_is_found() -> None:
    ops = Calendar(team=PLATFORM, name="ops", layer=Layer.BACKUP)
    desk = replace(DESK, rotations=(TURNS, ops))
    old = NOW - timedelta(hours=25)

    assert found(desk) == [Finding(wrong=Wrong.OLD_CALENDAR, team=PLATFORM, name="ops")]
    assert found(desk, read_at={(PLATFORM, "ops"): old}) == [
        Finding(wrong=Wrong.OLD_CALENDAR, team=PLATFORM, name="ops", start=old)
    ]
    assert found(desk, read_at={(PLATFORM, "ops"): NOW - timedelta(hours=1)}) == []


# ---------------------------------------------------------------- the daily line


async def test_what_is_wrong_is_told_at_start_and_daily_and_when_it_changes() -> None:
    store, clock = MemoryStore(), ManualClock(NOW)
    lint = Lint(store=store, clock=clock, desk=person(DESK.people[GRACE], means=()), outbox=Bell())
    other = replace(lint, desk=person(DESK.people[LINUS], means=()))
    well = replace(lint, desk=DESK)

    assert await store.transact(lint.check)
    assert not await store.transact(lint.check)
    clock.advance(timedelta(hours=1))
    assert not await store.transact(lint.check)
    assert await store.transact(other.check)
    clock.advance(DAY)
    assert await store.transact(other.check)
    assert not await store.transact(well.check)
    assert await store.transact(other.check)  # it was well in between: told anew

    lines = await store.look(lambda work: work.outbox.undelivered())
    assert {message.notice for message, _, _ in lines} == {Notice.ROSTER}
    assert len(lines) == 3  # one key for one moment: the last one is the same line
    assert "Grace Hall has no working contact" in lines[0][0].text
    assert lines[0][0].mentions == ()


async def test_a_mail_address_that_does_not_take_mail_is_found_from_the_store() -> None:
    store, clock = MemoryStore(), ManualClock(NOW)
    known = DESK.people[GRACE]
    desk = person(known, addresses={**known.addresses, "email": "grace@acme.example"})
    lint = Lint(store=store, clock=clock, desk=replace(desk, mailbox="support"), outbox=Bell())

    assert not await store.transact(lint.check)
    address = ("email", "support", "grace@acme.example")
    await store.transact(lambda work: work.tickets.person(*address, None))
    await store.transact(lambda work: work.tickets.undeliverable(*address, "550"))
    assert await store.transact(lint.check)


async def test_whose_last_page_no_means_took_is_found_until_one_does() -> None:
    store, clock = MemoryStore(), ManualClock(NOW)
    lint = Lint(store=store, clock=clock, desk=DESK, outbox=Bell())
    page = Page(
        ticket=TicketId(1),
        level="0.0",
        person=GRACE,
        at=NOW,
        team=PLATFORM,
        priority=Priority.P1,
    )
    call = outgoing(notice=Notice.PAGE, call=Call(people=(GRACE,), means=Means.DISCORD))
    await store.transact(lambda work: work.duty.page(page))
    await store.transact(
        lambda work: work.outbox.enqueue(call, now=clock.now(), due_at=clock.now())
    )
    clock.advance(timedelta(minutes=10))
    assert not await store.transact(lint.check)  # it may be on its way, or a claim ended it

    def give_up(work: UnitOfWork) -> None:
        until = clock.now() + timedelta(minutes=1)
        [sending] = work.outbox.take("email", now=clock.now(), until=until, limit=1)
        work.outbox.dead(sending.id, error="no such user")

    await store.transact(give_up)
    assert await store.transact(lint.check)
    await store.transact(
        lambda work: work.duty.page(replace(page, level="0.1", at=NOW + timedelta(minutes=2)))
    )
    await store.transact(
        lambda work: work.duty.reached(
            TicketId(1), level="0.1", person=GRACE, means=Means.PUSH, at=clock.now()
        )
    )
    clock.advance(timedelta(minutes=10))
    assert not await store.transact(lint.check)


async def test_the_look_comes_after_the_start_and_again() -> None:
    store, clock, bell = MemoryStore(), ManualClock(NOW), Bell()
    desk = person(DESK.people[GRACE], means=())
    lint = Lint(store=store, clock=clock, desk=desk, outbox=bell, first=0.01, every=0.01)
    task = asyncio.ensure_future(lint.run())
    for _ in range(300):
        if store.state.outbox:
            break
        await asyncio.sleep(0.01)
    task.cancel()

    assert len(store.state.outbox) == 1
