"""A desk answers from its configuration: who, by when, under which policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from triage.desk import Desk, Mode, Promise
from triage.escalation import Policy, Step
from triage.hours import Hours, parse_span
from triage.model import ConversationRef, PersonId, Priority, TeamId
from triage.oncall.schedule import NO_CHANGES, OnDuty, Rotation
from triage.people import Person, Team

PLATFORM, SUPPORT = TeamId("platform"), TeamId("support")
GRACE, LINUS, AMARA = PersonId("grace"), PersonId("linus"), PersonId("amara")
FRIDAY = datetime(2026, 4, 3, 17, tzinfo=UTC)
QUEUE = Policy(name="queue", steps=(Step(after=timedelta(), notify=("room",)),))


def room(thread: str) -> ConversationRef:
    return ConversationRef("discord", "1", thread)


DESK = Desk(
    product="Acme",
    mode=Mode.WATCH,
    language="en",
    zone="UTC",
    hours=Hours(zone="UTC"),
    people={
        GRACE: Person(
            id=GRACE, name="Grace Hall", addresses={"discord": "201", "email": "Grace@acme.example"}
        ),
        LINUS: Person(id=LINUS, name="Linus Berg", addresses={"discord": "202"}),
        AMARA: Person(id=AMARA, name="Amara Obi"),
    },
    teams={
        PLATFORM: Team(id=PLATFORM, room=room("302"), lead=AMARA),
        SUPPORT: Team(id=SUPPORT, room=room("301"), members=(GRACE,)),
    },
    default_team=SUPPORT,
    rotations=(
        Rotation(team=PLATFORM, people=(GRACE, LINUS), starts=date(2026, 1, 5), zone="UTC"),
    ),
    promises={
        Priority.P1: Promise(
            means="stopped",
            answer=parse_span("15m"),
            update=parse_span("1h"),
            always=True,
            escalation="queue",
        ),
        Priority.P3: Promise(means="hindered", answer=parse_span("2h"), escalation="queue"),
        Priority.P4: Promise(
            means="wish", answer=parse_span("2wd"), always=True, escalation="queue"
        ),
    },
    policies={"queue": QUEUE},
)
DUTY = OnDuty(people=(GRACE,), backup=(LINUS,), until=None)


def test_who_is_on_duty_comes_from_the_rotations() -> None:
    assert DESK.on_duty(PLATFORM, FRIDAY, NO_CHANGES).people == (GRACE,)
    assert DESK.on_duty(SUPPORT, FRIDAY, NO_CHANGES).people == ()


def test_a_priority_has_the_policy_that_its_promise_names() -> None:
    assert DESK.policy(Priority.P3) == QUEUE


def test_an_urgent_promise_runs_round_the_clock() -> None:
    assert DESK.answer_by(Priority.P1, FRIDAY) == FRIDAY + timedelta(minutes=15)
    assert DESK.update_by(Priority.P1, FRIDAY) == FRIDAY + timedelta(hours=1)
    assert DESK.answer_by(Priority.P4, FRIDAY) == FRIDAY + timedelta(days=2)


def test_other_promises_wait_for_business_hours() -> None:
    assert DESK.answer_by(Priority.P3, FRIDAY) == datetime(2026, 4, 6, 10, tzinfo=UTC)
    assert DESK.update_by(Priority.P3, FRIDAY) is None


@pytest.mark.parametrize(
    ("channel", "address", "person"),
    [
        ("discord", "202", LINUS),
        ("email", "grace@ACME.example", GRACE),
        ("email", "202", None),
        ("email", "stranger@acme.example", None),
    ],
)
def test_staff_are_known_by_their_addresses(
    channel: str, address: str, person: PersonId | None
) -> None:
    assert DESK.staff_at(channel, address) == person


@pytest.mark.parametrize(
    ("target", "team", "people"),
    [
        ("on-call", PLATFORM, (GRACE,)),
        ("backup", PLATFORM, (LINUS,)),
        ("lead", PLATFORM, (AMARA,)),
        ("lead", SUPPORT, ()),
        ("lead", TeamId("gone"), ()),
        ("room", PLATFORM, ()),
        ("amara", PLATFORM, (AMARA,)),
        ("gone", PLATFORM, ()),
    ],
)
def test_a_step_names_people_of_that_team(
    target: str, team: TeamId, people: tuple[PersonId, ...]
) -> None:
    assert DESK.named(target, team, DUTY) == people


def test_a_desk_is_a_value() -> None:
    assert replace(DESK) == DESK
