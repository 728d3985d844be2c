"""Settings into what the Discord adapter is told. Pure."""

from __future__ import annotations

from channels.discord.config import DiscordConfig, DiscordIntake
from triage.app.compose.names import team_id
from triage.errors import ConfigError
from triage.messages import Opens
from triage.settings.sections.discord import IntakeSection
from triage.settings.whole import Settings
from triage.wording.controls import commands, form
from triage.wording.languages import language_of

_OPENS = {"report": Opens.REPORT, "every_message": Opens.ALWAYS, "reaction": Opens.NEVER}


def discord_config(settings: Settings) -> DiscordConfig | None:
    """What the Discord adapter is told; None without [discord]."""
    section = settings.discord
    if section is None:
        return None
    if section.token is None:
        raise ConfigError("discord.token: not read; load the settings with their secrets")
    return DiscordConfig(
        token=section.token.get_secret_value(),
        guild=section.guild,
        staff_roles=section.staff_roles,
        helper_roles=section.helper_roles,
        intakes=tuple(_intake(each) for each in section.intake),
        rooms=frozenset(team.room for team in settings.teams.values()),
        message_content=section.message_content,
        tags=language_of(settings.language).controls.tags,
        sandbox_url=section.sandbox_url,
        forms=form,
        commands=commands(settings.language, tuple(settings.teams)),
    )


def _intake(section: IntakeSection) -> DiscordIntake:
    return DiscordIntake(
        channel=section.channel,
        audience=section.audience,
        opens=_OPENS[section.open_on],
        team=team_id(section.team),
    )
