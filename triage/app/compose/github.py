"""Settings into what the GitHub adapter is told. Pure."""

from __future__ import annotations

from channels.github.config import GithubConfig
from triage.errors import ConfigError
from triage.settings.whole import Settings


def github_config(settings: Settings) -> GithubConfig | None:
    """None without [github]: then no ticket becomes an issue."""
    section = settings.github
    if section is None:
        return None
    if section.token is None:
        raise ConfigError("github.token: not read; load the settings with their secrets")
    return GithubConfig(
        repository=section.repository,
        token=section.token.get_secret_value(),
        api_url=section.api_url,
    )
