"""What a timeline promises: fixed cases, then laws that hold for any timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.story import DESK, minutes
from triage.desk import Desk
from triage.hours import Span
from triage.model import Event, PersonId, Priority, TicketId, TicketStatus
from triage.promises import STATE, Clock, asks, clocks, state_of, touches

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
GRACE, LINUS, ADA = PersonId("grace"), PersonId("linus"), PersonId("r_1")
OPEN, CLAIMED, RESOLVED = TicketStatus.OPEN, TicketStatus.CLAIMED, TicketStatus.RESOLVED
P1, P2, P3, P4 = Priority

PROMISED: Desk = replace(
    DESK,
    promises={
        level: replace(DESK.promises[level], update=update, lease=lease)
        for level, update, lease in (
            (P1, Span(minutes(60)), Span(minutes(30))),
            (P2, Span(minutes(240)), Span(minutes(240))),
            (P3, Span(working_days=3), Span(working_days=2)),
            (P4, None, Span(working_days=5)),
        )
    },
)


def event(after: float, kind: str, by: PersonId | None = None, **facts: Any) -> Event:
    """`after`: minutes since Monday noon."""
    return Event(ticket=TicketId(1), at=MONDAY + minutes(after), kind=kind, by=by, facts=facts)


def state(
    status: TicketStatus, priority: Priority, holder: PersonId | None = None
) -> Mapping[str, Any]:
    return {STATE: dict(state_of(status=status, priority=priority, holder=holder))}


def opened(priority: Priority = P1) -> Event:
    return event(0, "opened", ADA, **state(OPEN, priority))


def claimed(after: float, priority: Priority = P1, by: PersonId = GRACE) -> Event:
    return event(after, "claimed", by, **state(CLAIMED, priority, by))


def at(after: float) -> datetime:
    return MONDAY + minutes(after)


# ---------------------------------------------------------------- the answer


def test_an_answer_is_owed_from_the_opening() -> None:
    assert clocks([opened()], PROMISED).answer == Clock(soon=at(11.25), by=at(15))


def test_neither_a_receipt_nor_a_claim_stops_the_answer_clock() -> None:
    events = [opened(), event(1, "acknowledged"), claimed(2)]
    assert clocks(events, PROMISED).answer == Clock(soon=at(11.25), by=at(15))


def test_a_persons_first_words_do() -> None:
    for kind, facts in (("answered", {"author": "staff"}), ("replied", {"text": "we look"})):
        events = [opened(), event(5, kind, GRACE, **facts)]
        assert clocks(events, PROMISED).answer is None


def test_words_of_the_reporter_or_of_bystanders_do_not() -> None:
    events = [
        opened(),
        event(1, "message", ADA, author="reporter"),
        event(2, "message", PersonId("r_2"), author="bystander"),
        event(3, "noted", GRACE),
    ]
    assert clocks(events, PROMISED).answer == Clock(soon=at(11.25), by=at(15))


def test_on_a_business_clock_the_night_does_not_count() -> None:
    """Monday noon is 13:00 in Berlin; the desk closes at 18:00."""
    late = [event(240, "opened", ADA, **state(OPEN, P2))]  # 17:00, two hours promised
    clock = clocks(late, PROMISED).answer
    assert clock is not None
    assert clock.by == datetime(2026, 3, 3, 9, tzinfo=UTC)  # Tuesday 10:00 in Berlin


def test_a_reopened_ticket_owes_an_answer_again() -> None:
    events = [
        opened(),
        event(5, "answered", GRACE, author="staff"),
        event(20, "resolved", GRACE, **state(RESOLVED, P1)),
    ]
    assert clocks(events, PROMISED) == clocks([], PROMISED)

    events.append(event(100, "reopened", ADA, **state(OPEN, P1)))
    assert clocks(events, PROMISED).answer == Clock(soon=at(111.25), by=at(115))


def test_the_reporters_answer_to_a_ticket_that_nobody_holds_gives_nobody_a_lease() -> None:
    """Grace asks without having claimed it: the wait ends, and no claim begins to run out."""
    asked = [opened(), event(5, "replied", GRACE, asks=True)]
    assert clocks(asked, PROMISED).waiting_since == at(5)

    found = clocks([*asked, event(20, "message", ADA, author="reporter")], PROMISED)
    assert (found.waiting_since, found.lease) == (None, None)
    assert found.news == Clock(soon=at(61.25), by=at(80))  # the wait is added to the hour


def test_what_others_change_on_a_claimed_ticket_promises_no_news_anew() -> None:
    events = [
        opened(),
        claimed(2),
        event(30, "priority_set", LINUS, **state(CLAIMED, P1, GRACE)),
    ]

    assert clocks(events, PROMISED) == clocks(events[:2], PROMISED)


# ---------------------------------------------------------------- priority


def test_raising_counts_from_when_it_came() -> None:
    raised = event(60, "priority_set", LINUS, **state(OPEN, P1))
    found = clocks([opened(P3), raised], PROMISED).answer
    assert found is not None
    assert found.by == at(75)


def test_an_earlier_promise_stands_when_the_new_one_is_later() -> None:
    raised = event(119, "priority_set", LINUS, **state(OPEN, P1))
    found = clocks([opened(P2), raised], PROMISED).answer
    assert found is not None
    assert found.by == at(120)


def test_lowering_counts_from_the_start() -> None:
    events = [opened(P1), event(5, "priority_set", LINUS, **state(OPEN, P2))]
    assert clocks(events, PROMISED).answer == clocks([opened(P2)], PROMISED).answer


# ---------------------------------------------------------------- news


def test_a_claim_promises_news_and_words_promise_the_next() -> None:
    assert clocks([opened(), claimed(5)], PROMISED).news == Clock(soon=at(50), by=at(65))

    said = [opened(), claimed(5), event(30, "answered", GRACE, author="staff")]
    assert clocks(said, PROMISED).news == Clock(soon=at(75), by=at(90))


def test_while_we_wait_for_the_reporter_nothing_runs() -> None:
    asked = [opened(), claimed(5), event(30, "answered", GRACE, author="staff", asks=True)]
    found = clocks(asked, PROMISED)
    assert (found.answer, found.news, found.lease) == (None, None, None)
    assert found.waiting_since == at(30)


def test_the_time_that_we_waited_does_not_count() -> None:
    events = [
        opened(),
        claimed(5),
        event(30, "answered", GRACE, author="staff"),
        event(40, "message", GRACE, author="staff", asks=True),
        event(500, "reassessed", ADA),
    ]
    found = clocks(events, PROMISED)
    assert found.waiting_since is None
    assert found.news is not None
    assert found.news.by == at(40 + 60 + 460)


# ---------------------------------------------------------------- the lease


def test_a_claim_lasts_as_long_as_the_priority_says() -> None:
    assert clocks([opened(), claimed(5)], PROMISED).lease == Clock(soon=at(27.5), by=at(35))


def test_any_visible_work_of_the_holder_renews_it_and_nobody_elses_does() -> None:
    work = [event(20, "noted", GRACE), event(25, "noted", LINUS), event(26, "claim_lost", LINUS)]
    found = clocks([opened(), claimed(5), *work], PROMISED).lease
    assert found is not None
    assert found.by == at(50)


def test_the_reporters_answer_gives_the_holder_the_whole_lease() -> None:
    events = [
        opened(),
        claimed(5),
        event(10, "answered", GRACE, author="staff", asks=True),
        event(100, "message", ADA, author="reporter"),
    ]
    found = clocks(events, PROMISED).lease
    assert found is not None
    assert found.by == at(130)


def test_a_transfer_begins_a_new_lease_and_a_release_ends_it() -> None:
    moved = event(20, "transferred", GRACE, **state(CLAIMED, P1, LINUS))
    found = clocks([opened(), claimed(5), moved], PROMISED).lease
    assert found is not None
    assert found.by == at(50)

    released = event(21, "released", LINUS, **state(OPEN, P1))
    assert clocks([opened(), claimed(5), moved, released], PROMISED).lease is None


def test_what_is_put_off_keeps_its_holder_until_it_wakes() -> None:
    asleep = [opened(), claimed(5), event(10, "snoozed", GRACE)]
    assert clocks(asleep, PROMISED).lease is None

    found = clocks([*asleep, event(600, "woken")], PROMISED).lease
    assert found is not None
    assert found.by == at(630)


# ---------------------------------------------------------------- laws

KINDS = st.sampled_from(
    ["message", "asked", "reporter", "claimed", "released", "noted", "resolved", "reopened", "set"]
)
STEPS = st.lists(
    st.tuples(st.integers(1, 3000), KINDS, st.sampled_from(list(Priority))), max_size=8
)


SAID: Mapping[str, tuple[str, PersonId, Mapping[str, Any]]] = {
    "message": ("message", GRACE, {"author": "staff"}),
    "asked": ("message", GRACE, {"author": "staff", "asks": True}),
    "reporter": ("message", ADA, {"author": "reporter"}),
    "noted": ("noted", GRACE, {}),
}
MOVES: Mapping[tuple[str, TicketStatus], TicketStatus] = {
    ("claimed", OPEN): CLAIMED,
    ("released", CLAIMED): OPEN,
    ("resolved", OPEN): RESOLVED,
    ("resolved", CLAIMED): RESOLVED,
    ("reopened", RESOLVED): OPEN,
}


def timeline(steps: list[tuple[int, str, Priority]], start: Priority) -> list[Event]:
    """Any timeline that the service could write."""
    events, now, status, priority = [opened(start)], 0, OPEN, start
    for gap, kind, wanted in steps:
        now += gap
        if kind in SAID:
            name, by, facts = SAID[kind]
            events.append(event(now, name, by, **facts))
            continue
        was = (status, priority)
        status = MOVES.get((kind, status), status)
        priority = wanted if kind == "set" else priority
        if (status, priority) != was:
            holder = GRACE if status is CLAIMED else None
            events.append(event(now, kind, GRACE, **state(status, priority, holder)))
    return events


@given(STEPS, st.sampled_from(list(Priority)))
def test_what_is_owed_follows_from_the_timeline_alone(
    steps: list[tuple[int, str, Priority]], start: Priority
) -> None:
    events = timeline(steps, start)
    found = clocks(events, PROMISED)

    assert found == clocks(list(events), PROMISED)
    for clock in (found.answer, found.news, found.lease):
        assert clock is None or clock.soon <= clock.by
    if found.waiting_since is not None:
        assert (found.answer, found.news, found.lease) == (None, None, None)


@pytest.mark.parametrize("by", [None, GRACE, ADA])
@pytest.mark.parametrize(
    "facts", [{}, {"author": "staff"}, {"author": "reporter"}, {"woken": True}]
)
@given(STEPS, st.sampled_from(list(Priority)))
def test_what_touches_no_clock_changes_none(
    by: PersonId | None,
    facts: Mapping[str, Any],
    steps: list[tuple[int, str, Priority]],
    start: Priority,
) -> None:
    events = [*timeline(steps, start), claimed(40_320, start)]  # on a Monday at noon
    before = clocks(events, PROMISED)
    for kind in ("answered", "replied", "snoozed", "woken", "reassessed", "reopened", "gathered"):
        later = event(40_380, kind, by, **facts)
        if not touches(later):
            assert clocks([*events, later], PROMISED) == before


def test_that_a_report_is_counted_with_others_touches_no_clock() -> None:
    assert not touches(event(1, "gathered", reporters=3))


@given(STEPS, st.sampled_from(list(Priority)), st.integers(1, 3000))
def test_raising_never_gives_more_time_and_lowering_never_less(
    steps: list[tuple[int, str, Priority]], start: Priority, gap: int
) -> None:
    events = timeline(steps, start)
    last = next(
        one.facts[STATE] for one in reversed(events) if isinstance(one.facts.get(STATE), dict)
    )
    assert isinstance(last, dict)
    now = (events[-1].at - MONDAY) / minutes(1) + gap
    before = clocks(events, PROMISED)
    for wanted in Priority:
        changed = event(now, "priority_set", LINUS, **{STATE: {**last, "priority": wanted.name}})
        after = clocks([*events, changed], PROMISED)
        for one, other in ((before.answer, after.answer), (before.lease, after.lease)):
            if one is None or other is None:
                assert one is other
            elif wanted <= Priority[last["priority"]]:
                assert other.by <= one.by
            else:
                assert other.by >= one.by


@given(st.sampled_from(list(Priority)), st.sampled_from(list(Priority)), st.integers(1, 5000))
def test_raised_and_lowered_again_it_is_as_before(
    start: Priority, other: Priority, gap: int
) -> None:
    events = [opened(start)]
    there = event(gap, "priority_set", LINUS, **state(OPEN, other))
    back = event(gap + 1, "priority_set", LINUS, **state(OPEN, start))
    if other <= start:
        assert clocks([*events, there, back], PROMISED) == clocks(events, PROMISED)


@given(st.integers(0, 4000), st.integers(1, 4000), st.integers(0, 4000), st.integers(1, 4000))
def test_of_the_time_until_news_only_what_ran_counts(
    first: int, waited: int, between: int, again: int
) -> None:
    """On a clock that always runs: what is left after two pauses is what was left before them."""
    says = event(1, "answered", GRACE, author="staff")
    moments = [2 + first, waited, between, again]
    total, events = 0, [opened(), claimed(1), says]
    for number, gap in enumerate(moments):
        total += gap
        author = "staff" if number % 2 == 0 else "reporter"
        events.append(event(total, "message", ADA, author=author))
    found = clocks(events, PROMISED).news
    assert found is not None
    assert found.by == at(total - again + 60)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 5000),
    st.integers(0, 5000),
)
def test_working_time_adds_up(start: datetime, first: int, second: int) -> None:
    hours = DESK.hours
    end = hours.add(start, Span(minutes(first)))
    assert hours.worked(start, end) == minutes(first)
    assert hours.add(end, Span(minutes(second))) == hours.add(start, Span(minutes(first + second)))
    assert hours.worked(end, start) == timedelta()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Does it work now?", True),
        ('What do you see behind "Save"? A screenshot helps.', True),
        ("どの画面ですか\uff1f", True),
        ("We are on it.", False),
        ("See https://acme.example/?page=2 for news", False),
        ("> Can you fix it?\nYes, done.", False),
        ("", False),
    ],
)
def test_a_question_to_the_reporter_is_one_that_we_wait_for(
    words: str,
    expected: bool,  # noqa: FBT001
) -> None:
    assert asks(words) is expected
