"""What is said about schedules: in calendars, in the team's room, by the daily check. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """`calendar` names a feed; `on_call`, `backup` and `shadow` are titles of its events."""

    calendar: str
    on_call: str
    backup: str
    shadow: str
    nobody: str
    instead: str
