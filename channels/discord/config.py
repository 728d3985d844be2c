"""What the Discord adapter has to be told. Filled by triage.app from the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.controls import Asked, Command, Form, Forms
from triage.messages import Opens
from triage.model import Audience, TeamId


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordIntake:
    """One channel that reports are taken from. `channel`: its id as text."""

    channel: str
    audience: Audience = Audience.USERS
    opens: Opens = Opens.REPORT
    team: TeamId | None = None


def no_form(_asked: Asked) -> Form | None:
    """No action opens a form."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordConfig:
    """`message_content`: whether the bot may read what people write; without it, only forms, menus,
    mentions and direct messages bring words. `tags`: a ticket's state -> the name of
    its tag in forums. `rooms`: ids of the team rooms whose cards carry
    reactions; all ids are text. `forms`: which action opens a form; `commands`: what the guild is
    offered."""

    token: str = field(repr=False)
    guild: str
    staff_roles: frozenset[str] = frozenset()
    helper_roles: frozenset[str] = frozenset()
    intakes: tuple[DiscordIntake, ...] = ()
    rooms: frozenset[str] = frozenset()
    message_content: bool = True
    tags: Mapping[str, str] = field(default_factory=dict)
    sandbox_url: str | None = None
    forms: Forms = no_form
    commands: tuple[Command, ...] = ()
