"""Rotations, holidays and where to listen, as they are written in config.toml."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.triage.settings.samples import MINIMAL, TOKEN, problems
from triage.app.compose.desk import desk_of
from triage.oncall.schedule import HOLIDAY, Calendar, Layer, Rotation, Window
from triage.settings.checks import problems_in, warnings
from triage.settings.holidays import holidays
from triage.settings.load import load
from triage.settings.values import Listen
from triage.settings.whole import Settings

FOUR = ["grace", "linus", "amara", "mia"]


def settings(*rotations: dict[str, Any], **more: Any) -> Settings:
    raw: dict[str, Any] = {
        "product": "Acme",
        "time_zone": "Europe/Berlin",
        "discord": {"token": "t", "guild": 1, "intake": [{"channel": 2}]},
        "people": {name: {"name": name, "discord": n} for n, name in enumerate(FOUR, start=11)},
        "teams": {"platform": {"room": 3, "lead": "grace"}},
        "rotations": [{"team": "platform", "people": FOUR, **one} for one in rotations],
    }
    return Settings(**raw, **more)


def said(*rotations: dict[str, Any]) -> list[str]:
    return [str(each) for each in problems_in(settings(*rotations))]


def test_a_region_has_its_holidays_and_dates_come_on_top() -> None:
    berlin = holidays("DE-BE")

    assert date(2026, 3, 8) in berlin  # only there
    assert date(2026, 3, 8) not in holidays("de")
    assert date(2049, 12, 25) in berlin
    assert holidays(["DE-BE", date(2026, 12, 24), "2026-12-31"]) - berlin == {
        date(2026, 12, 24),
        date(2026, 12, 31),
    }
    assert holidays([]) == frozenset()


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("XX", "there are no holidays for 'XX'; write a country like DE"),
        ("DE-XX", "DE has no region 'XX'; write one of: BB, BE"),
        (7, "7 is no date and no region"),
    ],
)
def test_a_region_that_is_none_is_said(value: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        holidays(value)


def test_holidays_are_read_for_hours_and_rotations() -> None:
    found = settings(
        {"hours": [{"days": ["mon", "holiday"], "open": "22:00"}], "holidays": "AT"},
        hours={"holidays": ["AT"]},
    )
    [rotation] = desk_of(found).rotations

    assert found.hours.holidays == holidays("AT")
    assert rotation == Rotation(
        team=rotation.team,
        people=tuple(FOUR),  # type: ignore[arg-type]
        starts=date(2024, 1, 1),
        zone="Europe/Berlin",
        hours=(Window(days=frozenset({0, HOLIDAY}), start=time(22), end=time(0)),),
        holidays=holidays("AT"),
    )


def test_layers_have_names_of_their_own_unless_they_are_alike() -> None:
    two: tuple[dict[str, Any], ...] = (
        {},
        {"layer": "backup"},
        {"layer": "shadow", "name": "learning"},
    )
    assert said(*two) == []
    assert [(one.name, one.layer) for one in desk_of(settings(*two)).rotations] == [
        ("on-call", Layer.ON_CALL),
        ("backup", Layer.BACKUP),
        ("learning", Layer.SHADOW),
    ]
    assert said({}, {}) == [
        (
            'rotations[1].name: the team has "on-call" already, at rotations[0]; give it a name: '
            "swaps are kept by it"
        )
    ]


@pytest.mark.parametrize(
    ("rotation", "problem"),
    [
        ({"people": []}, "rotations[0].people: not set; name who takes turns, or a calendar"),
        (
            {"layer": "shadow", "backup": "none"},
            "rotations[0].backup: has an effect in the layer on-call only; remove it",
        ),
        (
            {"holidays": "DE"},
            (
                "rotations[0].holidays: has no effect without hours; add hours, which holidays are "
                "left out of"
            ),
        ),
        (
            {"calendar": "https://a.example/b.ics"},
            "rotations[0].people: has no effect beside calendar; remove it, or calendar",
        ),
    ],
)
def test_what_has_no_effect_may_not_be_set(rotation: dict[str, Any], problem: str) -> None:
    assert said(rotation) == [problem]


def test_short_turns_and_turns_that_come_soon_are_warned_of() -> None:
    assert warnings(settings({"shift": "3 days"})) == (
        (
            "rotations[0].shift: a turn is 3 days only; make it a week or more: who changes back "
            "and forth does neither work well"
        ),
        (
            "rotations[0].people: a turn comes every 1.71 weeks; add people: sooner than every "
            "fourth week wears people out"
        ),
    )
    assert warnings(settings({"shift": "1 day"}))[0].startswith(
        "rotations[0].shift: a turn is a day"
    )
    assert warnings(settings({"shift": "2 weeks"})) == ()
    assert desk_of(settings({"shift": "2 weeks"})).rotations[0].days == 14  # type: ignore[union-attr]


@pytest.mark.parametrize("length", ["0 days", "53 weeks", "week", "7", "1 month"])
def test_a_turn_is_at_most_a_year(length: str) -> None:
    with pytest.raises(ValidationError, match="is not the length of a turn"):
        settings({"shift": length})


def test_a_calendar_is_an_address_a_secret_or_a_file_beside_the_configuration(
    tmp_path: Path,
) -> None:
    path = tmp_path / "config.toml"
    rest = MINIMAL.replace('people = ["grace"]', 'calendar = "{}"')
    found = []
    for calendar in ("https://a.example/b.ics", "env:OPS", "ops.ics"):
        path.write_text(rest.replace("{}", calendar))
        loaded = load(path, {**TOKEN, "OPS": "https://secret.example/x.ics"})
        found.append(loaded.rotations[0].calendar)
        assert isinstance(desk_of(loaded).rotations[0], Calendar)
        assert warnings(loaded)[0].startswith("teams.support.lead")  # nothing about turns

    assert found == [
        "https://a.example/b.ics",
        "https://secret.example/x.ics",
        str(tmp_path / "ops.ics"),
    ]
    assert problems(path, rest.replace("{}", "env:OPS")) == [
        "rotations[0].calendar: OPS is not set; export OPS"
    ]


def test_web_says_where_to_listen_and_needs_the_key(tmp_path: Path) -> None:
    web = settings({}, web={"listen": "127.0.0.1:8080"})

    assert web.web is not None
    assert web.web.listen == Listen("127.0.0.1", 8080)
    assert settings({}, web={"listen": "[::1]:80"}).web.listen == Listen("::1", 80)  # type: ignore[union-attr]
    with pytest.raises(ValidationError, match="is not where to listen"):
        settings({}, web={"listen": "8080"})
    assert problems(tmp_path / "config.toml", MINIMAL + '[web]\nlisten = "127.0.0.1:80"\n') == [
        (
            "key: not set, and the addresses of calendars are made with it; write key = "
            '"file:/path" with 64 hexadecimal digits: openssl rand -hex 32'
        )
    ]
