"""[people], [teams.NAME] and [[rotations]]."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from pydantic import Field, SecretStr

from triage.people import Keeping, Means
from triage.settings.fields import (
    Address,
    DayOrHoliday,
    HandoverText,
    Holidays,
    Id,
    QuietHours,
    ShiftDays,
    Slug,
    WallTime,
    Zone,
)
from triage.settings.sections.base import Section
from triage.settings.values import Handover


class PersonSection(Section):
    """[people]"""

    name: str = Field(min_length=1, examples=['"Grace Hall"'])
    discord: Id | None = None
    email: Address | None = None
    zone: Zone | None = None
    quiet: QuietHours | None = None
    page: tuple[Means, ...] = ()
    push: SecretStr | None = None


class TeamSection(Section):
    """[teams.NAME]"""

    room: Id = Field(examples=["811000000000000301"])
    members: tuple[str, ...] = ()
    lead: str | None = None
    escalates_to: str | None = None
    claims: Keeping = Keeping.RETURN
    replies_as: Literal["person", "team"] = "person"


class RotaHoursSection(Section):
    """One of a rotation's `hours`. `close` not later than `open`: on the next day."""

    days: tuple[DayOrHoliday, ...] = Field(
        default=("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"), min_length=1
    )
    open: WallTime = time(0)
    close: WallTime = time(0)


class RotationSection(Section):
    """[[rotations]]. `zone` None: the desk's time_zone. `shift` in days."""

    team: str = Field(examples=['"platform"'])
    name: Slug | None = None
    layer: Literal["on-call", "backup", "shadow"] = "on-call"
    people: tuple[str, ...] = Field(default=(), examples=['["grace", "linus"]'])
    calendar: str | None = Field(default=None, min_length=1)
    seats: int = Field(default=1, ge=1)
    backup: Literal["next", "none"] = "next"
    shift: ShiftDays = 7
    handover: HandoverText = Handover(0, time(10))
    starts: date = date(2024, 1, 1)
    zone: Zone | None = None
    hours: tuple[RotaHoursSection, ...] = ()
    holidays: Holidays = frozenset()

    @property
    def known_as(self) -> str:
        """What swaps are kept by."""
        return self.name or self.layer
