"""What people type about schedules, and what is made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.builders import NOON
from tests.story import DESK, GRACE, LINUS, PLATFORM
from triage.model import TeamId
from triage.oncall.refusal import Refusal, Unable
from triage.oncall.schedule import Rotation
from triage.rota.meant import Span, rotation_of, span, team_of, zone_of

OPS = TeamId("ops")
TWO = replace(DESK, teams={**DESK.teams, OPS: replace(DESK.teams[PLATFORM], id=OPS)})
BERLIN = "Europe/Berlin"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "until", "expected"),
    [
        (None, "2h", Span(NOON, at("2026-03-02T14:00"))),
        ("tomorrow 10:00", "2h", Span(at("2026-03-03T09:00"), at("2026-03-03T11:00"))),
        ("mon", "fri", Span(at("2026-03-08T23:00"), at("2026-03-12T23:00"))),
        ("2026-03-10", "2026-03-12", Span(at("2026-03-09T23:00"), at("2026-03-11T23:00"))),
    ],
)
def test_a_span_is_read_from_its_start(start: str | None, until: str, expected: Span) -> None:
    assert span(start, until, DESK, zone=BERLIN, now=NOON) == expected


@pytest.mark.parametrize(
    ("start", "until", "refusal"),
    [
        ("soon", "2h", Refusal(why=Unable.NO_MOMENT, given="soon")),
        (None, "never", Refusal(why=Unable.NO_MOMENT, given="never")),
        ("tomorrow", "2026-03-01", Refusal(why=Unable.NOT_AFTER, given="2026-03-01")),
        ("2026-02-01", "2026-02-02", Refusal(why=Unable.PAST, given="2026-02-02")),
    ],
)
def test_what_is_no_span_is_refused(start: str | None, until: str, refusal: Refusal) -> None:
    assert span(start, until, DESK, zone=BERLIN, now=NOON) == refusal


def test_a_person_means_their_own_clock() -> None:
    away = replace(DESK.people[GRACE], zone="Asia/Tokyo")
    desk = replace(DESK, people={**DESK.people, GRACE: away})

    assert [zone_of(desk, one) for one in (GRACE, LINUS, None)] == ["Asia/Tokyo", BERLIN, BERLIN]


def test_a_team_is_named_or_near_or_the_only_one() -> None:
    assert team_of(DESK, None) == PLATFORM
    assert team_of(TWO, None, near=[OPS]) == OPS
    assert team_of(TWO, "ops", near=[PLATFORM]) == OPS
    assert team_of(TWO, None) == Refusal(why=Unable.WHICH_TEAM, name="platform, ops")
    no_team = Refusal(why=Unable.NO_TEAM, name="platform, ops", given="x")
    assert team_of(TWO, "x", near=[OPS]) == no_team


def test_a_rotation_is_the_one_in_which_somebody_takes_turns() -> None:
    [day] = DESK.rotations
    assert isinstance(day, Rotation)
    night = replace(day, name="night", people=(LINUS,))
    desk = replace(DESK, rotations=(day, night))

    assert rotation_of(desk, PLATFORM, None, person=GRACE) == day
    assert rotation_of(desk, PLATFORM, "night") == night
    which = Refusal(why=Unable.WHICH_ROTATION, name="on-call, night")
    assert rotation_of(desk, PLATFORM, None, person=LINUS) == which
    none = Refusal(why=Unable.NO_ROTATION, person=GRACE, name="on-call, night", given="night")
    assert rotation_of(desk, PLATFORM, "night", person=GRACE) == none
