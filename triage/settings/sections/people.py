"""[people], [teams.NAME] and [[rotations]]."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from pydantic import Field, SecretStr

from triage.people import Means
from triage.settings.fields import (
    Address,
    HandoverText,
    Id,
    Weeks,
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
    page: tuple[Means, ...] = ()
    push: SecretStr | None = None


class TeamSection(Section):
    """[teams.NAME]"""

    room: Id = Field(examples=["811000000000000301"])
    members: tuple[str, ...] = ()
    lead: str | None = None
    escalates_to: str | None = None


class RotationSection(Section):
    """[[rotations]]. `zone` None: the desk's time_zone."""

    team: str = Field(examples=['"platform"'])
    people: tuple[str, ...] = Field(min_length=1, examples=['["grace", "linus"]'])
    seats: int = Field(default=1, ge=1)
    backup: Literal["next", "none"] = "next"
    shift: Weeks = 1
    handover: HandoverText = Handover(0, time(10))
    starts: date = date(2024, 1, 1)
    zone: Zone | None = None
