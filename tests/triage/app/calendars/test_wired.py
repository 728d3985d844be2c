"""What the configuration asks for is what the service starts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import NOON
from triage.app.service import Service
from triage.errors import ConfigError
from triage.settings.whole import Settings
from triage.testing.clock import ManualClock
from triage.testing.memory import MemoryStore

RAW: dict[str, Any] = {
    "product": "Acme",
    "time_zone": "Europe/Berlin",
    "key": "k" * 32,
    "discord": {"token": "t", "guild": 1, "intake": [{"channel": 2}]},
    "people": {"grace": {"name": "Grace Hall", "discord": 11}},
    "teams": {"platform": {"room": 3, "lead": "grace"}},
    "rotations": [
        {"team": "platform", "people": ["grace"]},
        {"team": "platform", "layer": "backup", "calendar": "https://a.example/b.ics"},
    ],
}


def service(**changes: Any) -> Service:
    settings = Settings(**{**RAW, **changes})
    return Service.build(settings, MemoryStore(), ManualClock(NOON), channels={})


def test_calendars_are_read_only_where_a_rotation_stands_in_one() -> None:
    calendars = service().calendars

    assert calendars is not None
    assert [(one.layer.name, one.where) for one in calendars.sources] == [
        ("backup", "https://a.example/b.ics")
    ]
    assert service(rotations=RAW["rotations"][:1]).calendars is None


def test_nothing_is_served_unless_it_is_asked_for_and_never_without_a_key() -> None:
    assert service().web is None
    web = service(web={"listen": "127.0.0.1:8080"}).web

    assert web is not None
    assert (web.host, web.port) == ("127.0.0.1", 8080)
    with pytest.raises(ConfigError, match="key: not read"):
        service(web={"listen": "127.0.0.1:8080"}, key=None)
