"""Settings into what the push adapter is told. Pure."""

from __future__ import annotations

from channels.push.config import PushConfig
from triage.settings.whole import Settings


def push_config(settings: Settings) -> PushConfig | None:
    """What the push adapter is told; None where nobody has a gateway."""
    gateways = {
        name: person.push.get_secret_value()
        for name, person in settings.people.items()
        if person.push is not None
    }
    return PushConfig(gateways=gateways) if gateways else None
