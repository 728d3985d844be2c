"""How a moment is written: a Discord stamp in chat, in words with its zone by mail. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

Style = Literal["f", "R", "t"]
"""Discord's stamp styles: date and time, relative ("in 5 minutes"), time of day.

Source: Discord's developer documentation, "Message Formatting", timestamp styles.
"""


def stamp(when: datetime, style: Style) -> str:
    """`<t:UNIX:style>`: Discord shows it in each reader's own zone and language."""
    return f"<t:{int(when.timestamp())}:{style}>"


def local(when: datetime, zone: str) -> datetime:
    """The moment in wall time of `zone` (IANA). Raises ZoneInfoNotFoundError for an unknown one."""
    return when.astimezone(ZoneInfo(zone))


def city(zone: str) -> str:
    """What people call a zone: "Berlin" for Europe/Berlin, "UTC" for UTC."""
    return zone.rpartition("/")[2].replace("_", " ")
