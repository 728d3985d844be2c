"""How the load was shared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.builders import outgoing
from tests.story import AMARA, GRACE, LINUS, PLATFORM
from triage.load import Load, Share, Span, load
from triage.messages import Call, Notice, Outgoing
from triage.model import Event, PersonId, TicketId
from triage.oncall.schedule import OnDuty, Stretch
from triage.people import Means

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def stretch(week: int, *people: PersonId) -> Stretch:
    start = MONDAY + week * WEEK
    return Stretch(start, start + WEEK, OnDuty(people=people, backup=(), until=start + WEEK))


DUTY = {PLATFORM: [stretch(0, GRACE), stretch(1, LINUS)]}
ZONES = {GRACE: "Europe/Berlin", LINUS: "Europe/Berlin", AMARA: "America/New_York"}


def call(
    hours: float,
    *people: PersonId,
    notice: Notice = Notice.PAGE,
    step: int = 0,
    means: Means = Means.DISCORD,
) -> tuple[Outgoing, datetime]:
    steps = ((TicketId(1), f"0.{step}"),) if notice is Notice.PAGE else ()
    message = outgoing(notice=notice, call=Call(people=people, means=means, steps=steps))
    return message, MONDAY + timedelta(hours=hours)


def event(kind: str, by: PersonId, hours: float, **facts: object) -> Event:
    at = MONDAY + timedelta(hours=hours)
    return Event(ticket=TicketId(1), at=at, kind=kind, by=by, facts=facts)


def shared(*calls: tuple[Outgoing, datetime], claims: tuple[Event, ...] = ()) -> Load:
    return load(Span(zones=ZONES, duty=DUTY, calls=calls, claims=claims))


def test_pages_on_duty_are_no_switches() -> None:
    found = shared(call(1, GRACE), claims=(event("claimed", GRACE, 1.1),))

    assert found.shares[GRACE] == Share(pages=1, interrupts=1, claims=1)
    assert found.shares[LINUS] == Share()
    assert found.causes == {}


def test_what_reaches_people_off_duty_is_counted_and_has_a_cause() -> None:
    found = shared(call(1, GRACE, LINUS, step=1), call(1.5, AMARA, step=2), call(9, AMARA, step=2))

    assert found.shares[LINUS] == Share(pages=1, interrupts=1, off_duty=1, switches=1)
    assert found.shares[AMARA].switches == 2
    assert found.causes == {"step 3": 2, "step 2": 1}


def test_interrupts_close_to_each_other_are_one_switch() -> None:
    found = shared(*(call(1 + n / 4, AMARA) for n in range(4)))

    assert (found.shares[AMARA].off_duty, found.shares[AMARA].switches) == (4, 1)


def test_several_means_at_once_are_one_interrupt() -> None:
    found = shared(call(1, GRACE), call(1, GRACE, means=Means.PUSH))

    assert found.shares[GRACE].pages == 1


def test_night_is_where_somebody_lives() -> None:
    """17:00 UTC is the evening in Berlin and noon in New York; 03:00 UTC is night for Berlin."""
    found = shared(call(8, GRACE, AMARA), call(18, GRACE, AMARA))

    assert found.shares[GRACE].nights == 1
    assert found.shares[AMARA].nights == 1  # 22:00
    assert shared(call(8, AMARA)).shares[AMARA].nights == 0


def test_a_nudge_is_an_interrupt_and_no_page_and_a_handover_is_neither() -> None:
    found = shared(call(1, GRACE, notice=Notice.NUDGE), call(2, GRACE, notice=Notice.HANDOVER))

    assert found.shares[GRACE] == Share(interrupts=1)


def test_each_shift_has_its_own_numbers() -> None:
    later = 7 * 24 + 1
    found = shared(call(1, GRACE), call(later, LINUS), call(later + 1, LINUS))

    assert [(one.person, one.start, one.share.pages) for one in found.turns] == [
        (GRACE, MONDAY, 1),
        (LINUS, MONDAY + WEEK, 2),
    ]


def test_what_people_thought_of_pages_is_counted() -> None:
    feedback = (
        event("page_feedback", GRACE, 1, useful=True),
        event("page_feedback", GRACE, 2, useful=False),
        event("page_feedback", LINUS, 3, useful=False),
    )
    found = load(Span(zones=ZONES, duty=DUTY, calls=(), claims=(), feedback=feedback))

    assert (found.useful, found.noise) == (1, 2)


def test_a_page_to_somebody_who_is_not_looked_at_counts_for_the_others_only() -> None:
    """Eve has left, and her name is still on the page that called both."""
    found = shared(call(1, PersonId("eve"), AMARA, step=1))

    assert set(found.shares) == set(ZONES)
    assert found.shares[AMARA].pages == 1
    assert found.causes == {"step 2": 1}
