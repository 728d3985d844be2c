"""Settings into what reads calendars, and what serves them."""

from __future__ import annotations

from triage.app.calendars.feeds import Served
from triage.app.calendars.sources import Source, Sources
from triage.desk import Desk
from triage.errors import ConfigError
from triage.oncall.schedule import Calendar
from triage.ports.core import Clock
from triage.ports.work import Store
from triage.settings.whole import Settings
from triage.web.server import WebServer


def sources_of(settings: Settings, desk: Desk) -> list[Source]:
    """Desk and settings have the rotations in the same order."""
    return [
        Source(layer, section.calendar)
        for layer, section in zip(desk.rotations, settings.rotations, strict=True)
        if isinstance(layer, Calendar) and section.calendar is not None
    ]


def calendars_of(settings: Settings, desk: Desk, store: Store, clock: Clock) -> Sources | None:
    """None where no rotation stands in a calendar."""
    found = sources_of(settings, desk)
    return Sources(store=store, clock=clock, desk=desk, sources=found) if found else None


def web_of(settings: Settings, desk: Desk, store: Store, clock: Clock) -> WebServer | None:
    """None without [web]. Raises ConfigError without the key, which paths are made from."""
    if settings.web is None:
        return None
    if settings.key is None:
        raise ConfigError("key: not read; load the settings with their secrets")
    served = Served(
        desk=desk, store=store, clock=clock, key=settings.key.get_secret_value().encode()
    )
    listen = settings.web.listen
    return WebServer(host=listen.host, port=listen.port, calendars=served)
