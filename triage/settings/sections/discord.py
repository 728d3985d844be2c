"""[discord] and its intakes."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from pydantic import Field, SecretStr

from triage.desk import BrakeLimit
from triage.model import Audience
from triage.settings.fields import Duration, Id, Limit
from triage.settings.sections.base import Section


class IntakeSection(Section):
    """[[discord.intake]]"""

    channel: Id = Field(examples=["811000000000000101"])
    audience: Audience = Audience.USERS
    open_on: Literal["report", "every_message", "reaction"] = "report"
    team: str | None = None
    panel: bool = False


class LimitsSection(Section):
    """[discord.limits]"""

    open: int = Field(default=10, ge=1)
    new: Limit = BrakeLimit(count=5)
    blocked: frozenset[Id] = frozenset()
    account_age: Duration = timedelta()


class DiscordSection(Section):
    """[discord]"""

    token: SecretStr | None = Field(examples=['"env:DISCORD_TOKEN"'])
    guild: Id = Field(examples=["811000000000000001"])
    staff_roles: frozenset[Id] = frozenset()
    helper_roles: frozenset[Id] = frozenset()
    message_content: bool = True
    limits: LimitsSection = LimitsSection()
    sandbox_url: str | None = None
    intake: tuple[IntakeSection, ...] = ()
